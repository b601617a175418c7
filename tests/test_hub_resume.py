"""A run over many models that is killed goes on where it ended: real processes, a real SIGKILL."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from licint.errors import UsageError
from licint.sources.cache import PRUNE_EVERY, Answer, Cache
from licint.sources.settings import settings_from
from tests.hub_reading import model, reader
from tests.hub_server import Handler, HubServer, serving
from tests.material import ROOT

MODELS = 24
BASES = 4
needs_sigkill = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")


@pytest.fixture
def hub() -> Iterator[HubServer]:
    """Models with a base each, and all sorts of files."""
    with serving(0.01) as server:
        for number in range(MODELS):
            base = f"acme/m-{number % BASES:02}"
            text = f"---\nlicense: mit\nbase_model: {base}\n---\n\n# Model {number}\n"
            files = {"README.md": text, "LICENSE": f"Acme license {number}.\n", "CITATION.cff": f"license: MIT\ntitle: {number}\n"}
            server.repos[f"acme/m-{number:02}"] = model(card={"license": "mit", "base_model": base}, files=files)
        yield server


def start(hub: HubServer, folder: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    scrubbed = {key: value for key, value in os.environ.items() if not key.startswith(("HF_", "LICINT_CACHE"))}
    named = {"PYTHONPATH": str(ROOT), "HF_ENDPOINT": hub.url, "HF_HOME": str(folder / "home"), "LICINT_CACHE_DIR": str(folder / "cache")}
    command = [sys.executable, "-m", "licint", "audit", *arguments, "--exit-zero", "--no-config"]
    folder.mkdir(exist_ok=True)
    with (folder / "out").open("wb") as out:
        return subprocess.Popen(command, env={**scrubbed, **named}, cwd=folder, stdout=out, stderr=subprocess.PIPE)


def finish(running: "subprocess.Popen[bytes]", folder: Path) -> bytes:
    _, err = running.communicate(timeout=60)
    assert (running.returncode, err) == (0, b"")
    return (folder / "out").read_bytes()


def kill(hub: HubServer, running: "subprocess.Popen[bytes]", when: Callable[[], bool]) -> None:
    """Kill a run in the middle, and let the server come to rest."""
    until = time.monotonic() + 30
    while not when() and time.monotonic() < until:
        time.sleep(0.001)
    assert running.poll() is None, "the run ended before it could be killed"
    running.kill()
    running.communicate(timeout=10)
    time.sleep(0.3)
    hub.requests.clear()


def kept(folder: Path) -> list[Path]:
    """The answers in the cache of a folder."""
    return [path for path in (folder / "cache").glob("*/*/*") if not path.name.startswith(".")]


def asked(hub: HubServer) -> list[str]:
    """What was asked for, without what redirects led to."""
    return [path for path, _ in hub.requests if not path.startswith("/api/resolve-cache")]


def age(folder: Path, seconds: float) -> None:
    """Make all answers of a cache older."""
    for path in kept(folder):
        answer = msgspec.msgpack.decode(path.read_bytes(), type=Answer)
        path.write_bytes(msgspec.msgpack.encode(msgspec.structs.replace(answer, at=answer.at - seconds)))


@needs_sigkill
@pytest.mark.parametrize(("format_", "after"), [("json", 25), ("json", 35), ("text", 35)])
def test_a_killed_run_is_resumed_without_asking_twice_and_says_everything_once(format_: str, after: int, hub: HubServer, tmp_path: Path) -> None:
    (tmp_path / "models.txt").write_text("".join(f"acme/m-{number:02}\n" for number in range(MODELS)), encoding="utf-8")
    arguments = ("--from", str(tmp_path / "models.txt"), "--format", format_)
    whole = finish(start(hub, tmp_path / "whole", *arguments), tmp_path / "whole")
    answers = len(kept(tmp_path / "whole"))
    assert answers == len(asked(hub)) == MODELS * 4 + BASES
    hub.requests.clear()

    broken = tmp_path / "broken"
    for _ in range(2):
        kill(hub, start(hub, broken, *arguments, "--resume"), lambda: len(asked(hub)) >= after)
    before = len(kept(broken))
    assert 0 < before < answers
    age(broken, 3600)
    assert finish(start(hub, broken, *arguments, "--resume"), broken) == whole
    assert len(asked(hub)) == len(set(asked(hub))) == answers - before, "what was kept is not asked for, all else once"
    assert len(kept(broken)) == answers
    if format_ == "json":
        assert [each["target"]["id"] for each in json.loads(whole)["reports"]] == [f"acme/m-{number:02}" for number in range(MODELS)]


@needs_sigkill
def test_what_a_killed_run_has_printed_is_whole_up_to_its_last_report(hub: HubServer, tmp_path: Path) -> None:
    def stuck(handler: Handler) -> bool:
        time.sleep(20)
        return True

    hub.faults["/api/models/acme/m-05"] = stuck
    folder = tmp_path / "broken"
    names = [f"acme/m-{number:02}" for number in range(MODELS)]
    kill(hub, start(hub, folder, *names), lambda: b"\nacme/m-04 @ " in (folder / "out").read_bytes() if (folder / "out").exists() else False)
    early = (folder / "out").read_bytes()
    hub.faults.clear()
    assert finish(start(hub, folder, *names, "--resume"), folder).startswith(early)


@needs_sigkill
def test_an_owner_s_list_that_changes_meanwhile_doubles_nobody(hub: HubServer, tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    pages = MODELS // 2  # as many as the stub gives
    kill(hub, start(hub, folder, "acme/*", "--format", "json", "--resume"), lambda: len(asked(hub)) >= pages // 2)
    hub.repos["acme/a-new-one"] = model()
    reports = json.loads(finish(start(hub, folder, "acme/*", "--format", "json", "--resume"), folder))["reports"]
    names = [each["target"]["id"] for each in reports]
    assert len(names) == len(set(names))
    assert set(names) >= {f"acme/m-{number:02}" for number in range(MODELS)}


def test_an_owner_is_listed_in_an_order_that_new_models_do_not_shift(hub: HubServer, tmp_path: Path) -> None:
    reader(hub, tmp_path).jobs(["acme/*"])
    assert "sort=createdAt" in hub.requests[0][0]


def test_what_was_refused_is_asked_for_again(hub: HubServer, tmp_path: Path) -> None:
    hub.faults["/api/models/acme/m-03"] = lambda handler: handler.error(404, "RepoNotFound", "Repository not found") or True
    first = reader(hub, tmp_path)
    assert [each.result().refusal is None for each in first.read(first.jobs(["acme/m-03", "acme/m-04"]))] == [False, True]
    hub.faults.clear()
    hub.requests.clear()
    again = reader(hub, tmp_path, resume=True)
    assert [each.result().refusal for each in again.read(again.jobs(["acme/m-03", "acme/m-04"]))] == [None, None]
    assert "/api/models/acme/m-03" in hub.paths and "/api/models/acme/m-04" not in hub.paths


@pytest.mark.parametrize(("hours", "asked_again"), [(23, False), (25, True)])
def test_what_is_older_than_a_day_is_asked_for_again(hours: int, asked_again: bool, hub: HubServer, tmp_path: Path) -> None:
    first = reader(hub, tmp_path)
    [each.result() for each in first.read(first.jobs(["acme/m-03"]))]
    age(tmp_path, hours * 3600)
    hub.requests.clear()
    again = reader(hub, tmp_path, resume=True)
    [each.result() for each in again.read(again.jobs(["acme/m-03"]))]
    assert bool(hub.paths) is asked_again
    assert not [path for path in hub.paths if "/resolve/" in path], "files of a commit are kept for good"


def test_to_resume_and_to_refresh_contradict_each_other() -> None:
    with pytest.raises(UsageError, match="refresh"):
        settings_from({}, resume=True, refresh=True)


def test_what_a_killed_run_left_half_written_is_removed(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    cache.put("a", Answer(200, b"a"))
    (answer,) = kept(tmp_path)
    old, new = answer.parent / ".new-old", answer.parent / ".new-new"
    for each in (old, new):
        each.write_bytes(b"half")
    os.utime(old, (time.time() - 2 * PRUNE_EVERY,) * 2)
    cache.prune()
    assert (old.exists(), new.exists(), answer.exists()) == (False, True, True)
