"""The functions for Python: the same answers as the command line's, from a folder, the Hub and licint's own knowledge."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from licint import __version__, audit, audit_all, check
from licint.config import Config
from licint.errors import LicintError, SourceError, UsageError
from licint.rendering.json import render_reports
from tests.hub_reading import CARD, SECRET, model
from tests.hub_server import HubServer, Repo, serving
from tests.material import ROOT, license_text
from tests.releases import experts

PAGE = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```", PAGE, re.M | re.S)


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    """A stub that the environment names, as it would name a mirror."""
    for name in list(os.environ):
        if name.startswith(("HF_", "HUGGING_FACE", "LICINT_CACHE")):
            monkeypatch.delenv(name)
    with serving() as server:
        monkeypatch.setenv("HF_ENDPOINT", server.url)
        monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
        monkeypatch.setenv("LICINT_CACHE_DIR", str(tmp_path / "cache"))
        server.repos["acme/model"] = model(files={"LICENSE": license_text("apache-2.0")})
        server.repos["acme/gated"] = model(card={"license": "mit"}, info={"gated": "auto"}, refuse="gated")
        server.repos["datasets/acme/data"] = Repo({"README.md": "---\nlicense: cc-by-4.0\n---\n"}, card={"license": "cc-by-4.0"})
        yield server


def folder(tmp_path: Path, name: str = "path/to/release") -> Path:
    made = tmp_path / name
    made.mkdir(parents=True)
    (made / "README.md").write_text(CARD, encoding="utf-8")
    (made / "LICENSE").write_text(license_text("apache-2.0"), encoding="utf-8")
    return made


def test_a_model_on_the_hub(hub: HubServer) -> None:
    report = audit("acme/model")
    assert (report.target.kind, report.target.id, report.target.revision) == ("hub", "acme/model", hub.repos["acme/model"].sha)
    assert (report.verdict.place, report.verdict.access.value) == ("open-weight", "public")
    assert len([path for path in hub.paths if path.startswith("/api/models") or path.startswith("/acme")]) == 3


@pytest.mark.parametrize("target", ["acme/model@v1", "hf://acme/model", "https://huggingface.co/acme/model/tree/v1", "datasets/acme/data"])
def test_whatever_names_one_repository(target: str, hub: HubServer) -> None:
    assert audit(target).target.revision in (hub.repos["acme/model"].sha, hub.repos["datasets/acme/data"].sha)


def test_arguments_come_before_the_environment(hub: HubServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    assert audit("acme/gated", endpoint=hub.url, token=SECRET, cache_dir=tmp_path / "mine").verdict.governing()
    assert {headers.get("Authorization") for _, headers in hub.requests} == {f"Bearer {SECRET}"}
    assert [*(tmp_path / "mine").iterdir()] and not (tmp_path / "cache").exists()


def test_a_second_audit_asks_nothing_and_refresh_asks_again(hub: HubServer) -> None:
    first = audit("acme/model")
    hub.requests.clear()
    assert (audit("acme/model"), hub.paths) == (first, [])
    assert audit("acme/model", refresh=True) == first
    assert hub.paths


def test_offline_by_name(hub: HubServer) -> None:
    report = audit("meta-llama/Llama-3.1-8B", offline=True)
    assert (report.verdict.place, report.findings) == ("restricted", ())
    assert "offline: answered from licint's own knowledge" in report.skipped[0].reason
    assert audit("acme/unheard-of", offline=True).verdict.place == "unknown"
    assert hub.requests == []


def test_offline_from_what_was_read_earlier(hub: HubServer) -> None:
    online = audit("acme/model")
    hub.requests.clear()
    assert (audit("acme/model", offline=True), hub.requests) == (online, [])


def test_the_environment_can_forbid_the_network(hub: HubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    assert audit("acme/model").verdict.place == "unknown"
    assert hub.requests == []


def test_a_gate_gives_a_verdict_and_no_accusation(hub: HubServer) -> None:
    report = audit("acme/gated")
    assert (report.verdict.access.value, report.findings) == ("gated-auto", ())
    governing = report.verdict.governing()
    assert governing and governing.concluded == "MIT"
    assert any("not linted" in each.reason for each in report.skipped)


def test_what_is_neither_there_nor_known_is_an_error(hub: HubServer) -> None:
    with pytest.raises(SourceError) as raised:
        audit("acme/none", token=SECRET)
    assert "acme/none does not exist" in str(raised.value)
    assert raised.value.help and SECRET not in str(raised.value) + raised.value.help


def test_what_is_known_is_answered_though_it_is_not_there(hub: HubServer) -> None:
    report = audit("meta-llama/Llama-3.1-8B")
    assert report.verdict.place == "restricted"
    assert "answered from licint's own knowledge" in report.skipped[0].reason


def test_no_network_is_no_crash(hub: HubServer) -> None:
    with pytest.raises(SourceError, match="cannot be reached"):
        audit("acme/model", endpoint="http://127.0.0.1:9")


def test_a_renamed_model_says_so(hub: HubServer) -> None:
    hub.renamed["old/model"] = "acme/model"
    report = audit("old/model")
    assert report.target.id == "acme/model"
    assert any(each.note == "old/model is now acme/model" for each in report.verdict.because)


@pytest.mark.parametrize(
    "target", ["acme/*", "collections/acme/best-1", "../nowhere", "/nowhere", "a/b/c", "", "a\0b", "https://example.com/a/b", "spaces/acme/x"]
)
def test_what_names_no_single_release_is_refused(target: str, hub: HubServer) -> None:
    with pytest.raises(UsageError):
        audit(target)
    assert hub.requests == []


def test_a_folder_never_asks_the_hub(hub: HubServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = folder(tmp_path, "acme/model")
    monkeypatch.chdir(tmp_path)
    assert [audit(each).target.kind for each in ("acme/model", Path("acme/model"), str(place))] == ["local"] * 3
    assert check("acme/model") == audit(place).findings
    with pytest.raises(LicintError):
        audit(Path("acme/other"))
    assert hub.requests == []


def test_configuration(tmp_path: Path) -> None:
    place = folder(tmp_path)
    (place / "LICENSE").unlink()
    assert [each.code for each in audit(place).findings] == ["LF001"]
    assert audit(place, Config(ignore_rules=("LF001",))).findings == ()


def test_many_in_their_order(hub: HubServer, tmp_path: Path) -> None:
    place = folder(tmp_path)
    for number in range(20):
        hub.repos[f"many/m-{number:02}"] = model(files={"LICENSE": license_text("mit")}, card={"license": "mit"})
    reports = [*audit_all(["acme/none", "many/m-*", place, "datasets/acme/data", "meta-llama/Llama-3.1-8B"])]
    assert [each.target.id for each in reports] == [
        "acme/none",
        *(f"many/m-{number:02}" for number in range(20)),
        str(place),
        "datasets/acme/data",
        "meta-llama/Llama-3.1-8B",
    ]
    assert reports[0].verdict.place == "unknown"
    assert "is absent, private, or needs a token" in reports[0].skipped[0].reason
    assert reports[-1].verdict.place == "restricted"


def test_one_target_is_not_many_letters(hub: HubServer, tmp_path: Path) -> None:
    assert [each.target.id for each in audit_all("acme/*")] == ["acme/gated", "acme/model"]
    assert [each.target.kind for each in audit_all(folder(tmp_path))] == ["local"]


def test_many_come_one_by_one(hub: HubServer) -> None:
    reports = audit_all(["acme/model", "acme/gated"])
    assert hub.requests == []
    assert next(reports).target.id == "acme/model"
    reports.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("target", ["", "a/b/c", Path("no/such/folder")])
def test_many_refuse_what_can_be_no_target(target: Any, hub: HubServer) -> None:
    with pytest.raises(LicintError):
        [*audit_all(["acme/model", target])]
    assert hub.requests == []


def test_the_command_line_says_the_same(hub: HubServer, tmp_path: Path) -> None:
    targets = ["acme/model", "acme/gated", "datasets/acme/data", "meta-llama/Llama-3.1-8B", str(folder(tmp_path))]
    command = [sys.executable, "-m", "licint", "audit", *targets, "--format", "json", "--exit-zero", "--no-config"]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=tmp_path, capture_output=True, text=True, check=True, timeout=120)
    assert json.loads(render_reports([*audit_all(targets)], __version__, experts().knowledge.version)) == json.loads(done.stdout)


@pytest.mark.parametrize("given", ["", "offline"])
def test_a_path_loads_no_network(given: str, tmp_path: Path) -> None:
    """Nor does a name with `offline`."""
    target = "'gpt-4', offline=True" if given else repr(str(folder(tmp_path)))
    program = f"import sys, licint\nlicint.audit({target})\nprint(*sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LICINT_CACHE_DIR": str(tmp_path / "cache")}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True, timeout=60)
    assert not {"requests", "urllib3", "click"} & set(done.stdout.split())
    assert given or "licint.sources.releases" not in done.stdout.split()


def test_the_page_about_python_is_true(hub: HubServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Its blocks run one after the other; a line that ends in a literal as its comment has that value."""
    folder(tmp_path)
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    checked = 0
    for block in BLOCKS:
        exec(block, names)
        for expression, value in re.findall(r'^(\S.*?)\s+# ("[^"]+")$', block, re.M):
            if " = " not in expression:
                checked += 1
                assert eval(expression, names) == json.loads(value), expression
    said = capsys.readouterr().out
    assert checked >= 9
    assert "acme/no-such-model is absent, private, or needs a token" in said
    assert "datasets/acme/data open-source" in said
