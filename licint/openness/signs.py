"""Where a release shows a component: in its files, its links, its headings, or a sentence of its card. The patterns are those of rules/openness.yaml."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from licint.messages import say
from licint.model import Card, Entry, Evidence, Heading, Link, Location, Noun, Paragraph, Prose
from licint.openness.rules import Rules, Sign, search
from licint.parsing.markdown import parse_prose
from licint.parsing.model_ids import to_model_id

MAX_ENTRIES = 20_000
MAX_PARAGRAPHS = 3_000
MAX_LINKS = 2_000
MAX_LINES = 100_000
MAX_QUOTE = 160
_WORD = re.compile(r"[a-z]{2,40}|[\u3040-\u9fff\uac00-\ud7a3]{2,40}")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|[。！？；\n]+")


class Page(Noun, frozen=True):
    """A card or README with its prose, within the limits above; `lines` as written, and `links` by their line."""

    path: str
    lines: tuple[str, ...]
    prose: Prose
    links: Mapping[int, tuple[Link, ...]]


def read_pages(cards: Iterable[Card]) -> tuple[Page, ...]:
    """The pages of some cards."""
    pages = []
    for card in cards:
        prose = parse_prose(card.body, card.body_line, card.path)
        by_line: dict[int, tuple[Link, ...]] = {}
        for link in prose.links[:MAX_LINKS]:
            by_line[link.at.line] = (*by_line.get(link.at.line, ()), link)
        pages.append(Page(card.path, tuple(card.text.splitlines()[:MAX_LINES]), prose, by_line))
    return tuple(pages)


def in_files(patterns: tuple[str, ...], entries: Sequence[Entry]) -> Evidence | None:
    """The first file of the release that a pattern finds."""
    for entry in entries[:MAX_ENTRIES] if patterns else ():
        if search(patterns, entry.path):
            return Evidence(at=Location(entry.path), note="a file of the release")
    return None


def in_words(sign: Sign, pages: Iterable[Page], rules: Rules, name: str) -> Evidence | None:
    """The first sentence that gives the component away with a link to what the sign wants; none that puts it off or is about the work of others.

    A link to a model counts if it is called like the release: by its `name`, or by the first heading of the page.
    """
    hosts = rules.hosts.get(sign.link or "", ())
    for page in pages if sign.words else ():
        for paragraph in page.prose.paragraphs[:MAX_PARAGRAPHS]:
            if not search(sign.words, paragraph.text) or _is_elsewhere(paragraph, rules):
                continue
            for sentence in _sentences(paragraph.text):
                link = _link_of(sentence, paragraph, page, hosts)
                if link and _is_given(sentence, link, sign, rules) and (sign.link != "model" or _is_called_like(link, name, page)):
                    return Evidence(quote=_short(sentence), at=link.at, note=say("links to {target}", target=link.target[:200]))
    return None


def _is_elsewhere(paragraph: Paragraph, rules: Rules) -> bool:
    """Whether a paragraph speaks of what is to come, or stands among news, thanks and the work of others."""
    return bool(search(rules.not_yet, paragraph.text)) or any(search(rules.others_headings, each) for each in paragraph.headings)


def _is_given(sentence: str, link: Link, sign: Sign, rules: Rules) -> bool:
    if search(rules.others, sentence):
        return False
    return bool(search(sign.words, link.text) or (search(sign.words, sentence) and search(rules.gives, sentence)))


def _is_called_like(link: Link, name: str, page: Page) -> bool:
    """Whether a model's address shares a word with the name of the release; sizes and versions are no words."""
    parts = link.target[:400].split("/")
    return bool(_words_of(f"{name} {_title(page)}"[:400]) & _words_of(" ".join(parts[4:6])))


def _title(page: Page) -> str:
    return page.prose.headings[0].title if page.prose.headings else ""


def _words_of(name: str) -> set[str]:
    return {each for each in _WORD.findall(name.lower()) if len(each) > 2}


def _link_of(sentence: str, paragraph: Paragraph, page: Page, hosts: tuple[str, ...]) -> Link | None:
    """A link of the sentence to one of the hosts; in a table, of the same row."""
    lines = range(paragraph.line, min(paragraph.end_line, paragraph.line + 200) + 1)
    links = (link for line in lines for link in page.links.get(line, ()) if not link.image and search(hosts, link.target))
    return next((link for link in links if paragraph.kind == "cell" or (link.text.strip() or link.target) in sentence), None)


def in_links(sign: Sign, hosts: tuple[str, ...], pages: Iterable[Page], rules: Rules, name: str) -> Evidence | None:
    """The first link of the release's own that is called what the sign says, or stands bare under such a heading, and leads to one of the hosts."""
    for page in pages if sign.link_text else ():
        for link in page.prose.links[:MAX_LINKS]:
            bare = link.text.startswith("http") and search(sign.headings, _heading_above(link.at.line, page.prose.headings))
            called = bare or search(sign.link_text, link.text)
            if called and search(hosts, link.target) and (bare or _is_own(link, page, rules, name)):
                return Evidence(quote=_short(link.text) or None, at=link.at, note=say("links to {target}", target=link.target[:200]))
    return None


def _is_own(link: Link, page: Page, rules: Rules, name: str) -> bool:
    """Whether a link is to the release's own paper: named like it or not at all, and near the top or where the page says so."""
    if _words_of(link.text[:200]) - rules.own_paper.generic - _words_of(f"{name} {_title(page)}"[:400]):
        return False
    first = min([*(each.line for each in page.prose.headings[:1]), *(each.line for each in page.prose.paragraphs[:1])], default=1)
    if link.at.line - first <= rules.own_paper.top:
        return True
    return any(search(rules.own_paper.says, each) for each in _around(link, page))


def own_model(pages: Iterable[Page], ids: Sequence[str], rules: Rules) -> Evidence | None:
    """The first link to a model of the Hub that is the release itself, by its ids, in a paragraph that does not put it off."""
    for page in pages if ids else ():
        for link in page.prose.links[:MAX_LINKS]:
            if not link.image and to_model_id(link.target) in ids and not any(search(rules.not_yet, each) for each in _around(link, page)):
                return Evidence(quote=_short(link.text) or None, at=link.at, note=say("links to {target}", target=link.target[:200]))
    return None


def _around(link: Link, page: Page) -> Iterator[str]:
    """The texts of the paragraphs in which a link stands."""
    return (each.text for each in page.prose.paragraphs[:MAX_PARAGRAPHS] if each.line <= link.at.line <= each.end_line)


def in_headings(sign: Sign, pages: Iterable[Page]) -> Evidence | None:
    """The first heading that the sign finds, with what it wants to see in a table below it."""
    for page in pages if sign.headings else ():
        for paragraph in page.prose.paragraphs[:MAX_PARAGRAPHS]:
            above = next((title for title in paragraph.headings if search(sign.headings, title)), None)
            if above is not None and (not sign.below or (paragraph.kind == "cell" and _is_below(sign.below, paragraph.line, page))):
                return Evidence(quote=_short(above), at=Location(page.path, paragraph.line))
    return None


def _is_below(patterns: tuple[str, ...], line: int, page: Page) -> bool:
    return any(search(patterns, each) for each in page.lines[line - 1 : line + 8])


def withheld(component: str, pages: Iterable[Page], rules: Rules) -> Evidence | None:
    """The first sentence in which the publisher says that a component is not shared."""
    what = rules.withheld.what.get(component, ())
    for page in pages if what else ():
        for paragraph in page.prose.paragraphs[:MAX_PARAGRAPHS]:
            if search(what, paragraph.text):
                for sentence in _sentences(paragraph.text):
                    if search(what, sentence) and search(rules.withheld.says, sentence) and not search(rules.withheld_not, sentence):
                        return Evidence(quote=_short(sentence), at=Location(page.path, paragraph.line))
    return None


def topics_of(page: Page, rules: Rules) -> tuple[str, ...]:
    """The topics of rules/openness.yaml that a model card speaks of, in headings or in a sentence that is more than a placeholder."""
    headings = "\n".join(each.title for each in page.prose.headings[:200])
    texts = [each.text for each in page.prose.paragraphs[:MAX_PARAGRAPHS] if "[More Information Needed]" not in each.text]
    spoken = "\n".join(texts)[:200_000]
    return tuple(topic for topic, patterns in rules.index.topics.items() if _speaks_of(patterns, headings, spoken))


def _speaks_of(patterns: tuple[str, ...], headings: str, spoken: str) -> bool:
    return bool(search(patterns, headings)) or any(search(patterns, spoken[start : start + 2_000]) for start in range(0, len(spoken), 1_900))


def _heading_above(line: int, headings: Sequence[Heading]) -> str:
    return next((each.title for each in reversed(headings) if each.line <= line), "")


def _sentences(text: str) -> Iterator[str]:
    return (each for each in _SENTENCE.split(text[:20_000]) if each.strip())


def _short(text: str) -> str:
    text = " ".join(text[: MAX_QUOTE * 4].split())
    return text if len(text) <= MAX_QUOTE else text[: MAX_QUOTE - 1] + "…"
