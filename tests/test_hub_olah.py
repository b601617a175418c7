"""The same audits against a server that nobody here wrote: olah, from git repositories, as a recording mirror, and from its recordings.

It needs `olah-cli` (pip install olah==0.5.4, in an environment of its own) on the PATH or in LICINT_OLAH, and git.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.hub_reading import readme_example
from tests.material import ROOT, license_text
from tests.releases import gguf

OLAH = os.environ.get("LICINT_OLAH") or shutil.which("olah-cli")
pytestmark = pytest.mark.skipif(not OLAH or not shutil.which("git"), reason="olah is not installed (LICINT_OLAH), or git is not")

CARD = "---\nlicense: apache-2.0\nbase_model: acme/base\nbase_model_relation: finetune\n---\n\n# Acme\n"
CONFIG = """
[basic]
host = "127.0.0.1"
port = {port}
repos-path = "./repos"
hf-scheme = "http"
hf-netloc = "127.0.0.1:{upstream}"
hf-lfs-netloc = "127.0.0.1:{upstream}"
mirror-scheme = "http"
mirror-netloc = "127.0.0.1:{port}"
mirror-lfs-netloc = "127.0.0.1:{port}"
mirrors-path = [{mirrors}]
[accessibility]
offline = {offline}
"""


def git(folder: Path, *arguments: str) -> None:
    identity = {f"GIT_{who}_{what}": "test@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, env={**os.environ, **identity})


def commit(root: Path, name: str, files: dict[str, bytes | str]) -> None:
    folder = root / "mirrors" / name
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data.encode() if isinstance(data, str) else data)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "one")
    git(folder, "tag", "v1")


def describe(root: Path, name: str, info: dict[str, Any], revisions: tuple[str, ...] = ("main",), methods: tuple[str, ...] = ("get", "head")) -> None:
    """A description of a model, as olah keeps answers of the Hub."""
    for revision in (*revisions, info["sha"]):
        folder = root / "repos" / "api" / name / "revision" / revision
        folder.mkdir(parents=True, exist_ok=True)
        body = json.dumps(info).encode()
        head = {"status_code": 200, "cached_at": time.time(), "headers": {"content-type": "application/json; charset=utf-8", "content-length": str(len(body))}}
        for method in methods:
            (folder / f"meta_{method}.json").write_text(json.dumps(head), encoding="utf-8")
            (folder / f"meta_{method}.json.body").write_bytes(body)


def seed(source: Path, root: Path) -> None:
    """What olah needs to answer for its git repositories when no revision is named, and to replay what it recorded."""
    for folder in sorted(source.glob("mirrors/*/*/*")):
        sha = subprocess.run(["git", "rev-parse", "HEAD"], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()
        name = folder.relative_to(source / "mirrors").as_posix()
        describe(root, name, {"id": name.partition("/")[2], "sha": sha, "lastModified": "2026-01-02T03:04:05.000Z"}, (), ("head",))


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def start(folder: Path, port: int, upstream: int, *, mirrors: str = "", offline: bool = True) -> subprocess.Popen[bytes]:
    folder.mkdir(parents=True, exist_ok=True)
    text = CONFIG.format(port=port, upstream=upstream, mirrors=mirrors, offline=str(offline).lower())
    (folder / "olah.toml").write_text(text, encoding="utf-8")
    with (folder / "olah.log").open("wb") as log:
        running = subprocess.Popen([str(OLAH), "-c", "olah.toml"], cwd=folder, stdout=log, stderr=log)
    until = time.monotonic() + 40
    while time.monotonic() < until and running.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return running
        time.sleep(0.1)
    running.kill()
    raise AssertionError((folder / "olah.log").read_text(encoding="utf-8", errors="replace")[-2000:])


def stop(running: subprocess.Popen[bytes]) -> None:
    running.terminate()
    try:
        running.wait(15)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("olah")
    source = folder / "source"
    license = license_text("apache-2.0")
    commit(source, "models/acme/model", {"README.md": CARD, "LICENSE": license, "config.json": "{}"})
    commit(source, f"models/{readme_example()}", {"README.md": CARD, "LICENSE": license})
    commit(source, "models/acme/base", {"README.md": "---\nlicense: mit\n---\n\n# Base\n", "LICENSE": license_text("mit")})
    commit(source, "models/acme/weights", {"README.md": "# Acme\n", "model.gguf": gguf("general.license: mit") + b"\0" * 100_000})
    commit(source, "datasets/acme/data", {"README.md": "---\nlicense: cc-by-4.0\n---\n\n# Data\n", "data.csv": "a,b\n"})
    card = {"license": "mit", "extra_gated_prompt": "Agree"}
    gated = {"id": "acme/gated", "sha": "b" * 40, "private": False, "gated": "manual", "disabled": False, "tags": ["license:mit"], "cardData": card}
    describe(source, "models/acme/gated", {**gated, "siblings": [{"rfilename": "README.md"}, {"rfilename": "LICENSE"}]})
    seed(source, source)
    return folder


@pytest.fixture(scope="module", params=["git repositories", "recordings"])
def endpoint(request: pytest.FixtureRequest, root: Path) -> Iterator[str]:
    port, mirror = free_port(), free_port()
    running = start(root / "source", port, 9, mirrors='"./mirrors"')
    if request.param == "git repositories":
        yield f"http://127.0.0.1:{port}"
        stop(running)
        return
    recording = start(root / "mirror", mirror, port, offline=False)
    audit(
        f"http://127.0.0.1:{mirror}",
        root / "recorded",
        readme_example(),
        "acme/model",
        "acme/model@v1",
        "acme/model@main",
        "acme/weights",
        "datasets/acme/data",
    )
    stop(recording)
    stop(running)
    seed(root / "source", root / "mirror")
    replaying = start(root / "mirror", mirror, 9)
    yield f"http://127.0.0.1:{mirror}"
    stop(replaying)


def audit(endpoint: str, folder: Path, *targets: str) -> subprocess.CompletedProcess[str]:
    folder.mkdir(exist_ok=True)
    scrubbed = {key: value for key, value in os.environ.items() if not key.startswith("HF_")}
    settings = {"PYTHONPATH": str(ROOT), "HF_ENDPOINT": endpoint, "HF_HOME": str(folder / "home"), "LICINT_CACHE_DIR": str(folder / "cache")}
    command = [sys.executable, "-m", "licint", "audit", *targets, "--format", "json", "--exit-zero"]
    return subprocess.run(command, env={**scrubbed, **settings}, capture_output=True, text=True, check=False, timeout=120)


def report(endpoint: str, folder: Path, target: str) -> dict[str, Any]:
    done = audit(endpoint, folder, target)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)["reports"][0]
    return found


@pytest.mark.parametrize("target", [readme_example(), "acme/model", "acme/model@v1", "acme/model@main"])
def test_a_model(target: str, endpoint: str, tmp_path: Path) -> None:
    found = report(endpoint, tmp_path, target)
    assert len(found["target"]["revision"]) == 40
    assert found["skipped"] == []
    assert (found["verdict"]["licenses"][0]["concluded"], found["verdict"]["access"]["value"]) == ("Apache-2.0", "public")
    assert found["verdict"]["licenses"][0]["detected"][0]["exact"]


def test_a_dataset(endpoint: str, tmp_path: Path) -> None:
    assert report(endpoint, tmp_path, "datasets/acme/data")["verdict"]["licenses"][0]["concluded"] == "CC-BY-4.0"


def test_a_header(endpoint: str, tmp_path: Path) -> None:
    (declared,) = report(endpoint, tmp_path, "acme/weights")["verdict"]["licenses"][0]["declared"]
    assert (declared["source"], declared["license"]) == ("weights", "MIT")


def test_what_is_gated_and_what_is_not_there(endpoint: str, tmp_path: Path) -> None:
    if "recordings" in os.environ.get("PYTEST_CURRENT_TEST", ""):
        pytest.skip("olah does not record descriptions without files")
    found = report(endpoint, tmp_path, "acme/gated")
    assert (found["verdict"]["access"]["value"], found["verdict"]["licenses"][0]["concluded"], found["findings"]) == ("gated-manual", "MIT", [])
    missing = audit(endpoint, tmp_path, "acme/none")
    assert (missing.returncode, "absent, private, or needs a token" in missing.stderr) == (2, True)
