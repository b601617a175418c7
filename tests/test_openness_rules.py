"""rules/openness.yaml: the tables agree with each other, and no pattern can be made to hang."""

import re
import time
from collections.abc import Iterator

import msgspec
import pytest

from licint.knowledge import load
from licint.openness.rules import MAX_SEARCHED, Rules, load_rules

RULES = load_rules()


def patterns(value: object) -> Iterator[str]:
    """Every pattern of the rules: the strings of tuples in signs, hosts and lists of words."""
    for part in (RULES.signs, RULES.hosts, RULES.index.topics, RULES.withheld):
        for each in strings(msgspec.to_builtins(part)):
            if "\\" in each or "[" in each or "(" in each:
                yield each
    for words in (RULES.gives, RULES.others, RULES.others_headings, RULES.not_yet, RULES.withheld_not, RULES.difference, RULES.own_paper.says):
        yield from words
    yield from (RULES.size.name, RULES.size.million)


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from strings(each)


HOSTILE = [
    "a" * MAX_SEARCHED,
    "https://" + "a/" * (MAX_SEARCHED // 2),
    "training and code " * 120,
    "train, train, train, " * 100,
    "data processing and and and " * 80,
    "not be been " * 180,
    "1" * MAX_SEARCHED,
    "x" * 1000 + "1.1" * 300,
    "/".join(["train"] * 400),
    "is the the the trained a a a a " * 64,
]


@pytest.mark.parametrize("pattern", sorted(set(patterns(RULES))))
def test_patterns_are_bounded(pattern: str) -> None:
    compiled = re.compile(pattern, re.IGNORECASE)
    started = time.perf_counter()
    for text in HOSTILE:
        compiled.search(text)
    assert time.perf_counter() - started < 1.0


def test_components_are_those_of_the_framework() -> None:
    assert len(RULES.components) == 17
    required = [each for each in RULES.components if each.required]
    assert [sum(each.mof_class >= grade for each in required) for grade in (3, 2, 1)] == [6, 10, 14]
    assert len({each.number for each in RULES.components}) == len({each.name for each in RULES.components}) == 17


def test_every_appropriate_license_of_the_strict_mode_is_open() -> None:
    strict = RULES.mof.strict
    for ids in strict.appropriate.values():
        assert {each for each in ids if each not in RULES.mof.open and each not in strict.open} == set()


def test_libraries_have_licenses_that_are_known() -> None:
    knowledge = load()
    assert {license for license in RULES.libraries.values() if knowledge.resolve(license) != license} == set()


def test_the_rules_are_read_once() -> None:
    assert isinstance(load_rules(), Rules)
    assert load_rules() is load_rules()
