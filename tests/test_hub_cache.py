"""The local cache of the Hub's own client: as that client writes it, and as nobody should."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from licint.model import Snapshot
from licint.sources.hub_cache import find_cached, list_cached, read_cached
from licint.sources.targets import Repository
from tests.hub_reading import CARD, model, read, reader, reasons
from tests.hub_server import HubServer, serving
from tests.material import ROOT

SHA = "a" * 40
# The client's settings are read when it is imported, so it runs in a process of its own.
DOWNLOAD = """
import sys
from huggingface_hub import hf_hub_download, snapshot_download
if sys.argv[1] == "whole":
    snapshot_download("acme/model", allow_patterns=["*.md", "LICENSE*", "*.json"])
else:
    hf_hub_download("acme/model", sys.argv[1])
"""


def download(hub: HubServer, folder: Path, what: str) -> Path:
    pytest.importorskip("huggingface_hub")
    scrubbed = {key: value for key, value in os.environ.items() if not key.startswith("HF_")}
    settings = {
        "HF_ENDPOINT": hub.url,
        "HF_HOME": str(folder / "home"),
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "HF_HUB_DISABLE_PROGRESS_BARS": "1",
        "HF_HUB_DISABLE_XET": "1",
    }
    subprocess.run([sys.executable, "-c", DOWNLOAD, what], env={**scrubbed, **settings}, check=True, capture_output=True, timeout=60)
    return folder / "home" / "hub"


def cached(root: Path) -> Snapshot:
    found = find_cached(root, Repository("acme/model"))
    assert found
    return read_cached(found, "https://hub.example/acme/model")


def test_what_the_real_client_downloaded_whole(tmp_path: Path) -> None:
    with serving() as hub:
        # The client reads sizes and commits from the answer itself, not from the redirect before it.
        repo = hub.repos["acme/model"] = model(files={"config.json": "{}", "model.safetensors": b"\0" * 100})
        hub.headers = {"X-Repo-Commit": repo.sha}
        root = download(hub, tmp_path, "whole")
    found = cached(root)
    assert (found.target.id, found.target.revision) == ("acme/model", repo.sha)
    assert found.contents["README.md"].decode() == CARD
    assert not found.metadata["incomplete"], reasons(found)
    assert {"model.safetensors", "LICENSE"} <= {entry.path for entry in found.entries}
    assert [each.repository.name for each in list_cached(root)] == ["acme/model"]


def test_what_the_real_client_downloaded_in_part_accuses_nobody(tmp_path: Path) -> None:
    with serving() as hub:
        repo = hub.repos["acme/model"] = model(files={"config.json": "{}"})
        hub.headers = {"X-Repo-Commit": repo.sha}
        root = download(hub, tmp_path, "config.json")
    found = cached(root)
    assert (found.entries, found.metadata["incomplete"]) == ((), True)
    command = [sys.executable, "-m", "licint", "audit", "--cache", "--format", "json"]
    scrubbed = {**os.environ, "PYTHONPATH": str(ROOT), "HF_HUB_CACHE": str(root), "LICINT_CACHE_DIR": str(tmp_path / "cache")}
    done = subprocess.run(command, env=scrubbed, capture_output=True, text=True, check=False, timeout=60)
    (report,) = json.loads(done.stdout)["reports"]
    assert (done.returncode, report["findings"], report["verdict"]["category"]) == (0, [], "unknown")


def layout(root: Path, files: dict[str, str], ref: str | None = SHA) -> Path:
    """A cache by hand: snapshots link to blobs."""
    base = root / "models--acme--model"
    (base / "blobs").mkdir(parents=True)
    for number, (path, text) in enumerate(files.items()):
        place = base / "snapshots" / SHA / path
        place.parent.mkdir(parents=True, exist_ok=True)
        (base / "blobs" / str(number)).write_text(text, encoding="utf-8")
        place.symlink_to(os.path.relpath(base / "blobs" / str(number), place.parent))
    if ref:
        (base / "refs").mkdir()
        (base / "refs" / "main").write_text(ref, encoding="utf-8")
    return root


@pytest.mark.parametrize("ref", [SHA, None, "../../../etc", "b" * 40])
def test_the_revision(ref: str | None, tmp_path: Path) -> None:
    assert cached(layout(tmp_path, {"README.md": CARD}, ref)).target.revision == SHA


def test_blobs_that_repositories_share_are_read_and_links_to_elsewhere_are_not(tmp_path: Path) -> None:
    root = layout(tmp_path / "hub", {"README.md": CARD})
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (root / "blobs").mkdir()
    (root / "blobs" / "x").write_text("Shared license.", encoding="utf-8")
    folder = root / "models--acme--model" / "snapshots" / SHA
    (folder / "LICENSE").symlink_to(root / "blobs" / "x")
    (folder / "NOTICE").symlink_to(tmp_path / "secret")
    found = cached(root)
    assert found.contents["LICENSE"] == b"Shared license."
    assert "NOTICE" not in found.contents


@pytest.mark.parametrize(
    "tree", ["", "[]", "null", '{"format_version": 2, "files": {}}', '{"format_version": 1, "files": {"../x": 1, "LICENSE": null}}', "[" * 100_000]
)
def test_odd_listings(tree: str, tmp_path: Path) -> None:
    root = layout(tmp_path, {"README.md": CARD})
    (root / "models--acme--model" / "trees").mkdir()
    (root / "models--acme--model" / "trees" / f"{SHA}.json").write_text(tree, encoding="utf-8")
    assert cached(root).metadata["incomplete"]


def test_an_offline_audit_reads_the_cache(tmp_path: Path) -> None:
    layout(tmp_path / "home" / "hub", {"README.md": CARD, "LICENSE": "Acme license text."})
    (found,) = read(reader("http://127.0.0.1:9", tmp_path, offline=True), "acme/model")
    assert found.snapshot.contents["README.md"].decode() == CARD
    assert "answered from what was downloaded earlier" in reasons(found)


def test_an_empty_cache_is_said(tmp_path: Path) -> None:
    assert list_cached(tmp_path / "none") == []
    (tmp_path / "datasets--acme").mkdir()
    (tmp_path / "models--..--x").mkdir()
    assert list_cached(tmp_path) == []
