"""Every rule: its cases (fixtures/rules/<name>.yaml), and its page: the example fires, what to use instead does not."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from licint.checks import Rule, rules
from licint.config import Config
from licint.model import Report
from tests.material import ROOT
from tests.releases import audit_files

CASES = ROOT / "fixtures" / "rules"
FENCE = re.compile(r'^```\w+ title="([^"]+)"(?: of="([^"]+)")?\n(.*?)^```', re.S | re.M)


def places(report: Report, rule: Rule) -> list[str]:
    return [f"{each.at.path}:{each.at.line}:{each.at.column}" for each in report.findings if each.code == rule.code]


def cases() -> Iterator[Any]:
    for rule in rules().values():
        path = CASES / f"{rule.name}.yaml"
        for case in yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else ():
            yield pytest.param(rule, case, id=f"{rule.code}-{case['id']}")


@pytest.mark.parametrize("rule", [*rules().values()], ids=lambda rule: rule.code)
def test_rule_has_cases_that_fire_and_cases_that_do_not(rule: Rule) -> None:
    path = CASES / f"{rule.name}.yaml"
    assert path.is_file(), f"write {path.relative_to(ROOT)}"
    expected = [bool(case["expect"]) for case in yaml.safe_load(path.read_text(encoding="utf-8"))]
    assert {True, False} <= set(expected)


@pytest.mark.parametrize(("rule", "case"), [*cases()])
def test_case(rule: Rule, case: dict[str, Any]) -> None:
    report = audit_files(case["files"], case.get("of"), Config(select=(rule.code,)))
    assert places(report, rule) == case["expect"]
    for finding in report.findings:
        if "severity" in case:
            assert finding.severity == case["severity"]
        assert finding.severity != "error" or finding.because or finding.source is not None or finding.at.line == 1


@pytest.mark.parametrize("rule", [*rules().values()], ids=lambda rule: rule.code)
@pytest.mark.parametrize(("section", "fires"), [("Example", True), ("Use instead", False)])
def test_page_tells_the_truth(rule: Rule, section: str, fires: bool) -> None:
    text = rule.doc.split(f"## {section}\n")[1].split("\n## ")[0]
    found = FENCE.findall(text)
    of = next((each[1] for each in found if each[1]), None)
    report = audit_files({path: body for path, _, body in found}, of, Config(select=(rule.code,)))
    assert bool(places(report, rule)) is fires


@pytest.mark.parametrize("rule", [*rules().values()], ids=lambda rule: rule.code)
def test_rule_is_named_after_its_module_and_says_why(rule: Rule) -> None:
    module = Path(rule.check.__code__.co_filename).stem
    assert rule.name == module.replace("_", "-")
    assert re.fullmatch(r"L[A-Z]\d{3}", rule.code)
    assert "## Why" in rule.doc
    assert not rule.summary.endswith(".")
