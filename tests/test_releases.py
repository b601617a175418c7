"""Whole releases: from files to verdict and findings, and to text and JSON."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from licint import __version__
from licint.auditor import audit_snapshot
from licint.config import Config
from licint.model import Report
from licint.rendering.json import render_reports
from licint.rendering.text import render_audit
from licint.sources.local import read_folder
from tests.material import CORPUS, ROOT, license_text, needs_corpus
from tests.releases import experts

RELEASES = ROOT / "fixtures" / "releases"
EXPECTED = yaml.safe_load((RELEASES / "expected.yaml").read_text(encoding="utf-8"))
TEXTS = yaml.safe_load((RELEASES / "texts.yaml").read_text(encoding="utf-8"))
SCHEMA = json.loads((ROOT / "docs" / "schema" / "report-v1.json").read_text(encoding="utf-8"))


def report_on(name: str, folder: Path) -> Report:
    copy = folder / name
    copy.mkdir()
    for path in (RELEASES / name).iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    for path, key in TEXTS.get(name, {}).items():
        texts = [license_text(each) for each in (key if isinstance(key, list) else [key])]
        (copy / path).write_text("\n\n=====\n\n".join(texts), encoding="utf-8")
    return audit_snapshot(read_folder(copy), experts(), Config())


@pytest.mark.parametrize("name", [*EXPECTED])
def test_release(name: str, tmp_path: Path) -> None:
    expected: dict[str, Any] = EXPECTED[name]
    report = report_on(name, tmp_path)
    verdict = report.verdict
    assert (verdict.place, verdict.category) == (expected["place"], expected["category"])
    governing = verdict.governing()
    assert governing is not None
    if "weights" in expected:
        assert governing.concluded == expected["weights"]
    for component, license in expected.get("components", {}).items():
        other = verdict.governing(component)
        assert other is not None and other.concluded == license, component
    assert governing.disputed is ("disputed" in expected or "LL001" in expected["errors"])
    assert {each.license for each in governing.declared} >= set(expected.get("disputed", ()))
    assert {each.concluded for each in verdict.licenses if each.variant} >= set(expected.get("variants", ()))
    for use, answer in expected["uses"].items():
        assert verdict.terms.terms[use].value == answer, use
        assert verdict.terms.terms[use].because, f"no reason for {use}"
    if "limit" in expected:
        assert expected["limit"] in [each.limit for each in verdict.terms.terms["commercial_use"].conditions]
    assert sorted({each.code for each in report.findings if each.severity == "error"}) == expected["errors"]
    assert {each.code for each in report.findings if each.severity == "warning"} >= set(expected.get("warnings", ()))
    for met, kinds in ((True, expected.get("met", ())), (False, expected.get("unmet", ()))):
        for kind in kinds:
            assert met in [each.met for each in verdict.terms.obligations if each.kind == kind], kind


@pytest.mark.parametrize("name", [*EXPECTED])
def test_every_output_follows_the_schema_and_fits_80_columns(name: str, tmp_path: Path) -> None:
    report = report_on(name, tmp_path)
    jsonschema.validate(json.loads(render_reports([report], __version__, experts().knowledge.version)), SCHEMA)
    text = render_audit([report], experts().knowledge.vocabulary, experts().knowledge.version)
    # A finding's first line stays whole, for editors and grep; so does the folder's path.
    too_long = [line for line in text.splitlines() if len(line) > 80 and not re.match(r"\S+:\d+:\d+  ", line) and str(tmp_path) not in line]
    assert not too_long


@needs_corpus
def test_no_real_release_or_card_raises() -> None:
    assert CORPUS is not None
    for folder in sorted([*(CORPUS / "releases").iterdir(), *(CORPUS / "cards").iterdir()])[::7]:
        if folder.is_dir():
            report = audit_snapshot(read_folder(folder), experts(), Config())
            json.loads(render_reports([report], __version__, "x"))
