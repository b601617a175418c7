"""`licint audit` on the Hub as a user meets it: real processes against a stub."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hub_reading import SECRET, model, readme_example
from tests.hub_server import Handler, HubServer, Repo, serving
from tests.material import ROOT, license_text

DERIVED = "---\nlicense: apache-2.0\nbase_model: acme/base\n---\n\n# Acme\n"


@pytest.fixture
def hub() -> Iterator[HubServer]:
    with serving() as server:
        server.repos["acme/model"] = model(files={"LICENSE": license_text("apache-2.0")})
        server.repos["acme/gated"] = model(card={"license": "mit"}, info={"gated": "auto"}, refuse="gated")
        yield server


def environment(hub: HubServer | str, folder: Path, **more: str) -> dict[str, str]:
    scrubbed = {key: value for key, value in os.environ.items() if not key.startswith(("HF_", "NO_COLOR", "FORCE_COLOR", "LICINT_CACHE"))}
    endpoint = hub if isinstance(hub, str) else hub.url
    return {**scrubbed, "PYTHONPATH": str(ROOT), "HF_ENDPOINT": endpoint, "HF_HOME": str(folder / "home"), "LICINT_CACHE_DIR": str(folder / "cache"), **more}


def audit(hub: HubServer | str, folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "licint", "audit", *arguments]
    return subprocess.run(command, cwd=folder, env=environment(hub, folder, **more), capture_output=True, text=True, check=False, timeout=120)


def test_the_answer_names_the_revision(hub: HubServer, tmp_path: Path) -> None:
    done = audit(hub, tmp_path, "acme/model")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"acme/model @ {hub.repos['acme/model'].sha[:7]}" in done.stdout
    assert "open-weight · public" in done.stdout
    assert "weights: Apache-2.0" in done.stdout


def test_the_example_of_the_readme(hub: HubServer, tmp_path: Path) -> None:
    name = readme_example()
    hub.repos[name] = hub.repos["acme/model"]
    done = audit(hub, tmp_path, name)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{name} @ " in done.stdout and "weights: Apache-2.0" in done.stdout


def test_json_gives_target_and_address(hub: HubServer, tmp_path: Path) -> None:
    (report,) = json.loads(audit(hub, tmp_path, "acme/model", "--format", "json").stdout)["reports"]
    address = {"revision": hub.repos["acme/model"].sha, "url": f"{hub.url}/acme/model"}
    assert report["target"] == {"kind": "hub", "id": "acme/model", **address, "folder": None}
    assert report["verdict"]["access"]["value"] == "public"
    assert report["verdict"]["licenses"][0]["concluded"] == "Apache-2.0"


def test_a_gated_model_gets_a_verdict_and_no_accusation(hub: HubServer, tmp_path: Path) -> None:
    done = audit(hub, tmp_path, "acme/gated", "--format", "json")
    (report,) = json.loads(done.stdout)["reports"]
    assert (report["verdict"]["access"]["value"], report["verdict"]["licenses"][0]["concluded"]) == ("gated-auto", "MIT")
    assert report["findings"] == []
    assert any("accept its terms there" in each["reason"] for each in report["skipped"])
    assert any("not linted" in each["reason"] for each in report["skipped"])
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("targets", "code", "said"),
    [
        (["acme/none"], 2, "error: acme/none is absent, private, or needs a token"),
        (["acme/none", "acme/model"], 0, "help: check the name"),
        (["nobody/*"], 2, "the Hub lists nothing for nobody/*"),
        (["acme/model@nope"], 2, "has no such revision"),
        (["meta-llama/Llama-3.1-8B"], 0, "note: meta-llama/Llama-3.1-8B"),
    ],
)
def test_exit_code_2_only_if_nothing_could_be_audited(targets: list[str], code: int, said: str, hub: HubServer, tmp_path: Path) -> None:
    done = audit(hub, tmp_path, *targets)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_the_knowledge_answers_where_the_network_does_not(tmp_path: Path) -> None:
    done = audit("http://127.0.0.1:9", tmp_path, "meta-llama/Llama-3.1-8B")
    assert done.returncode == 0
    assert "restricted" in done.stdout
    assert "cannot be reached: answered from licint's own knowledge" in " ".join(done.stdout.split())
    assert "note: meta-llama/Llama-3.1-8B: 127.0.0.1 cannot be reached" in done.stderr


@pytest.mark.parametrize("switch", [{"arguments": ["--offline"]}, {"HF_HUB_OFFLINE": "1"}, {"HF_HUB_OFFLINE": "yes"}])
def test_offline_asks_nobody_and_loads_no_network(switch: dict[str, object], hub: HubServer, tmp_path: Path) -> None:
    arguments = switch.get("arguments", [])
    assert isinstance(arguments, list)
    more = {key: str(value) for key, value in switch.items() if key != "arguments"}
    done = audit(hub, tmp_path, "acme/none", "gpt-4", *arguments, "--format", "json", PYTHONPROFILEIMPORTTIME="1", **more)
    assert hub.requests == []
    assert done.returncode == 0
    assert "| requests" not in done.stderr and "urllib3" not in done.stderr
    assert all("offline" in each["skipped"][0]["reason"] for each in json.loads(done.stdout)["reports"])


def test_the_token_is_never_shown(hub: HubServer, tmp_path: Path) -> None:
    for arguments in (["acme/gated"], ["acme/none"], ["acme/model", "--token", SECRET]):
        done = audit(hub, tmp_path, *arguments, "--format", "json", HF_TOKEN=SECRET)
        assert SECRET not in done.stdout + done.stderr
    assert not any(SECRET.encode() in path.read_bytes() for path in (tmp_path / "cache").rglob("*") if path.is_file())
    assert any(headers.get("Authorization") == f"Bearer {SECRET}" for _, headers in hub.requests)


def test_targets_from_a_file(hub: HubServer, tmp_path: Path) -> None:
    (tmp_path / "models.txt").write_text("# ours\nacme/model\nacme/gated # asked for\n\n", encoding="utf-8")
    done = audit(hub, tmp_path, "--from", "models.txt", "--format", "json")
    assert [each["target"]["id"] for each in json.loads(done.stdout)["reports"]] == ["acme/model", "acme/gated"]


def test_local_and_hub_together_in_their_order(hub: HubServer, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "README.md").write_text("---\nlicense: cc0-1.0\n---\n", encoding="utf-8")
    done = audit(hub, tmp_path, "acme/model", "mine", "acme/gated", "--format", "json")
    assert [each["target"]["id"] for each in json.loads(done.stdout)["reports"]] == ["acme/model", "mine", "acme/gated"]


def test_reports_stream_as_they_come(hub: HubServer, tmp_path: Path) -> None:
    hub.repos["acme/slow"] = model()
    hub.faults["/api/models/acme/slow"] = lambda handler: time.sleep(6)  # type: ignore[func-returns-value]
    command = [sys.executable, "-m", "licint", "audit", "acme/model", "acme/slow", "--exit-zero"]
    with subprocess.Popen(command, env=environment(hub, tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout
        first = running.stdout.readline()
        early = running.poll() is None
        rest = running.communicate(timeout=60)[0]
    assert first.startswith("acme/model @ ") and early
    assert "acme/slow @ " in rest
    assert rest.rstrip().endswith("not legal advice")


@pytest.mark.parametrize("format_", ["text", "json"])
def test_ctrl_c_leaves_a_valid_report_and_says_what_is_missing(format_: str, hub: HubServer, tmp_path: Path) -> None:
    def stuck(handler: Handler) -> bool:
        time.sleep(25)
        return True

    hub.repos["acme/stuck"] = model()
    hub.faults["/api/models/acme/stuck"] = stuck
    command = [sys.executable, "-m", "licint", "audit", "acme/model", "acme/stuck", "acme/gated", "--format", format_]
    with subprocess.Popen(command, env=environment(hub, tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        until = time.monotonic() + 30
        while "/api/models/acme/stuck" not in hub.paths and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(1.5)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=10)
    assert running.returncode == 2
    assert "interrupted after 1 of 3; not audited: acme/stuck, acme/gated" in err
    assert "--resume" in err
    if format_ == "json":
        assert [each["target"]["id"] for each in json.loads(out)["reports"]] == ["acme/model"]
    else:
        assert out.rstrip().endswith("not legal advice")


def test_a_hostile_description_cannot_write_to_the_terminal(hub: HubServer, tmp_path: Path) -> None:
    info = {
        "gated": "manual",
        "tags": ["license:\x1b[31mevil", "base_model:\x1b]0;x"],
        "siblings": [{"rfilename": "\x1b[31mREADME.md"}, {"rfilename": "README.md"}],
    }
    hub.repos["acme/evil"] = Repo({"README.md": "# x"}, card={"license": "\x1b[31mevil\u202e", "license_link": "http://\x1b[31m"}, info=info, refuse="gated")
    hub.faults["/api/models/acme/rude"] = lambda handler: handler.error(400, "", "a [31m b") or True
    done = audit(hub, tmp_path, "acme/evil", "acme/rude", "--exit-zero")
    assert "\x1b" not in done.stdout + done.stderr
    assert "\u202e" not in done.stdout + done.stderr
    assert done.returncode == 0


def test_without_a_target_it_says_what_to_give(tmp_path: Path) -> None:
    done = audit("http://127.0.0.1:9", tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("error: name what to audit\nhelp: ")
