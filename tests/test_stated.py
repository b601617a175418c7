"""What package metadata and bills of materials state: read with its line, whatever the file is like."""

import json

import pytest

from licint.parsing.bills import is_bill, stated_in_bill
from licint.parsing.packages import is_package, stated_in_package
from licint.sources.selection import wanted

DEEP = "[" * 100_000


@pytest.mark.parametrize(
    "path", ["bom.json", "aibom.json", "sbom.json", "acme.cdx.json", "acme.spdx.json", "acme-aibom.json", "sbom/bom.cyclonedx.json", "mlbom.json"]
)
def test_bills_are_recognized_by_their_names(path: str) -> None:
    assert is_bill(path)
    assert wanted(path, 100) == 100


@pytest.mark.parametrize("path", ["config.json", "bombs.json", "a/b/bom.json", "bom.yaml", "tokenizer.json", "carbom.json"])
def test_other_files_are_no_bills(path: str) -> None:
    assert not is_bill(path)


@pytest.mark.parametrize("path", ["src/pyproject.toml", "Pyproject.toml", "setup.py"])
def test_package_metadata_stand_at_the_root(path: str) -> None:
    assert not is_package(path)
    assert stated_in_package(path, 'license = "MIT"') == ()


@pytest.mark.parametrize("text", ["", "{", "null", "[]", "3", DEEP, '{"license": 3}', '{"project": {"license": 3}}', "\x00", "[project]\nlicense = 3"])
@pytest.mark.parametrize("path", ["pyproject.toml", "setup.cfg", "package.json", "CITATION.cff", "config.json"])
def test_broken_metadata_state_nothing(path: str, text: str) -> None:
    assert stated_in_package(path, text) == ()


@pytest.mark.parametrize(
    "components", [None, 3, {}, [None], [{"licenses": 3}], [{"licenses": [{"license": {"id": ["x"]}}]}], [{"licenses": [{"expression": "x" * 2_000}]}]]
)
def test_broken_bills_state_nothing(components: object) -> None:
    assert stated_in_bill("bom.json", json.dumps({"bomFormat": "CycloneDX", "components": components})) == ()
    assert stated_in_bill("bom.json", json.dumps({"spdxVersion": "SPDX-2.3", "packages": components})) == ()
    assert stated_in_bill("bom.json", DEEP) == ()


def test_endless_bill_is_cut_off() -> None:
    many = [{"licenses": [{"license": {"id": "MIT"}}]}] * 5_000
    assert len(stated_in_bill("bom.json", json.dumps({"bomFormat": "CycloneDX", "components": many}))) == 500


def test_values_stand_where_they_are_written() -> None:
    text = '{"bomFormat": "CycloneDX", "components": [\n{"licenses": [{"license": {"id": "MIT"}}]},\n{"licenses": [{"license": {"id": "MIT"}}]}]}'
    assert [(each.at.line, each.at.column) for each in stated_in_bill("bom.json", text)] == [(2, 35), (3, 35)]


def test_poetry_and_citation_lists() -> None:
    assert [each.value for each in stated_in_package("pyproject.toml", '[tool.poetry]\nlicense = "MIT"\n')] == ["MIT"]
    assert [each.value for each in stated_in_package("CITATION.cff", "license:\n- MIT\n")] == ["MIT"]
    assert stated_in_package("CITATION.cff", "license:\n- MIT\n- Apache-2.0\n") == ()
