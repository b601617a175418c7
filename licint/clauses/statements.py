"""Rights statements in the prose of cards, READMEs and gates: what they say, about which component, on whose behalf."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

import msgspec

from licint.clauses.leads import LONGEST_LEAD
from licint.clauses.matching import Found, find
from licint.clauses.owners import APART, apart_in, names_above, stands_for_another, topic_of, without_past
from licint.clauses.patterns import Patterns, Prose
from licint.clauses.reading import Reading, quote_of, read_sentence
from licint.clauses.segments import Sentence, fold, language_of, sentence_of, split_prose
from licint.clauses.short_answers import bare_license, is_license_heading, is_name, may_answer, named_after_label, named_in_cell, under_license_heading
from licint.clauses.things import LIMITS, component_in, component_near, holds, of_each_thing, of_the_whole, subject_of
from licint.clauses.variants import variant_named
from licint.model import Condition, Location, Noun, Paragraph, Statement
from licint.regex import compiled, late

MOST_PARAGRAPHS = 20_000
LONGEST_PARAGRAPH = 6_000
RESTRICTIONS = ("research-only", "commercial-forbidden")
# Effects of sentences of which it matters whose thing they are about; what a page claims to be is for the checks to weigh.
OWNED = (*LIMITS, "license", "license-unnamed", "commercial-allowed")
_TURN = late(
    r"(?<=[A-Za-z0-9)\"'])(?:; |, (?:but|while|whereas|however|and (?:the|our|all)) )|(?<=[a-z0-9)\"'])\. (?=[a-z])"
    r"|[，,；;](?=[而且本该]{0,2}[^，,。]{0,16}(?:模型|代码|脚本|数据|权重)[^，,。]{0,12}(?:采用|遵循|依照|使用|需|仅限|仅供))"
)
_LICENSED = late(r"\bunder\s\S|\blicen[sc]ed\b", re.I)
_IS = late(r"\b(?:is|are)\b", re.I)


class Surroundings(Noun, frozen=True):
    """Where a sentence stands: the piece of prose that it was cut from, up to its end (`so_far`), and the sentence before."""

    paragraph: Paragraph
    path: str
    so_far: str
    previous: str


def read_statements(paragraphs: Sequence[Paragraph], path: str, patterns: Patterns) -> tuple[Statement, ...]:
    """What the prose of the file `path` says about rights, in its order; empty where it says nothing. Nothing raises.

    Questions, table cells and sentences that merely report are left out. `component` is None where the sentence names none.
    """
    found: list[Statement] = []
    paragraphs = paragraphs[:MOST_PARAGRAPHS]
    telling = _telling([each.text for each in paragraphs], patterns.prose)
    row, labels = 0, ""
    for number, paragraph in enumerate(paragraphs):
        if paragraph.kind == "cell":
            if paragraph.line != row:  # the first cell is the label of its row, its column that of the labels
                row, labels = paragraph.line, paragraph.headings[-1] if paragraph.headings else ""
            if any(map(is_license_heading, paragraph.headings[-2:])):
                found.extend(named_in_cell(paragraph, labels, path, patterns))
        elif number in telling or may_answer(paragraph):
            found.extend(_distinct(_statements(paragraph, path, patterns)))
    return tuple(found)


def _telling(texts: Sequence[str], prose: Prose) -> set[int]:
    """The numbers of the texts that may speak of rights; the whole is searched at once, since most words stand in none."""
    joined = "\n".join(texts)
    everything = joined.lower()
    present = [word for word in prose.words if word in everything]
    present += [word for part, words in prose.gated.items() if part in everything for word in words if word in everything]
    if not present:
        return set()
    if len(everything) != len(joined):  # a letter became two
        texts = [each.lower() for each in texts]
        everything = "\n".join(texts)
    ends = list(accumulate(len(each) + 1 for each in texts))
    telling: set[int] = set()
    for word in present:
        at = everything.find(word)
        while at >= 0:
            number = bisect_right(ends, at)
            telling.add(number)
            at = everything.find(word, ends[number])
    return telling


def _statements(paragraph: Paragraph, path: str, patterns: Patterns) -> Iterator[Statement]:
    line, offset = paragraph.line, 0
    lead = _lead_of(paragraph, patterns)
    previous = ""
    for piece in split_prose(paragraph.text[:LONGEST_PARAGRAPH]):
        so_far = ""
        for part in _parts(piece, patterns.prose):
            so_far += part + " "
            sentence = sentence_of(part, line + _lines_down(paragraph, offset), patterns.simplification, lead)
            offset += len(part)
            around = Surroundings(paragraph=paragraph, path=path, so_far=so_far, previous=previous)
            spoken = list(_spoken(sentence, around, patterns)) if sentence.kind != "question" else []
            if spoken and not holds(patterns.prose.reports, sentence.folded):
                present = without_past(sentence, patterns.prose)
                yield from spoken if present is sentence else _spoken(present, around, patterns)
            previous = part
    if under_license_heading(paragraph) and is_name(paragraph.text, patterns):
        yield msgspec.structs.replace(bare_license(paragraph, path), named=names_above(paragraph.headings, patterns.prose))
    yield from named_after_label(paragraph, path, patterns)


def _lead_of(paragraph: Paragraph, patterns: Patterns) -> str:
    """The folded sentence that leads into the list of this item ("You may not:"), "" where there is none."""
    above = paragraph.headings[-1] if paragraph.kind == "item" and paragraph.headings else ""
    return fold(above[-LONGEST_LEAD:], patterns.simplification, language_of(above)) if above.endswith((":", "：")) else ""


def _parts(piece: str, prose: Prose) -> Iterator[str]:
    """A sentence cut where it turns to another subject ("the code is A, while the weights are B")."""
    turn = prose.turn
    joined = turn and ("," in piece or " and" in piece or " but" in piece or " except" in piece) and _names_license(piece, prose)
    turns = [*_TURN.finditer(piece), *(compiled(turn).finditer(piece) if joined else ())]
    start = 0
    for found in sorted(turns, key=lambda each: each.start()):
        if found.start() >= start and (found.re.pattern != turn or _names_license(piece[start : found.start()], prose)):
            yield piece[start : found.start()]
            start = found.end()
    yield piece[start:]


def _names_license(text: str, prose: Prose) -> bool:
    return _LICENSED.search(text) is not None or ((found := _IS.search(text)) is not None and holds(prose.names, text[found.end() :].lower()))


def _lines_down(paragraph: Paragraph, offset: int) -> int:
    """Roughly which line of the paragraph an offset falls on; lines were joined when it was parsed."""
    lines = paragraph.end_line - paragraph.line
    return min(lines, offset * (lines + 1) // max(len(paragraph.text), 1)) if lines > 0 else 0


def _spoken(sentence: Sentence, around: Surroundings, patterns: Patterns) -> Iterator[Statement]:
    """What a sentence says."""
    for reading in read_sentence(sentence, patterns):
        effect = _effect(reading)
        if effect is not None:
            said = _statement(effect, sentence, reading.found, around, patterns, reading.conditions)
            told = of_each_thing(said, sentence.folded[: reading.found.start], sentence, patterns) if reading.term == "purpose" else (said,)
            yield from _also_of_the_whole(told, sentence, around.paragraph, patterns)
    alone = msgspec.structs.replace(sentence, folded=sentence.folded[sentence.lead :], lead=0) if sentence.lead else sentence
    words = patterns.ascii_statements if alone.folded.isascii() else patterns.statements_by_word
    numbers = {number for word, those in words.items() if word in alone.folded for number in those}
    for number in sorted(numbers):
        pattern = patterns.statements[number]
        found = find(pattern, alone.folded) if pattern.can_speak(alone.folded.isascii()) else None
        if found is not None:
            said = _statement(pattern.value, alone, found, around, patterns, pattern.conditions, _license_name(alone, found))
            named = alone.folded.find(found.groups.get("license", ""), found.start)
            told = of_each_thing(said, alone.folded[: max(named, found.start)], alone, patterns)
            yield from _also_of_the_whole(told, alone, around.paragraph, patterns)


def _also_of_the_whole(told: Iterable[Statement], sentence: Sentence, paragraph: Paragraph, patterns: Patterns) -> Iterator[Statement]:
    for each in told:
        yield from of_the_whole(each, sentence, patterns, under_license=under_license_heading(paragraph))


def _effect(reading: Reading) -> str | None:
    if reading.term == "purpose":
        return "research-only" if reading.value == "research" else "commercial-forbidden" if reading.value == "non-commercial" else None
    if reading.value == "allowed":
        return "commercial-allowed" if reading.rank == 2 else None
    if reading.value == "conditional":
        kinds = {each.kind for each in reading.conditions}
        return "registration" if "registration" in kinds else "permission" if "written-permission" in kinds else "commercial-conditional"
    return "commercial-forbidden"


def _statement(
    effect: str,
    sentence: Sentence,
    found: Found,
    around: Surroundings,
    patterns: Patterns,
    conditions: tuple[Condition, ...],
    license: str | None = None,
) -> Statement:
    headings = around.paragraph.headings
    component = component_near(sentence.folded, found, patterns) or component_in(around.so_far, patterns) or component_in(" ".join(headings[-1:]), patterns)
    whole = component in (None, "weights")
    meant = sentence_of(around.previous, sentence.line, patterns.simplification) if whole and around.previous and stands_for_another(sentence.text) else None
    about = variant_named(meant or sentence, patterns.prose.variants) if whole else None
    component = "weights" if about else component
    is_part = component is not None or effect not in (*RESTRICTIONS, "license")
    whose = _whose(sentence, meant, found, is_part, around, patterns) if whole and effect in OWNED else (subject_of(sentence.folded, patterns), ())
    return Statement(
        effect=effect,
        component=component,
        quote=quote_of(sentence, found),
        at=Location(path=around.path, line=sentence.line),
        license=license,
        subject=whose[0],
        conditions=conditions,
        confidence="low" if effect in RESTRICTIONS and _is_advice(sentence, found, patterns) else "high" if component else "medium",
        about=about,
        named=whose[1],
    )


def _whose(sentence: Sentence, meant: Sentence | None, found: Found, is_part: bool, around: Surroundings, patterns: Patterns) -> tuple[str, tuple[str, ...]]:
    """On whose behalf a sentence speaks, and the names of what it speaks of; `meant` is the sentence before if its subject is that one's."""
    subject, prose = subject_of(sentence.folded, patterns), patterns.prose
    if subject != "own":
        return subject, ()
    name = found.groups.get("license", "")
    until = (sentence.folded.find(name, found.start) if name else found.end) - sentence.lead
    topic = topic_of(meant.text, len(meant.text), prose) if meant else topic_of(sentence.text, until, prose)
    apart = apart_in(topic, prose, is_part)
    if apart:
        return APART, (apart,)
    if name and not topic.names and (not topic.words.strip() or "licen" in topic.words.lower()):
        return subject, names_above(around.paragraph.headings, prose)
    return subject, topic.names


def _is_advice(sentence: Sentence, found: Found, patterns: Patterns) -> bool:
    """Whether a restriction is worded as advice or intention; a plain ban is none, whatever else its sentence intends."""
    said = sentence.folded[found.start : found.end]
    is_ban = holds(patterns.prose.bans, said) and not holds(patterns.prose.hedges, said)
    return not is_ban and holds(patterns.prose.hedges, sentence.folded)


def _license_name(sentence: Sentence, found: Found) -> str | None:
    folded = found.groups.get("license", "")
    start = sentence.folded.find(folded, found.start) if folded else -1
    return sentence.text[start : start + len(folded)].strip(" \"'(,.") if start >= 0 else None


def _distinct(statements: Iterator[Statement]) -> Iterator[Statement]:
    """One statement an effect, component and line; a condition outweighs the permission it belongs to."""
    seen: dict[tuple[object, ...], Statement] = {}
    for each in statements:
        seen.setdefault((each.effect, each.component, each.subject, each.license, each.at.line), each)
    effects = {each.effect for each in seen.values()}
    names = {each.license for each in seen.values() if each.license}
    for each in seen.values():
        if each.effect == "license" and each.license and any(name != each.license and name in each.license for name in names):
            continue
        if each.effect == "commercial-allowed" and effects & {"registration", "permission", "commercial-conditional"}:
            continue
        if each.effect == "claim-open-source" and "claim-fully-open" in effects:
            continue
        yield each
