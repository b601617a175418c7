"""Sentences and patterns to readings: which sentence says what about which term."""

import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from licint.clauses.matching import Found, Starts, find
from licint.clauses.patterns import Pattern, Patterns, Scope
from licint.clauses.quantities import currency_in, number_in
from licint.clauses.segments import Sentence
from licint.model import Condition, Evidence, Location, Noun
from licint.regex import compiled, late

QUOTED_WORDS = 25
QUOTED_CHARACTERS = 60
_DEFINED_NAME = late(r"[\"']([^\"']{3,60})[\"']|^([^\"':.,]{3,40}(?:purposes?|uses?))\b")
_PURPOSE_NAME = late(r"\bpurposes?$|\w uses?$|commercial|用途$|目的$")
_KINDS_OF_SENTENCE: Mapping[Scope, tuple[str, ...]] = {
    "clause": ("clause", "heading"),
    "definition": ("definition",),
    "any": ("clause", "heading", "definition"),
}
_DURATIONS = {
    "daily": "daily-active-users",
    "日": "daily-active-users",
    "日活": "daily-active-users",
    "日均": "daily-active-users",
    "dau": "daily-active-users",
}


class Reading(Noun, frozen=True):
    """A sentence that says something about a term, by which pattern, with the conditions it names."""

    term: str
    value: str
    pattern: Pattern
    sentence: Sentence
    found: Found
    conditions: tuple[Condition, ...] = ()

    @property
    def rank(self) -> int:
        """0 for what is inferred, 1 for a general clause, 2 for one about this very use."""
        return ("inferred", "general", "explicit").index(self.pattern.strength)


def readings_of(sentences: Sequence[Sentence], patterns: Patterns) -> tuple[Reading, ...]:
    """Everything that the clause patterns find, in the order of the text."""
    everything = "\n".join(sentence.folded for sentence in sentences)
    present = [(word, numbers) for word, numbers in patterns.clauses_by_word.items() if word in everything]
    purposes = _defined_purposes(sentences, patterns, present)
    disclaimers = compiled(patterns.vocabulary.disclaimers) if patterns.vocabulary.disclaimers else None
    found: list[Reading] = []
    for sentence in sentences:
        if sentence.kind in ("question", "row") or (disclaimers and disclaimers.search(sentence.folded, sentence.lead)):
            continue
        found.extend(_read(_with_purposes(sentence, purposes), patterns, present))
    return tuple(found)


def read_sentence(sentence: Sentence, patterns: Patterns) -> tuple[Reading, ...]:
    """What one sentence of prose says about the terms of SPOKEN_OF."""
    words = patterns.ascii_spoken if sentence.folded.isascii() else patterns.spoken_by_word
    return tuple(_read(sentence, patterns, words.items()))


def evidence_of(reading: Reading, note: str | None = None) -> Evidence:
    """The section, the decisive words and the line of a reading."""
    sentence = reading.sentence
    return Evidence(section=sentence.section, quote=quote_of(sentence, reading.found), at=Location(path="", line=sentence.line), note=note)


def quote_of(sentence: Sentence, found: Found) -> str:
    """At most 25 words (60 characters of Chinese or Japanese) around what matched, as the text has them."""
    start, end = max(found.start - sentence.lead, 0), max(found.end - sentence.lead, 0)
    text = sentence.text
    if sentence.language in ("zh", "ja"):
        if len(text) <= QUOTED_CHARACTERS:
            return text
        first = max(min(start - 6, len(text) - QUOTED_CHARACTERS), 0)
        return _elided(text, first, min(max(first + QUOTED_CHARACTERS, 0), len(text)))
    words = [match.span() for match in re.finditer(r"\S+", text)]
    if len(words) <= QUOTED_WORDS:
        return text
    first = next((index for index, span in enumerate(words) if span[1] > start), 0)
    last = next((index for index, span in enumerate(words) if span[1] >= end), len(words) - 1)
    spare = max(QUOTED_WORDS - (last - first + 1), 0)
    first = max(first - spare // 2, 0)
    last = min(first + QUOTED_WORDS - 1, len(words) - 1)
    first = max(last - QUOTED_WORDS + 1, 0)
    return _elided(text, words[first][0], words[last][1])


def _elided(text: str, start: int, end: int) -> str:
    return ("… " if start > 0 else "") + text[start:end] + (" …" if end < len(text) else "")


def _read(sentence: Sentence, patterns: Patterns, present: Iterable[tuple[str, tuple[int, ...]]]) -> Iterable[Reading]:
    folded = sentence.folded
    numbers = {number for word, numbers in present if word in folded for number in numbers}
    starts: Starts = {}
    is_ascii = folded.isascii()
    for number in sorted(numbers):
        pattern = patterns.clauses[number]
        if not pattern.can_speak(is_ascii):
            continue
        if sentence.kind not in _KINDS_OF_SENTENCE[pattern.scope] or pattern.term == "defined-purpose":
            continue
        if sentence.kind == "heading" and pattern.value == "allowed":
            continue
        found = find(pattern, folded, starts)
        if found is not None and found.end > sentence.lead:
            yield Reading(pattern.term, pattern.value, pattern, sentence, found, _conditions(pattern, found, folded, patterns))


def _conditions(pattern: Pattern, found: Found, folded: str, patterns: Patterns) -> tuple[Condition, ...]:
    written = found.groups.get("number")
    if written is None:
        return pattern.conditions
    limit = number_in(written, patterns.vocabulary)
    kind = _DURATIONS.get(found.groups.get("period", ""))
    stretch = folded[max(found.start - 10, 0) : found.end + 40]
    return tuple(
        msgspec.structs.replace(
            each,
            limit=limit,
            kind=kind or each.kind,
            currency=currency_in(stretch, patterns.vocabulary) if "revenue" in each.kind or "revenue" in (each.detail or "") else None,
        )
        for each in pattern.conditions
    )


# ---------------------------------------------------------------- defined purposes


def _defined_purposes(sentences: Sequence[Sentence], patterns: Patterns, present: Sequence[tuple[str, tuple[int, ...]]]) -> Mapping[str, str]:
    """Folded names of purposes that the text defines ("permitted purpose") → what to read in their place."""
    defining = tuple(pattern for pattern in patterns.clauses if pattern.term == "defined-purpose")
    names: dict[str, str] = {}
    for sentence in sentences:
        if sentence.kind != "definition" or len(names) > 20:
            continue
        own = sentence.folded[sentence.lead :]
        defined = _DEFINED_NAME.search(own[:120])
        plain = (defined.group(1) or defined.group(2) or "").strip() if defined else ""
        if not plain or not (plain == "use" or _PURPOSE_NAME.search(plain)):
            continue
        for pattern in defining:
            if any(word in own for word in pattern.words) and find(pattern, own):
                name = " to use " if pattern.value == "every-use" else plain.removesuffix("s")
                if plain != "use" or pattern.value == "every-use":
                    names.setdefault(name, patterns.vocabulary.purposes.get(pattern.value, plain))
                break
    return names


def _with_purposes(sentence: Sentence, purposes: Mapping[str, str]) -> Sentence:
    """The sentence with defined purposes put in, so that "for the Permitted Purpose" reads as what it means."""
    if sentence.kind == "definition":
        return sentence
    folded = sentence.folded
    for name, meaning in purposes.items():
        if name in folded:
            folded = folded.replace(name + "s", meaning).replace(name, meaning)
    return sentence if folded is sentence.folded else msgspec.structs.replace(sentence, folded=folded)
