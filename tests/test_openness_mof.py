"""The Model Openness Framework: the tool's own answers on its own records, its quirks, and the strict mode."""

import csv
import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from licint.knowledge import load
from licint.openness.mof import is_open, mof
from licint.openness.mot_file import ModelFile, components_of, is_mot, parse_mot, write_mot
from licint.openness.nouns import Components, Fact, Mof
from licint.openness.osaid import checklist
from licint.openness.rules import load_rules
from tests.material import CORPUS, needs_corpus
from tests.test_cli import licint

RULES = load_rules()
FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "openness"
CLASS_3 = ("Model architecture", "Model parameters (Final)", "Evaluation results", "Model card", "Data card", "Technical report")


def record(*components: str | tuple[str, str | None], licenses: str = "{}") -> ModelFile:
    """A file with these components: names, or names with a license."""
    rows = []
    for each in components:
        name, license = each if isinstance(each, tuple) else (each, "-")
        rows.append(f"  - name: '{name}'" + ("" if license == "-" else "\n    license:" if license is None else f"\n    license: '{license}'"))
    listed = "\n" + "\n".join(rows) if rows else " []"
    return parse_mot(f"framework: {{name: Model Openness Framework}}\nrelease:\n  name: Acme\n  license: {licenses}\n  components:{listed}\n")


def judged(file: ModelFile, mode: str = "mot") -> Mof:
    return mof(components_of(file, RULES, load().resolve), RULES, mode)  # type: ignore[arg-type]


def rows() -> list[dict[str, str]]:
    if CORPUS is None:
        return []
    with (CORPUS / "openness" / "mot_expected.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def names(ids: tuple[str, ...]) -> list[str]:
    return sorted(RULES.component(id).name for id in ids)


def listed(cell: str) -> list[str]:
    return sorted(each for each in cell.split("; ") if each)


def read(row: dict[str, str]) -> ModelFile:
    assert CORPUS is not None
    return parse_mot((CORPUS / "openness" / "mot_inputs" / row["source"] / row["file"]).read_text(encoding="utf-8"), row["file"])


@needs_corpus
@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['source']}-{row['file']}")
def test_the_mode_mot_answers_as_the_tool(row: dict[str, str]) -> None:
    result = judged(read(row))
    assert (result.grade, result.label) == (int(row["mot_class"]), row["mot_label"])
    # The expected figures are rounded to four places.
    for grade in (1, 2, 3):
        assert round(result.classes[grade].progress, 4) == pytest.approx(float(row[f"c{grade}"]), abs=1e-9)
        assert names(result.classes[grade].missing) == listed(row[f"missing_c{grade}"])
    assert round(result.total_progress, 4) == pytest.approx(float(row["total_progress"]), abs=1e-9)
    last = result.classes[1]
    assert names(last.invalid) == listed(row["invalid_components"])
    assert names(last.unlicensed) == listed(row["unlicensed_components"])
    assert names(last.inappropriate) == listed(row["not_type_appropriate"])


@needs_corpus
@pytest.mark.parametrize("row", [each for each in rows() if each["osaid009_data"]], ids=lambda row: f"{row['source']}-{row['file']}")
def test_the_checklist_of_the_open_source_ai_definition(row: dict[str, str]) -> None:
    """Parts that a record lacks are `no` in the table and `unknown` here, so `yes` is what must agree; licenses count by meaning here and by letter there."""
    components = components_of(read(row), RULES)
    found = {part: each.value == "yes" for part, each in checklist(components, RULES).items()}
    expected = {part: row[f"osaid009_{part}"] == "True" for part in found}
    by_meaning_alone = any(each.license and is_open(each.license, RULES) and each.declared not in RULES.mof.open for each in components.facts)
    assert all(found[part] or not expected[part] for part in found) if by_meaning_alone else found == expected


def test_classes_are_cumulative() -> None:
    everything = [each.name for each in RULES.components]
    licenses = "{distribution: {name: OpenMDW-1.0}}"
    assert judged(record(*everything, licenses=licenses)).grade == 1
    assert judged(record(*CLASS_3, licenses=licenses)).grade == 3
    without_card = judged(record(*(each for each in everything if each != "Model card"), licenses=licenses))
    assert without_card.grade == 0
    assert without_card.classes[1].progress == 0.0
    assert without_card.classes[1].share == pytest.approx(100 * 13 / 14)


@pytest.mark.parametrize(
    ("license", "expected"),
    [
        ("Apache-2.0", 3),
        ("apache-2.0", 0),
        ("MIT OR Apache-2.0", 0),
        ("Apache-2.0 ", 0),
        ("unlicensed", 0),
        ("", 0),
        ("Unlicensed", 0),
        ("OpenMDW-1.1", 0),
        ("PDDL-1.0", 0),
    ],
)
def test_the_tool_compares_letter_by_letter(license: str, expected: int) -> None:
    assert judged(record(*((each, license) for each in CLASS_3))).grade == expected


@pytest.mark.parametrize(
    ("license", "expected"),
    [
        ("apache-2.0", 3),
        ("Apache License 2.0", 3),
        ("MIT OR LicenseRef-x", 3),
        ("MIT AND LicenseRef-x", 0),
        ("unlicensed", 0),
        ("OpenMDW-1.1", 3),
        ("PDDL-1.0", 3),
        ("llama3.1", 0),
    ],
)
def test_the_strict_mode_compares_meanings(license: str, expected: int) -> None:
    assert judged(record(*((each, license) for each in CLASS_3)), "strict").grade == expected


def test_a_license_of_its_own_comes_before_that_of_the_type_and_of_the_distribution() -> None:
    licenses = "{distribution: {name: MIT}, document: {name: CC-BY-4.0}, data: {name: ''}}"
    file = record("Model architecture", "Model card", ("Data card", "unlicensed"), "Datasets", ("Training code", None), licenses=licenses)
    declared = {each.component: each.declared for each in components_of(file, RULES).facts}
    assert declared == {"architecture": "MIT", "model_card": "CC-BY-4.0", "data_card": None, "datasets": "MIT", "training_code": "MIT"}


def test_an_unknown_component_is_training_data_for_the_tool_and_nothing_for_the_strict_mode() -> None:
    file = record("Model Architecture", licenses="{distribution: {name: MIT}}")
    assert "datasets" in judged(file).classes[1].included
    strict = judged(file, "strict")
    assert "datasets" not in strict.classes[1].included
    assert any("Model Architecture" in each for each in strict.remarks)


def test_the_last_statement_counts() -> None:
    file = record(("Model card", "unlicensed"), ("Model card", "MIT"))
    assert "model_card" in judged(file).classes[3].included
    assert any("twice" in each for each in judged(file, "strict").remarks)


def test_a_paper_stands_for_a_report() -> None:
    licenses = "{distribution: {name: Apache-2.0}}"
    five = CLASS_3[:-1]
    assert judged(record(*five, licenses=licenses)).classes[3].progress == pytest.approx(500 / 6)
    assert judged(record(*five, "Research paper", licenses=licenses)).grade == 3
    refused = judged(record(*five, ("Research paper", "arXiv"), licenses=licenses))
    assert refused.grade == 0
    assert refused.classes[3].missing == ()
    assert refused.classes[3].invalid == ("research_paper",)


def test_the_strict_mode_keeps_unknown_apart_from_absent() -> None:
    facts = [Fact(each.id, "present", "whole", "MIT", "MIT", True) for each in RULES.components]
    silent = mof(Components("Acme", tuple(each for each in facts if each.component != "datasets")), RULES, "strict")
    assert (silent.grade, silent.possible) == (2, 1)
    kept = mof(Components("Acme", (*facts, Fact("datasets", "absent"))), RULES, "strict")
    assert (kept.grade, kept.possible) == (2, 2)
    part = mof(Components("Acme", (*facts, Fact("datasets", "present", "part", "MIT", "MIT", True))), RULES, "strict")
    assert (part.grade, part.possible) == (2, 2)


def test_a_file_is_read_with_its_lines() -> None:
    text = (FIXTURES / "acme-7b.yml").read_text(encoding="utf-8")
    assert is_mot(text)
    file = parse_mot(text, "acme-7b.yml")
    assert file.name == "Acme-7B"
    assert not file.problems
    components = components_of(file, RULES, load().resolve)
    card = components.get("model_card")
    assert card.because[0].at is not None
    assert text.splitlines()[card.because[0].at.line - 1].strip().startswith("- {name: Model card")
    assert judged(file).grade == 3
    assert judged(file).classes[1].invalid == ("training_code",)
    assert judged(file, "strict").classes[1].invalid == ()


def test_what_is_written_is_read_again() -> None:
    file = parse_mot((FIXTURES / "acme-7b.yml").read_text(encoding="utf-8"))
    components = components_of(file, RULES)
    again = parse_mot(write_mot(components, RULES, file.about))
    assert not again.problems
    assert judged(again).classes == judged(file).classes
    assert again.about["producer"] == "Acme"


@needs_corpus
def test_what_is_written_is_what_the_tool_takes() -> None:
    """Every record of the tool, read and written, and a release written as a record, fit its own schema and keep their class."""
    assert CORPUS is not None
    schema = json.loads((CORPUS / "openness" / "mot_inputs" / "mof_schema.json").read_text(encoding="utf-8"))
    resolve = load().resolve
    for row in rows():
        file = read(row)
        written = write_mot(components_of(file, RULES, resolve), RULES, file.about, file.licenses)
        jsonschema.validate(yaml.safe_load(written), schema)
        assert judged(parse_mot(written)).grade == int(row["mot_class"]), row["file"]


def test_a_release_is_written_as_a_record(tmp_path: Path) -> None:
    written = licint("openness", "allenai/OLMo-7B", "--format", "mof").stdout.decode()
    assert is_mot(written)
    file = parse_mot(written)
    assert (file.name, file.about["producer"], judged(file).grade) == ("allenai/OLMo-7B", "allenai", 1)
    (tmp_path / "model.yml").write_text(written, encoding="utf-8")
    again = licint("openness", tmp_path / "model.yml", "--format", "mof").stdout.decode()
    assert yaml.safe_load(again) == yaml.safe_load(written)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a: b",
        "release: []",
        "release: {components: 3}",
        "release: {components: [1, null, {name: [x]}]}",
        "[" * 5000,
        "release: &a {components: [*a]}",
        "release:\n\t- x",
        "\x00",
        "a: !!python/object:os.system x",
    ],
)
def test_a_broken_file_is_a_value(text: str) -> None:
    file = parse_mot(text)
    assert file.problems or not any(each.name for each in file.components)
    assert judged(file).grade == 0


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_reading_never_raises(text: str) -> None:
    judged(parse_mot(text))
    judged(parse_mot(f"release:\n  components:\n  - name: {text}\n    license: {text}\n"), "strict")


def test_a_file_of_many_components_is_cut() -> None:
    text = "release:\n  components:\n" + "  - {name: Datasets}\n" * 5000
    file = parse_mot(text)
    assert len(file.components) <= 200
    assert [each.kind for each in file.problems] == ["too-many"]


@pytest.mark.parametrize(
    ("license", "expected"),
    [
        ("MIT", True),
        ("(MIT OR x) AND Apache-2.0", True),
        ("x OR y", False),
        ("GPL-2.0-only WITH Classpath-exception-2.0", True),
        ("", False),
    ],
)
def test_open_expressions(license: str, expected: bool) -> None:
    assert is_open(license, RULES) is expected
