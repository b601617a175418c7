"""Baselines: only what is new is reported, also after lines have moved."""

from pathlib import Path

import pytest

from licint.baseline import adopt, fingerprint, known_in, read_baseline, shown_path
from licint.config import Config
from licint.errors import UsageError
from licint.model import Target
from tests.releases import audit_files
from tests.test_cli import licint

OTHER = "---\nlicense: other\n---\n"


def found(card: str) -> set[str]:
    report = audit_files({"README.md": card}, config=Config(select=("LM004", "LM003", "LW001")))
    return {fingerprint(each, report.target) for each in report.findings}


@pytest.mark.parametrize(
    ("card", "same"),
    [
        ("---\nlanguage: en\n\nlicense: other\n---\n", True),
        ("---\nlicense:   other\n---\n", True),
        ("---\nlicense: cc\n---\n", False),
    ],
    ids=["moved", "spaced", "another-finding"],
)
def test_a_fingerprint_survives_moved_lines(card: str, same: bool) -> None:
    assert (found(card) == found(OTHER)) is same
    assert len(found(card)) == 1


def test_what_is_known_is_suppressed_and_what_is_new_is_not() -> None:
    before = audit_files({"README.md": OTHER}, config=Config(select=("LM004",)))
    baseline = read_baseline(known_in([before]), "baseline.json")
    after = adopt(audit_files({"README.md": "---\n\nlicense: other\n---\n"}, config=Config(select=("LM004", "LM005"))), baseline)
    assert [each.code for each in after.findings] == ["LM005"]
    assert [(each.finding.code, each.reason) for each in after.suppressed] == [("LM004", "in the baseline")]


def test_two_equal_findings_need_two_entries() -> None:
    card = "---\nlicense:\n- cc\n- cc\n---\n"
    report = audit_files({"README.md": card}, config=Config(select=("LM003",)))
    assert len(report.findings) == 2
    one = read_baseline(known_in([report]), "b").findings[:1]
    from licint.baseline import Baseline

    assert len(adopt(report, Baseline(1, one)).findings) == 1


def test_a_baseline_is_sorted_and_stable() -> None:
    report = audit_files({"README.md": OTHER})
    assert known_in([report]) == known_in([report])
    assert known_in([]) == '{\n "version": 1,\n "findings": []\n}\n'


@pytest.mark.parametrize("text", ["", "[]", '{"version": 2, "findings": []}', '{"version": 1, "findings": [{}]}', "[" * 100_000])
def test_a_broken_baseline_is_an_error_with_a_remedy(text: str) -> None:
    with pytest.raises(UsageError) as error:
        read_baseline(text, "licint-baseline.json")
    assert "licint-baseline.json" in error.value.message
    assert error.value.help


@pytest.mark.parametrize(
    ("target", "path", "shown"),
    [
        (Target("local", "."), "README.md", "README.md"),
        (Target("local", "models/a/"), "README.md", "models/a/README.md"),
        (Target("local", "models/a/README.md"), "README.md", "models/a/README.md"),
        (Target("hub", "acme/a"), "README.md", "acme/a/README.md"),
    ],
)
def test_shown_path(target: Target, path: str, shown: str) -> None:
    assert shown_path(target, path) == shown


def test_adopting_licint_on_an_old_repository(tmp_path: Path) -> None:
    card = tmp_path / "README.md"
    card.write_text(OTHER, encoding="utf-8")
    assert licint("check", cwd=tmp_path).returncode == 1
    written = licint("check", "--write-baseline", cwd=tmp_path)
    assert (written.returncode, written.stdout) == (0, b"")
    (tmp_path / "licint.toml").write_text('baseline = "licint-baseline.json"\n', encoding="utf-8")
    known = licint("check", cwd=tmp_path)
    assert known.returncode == 0
    assert b"suppressed" in known.stdout
    card.write_text("---\nlanguage: en\nlicense: other\nbase_model: meta-llama/Llama-3.1-8B\n---\n", encoding="utf-8")
    assert b"LO001" in licint("check", cwd=tmp_path).stdout
