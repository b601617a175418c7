"""A snapshot's bytes, parsed and identified, as the Release that everything else looks at."""

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

import msgspec

from licint.clauses import Patterns, read_statements
from licint.clauses.linked import LICENSE_WORD, named_by_links
from licint.clauses.variants import without_siblings
from licint.identification import Index, find_references, identify, resolve_name
from licint.knowledge import Knowledge
from licint.model import (
    Card,
    Component,
    Document,
    Identification,
    Link,
    Location,
    Match,
    Paragraph,
    Parent,
    Problem,
    Prose,
    Relation,
    Release,
    Skipped,
    Snapshot,
    Stated,
    Statement,
    Weights,
)
from licint.parsing.bills import is_bill, stated_in_bill
from licint.parsing.card import parse_card
from licint.parsing.configs import is_named_as_config, parents_in_card, parents_in_config
from licint.parsing.descent import parents_in_prose
from licint.parsing.files import classify
from licint.parsing.markdown import parse_prose
from licint.parsing.packages import is_package, stated_in_package
from licint.parsing.text import PROBLEMS, Text, decode, is_pdf, read_text
from licint.parsing.weights import is_weights, parse_weights
from licint.regex import late
from licint.resolution.ownership import told_apart

MAX_STATEMENTS = 400
LONGEST_TITLE = 120  # characters of a heading that is one
MAX_NAME = 120
MAX_PDFS = 10  # read of one release: each may take as long as parsing/pdf.py allows
# Effects of sentences that may name the license they speak of.
NAMING = ("license", "commercial-forbidden", "commercial-conditional")
# "Modified MIT" is not MIT.
MODIFIED = late(r"\bmodified\b|修改版", re.I)
_BETWEEN_WORDS = late(r"[._+ -]+")
PROPER = late(r"[\"'”’]?\s(?:Licen[sc]e|Terms)\b")


def assemble(snapshot: Snapshot, knowledge: Knowledge, index: Index, patterns: Patterns) -> Release:
    """Parse every file that was read. A broken file becomes a value with its problem; nothing is raised."""
    cards = sorted(_cards(snapshot), key=_card_order)
    card = cards[0] if cards else None
    prose = {each.path: parse_prose(each.body, each.body_line, each.path) for each in cards}
    weights = tuple(_weights(snapshot))
    documents = named_by_links(tuple(_documents(snapshot, index)), (link for each in prose.values() for link in each.links), patterns)
    parents = tuple(_parents(snapshot, card, prose, weights))
    spoken = (*_statements(cards, prose, index, patterns, knowledge, snapshot.target.name), *_listed(documents, index, patterns, knowledge))
    statements, others = told_apart(spoken, parents, snapshot.target, card, documents, prose, knowledge, patterns)
    return Release(
        target=snapshot.target,
        card=card,
        readmes=tuple(cards[1:]),
        documents=documents,
        weights=weights,
        parents=tuple(each for each in parents if each not in others),
        parents_of_others=others,
        statements=statements[:MAX_STATEMENTS],
        stated=tuple(_stated(snapshot)),
        links=tuple(link for each in prose.values() for link in each.links),
        entries=snapshot.entries,
        skipped=(*snapshot.skipped, *(Skipped(each.path, problem.message) for each in documents for problem in each.problems if problem.kind in PROBLEMS)),
        access=snapshot.access,
        metadata=snapshot.metadata,
    )


def _cards(snapshot: Snapshot) -> Iterator[Card]:
    for path, data in snapshot.contents.items():
        kind = classify(path)
        if kind and kind[0] in ("card", "readme"):
            yield parse_card(path, decode(data))


def _card_order(card: Card) -> tuple[int, bool, int, str]:
    """The Hub's card first (front matter, at the root), then README.md, then the rest as listed."""
    return (card.path.count("/"), not card.has_front_matter, len(card.path), card.path)


def _documents(snapshot: Snapshot, index: Index) -> Iterator[Document]:
    pdfs = 0
    for path, data in snapshot.contents.items():
        kind = classify(path)
        if kind is None or kind[0] in ("card", "readme") or f"{path}.txt" in snapshot.contents:  # a PDF beside its own text
            continue
        role, component = kind
        pdfs += is_pdf(data, path)
        read = read_text(data, path) if pdfs <= MAX_PDFS or not is_pdf(data, path) else Text("", "pdf-too-many")
        identification = identify(read.text, index) if not read.problem else _named_by_file(path, index)
        yield Document(path, role, component, read.text, identification, _problems(path, data, read.problem))


def _named_by_file(path: str, index: Index) -> Identification:
    """The license that the name of a file that cannot be read means ("Acme Community License.pdf")."""
    name = path.rpartition("/")[2].rpartition(".")[0]
    license = resolve_name(_BETWEEN_WORDS.sub(" ", name)[:MAX_NAME], index)
    return Identification((Match(license, "reference", 1, 1),)) if license else Identification()


def _problems(path: str, data: bytes, unreadable: str | None) -> tuple[Problem, ...]:
    if unreadable:
        return (Problem(unreadable, PROBLEMS[unreadable], Location(path)),)
    if not data.strip():
        return (Problem("empty", "the file is empty", Location(path)),)
    if data.startswith(b"version https://git-lfs"):
        return (Problem("lfs-pointer", "the file is a Git LFS pointer, not a text", Location(path)),)
    return ()


def _weights(snapshot: Snapshot) -> Iterator[Weights]:
    for entry in snapshot.entries:
        if is_weights(entry.path):
            yield parse_weights(entry.path, snapshot.contents.get(entry.path, b""))


def _parents(snapshot: Snapshot, card: Card | None, prose: dict[str, Prose], weights: Iterable[Weights]) -> Iterator[Parent]:
    if card:
        yield from parents_in_card(card)
    for path, data in snapshot.contents.items():
        if is_named_as_config(path):
            yield from parents_in_config(path, decode(data))
    for each in weights:
        for base in each.base_models:
            yield Parent(base, "quantized" if each.format == "gguf" else "unknown", Location(each.path), "weights")
    if card:
        yield from parents_in_prose(prose[card.path].paragraphs, prose[card.path].links, card.path)
    told: dict[str, Relation] = snapshot.metadata.get("base_models") or {}
    for base, relation in told.items():
        yield Parent(base, relation, Location(card.path if card else "README.md"), "hub")


def _stated(snapshot: Snapshot) -> Iterator[Stated]:
    for path, data in snapshot.contents.items():
        if is_package(path):
            yield from stated_in_package(path, decode(data))
        elif is_bill(path):
            yield from stated_in_bill(path, decode(data))


def _statements(cards: Sequence[Card], prose: dict[str, Prose], index: Index, patterns: Patterns, knowledge: Knowledge, name: str) -> Iterator[Statement]:
    for card in cards:
        about = (classify(card.path) or (None, None))[1]
        read = read_statements([*_gate(card), *_long_headings(prose[card.path]), *prose[card.path].paragraphs], card.path, patterns)
        spoken = without_siblings([*read, *_claimed_by_title(card.path, prose[card.path], patterns)], name, patterns.prose.variants)
        for each in spoken:
            scoped = each if each.component or about is None else msgspec.structs.replace(each, component=about)
            yield from _named(scoped, index, knowledge)
        told = {each.at.line for each in spoken if each.subject != "own" or each.about}
        yield from _links([each for each in prose[card.path].links if each.at.line not in told], index, is_first=card is cards[0])


def _claimed_by_title(path: str, prose: Prose, patterns: Patterns) -> Iterator[Statement]:
    """What the title of a page claims to be ("Acme: an open-source model")."""
    title = [Paragraph(each.title, each.line, each.line) for each in prose.headings[:1]]
    return (each for each in read_statements(title, path, patterns) if each.effect.startswith("claim-"))


def _long_headings(prose: Prose) -> Iterator[Paragraph]:
    """Headings that are prose: a line of dashes right below a paragraph makes one of it."""
    return (Paragraph(each.title, each.line, each.line) for each in prose.headings if len(each.title) > LONGEST_TITLE)


def _gate(card: Card) -> Iterator[Paragraph]:
    """The terms that a reader must accept: the gate's text and the names of its checkboxes."""
    for key in ("extra_gated_prompt", "extra_gated_description"):
        field = card.fields.get(key)
        if field and isinstance(field.value, str):
            yield Paragraph(field.value[:20_000], field.at.line, field.at.line, ("gate",))
    fields = card.get("extra_gated_fields")
    if isinstance(fields, dict):
        line = card.fields["extra_gated_fields"].key_at.line
        for name in list(fields)[:50]:
            yield Paragraph(str(name)[:2_000], line, line, ("gate",), "item")


def _named(statement: Statement, index: Index, knowledge: Knowledge) -> Iterator[Statement]:
    """A statement that names a license, with the license that the name means; one that names none that is known is dropped."""
    if statement.effect != "license":
        yield statement
    if statement.effect not in NAMING:
        return
    raw = statement.license or ""
    named = resolve_name(raw, index) or (resolve_name(f"{raw} license", index) if raw else None)
    found = (named,) if named else dict.fromkeys(each.license for each in find_references(statement.quote, index))
    if named or not MODIFIED.search(statement.quote):
        for license in found:
            if named or not _is_stewards_name(license, statement.quote, index, knowledge):
                yield msgspec.structs.replace(statement, effect="license", license=license)
    if not found and statement.component == "weights" and statement.confidence == "high" and _is_proper_name(raw, statement.quote):
        yield msgspec.structs.replace(statement, effect="license-unnamed", license=None)


def _is_proper_name(name: str, quote: str) -> bool:
    """Whether words are written as the name of a license ("the Acme Weights License"): one of its own, if nobody knows it."""
    return name[:1].isupper() and PROPER.match(quote.partition(name)[2]) is not None


def _is_stewards_name(license: str, quote: str, index: Index, knowledge: Knowledge) -> bool:
    """Whether the words for a license may be its steward's name alone, which stands for no version and none of its other licenses."""
    known = knowledge.license(license)
    if known is None or not known.steward or not known.version or known.version in quote or known.steward.lower() not in quote.lower():
        return False
    return any(each.license == license for each in find_references(f"{known.steward} license", index))


def _listed(documents: Iterable[Document], index: Index, patterns: Patterns, knowledge: Knowledge) -> Iterator[Statement]:
    """The licenses that a license file without a text of its own lists in a table."""
    for each in documents:
        if each.role == "license" and each.path.lower().endswith(".md") and all(match.kind == "reference" for match in each.identification.matches):
            cells = [paragraph for paragraph in parse_prose(each.text, 1, each.path).paragraphs if paragraph.kind == "cell"]
            for statement in read_statements(cells, each.path, patterns):
                yield from _named(statement, index, knowledge)


def _links(links: Iterable[Link], index: Index, is_first: bool) -> Iterator[Statement]:
    """Badges, about the component that they name; on the card itself also links that say "license" and lead to the page of one, or to a file beside it."""
    for link in links:
        if link.image and "license" in link.target.lower():
            for match in find_references(link.target, index):
                yield Statement("license-badge", _labelled(link), link.target[:200], link.at, match.license, confidence="medium")
        elif is_first and not link.image and LICENSE_WORD.search(link.text):
            for license in _linked(link, index):
                yield Statement("license", None, link.text[:200], link.at, license, confidence="medium")


def _labelled(link: Link) -> Component | None:
    """The component that a badge is about ("Data License"), by its text or the label in its address."""
    for words in (link.text, unquote(link.target).rpartition("/badge/")[2].partition("-")[0]):
        kind = classify(words.strip().replace(" ", "_")[:80])
        if kind and kind[0] == "license" and kind[1]:
            return kind[1]
    return None


def _linked(link: Link, index: Index) -> Iterable[str]:
    """The license of the page behind a link, else one that the last part of its address names: what stands before may be the name of a model."""
    found = resolve_name(link.target, index) if "://" in link.target else None
    if found:
        return (found,)
    named = find_references(link.target.rstrip("/").rpartition("/")[2], index)
    return dict.fromkeys(each.license for each in named)
