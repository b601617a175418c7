"""Rights statements in prose: what they say, about what, and when there is none."""

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from licint.clauses import Patterns, read_statements
from licint.model import Paragraph, Statement
from licint.parsing.markdown import parse_prose

ROOT = Path(__file__).parent.parent
PATTERNS = Patterns.load(ROOT / "rules")
CASES = [case for path in sorted((ROOT / "fixtures" / "clauses").glob("prose*.yaml")) for case in yaml.safe_load(path.read_text(encoding="utf-8"))]


def read(text: str, **fields: object) -> tuple[Statement, ...]:
    return read_statements([Paragraph(text=text, line=7, end_line=7, **fields)], "README.md", PATTERNS)  # type: ignore[arg-type]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES])
def test_what_prose_says(case: dict[str, object]) -> None:
    found = read(str(case["text"]), headings=tuple(case.get("headings", ())), kind=case.get("kind", "text"))  # type: ignore[arg-type]
    expected = case.get("says", [])
    assert {each.effect for each in found} == {each["effect"] for each in expected}  # type: ignore[attr-defined]
    for each in expected:  # type: ignore[attr-defined]
        assert any(_is(statement, each) for statement in found), (each, found)
    for each in case.get("never", ()):  # type: ignore[attr-defined]
        assert not any(_is(statement, each) for statement in found), (each, found)


def _is(statement: Statement, expected: dict[str, object]) -> bool:
    return all(_plain(getattr(statement, name)) == value for name, value in expected.items())


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def test_statement_knows_file_line_and_words() -> None:
    (statement,) = read("The model is intended for research purposes only.")
    assert (statement.at.path, statement.at.line) == ("README.md", 7)
    assert statement.quote == "The model is intended for research purposes only."


def test_item_is_governed_by_the_sentence_above_its_list() -> None:
    (statement,) = read("use the model for commercial purposes;", headings=("Zephyr", "You may not:"), kind="item")
    assert statement.effect == "commercial-forbidden"


def test_limits_of_commerce_are_kept() -> None:
    (statement,) = read("The weights are free for commercial use below 100 million monthly active users.")
    assert statement.effect == "commercial-conditional"
    assert [(each.kind, each.limit) for each in statement.conditions] == [("monthly-active-users", 100_000_000)]


@pytest.mark.parametrize(
    ("header", "label", "component", "about"),
    [
        ("Name of the dataset", "ACME-CRC-100K", "data", None),
        ("Name of the dataset", "ACME-base models", "data", None),
        ("Part", "code", "code", None),
        ("Artifact", "Back-translation data (AC-22)", "data", None),
        ("Model", "Acme-7B", None, "Acme-7B"),
        ("Model", "Code Acme 7B", None, "Code Acme 7B"),
        ("Part", "Model checkpoints", None, None),
    ],
)
def test_row_of_a_table_is_about_what_its_label_or_the_header_above_the_labels_names(header: str, label: str, component: str | None, about: str | None) -> None:
    table = f"| {header} | License |\n|---|---|\n| {label} | CC-BY-4.0 |"
    (statement,) = read_statements(parse_prose(table, 1, "README.md").paragraphs, "README.md", PATTERNS)
    assert (statement.component, statement.about, statement.license) == (component, about, "CC-BY-4.0")


@pytest.mark.parametrize("header", ["Name of the code library", "Dependency", "Third-party package"])
def test_rows_on_the_works_of_others_say_nothing(header: str) -> None:
    table = f"| {header} | License |\n|---|---|\n| acme-image-base | MIT License |"
    assert read_statements(parse_prose(table, 1, "README.md").paragraphs, "README.md", PATTERNS) == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_nothing_raises(text: str) -> None:
    assert isinstance(read(text, headings=(text[:20],), kind="item"), tuple)


def test_prose_without_rights_costs_next_to_nothing() -> None:
    quiet = [Paragraph(text="The model has seven layers and was trained on news. " * 8, line=number, end_line=number) for number in range(500)]
    start = time.perf_counter()
    assert read_statements(quiet, "README.md", PATTERNS) == ()
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    "unit", ["license ", "under the license ", "released under a ", "许可", "a b ", "license: a, ", "open source model ", "not for commercial "]
)
def test_hostile_prose_is_bounded(unit: str) -> None:
    start = time.perf_counter()
    read(unit * (60_000 // len(unit)))
    assert time.perf_counter() - start < 5
