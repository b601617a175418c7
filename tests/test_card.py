"""Model cards: front matter by the Hub's rule, with places, and every broken one a value."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from licint.model import Card, Field, Location
from licint.parsing.card import parse_card, raw
from licint.parsing.hostile_yaml import MAX_DEPTH, MAX_LENGTH, MAX_NODES, parse_yaml
from tests.material import CORPUS, ROOT, needs_corpus

HUB_RULE = re.compile(r"^(\s*---(?:\r\n|\r|\n))([\S\s]*?)((?:\r\n|\r|\n)---[ \t]*(\r\n|\n|$))")


def cases() -> Iterator[Any]:
    for path in sorted((ROOT / "fixtures" / "cards").glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield pytest.param(case, id=f"{path.stem}-{case['id']}")


def find(card: Card, name: str) -> Field:
    key, _, index = name.partition(".")
    return card.fields[key].items[int(index)] if index else card.fields[key]


def place(at: Location) -> list[int | None]:
    return [at.line, at.column, at.end_line, at.end_column]


@pytest.mark.parametrize("case", list(cases()))
def test_fixture(case: dict[str, Any]) -> None:
    card = parse_card("README.md", case["text"])
    if "fields" in case:
        assert {key: field.value for key, field in card.fields.items()} == case["fields"]
    assert card.has_front_matter is case.get("front_matter", bool(HUB_RULE.search(case["text"].lstrip("\ufeff"))))
    assert [[problem.kind, problem.at.line, problem.at.column] for problem in card.problems] == case.get("problems", [])
    for name, expected in case.get("at", {}).items():
        assert place(find(card, name).at) == expected, name
    for name, expected in {**case.get("keys", {}), **case.get("item_keys", {})}.items():
        assert place(find(card, name).key_at)[:2] == expected, name
    for name, expected in case.get("raw", {}).items():
        assert raw(card, find(card, name)) == expected
    if "body" in case:
        assert card.body == case["body"]
    if "body_line" in case:
        assert card.body_line == case["body_line"]


def test_messages_name_the_key_that_was_meant() -> None:
    card = parse_card("README.md", "---\nlicence: mit\n---\n")
    assert card.problems[0].message == "`licence` is no field of a card: `license` is"


def test_misspelled_keys_can_be_given() -> None:
    card = parse_card("README.md", "---\nlizenz: mit\nlicence: mit\n---\n", card_keys={"lizenz": "license"})
    assert [problem.at.line for problem in card.problems] == [2]


BOMB = "a: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + "".join(f"b{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9))
MERGE_BOMB = "a: &a0 {x: y, z: y}\n" + "".join(f"b{n}: &a{n} {{<<: [{','.join([f'*a{n - 1}'] * 10)}]}}\n" for n in range(1, 9))
HOSTILE = {
    "aliases-of-aliases": (BOMB, "alias-bomb"),
    "merges-of-merges": (MERGE_BOMB, "alias-bomb"),
    "an-alias-of-itself": ("&a [*a]", "alias-bomb"),
    "brackets-in-brackets": ("[" * 100_000, "too-large"),
    "braces-in-braces": ("{a: " * 50_000, "too-large"),
    "lists-in-lists-in-one-line": ("- " * 100_000, "too-large"),
    "keys-in-keys-in-one-line": ("? " * 100_000, "too-large"),
    "brackets-that-strings-seem-to-close": ('["]]]", ' * 20_000, "too-large"),
    "deep-by-indentation": ("\n".join(" " * depth + "a:" for depth in range(MAX_DEPTH * 3)), "too-large"),
    "deep-behind-a-strange-line-end": ("a: b\u2028" + "- " * 100_000, "invalid-yaml"),
    "too-many-values": ("- a\n" * (MAX_NODES + 1), "too-large"),
    "too-long": ("a: " + "b" * MAX_LENGTH, "too-large"),
    "a-number-of-a-million-digits": ("a: " + "9" * 900_000, "invalid-yaml"),
    "a-sexagesimal-number": ("a: " + "1:" * 400_000 + "1", "invalid-yaml"),
    "half-a-character": ("a: \ud800", "invalid-yaml"),
}


@pytest.mark.parametrize(("text", "kind"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_front_matter_is_refused_before_it_costs_anything(text: str, kind: str) -> None:
    parsed = parse_yaml(text)
    assert parsed.fault is not None
    assert parsed.fault.kind == kind
    card = parse_card("README.md", f"---\n{text}\n---\n")
    assert not card.fields
    assert card.problems


def test_many_brackets_that_do_not_nest_are_fine() -> None:
    assert parse_yaml("a: [" + "[], " * 500 + "]").fault is None


@given(st.text(alphabet="-\n\r \tab:[]{}&*!'\"#|>?,0\ufeff中", max_size=80))
@settings(max_examples=300, deadline=None)
def test_the_rule_is_that_of_the_hub(text: str) -> None:
    card = parse_card("README.md", text)
    found = HUB_RULE.search(text)
    if not text.startswith("\ufeff") and "\n\ufeff" not in text:
        assert card.has_front_matter == bool(found)
        assert card.body == (text[found.end() :] if found else text)


@given(st.text(alphabet="-\n ab:[]{}&*!'\"#|>?,01.~", max_size=60))
@settings(max_examples=500, deadline=None)
def test_values_are_those_of_safe_load(text: str) -> None:
    parsed = parse_yaml(text)
    try:
        expected = yaml.load(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError, TypeError, AttributeError, IndexError):
        assert parsed.fault
        return
    if not parsed.fault or parsed.fault.kind != "alias-bomb":
        assert repr(parsed.value) == repr(expected)


@given(st.text(max_size=200), st.text(max_size=100))
@settings(max_examples=200, deadline=None)
def test_nothing_raises(front: str, body: str) -> None:
    for text in (front, f"---\n{front}\n---\n{body}", f"---\nlicense: {front}\n---\n"):
        card = parse_card("README.md", text)
        for field in card.fields.values():
            raw(card, field)


def readmes() -> list[Path]:
    return [path for path in sorted((CORPUS or Path()).glob("*/*/*")) if path.suffix.lower() == ".md"] if CORPUS else []


@needs_corpus
def test_real_cards_have_the_values_of_safe_load_and_their_keys_where_they_say() -> None:
    for path in readmes():
        text = path.read_bytes().decode("utf-8-sig", "replace")
        card, found = parse_card(path.name, text), HUB_RULE.search(text)
        assert card.has_front_matter == bool(found), path
        try:
            expected = yaml.load(found[2], Loader=yaml.CSafeLoader) if found else {}
        except (yaml.YAMLError, ValueError):
            assert card.problems, path
            continue
        if isinstance(expected, dict):
            assert {key: field.value for key, field in card.fields.items()} == {str(key): value for key, value in expected.items()}, path
        lines = re.split(r"\r\n|\r|\n", text)
        for key, field in card.fields.items():
            assert lines[field.key_at.line - 1][field.key_at.column - 1 :].lstrip("'\"").startswith(key), (path, key)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("---\nlicense: mit\n\n# Acme\n", "no closing line"),
        ("---\r\r\nlicense: mit\r\r\n---\r\r\n\r\r\n# Acme\r\r\n", "CR CR LF"),
    ],
)
def test_lost_front_matter_is_explained_by_what_is_wrong(text: str, said: str) -> None:
    (problem,) = parse_card("README.md", text).problems
    assert said in problem.message
