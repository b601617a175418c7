"""Data sets that are releases of their own: it is their data that are judged, not weights."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from licint.auditor import audit_snapshot
from licint.config import Config
from licint.model import Report, Target
from licint.rendering.json import render_reports
from licint.sources.local import read_folder
from tests.hub_reading import model, reader, snapshot
from tests.hub_server import Repo, serving
from tests.releases import audit_files, experts

STRICT = Config(profile="strict")


def audit(files: Mapping[str, str], name: str = "datasets/acme/data") -> Report:
    return audit_files({"data.csv": "a,b\n", **files}, name, STRICT)


def card(license: str, body: str = "") -> dict[str, str]:
    return {"README.md": f"---\nlicense: {license}\n---\n\n# Acme\n\n{body}\n"}


def licenses(report: Report) -> dict[str, str | None]:
    return {each.component: each.concluded for each in report.verdict.licenses}


def test_a_card_of_a_data_set_speaks_of_its_data() -> None:
    report = audit(card("cc-by-4.0"))
    assert licenses(report) == {"data": "CC-BY-4.0"}
    main = report.verdict.governing()
    assert main is not None and (main.component, main.concluded) == ("data", "CC-BY-4.0")
    assert report.verdict.governing("weights") is None
    assert report.verdict.terms.terms["commercial_use"].value == "allowed"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"README.md": "# Acme\n", "LICENSE": "{{text mit}}", "LICENSE-DATA": "{{text cc-by-nc-4.0}}"}, {"data": "CC-BY-NC-4.0", "code": "MIT"}),
        ({"README.md": "# Acme\n", "LICENSE": "{{text cc-by-4.0}}"}, {"data": "CC-BY-4.0"}),
        (
            {"README.md": "# Acme\n\nThe dataset is licensed under CC BY-NC 4.0. The code is released under the MIT License.\n"},
            {"data": "CC-BY-NC-4.0", "code": "MIT"},
        ),
        ({"README.md": "# Acme\n"}, {"data": "NONE"}),
    ],
)
def test_what_names_no_part_is_about_the_data(files: Mapping[str, str], expected: Mapping[str, str]) -> None:
    assert licenses(audit(files)) == expected


def test_a_sentence_about_the_data_narrows() -> None:
    report = audit(card("cc-by-4.0", "The dataset is for non-commercial research only."))
    assert report.verdict.terms.terms["commercial_use"].value == "forbidden"
    assert audit(card("cc-by-4.0", "The dataset is for non-commercial research only."), "acme/model").verdict.terms.terms["commercial_use"].value == "allowed"


@pytest.mark.parametrize(("license", "place"), [("cc-by-4.0", "open-source"), ("cc-by-nc-4.0", "research-only"), ("openrail", "restricted")])
def test_no_training_of_its_own_could_be_closed(license: str, place: str) -> None:
    verdict = audit(card(license)).verdict
    assert verdict.range == (place, place)
    assert not any("training" in (each.note or "") for each in verdict.because)


def test_it_is_no_model_of_the_same_name() -> None:
    report = audit_files({}, "datasets/meta-llama/Llama-3.1-8B")
    assert (report.verdict.place, licenses(report)) == ("unknown", {"data": None})


def test_it_descends_from_no_model_that_its_card_names() -> None:
    report = audit({"README.md": "---\nlicense: mit\nbase_model: meta-llama/Llama-3.1-8B\n---\n\n# Acme\n"})
    assert report.verdict.lineage == ()
    assert not [each.code for each in report.findings if each.code.startswith(("LL", "LO"))]


def test_a_folder_of_that_name_is_a_model_as_before(tmp_path: Path) -> None:
    folder = tmp_path / "datasets" / "acme"
    folder.mkdir(parents=True)
    (folder / "README.md").write_text("---\nlicense: mit\n---\n", encoding="utf-8")
    assert licenses(audit_snapshot(read_folder(folder), experts(), Config())) == {"weights": "MIT"}
    assert not Target("local", "datasets/acme").is_dataset


def test_from_the_hub(tmp_path: Path) -> None:
    with serving() as hub:
        hub.repos["datasets/acme/data"] = Repo({"README.md": card("odc-by")["README.md"], "data.csv": "a"}, card={"license": "odc-by"})
        hub.repos["acme/data"] = model()
        reports = [audit_snapshot(snapshot(reader(hub, tmp_path), each), experts(), Config()) for each in ("datasets/acme/data", "acme/data")]
    shown = json.loads(render_reports(reports, "0", "x"))["reports"]
    assert [each["verdict"]["licenses"][0]["component"] for each in shown] == ["data", "weights"]
    assert shown[0]["verdict"]["licenses"][0]["concluded"] == "ODC-By-1.0"
