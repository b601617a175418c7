"""The clause reader on cases that mislead, on real licenses, and on hostile text."""

import time
from pathlib import Path

import msgspec
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from licint.clauses import Patterns, category_of, read_data, read_terms
from licint.clauses.quantities import number_in
from licint.clauses.segments import sentences_of
from licint.model import OTHER_TERMS, USES, Condition, Term, Terms
from tests.material import TEXTS

ROOT = Path(__file__).parent.parent
PATTERNS = Patterns.load(ROOT / "rules")
TRAPS = yaml.safe_load((ROOT / "fixtures" / "clauses" / "traps.yaml").read_text(encoding="utf-8"))
# A standard text and what it amounts to: category, commercial_use, redistribution, derivatives.
STANDARD = [
    ("mit", "open-source allowed allowed allowed"),
    ("apache-2.0", "open-source allowed allowed allowed"),
    ("bsd-new", "open-source allowed allowed allowed"),
    ("gpl-2.0", "open-source allowed allowed allowed"),
    ("gpl-3.0", "open-source allowed allowed allowed"),
    ("mpl-2.0", "open-source allowed allowed allowed"),
    ("cc-by-4.0", "open-source allowed allowed allowed"),
    ("cc0-1.0", "open-source allowed allowed allowed"),
    ("unlicense", "open-source allowed allowed allowed"),
    ("cc-by-nc-4.0", "non-commercial forbidden conditional conditional"),
    ("cc-by-nc-nd-4.0", "non-commercial forbidden conditional forbidden"),
    ("cc-by-nd-4.0", "open-restricted-use allowed allowed forbidden"),
    ("bigscience-rail-1.0", "open-restricted-use allowed allowed allowed"),
    ("llama-3.1-license-2024", "conditional-commercial conditional allowed allowed"),
    ("exaone-ai-model-1.1-nc", "research-only forbidden conditional conditional"),
    ("polyform-noncommercial-1.0.0", "non-commercial forbidden conditional conditional"),
    ("polyform-small-business-1.0.0", "conditional-commercial conditional allowed allowed"),
    ("elastic-license-v2", "conditional-commercial allowed allowed allowed"),
]


def limits(term: Term) -> list[list[object]]:
    return [[each.kind, each.limit] for each in term.conditions if each.limit is not None]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in TRAPS])
def test_trap(case: dict[str, object]) -> None:
    read = read_terms(str(case["text"]), PATTERNS)
    expected = dict(case["expect"])  # type: ignore[call-overload]
    commerce = read.terms["commercial_use"]
    if "limits" in expected:
        assert limits(commerce) == expected.pop("limits")
    if "kinds" in expected:
        assert set(expected.pop("kinds")) <= {each.kind for each in commerce.conditions}
    if "category" in expected:
        assert read.category == expected.pop("category")
    assert {name: read.terms[name].value for name in expected} == expected


@pytest.mark.parametrize(("key", "expected"), STANDARD)
def test_standard_text(key: str, expected: str) -> None:
    if TEXTS is None:
        pytest.skip("the license texts of licensedcode-data are not installed")
    text = (TEXTS / f"{key}.LICENSE").read_text(encoding="utf-8", errors="replace").split("\n---\n", 1)[1]
    read = read_terms(text, PATTERNS)
    uses = [read.terms[name].value for name in ("commercial_use", "redistribution", "derivatives")]
    assert " ".join([read.category, *uses]) == expected


def test_every_term_is_there_and_silence_is_unstated() -> None:
    read = read_terms("", PATTERNS)
    assert set(read.terms) == {*USES, *OTHER_TERMS}
    assert {term.value for term in read.terms.values()} == {"unstated"}
    assert read.category == "unknown"


def test_evidence_names_section_line_and_words() -> None:
    text = "Terms\n\n1. Grant\n1.1 You may use the model.\n\n2. Limits\n  (a) Be kind.\n  (b) You may use the model only for non-commercial purposes.\n"
    evidence = read_terms(text, PATTERNS).terms["commercial_use"].because[0]
    assert (evidence.section, evidence.at and evidence.at.line) == ("2.b", 8)
    assert evidence.quote == "You may use the model only for non-commercial purposes."


def test_quotes_are_short() -> None:
    text = "You may " + "and ".join(f"do thing {number} " for number in range(80)) + "use the model only for non-commercial purposes."
    for term in read_terms(text, PATTERNS).terms.values():
        for evidence in term.because:
            assert len((evidence.quote or "").replace("…", "").split()) <= 25


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("2. You", "2"),
        ("1.b. x\n   i. You", "1.i"),
        ("Section III. You", "III"),
        ("Article 4. You", "4"),
        ("第三条 您", "三"),
        ("三、您", "三"),
        ("3.2 You", "3.2"),
        ("# Limits\n\nYou", "Limits"),
        ("## 5. Limits\n\nYou", "5"),
        ("4. Limits\n\n(a) First.\n\n(b) You", "4.b"),
    ],
)
def test_sections(heading: str, section: str) -> None:
    text = heading + (" must not use it." if heading.endswith("You") else "不得使用。")
    assert sentences_of(text, {})[-1].section == section


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("700 million", 700_000_000),
        ("1,000,000", 1_000_000),
        ("usd 1m", 1_000_000),
        ("1.5 billion", 1_500_000_000),
        ("one million (1,000,000)", 1_000_000),
        ("one million", 1_000_000),
        ("1亿", 100_000_000),
        ("100万", 1_000_000),
        ("一百万", 1_000_000),
        ("三亿", 300_000_000),
        ("3억", 300_000_000),
        ("100.000", 100_000),
        ("9" * 60, None),
        ("none", None),
    ],
)
def test_numbers(written: str, number: int | None) -> None:
    assert number_in(written, PATTERNS.vocabulary) == number


def test_obligations_carry_the_text_that_must_appear() -> None:
    text = 'If you distribute the model, you must provide a copy of this Agreement and prominently display "Built with Zephyr" on a website.'
    duties = {each.kind: each.text for each in read_terms(text, PATTERNS).obligations}
    assert duties == {"include-license-copy": None, "attribution-text": "Built with Zephyr"}


def test_contradiction_between_languages_is_noted() -> None:
    case = next(each for each in TRAPS if each["id"] == "versions-contradict-and-one-prevails")
    term = read_terms(case["text"], PATTERNS).terms["commercial_use"]
    assert any("contradict" in (each.note or "") for each in term.because)
    assert term.confidence == "low"


def test_category_follows_from_terms() -> None:
    silent = {name: Term(value="unstated") for name in (*USES, *OTHER_TERMS)}
    free = {**silent, "commercial_use": Term(value="allowed"), "redistribution": Term(value="allowed"), "derivatives": Term(value="allowed")}
    assert category_of(silent) == "unknown"
    assert category_of(free) == "open-source"
    assert category_of({**free, "acceptable_use": Term(value="inline")}) == "open-restricted-use"
    assert category_of({**free, "commercial_use": Term(value="allowed", conditions=(Condition("monthly-active-users", 5),))}) == "open-restricted-use"
    assert category_of({**free, "commercial_use": Term(value="conditional")}) == "conditional-commercial"
    assert category_of({**free, "commercial_use": Term(value="forbidden")}) == "non-commercial"
    assert category_of({**free, "commercial_use": Term(value="forbidden")}, research_only=True) == "research-only"
    assert category_of({**free, "redistribution": Term(value="forbidden")}) == "proprietary"


def test_patterns_survive_plain_data() -> None:
    again = Patterns.from_data(msgspec.json.decode(msgspec.json.encode(read_data(ROOT / "rules"))))
    assert again == PATTERNS


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=600))
def test_nothing_raises(text: str) -> None:
    assert isinstance(read_terms(text, PATTERNS), Terms)


@pytest.mark.parametrize(
    "unit",
    [
        "You may not use ",
        "(a) ",
        "commercial purposes ",
        '"',
        "1.1.1.1.",
        "商业",
        "非商业用途",
        "## ",
        "[a](b",
        "<a ",
        "| a ",
        "you may ",
        "* ",
        ": ",
        "; ",
        "\n",
        "if you ",
        "outputs to train ",
    ],
)
def test_hostile_text_is_linear(unit: str) -> None:
    small, large = unit * (20_000 // len(unit)), unit * (80_000 // len(unit))
    start = time.perf_counter()
    read_terms(small, PATTERNS)
    middle = time.perf_counter()
    read_terms(large, PATTERNS)
    end = time.perf_counter()
    assert end - middle < max(20 * (middle - start), 1.0)
    assert end - middle < 20


def test_wrapped_lines_stay_together() -> None:
    text = "   (a) You must give any other recipients of the Work or\n       Derivative Works a copy of this License; and\n"
    assert [each.kind for each in read_terms(text, PATTERNS).obligations] == ["include-license-copy"]


def test_indented_numbers_are_sections_of_their_own() -> None:
    text = (
        "3. Limits. You will not, and will not permit anyone to:\n   1. be unkind;\n   2. use the model for any commercial purpose;\n4. Support\n   1. None.\n"
    )
    evidence = read_terms(text, PATTERNS).terms["commercial_use"].because[0]
    assert evidence.section == "3.2"
