"""Rights statements in the prose of cards, READMEs and gates: what they say, about which component, on whose behalf."""

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from licint.clauses.leads import LONGEST_LEAD
from licint.clauses.matching import Found, find
from licint.clauses.patterns import Patterns
from licint.clauses.reading import Reading, quote_of, read_sentence
from licint.clauses.segments import Sentence, fold, language_of, sentence_of, split_prose
from licint.clauses.short_answers import bare_license, is_license_heading, is_name, may_answer, named_after_label, named_in_cell, under_license_heading
from licint.clauses.things import component_in, component_near, holds, of_each_thing, of_the_whole, subject_of
from licint.clauses.variants import variant_named
from licint.model import Condition, Location, Paragraph, Statement
from licint.regex import compiled, late

MOST_PARAGRAPHS = 20_000
LONGEST_PARAGRAPH = 6_000
RESTRICTIONS = ("research-only", "commercial-forbidden")
_TURN = late(
    r"(?<=[a-z0-9)\"'])(?:; |, (?:but|while|whereas|however|and (?:the|our|all)) |\. (?=[a-z]))"
    r"|[，,；;](?=[而且本该]{0,2}[^，,。]{0,16}(?:模型|代码|数据|权重)[^，,。]{0,12}(?:采用|遵循|依照|使用|需))"
)
_LICENSED = late(r"\bunder\s\S|\blicen[sc]ed\b", re.I)


def read_statements(paragraphs: Sequence[Paragraph], path: str, patterns: Patterns) -> tuple[Statement, ...]:
    """What the prose of the file `path` says about rights, in its order; empty where it says nothing. Nothing raises.

    Questions, table cells and sentences that merely report are left out. `component` is None where the sentence names none.
    """
    found: list[Statement] = []
    paragraphs = paragraphs[:MOST_PARAGRAPHS]
    everything = "\n".join([each.text for each in paragraphs]).lower()
    words = [word for word in patterns.prose.words if word in everything]
    row, labels = 0, ""
    for paragraph in paragraphs:
        if paragraph.kind == "cell":
            if paragraph.line != row:  # the first cell is the label of its row, its column that of the labels
                row, labels = paragraph.line, paragraph.headings[-1] if paragraph.headings else ""
            if any(map(is_license_heading, paragraph.headings[-2:])):
                found.extend(named_in_cell(paragraph, labels, path, patterns))
        elif (words and _holds_one(paragraph.text, words)) or may_answer(paragraph):
            found.extend(_distinct(_statements(paragraph, path, patterns)))
    return tuple(found)


def _holds_one(text: str, words: Sequence[str]) -> bool:
    text = text.lower()
    return any(word in text for word in words)


def _statements(paragraph: Paragraph, path: str, patterns: Patterns) -> Iterator[Statement]:
    line, offset = paragraph.line, 0
    lead = _lead_of(paragraph, patterns)
    for piece in split_prose(paragraph.text[:LONGEST_PARAGRAPH]):
        so_far = ""
        for part in _parts(piece, patterns.prose.turn):
            so_far += part + " "
            sentence = sentence_of(part, line + _lines_down(paragraph, offset), patterns.simplification, lead)
            offset += len(part)
            spoken = list(_spoken(sentence, paragraph, path, patterns, so_far)) if sentence.kind != "question" else []
            if spoken and not holds(patterns.prose.reports, sentence.folded):
                yield from spoken
    if under_license_heading(paragraph) and is_name(paragraph.text, patterns):
        yield bare_license(paragraph, path)
    yield from named_after_label(paragraph, path, patterns)


def _lead_of(paragraph: Paragraph, patterns: Patterns) -> str:
    """The folded sentence that leads into the list of this item ("You may not:"), "" where there is none."""
    above = paragraph.headings[-1] if paragraph.kind == "item" and paragraph.headings else ""
    return fold(above[-LONGEST_LEAD:], patterns.simplification, language_of(above)) if above.endswith((":", "：")) else ""


def _parts(piece: str, turn: str) -> Iterator[str]:
    """A sentence cut where it turns to another subject ("the code is A, while the weights are B")."""
    turns = [*_TURN.finditer(piece), *(compiled(turn).finditer(piece) if turn and _LICENSED.search(piece) else ())]
    start = 0
    for found in sorted(turns, key=lambda each: each.start()):
        if found.start() >= start and (found.re.pattern != turn or _LICENSED.search(piece, start, found.start())):
            yield piece[start : found.start()]
            start = found.end()
    yield piece[start:]


def _lines_down(paragraph: Paragraph, offset: int) -> int:
    """Roughly which line of the paragraph an offset falls on; lines were joined when it was parsed."""
    lines = paragraph.end_line - paragraph.line
    return min(lines, offset * (lines + 1) // max(len(paragraph.text), 1)) if lines > 0 else 0


def _spoken(sentence: Sentence, paragraph: Paragraph, path: str, patterns: Patterns, before: str) -> Iterator[Statement]:
    """What a sentence says; `before` is the piece of prose that it was cut from, up to its end."""
    for reading in read_sentence(sentence, patterns):
        effect = _effect(reading)
        if effect is not None:
            said = _statement(effect, sentence, reading.found, paragraph, path, patterns, before, reading.conditions)
            told = of_each_thing(said, sentence.folded[: reading.found.start], sentence, patterns) if reading.term == "purpose" else (said,)
            yield from _also_of_the_whole(told, sentence, paragraph, patterns)
    alone = msgspec.structs.replace(sentence, folded=sentence.folded[sentence.lead :], lead=0) if sentence.lead else sentence
    numbers = {number for word, those in patterns.statements_by_word.items() if word in alone.folded for number in those}
    for number in sorted(numbers):
        pattern = patterns.statements[number]
        found = find(pattern, alone.folded) if pattern.can_speak(alone.folded.isascii()) else None
        if found is not None:
            said = _statement(pattern.value, alone, found, paragraph, path, patterns, before, pattern.conditions, _license_name(alone, found))
            named = alone.folded.find(found.groups.get("license", ""), found.start)
            told = of_each_thing(said, alone.folded[: max(named, found.start)], alone, patterns)
            yield from _also_of_the_whole(told, alone, paragraph, patterns)


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
    paragraph: Paragraph,
    path: str,
    patterns: Patterns,
    before: str,
    conditions: tuple[Condition, ...],
    license: str | None = None,
) -> Statement:
    component = component_near(sentence.folded, found, patterns) or component_in(before, patterns) or component_in(" ".join(paragraph.headings[-1:]), patterns)
    about = variant_named(sentence, patterns.prose.variants) if component in (None, "weights") else None
    component = "weights" if about else component
    return Statement(
        effect=effect,
        component=component,
        quote=quote_of(sentence, found),
        at=Location(path=path, line=sentence.line),
        license=license,
        subject=subject_of(sentence.folded, patterns),
        conditions=conditions,
        confidence="low" if effect in RESTRICTIONS and holds(patterns.prose.hedges, sentence.folded) else "high" if component else "medium",
        about=about,
    )


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
