"""Package metadata and bills of materials of a release on the Hub: read where they are listed, and never held against what could not be read."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from licint.auditor import audit_snapshot
from licint.config import Config
from licint.model import Finding
from licint.sources.hub_answers import RepoInfo, read_info
from licint.sources.hub_choice import MAX_STATED, choose_stated
from licint.sources.selection import MAX_TEXT
from tests.hub_reading import model, reader, reasons, snapshot
from tests.hub_server import HubServer, Repo, serving
from tests.material import ROOT, license_text
from tests.releases import experts

PACKAGE = '[project]\nname = "acme"\nlicense = "MIT"\n'
BILL = json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": []})
ABOUT_METADATA = Config(select=("LC007", "LP010", "LP011"))


@pytest.fixture
def hub() -> Iterator[HubServer]:
    with serving() as server:
        yield server


def listed(*paths: str, sizes: Mapping[str, int] | None = None) -> RepoInfo:
    return read_info({"siblings": [{"rfilename": path, "size": (sizes or {}).get(path, 100)} for path in paths]}, "acme/model")


def found(hub: HubServer, folder: Path, name: str) -> tuple[Finding, ...]:
    return audit_snapshot(snapshot(reader(hub, folder), name), experts(), ABOUT_METADATA).findings


def test_the_fixture_comes_out_as_it_does_from_a_folder(hub: HubServer, tmp_path: Path) -> None:
    place = ROOT / "fixtures" / "releases" / "metadata-of-another-license"
    files = {path.name: path.read_bytes() for path in place.iterdir()}
    hub.repos["acme/wren"] = Repo({**files, "LICENSE": license_text("apache-2.0")}, card={"license": "apache-2.0"})
    findings = found(hub, tmp_path, "acme/wren")
    assert [(each.code, each.at.path, each.at.line) for each in findings] == [
        ("LP010", "aibom.json", 8),
        ("LP011", "aibom.json", 8),
        ("LC007", "pyproject.toml", 4),
    ]


@pytest.mark.parametrize("path", ["pyproject.toml", "setup.cfg", "package.json", "CITATION.cff", "aibom.json", "sbom/model.cdx.json"])
def test_each_such_file_costs_one_request(path: str, hub: HubServer, tmp_path: Path) -> None:
    hub.repos["acme/model"] = model(files={path: "{}", "config.json": "{}", "model.safetensors": b"\0" * 50})
    made = reader(hub, tmp_path)
    assert sorted(snapshot(made, "acme/model").contents) == sorted(["LICENSE", "README.md", path])
    assert made.client.asked == 4


def test_a_model_without_them_takes_three_requests(hub: HubServer, tmp_path: Path) -> None:
    hub.repos["acme/model"] = model(files={"config.json": '{"license": "mit"}', "docs/pyproject.toml": PACKAGE, "a/b/aibom.json": BILL, "vocab.json": "{}"})
    made = reader(hub, tmp_path)
    snapshot(made, "acme/model")
    assert made.client.asked == 3


def test_only_a_few_are_read_the_nearest_first() -> None:
    bills = [f"parts/{number}.cdx.json" for number in range(40)]
    chosen = [each.path for each in choose_stated(listed(*bills, "CITATION.cff", "aibom.json", "config.json", "README.md"))]
    assert chosen[:2] == ["CITATION.cff", "aibom.json"]
    assert len(chosen) == MAX_STATED


def test_one_that_is_too_large_to_be_read_whole_is_not_asked_for(hub: HubServer, tmp_path: Path) -> None:
    hub.repos["acme/model"] = model(files={"aibom.json": BILL + " " * MAX_TEXT})
    made = reader(hub, tmp_path)
    read = snapshot(made, "acme/model")
    assert made.client.asked == 3
    assert "aibom.json: it is larger than 1,000,000 bytes" in reasons(read)
    assert not read.metadata["incomplete"]


def test_an_empty_one_is_not_asked_for(hub: HubServer, tmp_path: Path) -> None:
    hub.repos["acme/model"] = model(files={"pyproject.toml": ""})
    made = reader(hub, tmp_path)
    assert snapshot(made, "acme/model").contents["pyproject.toml"] == b""
    assert made.client.asked == 3


def test_one_that_lies_about_its_size_is_cut(hub: HubServer, tmp_path: Path) -> None:
    siblings = [{"rfilename": "README.md", "size": 10}, {"rfilename": "aibom.json", "size": 10}]
    hub.repos["acme/model"] = model(files={"aibom.json": BILL + " " * (2 * MAX_TEXT)}, info={"siblings": siblings})
    read = snapshot(reader(hub, tmp_path), "acme/model")
    assert len(read.contents["aibom.json"]) == MAX_TEXT
    assert "aibom.json: only its first 1,000,000 bytes were read" in reasons(read)


def test_one_that_cannot_be_read_leaves_the_audit_whole(hub: HubServer, tmp_path: Path) -> None:
    repo = hub.repos["acme/model"] = model(files={"pyproject.toml": PACKAGE})
    hub.faults[f"/acme/model/resolve/{repo.sha}/pyproject.toml"] = lambda handler: handler.error(404, "EntryNotFound", "Entry not found") or True
    read = snapshot(reader(hub, tmp_path), "acme/model")
    assert not read.metadata["incomplete"]
    assert "pyproject.toml" in reasons(read)
    assert {"README.md", "LICENSE"} <= set(read.contents)


def test_behind_a_gate_nothing_more_is_asked_for(hub: HubServer, tmp_path: Path) -> None:
    hub.repos["acme/gated"] = model(files={"pyproject.toml": PACKAGE, "aibom.json": BILL}, info={"gated": "auto"}, refuse="gated")
    snapshot(reader(hub, tmp_path), "acme/gated")
    assert len([path for path in hub.paths if "/resolve/" in path]) == 1


def test_they_are_kept_like_every_file_of_a_commit(hub: HubServer, tmp_path: Path) -> None:
    hub.repos["acme/model"] = model(files={"pyproject.toml": PACKAGE})
    first = snapshot(reader(hub, tmp_path), "acme/model")
    hub.requests.clear()
    assert snapshot(reader(hub, tmp_path), "acme/model") == first
    assert hub.paths == []


@pytest.mark.parametrize("hostile", [b"\xff\xfe\0{", b"[" * 100_000, b'{"bomFormat": "CycloneDX", "components": 7}', b"\0" * 1000])
def test_a_hostile_one_says_nothing(hostile: bytes, hub: HubServer, tmp_path: Path) -> None:
    files = dict.fromkeys(("pyproject.toml", "setup.cfg", "package.json", "CITATION.cff", "aibom.json"), hostile)
    hub.repos["acme/model"] = model(files={**files, "LICENSE": license_text("apache-2.0")})
    assert found(hub, tmp_path, "acme/model") == ()
