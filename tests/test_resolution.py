"""Which license governs: witnesses of every kind, weighed (docs/how-licint-decides.md)."""

from typing import Any

import pytest
import yaml

from tests.material import ROOT
from tests.releases import audit_files

CASES = [case for path in sorted((ROOT / "fixtures" / "resolution").glob("*.yaml")) for case in yaml.safe_load(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_governing(case: dict[str, Any]) -> None:
    verdict = audit_files(case["files"], case.get("of")).verdict
    governing = verdict.governing()
    assert governing is not None
    assert governing.concluded == case["weights"]
    assert governing.because, "every conclusion names its witnesses"
    if "disputed" in case:
        assert governing.disputed is case["disputed"]
    if "code" in case:
        code = verdict.governing("code")
        assert code is not None
        assert code.concluded == case["code"]
    if "category" in case:
        assert verdict.category == case["category"]
    if "variants" in case:
        assert {each.variant: each.concluded for each in verdict.licenses if each.variant} == case["variants"]
    for name, value in case.get("terms", {}).items():
        assert verdict.terms.terms[name].value == value
        assert any(each.at and each.at.path in case["files"] for each in verdict.terms.terms[name].because)
    assert "worldwide" not in case or verdict.terms.terms["territory"].value == "worldwide"
    assert {each.license for each in verdict.terms.obligations} >= set(case.get("obligations", ()))
    assert set(case.get("flags", ())) <= set(verdict.flags)
    for use, answer in case.get("uses", {}).items():
        assert verdict.terms.terms[use].value == answer
