"""Rights statements in the prose of cards, READMEs and gates: what they say, about which component, on whose behalf."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from licint.clauses.leads import LONGEST_LEAD
from licint.clauses.matching import Found, find
from licint.clauses.patterns import Patterns
from licint.clauses.reading import Reading, quote_of, read_sentence
from licint.clauses.segments import Sentence, fold, language_of, sentence_of, split_prose
from licint.clauses.variants import variant_in, variant_named
from licint.model import Component, Condition, Location, Paragraph, Statement
from licint.regex import compiled, late

MOST_PARAGRAPHS = 20_000
LONGEST_PARAGRAPH = 6_000
SHORT_ANSWER = 60
RESTRICTIONS = ("research-only", "commercial-forbidden")
LONGEST_NAME = 9
APART = ("code", "data", "documents")  # what a license beside the weights' may be for
# Headers of tables that list what others made.
_OF_OTHERS = late(r"\b(?:librar(?:y|ies)|dependenc(?:y|ies)|packages?|software|third[- ]part(?:y|ies)|tools?)\b|依赖|第三方")
_NO_NAME = late(
    r"[?!:;]|\. |https?:|\b(?:you|we|our|your|this|these|that|is|are|was|please|see|here|more|information|needed|thanks|agree|same|unknown"
    r"|none|tbd|todo|n/a|other|file|below|under)\b|^licen[sc]e$"
)
_TURN = late(
    r"(?<=[a-z0-9)\"'])(?:; |, (?:but|while|whereas|however|and (?:the|our|all)) |\. (?=[a-z]))"
    r"|[，,；;](?=[而且本该]{0,2}[^，,。]{0,16}(?:模型|代码|数据|权重)[^，,。]{0,12}(?:采用|遵循|依照|使用|需))"
)
_LICENSED = late(r"\bunder\s\S|\blicen[sc]ed\b", re.I)
_LICENSE_HEADING = late(
    r"^\W{0,4}(?:model |code |weights? )?"
    r"(?:licen[sc]es?(?: information)?|licensing(?: information)?|版权许可|许可证?|许可协议|ライセンス|라이선스)\W{0,4}$"
)


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
            found.extend(_named_in_cell(paragraph, labels, path, patterns))
        elif _speaks_of_rights(paragraph, words):
            found.extend(_distinct(_statements(paragraph, path, patterns)))
    return tuple(found)


def _speaks_of_rights(paragraph: Paragraph, words: Sequence[str]) -> bool:
    """Whether a paragraph holds one of the words, or is a short answer under the heading "License"."""
    if words:
        text = paragraph.text.lower()
        for word in words:
            if word in text:
                return True
    return len(paragraph.text) < SHORT_ANSWER and _under_license_heading(paragraph)


def _under_license_heading(paragraph: Paragraph) -> bool:
    return bool(paragraph.headings) and _is_license_heading(paragraph.headings[-1])


@lru_cache(4_096)
def _is_license_heading(title: str) -> bool:
    """Many paragraphs stand under one heading, and many cards have the same."""
    return _LICENSE_HEADING.match(title.lower()) is not None


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
            if spoken and not _search(patterns.prose.reports, sentence.folded):
                yield from spoken
    if _under_license_heading(paragraph) and _is_name(paragraph.text, patterns):
        yield _bare_license(paragraph, path)


def _named_in_cell(paragraph: Paragraph, labels: str, path: str, patterns: Patterns) -> Iterator[Statement]:
    """The license that a table gives in a row or column of that name, for the part or the variant that the row or column is about.

    `labels`: the header of the column that the row's label stands in.
    """
    context = paragraph.headings[-2:]
    if any(map(_is_license_heading, context)) and _is_name(paragraph.text, patterns):
        told = [label for label in context if not _is_license_heading(label)]
        about = next(filter(None, (variant_in(label, patterns.prose.variants) for label in told)), None)
        column, part = _component_in(labels, patterns), next(filter(None, (_component_in(each, patterns) for each in told)), None)
        if _OF_OTHERS.search(labels.lower()):
            return
        if column in APART or part == "data" or (part in APART and not about and column is None):
            yield msgspec.structs.replace(_bare_license(paragraph, path), component=column if column in APART else part)
        else:
            yield msgspec.structs.replace(_bare_license(paragraph, path), about=about)


def _is_name(text: str, patterns: Patterns) -> bool:
    """Whether a short answer reads as the name of a license rather than a sentence."""
    plain = text.strip(" .`*[]")
    return (
        1 < len(plain) < SHORT_ANSWER
        and len(plain.split()) <= LONGEST_NAME
        and plain[0].isalnum()
        and plain.isascii()
        and _search(patterns.prose.names, plain.lower())
        and not _NO_NAME.search(plain.lower())
    )


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
            yield from _of_each_thing(said, sentence.folded[: reading.found.start], sentence, patterns) if reading.term == "purpose" else (said,)
    alone = msgspec.structs.replace(sentence, folded=sentence.folded[sentence.lead :], lead=0) if sentence.lead else sentence
    numbers = {number for word, those in patterns.statements_by_word.items() if word in alone.folded for number in those}
    for number in sorted(numbers):
        pattern = patterns.statements[number]
        found = find(pattern, alone.folded) if pattern.can_speak(alone.folded.isascii()) else None
        if found is not None:
            said = _statement(pattern.value, alone, found, paragraph, path, patterns, before, pattern.conditions, _license_name(alone, found))
            named = alone.folded.find(found.groups.get("license", ""), found.start)
            yield from _of_each_thing(said, alone.folded[: max(named, found.start)], alone, patterns)


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
    component = (
        _component_near(sentence.folded, found, patterns) or _component_in(before, patterns) or _component_in(" ".join(paragraph.headings[-1:]), patterns)
    )
    about = variant_named(sentence, patterns.prose.variants) if component in (None, "weights") else None
    component = "weights" if about else component
    return Statement(
        effect=effect,
        component=component,
        quote=quote_of(sentence, found),
        at=Location(path=path, line=sentence.line),
        license=license,
        subject=_subject(sentence.folded, patterns),
        conditions=conditions,
        confidence="low" if effect in RESTRICTIONS and _search(patterns.prose.hedges, sentence.folded) else "high" if component else "medium",
        about=about,
    )


def _of_each_thing(statement: Statement, subject: str, sentence: Sentence, patterns: Patterns) -> Iterator[Statement]:
    """A sentence about several things ("code and weights are …") says of each what it says; `subject`: its words up to what it says."""
    prose, subject = patterns.prose, subject.rpartition(":")[2]
    if statement.component is None:
        yield statement
        return
    told: list[Component] = [statement.component]
    if statement.component == "code" and _search(prose.both, sentence.folded):
        told.append("weights")
    for each in told:  # grows while it is walked: "code, data and models"
        joined = (name for name, words in prose.components.items() if _search(f"(?:{prose.components[each]}){prose.joined}(?:{words})", subject))
        told += [name for name in joined if name not in told]
    yield from (msgspec.structs.replace(statement, component=each) for each in told)


def _bare_license(paragraph: Paragraph, path: str) -> Statement:
    return Statement(
        effect="license",
        component=None,
        quote=paragraph.text,
        at=Location(path=path, line=paragraph.line),
        license=paragraph.text.strip(" .`*[]"),
        confidence="medium",
    )


def _license_name(sentence: Sentence, found: Found) -> str | None:
    folded = found.groups.get("license", "")
    start = sentence.folded.find(folded, found.start) if folded else -1
    return sentence.text[start : start + len(folded)].strip(" \"'(,.") if start >= 0 else None


def _component_near(folded: str, found: Found, patterns: Patterns) -> Component | None:
    """The component that the sentence names first: before the matched words, else in or after them."""
    return _component_in(folded[: found.start], patterns) or _component_in(folded[found.start :], patterns)


def _component_in(text: str, patterns: Patterns) -> Component | None:
    places = ((match.start(), name) for name, expression in patterns.prose.components.items() if (match := compiled(expression).search(text.lower())))
    return min(places, default=(0, None))[1]


def _subject(folded: str, patterns: Patterns) -> str:
    return next((subject for subject, expression in patterns.prose.subjects.items() if _search(expression, folded)), "own")


def _search(expression: str, text: str) -> bool:
    return bool(expression) and compiled(expression).search(text) is not None


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
