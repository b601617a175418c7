"""Every pattern matches its own sentences, rejects its counter-examples, and is bounded."""

import re
import re._parser as sre_parser
import time
from pathlib import Path

import pytest

from licint.clauses.matching import find, literal_in, steps_of
from licint.clauses.patterns import Pattern, Patterns
from licint.clauses.segments import sentence_of

RULES = Path(__file__).parent.parent / "rules"
PATTERNS = Patterns.load(RULES)
EVERY = (*PATTERNS.clauses, *PATTERNS.statements)
LONGEST_REPEAT = 800
MATCHES = [pytest.param(pattern, sentence, id=f"{pattern.id}-{number}") for pattern in EVERY for number, sentence in enumerate(pattern.matches)]
REJECTS = [pytest.param(pattern, sentence, id=f"{pattern.id}-{number}") for pattern in EVERY for number, sentence in enumerate(pattern.rejects)]


def fires(pattern: Pattern, text: str) -> bool:
    folded = sentence_of(text, 1, PATTERNS.simplification).folded
    return any(word in folded for word in pattern.words) and find(pattern, folded) is not None


@pytest.mark.parametrize(("pattern", "sentence"), MATCHES)
def test_pattern_matches_its_sentences(pattern: Pattern, sentence: str) -> None:
    assert fires(pattern, sentence)


@pytest.mark.parametrize(("pattern", "sentence"), REJECTS)
def test_pattern_rejects_its_counterexamples(pattern: Pattern, sentence: str) -> None:
    assert not fires(pattern, sentence)


def test_ids_are_unique_and_every_pattern_carries_examples() -> None:
    ids = [pattern.id for pattern in EVERY]
    assert len(ids) == len(set(ids))
    assert [pattern.id for pattern in EVERY if not pattern.matches] == []


@pytest.mark.parametrize("pattern", [pytest.param(pattern, id=pattern.id) for pattern in EVERY])
def test_pattern_is_bounded(pattern: Pattern) -> None:
    for sequence in (*pattern.match, *pattern.unless):
        for part in steps_of(sequence).parts:
            assert _longest_repeat(sre_parser.parse(part.pattern)) <= LONGEST_REPEAT, part.pattern


def _longest_repeat(parsed: object, inside: bool = False) -> int:
    longest = 0
    for operation, value in parsed:  # type: ignore[attr-defined]
        if operation in (sre_parser.MAX_REPEAT, sre_parser.MIN_REPEAT):
            _, high, body = value
            longest = max(longest, int(high), _longest_repeat(body))
        elif operation is sre_parser.SUBPATTERN:
            longest = max(longest, _longest_repeat(value[3]))
        elif operation is sre_parser.BRANCH:
            longest = max([longest, *(_longest_repeat(branch) for branch in value[1])])
        elif operation in (sre_parser.ASSERT, sre_parser.ASSERT_NOT):
            longest = max(longest, _longest_repeat(value[1]))
    return longest


def _provocations(pattern: Pattern) -> list[str]:
    """Sentences that begin to match again and again and never do: the words of the pattern and of its examples, repeated."""
    words = [*pattern.words, *(re.split(r"\W+", pattern.matches[0])[:12] if pattern.matches else [])]
    return [" ".join([word] * (1_600 // (len(word) + 1))) for word in dict.fromkeys(words) if word] + [
        (" ".join(words) + " ") * (1_600 // max(len(" ".join(words)), 1))
    ]


def test_no_pattern_can_be_blown_up() -> None:
    slowest = (0.0, "")
    for pattern in EVERY:
        for provocation in _provocations(pattern):
            start = time.perf_counter()
            find(pattern, provocation.lower()[:1_600])
            slowest = max(slowest, (time.perf_counter() - start, pattern.id))
    assert slowest[0] < 0.25, slowest


@pytest.mark.parametrize(
    ("source", "literal"),
    [
        ("exercise the rights", "exercise the rights"),
        ("permission to (?:use|copy)", "permission to "),
        ("a|permission", ""),
        ("(?:a|b) free to (?:c)", " free to "),
        ("notices? of", "notice"),
        ("colou?r", "colo"),
        ("by-(?:nc-)?nd\\b", "by-"),
        ("[a-z|]{0,30}law", "law"),
        ("授予.{0,9}许可", "授予"),
        ("\\bab\\b", ""),
    ],
)
def test_literals_that_every_match_holds(source: str, literal: str) -> None:
    assert literal_in(source) == literal
