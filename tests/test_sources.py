"""Sources: what is read of a folder and of a git index, and what is left out, with its reason."""

import os
import struct
import subprocess
from pathlib import Path

import pytest

from licint.errors import SourceError
from licint.sources import local
from licint.sources.git import read_index
from licint.sources.local import read_folder
from licint.sources.selection import FIRST_HEADER, MAX_BINARY, MAX_TEXT, wanted, wanted_more

WANTED = {
    "a-card": ("README.md", 100, 100),
    "a-card-of-unknown-size": ("README.md", None, MAX_TEXT),
    "a-large-license": ("LICENSE", 5_000_000, MAX_TEXT),
    "an-empty-license-is-worth-knowing": ("LICENSE", 0, 0),
    "a-pdf": ("LICENSE.pdf", 3_000_000, 3_000_000),
    "a-large-pdf": ("LICENSE.pdf", 300_000_000, MAX_BINARY),
    "a-config": ("config.json", 100, 100),
    "a-deep-config": ("a/b/config.json", 100, None),
    "a-license-below": ("models/acme/LICENSE", 100, 100),
    "a-very-deep-license": ("a/b/c/d/LICENSE", 100, None),
    "weights": ("model.safetensors", 10**10, FIRST_HEADER),
    "small-weights": ("model.gguf", 100, 100),
    "first-part": ("model-00001-of-00009.safetensors", None, FIRST_HEADER),
    "another-part": ("model-00002-of-00009.safetensors", None, None),
    "a-part-of-gguf": ("acme-00003-of-00003.gguf", 10**9, None),
    "no-part": ("best-of-3.gguf", 10**9, FIRST_HEADER),
    "small-onnx": ("model.onnx", 100, 100),
    "large-onnx": ("model.onnx", 10**9, None),
    "other-weights": ("pytorch_model.bin", 10**9, None),
    "something-else": ("notes.rst", 100, None),
}


@pytest.mark.parametrize(("path", "size", "expected"), WANTED.values(), ids=WANTED)
def test_wanted(path: str, size: int | None, expected: int | None) -> None:
    assert wanted(path, size) == expected


def test_a_header_is_read_until_it_is_enough() -> None:
    prefix = struct.pack("<Q", 500_000) + b'{"a": 1'
    assert wanted_more("a.safetensors", prefix) == 500_008
    assert wanted_more("a.safetensors", prefix, len(prefix)) is None
    assert wanted_more("a.gguf", b"GGUF\x03\0\0\0" + struct.pack("<QQ", 0, 9)) == 24 * 8
    assert wanted_more("a.gguf", b"PK") is None
    assert wanted_more("README.md", b"x" * 10) is None
    assert wanted_more("a.safetensors", struct.pack("<Q", 2**60) + b"{") is None


def write(root: Path, **files: str | bytes) -> None:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def reasons(snapshot: local.Snapshot) -> dict[str, str]:
    return {each.path: each.reason for each in snapshot.skipped}


def test_folder(tmp_path: Path) -> None:
    write(tmp_path / "release", **{"README.md": "# A", "LICENSE": "text", "models/a/LICENSE": "nested", "notes.rst": "x", "model.gguf": b"GGUF"})
    write(tmp_path, LICENSE="of the folder above")
    snapshot = read_folder(tmp_path / "release")
    assert [each.path for each in snapshot.entries] == ["LICENSE", "README.md", "model.gguf", "notes.rst", "models/a/LICENSE"]
    assert snapshot.contents == {"LICENSE": b"text", "README.md": b"# A", "model.gguf": b"GGUF", "models/a/LICENSE": b"nested"}
    assert snapshot.skipped == ()
    assert snapshot.target.kind == "local"
    assert snapshot.access == "unknown"


@pytest.mark.parametrize("folder", [".git", ".cache", "node_modules", "__pycache__", "venv", "Node_Modules"])
def test_foreign_folders_are_left_out(tmp_path: Path, folder: str) -> None:
    write(tmp_path, **{f"{folder}/LICENSE": "x", "LICENSE": "y"})
    assert list(read_folder(tmp_path).contents) == ["LICENSE"]


def test_single_file(tmp_path: Path) -> None:
    write(tmp_path, **{"README.md": "# A", "terms-of-acme.text": "hello", "LICENSE": "x"})
    assert read_folder(tmp_path / "README.md").contents == {"README.md": b"# A"}
    assert read_folder(tmp_path / "terms-of-acme.text").contents == {"terms-of-acme.text": b"hello"}


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="does not exist"):
        read_folder(tmp_path / "absent")


def test_links_out_of_the_release_are_refused(tmp_path: Path) -> None:
    write(tmp_path, **{"secret.txt": "secret", "release/real/LICENSE": "inside"})
    root = tmp_path / "release"
    (root / "LICENSE").symlink_to(tmp_path / "secret.txt")
    (root / "NOTICE").symlink_to("real/LICENSE")
    (root / "COPYING").symlink_to("absent")
    (root / "loop").symlink_to(".")
    (root / "folder").symlink_to(tmp_path)
    snapshot = read_folder(root)
    assert snapshot.contents == {"NOTICE": b"inside", "real/LICENSE": b"inside"}
    assert reasons(snapshot)["LICENSE"] == "a symbolic link out of the release"
    assert reasons(snapshot)["folder"] == "a symbolic link out of the release"
    assert reasons(snapshot)["loop"] == "a symbolic link to a folder"
    assert "cannot be read" in reasons(snapshot)["COPYING"]


def test_a_hub_cache_links_to_its_blobs(tmp_path: Path) -> None:
    write(tmp_path / "models--acme--base", **{"blobs/abc": "# A"})
    root = tmp_path / "models--acme--base" / "snapshots" / "0123"
    root.mkdir(parents=True)
    (root / "README.md").symlink_to("../../blobs/abc")
    assert read_folder(root).contents == {"README.md": b"# A"}


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "LICENSE")
    snapshot = read_folder(tmp_path)
    assert snapshot.entries == ()


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"LICENSE-\xff")).write_text("x")
    assert [each.reason for each in read_folder(tmp_path).skipped] == ["its name is not text"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file(tmp_path: Path) -> None:
    write(tmp_path, LICENSE="x")
    (tmp_path / "LICENSE").chmod(0)
    assert "cannot be read" in reasons(read_folder(tmp_path))["LICENSE"]


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, **{f"{number}.txt": "x" for number in range(8)}, **{"a/b/c/d/e/f/g/h/LICENSE": "deep"})
    assert all("h/" not in each.path for each in read_folder(tmp_path).entries)
    monkeypatch.setattr(local, "MAX_ENTRIES", 5)
    snapshot = read_folder(tmp_path)
    assert len(snapshot.entries) == 5
    assert "more than 5 files" in snapshot.skipped[0].reason


def test_a_long_text_is_cut_and_said_to_be(tmp_path: Path) -> None:
    write(tmp_path, LICENSE=b"x" * (MAX_TEXT + 5))
    snapshot = read_folder(tmp_path)
    assert len(snapshot.contents["LICENSE"]) == MAX_TEXT
    assert reasons(snapshot)["LICENSE"] == "only its first 1,000,000 bytes of 1,000,005 were read"


def test_of_weights_only_the_header_is_read(tmp_path: Path) -> None:
    header = b'{"a": "' + b"x" * 200_000 + b'", "__metadata__": {"license": "mit"}}'
    write(tmp_path, **{"model.safetensors": struct.pack("<Q", len(header)) + header + b"\0" * 500_000})
    snapshot = read_folder(tmp_path)
    assert len(snapshot.contents["model.safetensors"]) == 8 + len(header)
    assert snapshot.skipped == ()


# ------------------------------------------------------------ git


def git(root: Path, *arguments: str) -> None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    subprocess.run(["git", "-c", "init.defaultBranch=main", *arguments], cwd=root, check=True, capture_output=True, env=environment)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    git(tmp_path, "init", "-q")
    return tmp_path


def test_what_is_staged_is_what_is_read(repository: Path) -> None:
    write(repository, **{"README.md": "staged", "sub/LICENSE": "x\ny\n", "notes.rst": "n", "模型许可协议.txt": "许可"})
    git(repository, "add", "-A")
    write(repository, **{"README.md": "changed later", "LICENSE": "not staged"})
    snapshot = read_index(repository)
    assert snapshot.contents == {"README.md": b"staged", "sub/LICENSE": b"x\ny\n", "模型许可协议.txt": "许可".encode()}
    assert {each.path: each.size for each in snapshot.entries} == {"README.md": 6, "notes.rst": 1, "sub/LICENSE": 4, "模型许可协议.txt": 6}


def test_a_folder_and_a_file_of_a_repository(repository: Path) -> None:
    write(repository, **{"README.md": "above", "sub/README.md": "below", "sub/LICENSE": "x"})
    git(repository, "add", "-A")
    assert set(read_index(repository / "sub").contents) == {"README.md", "LICENSE"}
    assert read_index(repository / "sub" / "README.md").contents == {"README.md": b"below"}


def test_an_empty_index(repository: Path) -> None:
    assert read_index(repository).entries == ()


def test_links_and_pointers(repository: Path) -> None:
    weights = b"GGUF" + struct.pack("<IQQ", 3, 0, 0)
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize {len(weights)}\n"
    write(repository, **{"model.gguf": pointer, "other.gguf": pointer})
    (repository / "LICENSE").symlink_to("/etc/passwd")
    git(repository, "add", "-A")
    write(repository, **{"model.gguf": weights, "other.gguf": b"something else"})
    snapshot = read_index(repository)
    assert snapshot.contents == {"model.gguf": weights}
    assert reasons(snapshot) == {"LICENSE": "a symbolic link", "other.gguf": "kept by git LFS, and not in the working tree"}
    assert next(each.size for each in snapshot.entries if each.path == "model.gguf") == len(weights)


def test_a_repositorys_own_programs_are_not_run(repository: Path) -> None:
    write(repository, **{"README.md": "x"})
    git(repository, "add", "-A")
    program = repository / "run.sh"
    program.write_text(f"#!/bin/sh\ntouch {repository}/ran\n")
    program.chmod(0o755)
    git(repository, "config", "core.fsmonitor", str(program))
    read_index(repository)
    assert not (repository / "ran").exists()


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(SourceError, match="git"):
        read_index(tmp_path)


def test_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SourceError, match="not installed"):
        read_index(tmp_path)
