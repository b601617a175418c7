"""What is staged in a git repository: the release as the next commit will have it (for the pre-commit hook)."""

import os
import re
import subprocess
from pathlib import Path

from licint.errors import SourceError
from licint.messages import say
from licint.model import Entry, Skipped, Snapshot, Target
from licint.parsing.weights import has_header
from licint.sources.local import MAX_ENTRIES, MAX_TOTAL, read_prefix
from licint.sources.selection import MAX_BINARY, wanted

TIMEOUT = 60  # seconds for one git command

_LFS = re.compile(rb"version https://git-lfs[^\n]{0,100}\n(?:[^\n]{0,200}\n){0,5}?size (\d{1,18})\n")
_REGULAR = ("100644", "100755")


def read_index(root: Path) -> Snapshot:
    """The staged files below `root`, or the one file that it is.

    A weight file that git LFS keeps is read from the working tree if that is what is staged.
    Raises SourceError where git is missing or `root` is in no repository.
    """
    target, only = Target("local", str(root)), None
    if root.is_file():
        root, only = root.parent, root.name
    blobs: dict[str, str] = {}
    skipped: list[Skipped] = []
    for path, mode, blob in _list_index(root):
        if only is not None and path != only:
            continue
        if mode in _REGULAR:
            blobs[path] = blob
        elif wanted(path) is not None:
            skipped.append(Skipped(path, "a symbolic link" if mode == "120000" else "a submodule"))
    if len(blobs) > MAX_ENTRIES:
        skipped.append(Skipped(".", say("the repository holds more than {most:,} files: the rest was not looked at", most=MAX_ENTRIES)))
        blobs = dict(list(blobs.items())[:MAX_ENTRIES])
    sizes = _read_sizes(root, blobs)
    contents = _read_blobs(root, _choose(blobs, sizes, skipped))
    entries = []
    for path in blobs:
        size = sizes.get(path)
        if path in contents and has_header(path):
            size = _resolve_pointer(root, path, contents, skipped, size)
        entries.append(Entry(path, size))
    return Snapshot(target, tuple(entries), contents, tuple(skipped))


def _list_index(root: Path) -> list[tuple[str, str, str]]:
    """(path, mode, blob) of every staged file; of a file in conflict the version of this side."""
    listed: dict[str, tuple[str, str, str]] = {}
    for row in _git(root, "ls-files", "--stage", "-z").split(b"\0"):
        facts, tab, name = row.partition(b"\t")
        if tab:
            mode, blob, _stage = facts.decode("ascii", "replace").split(" ")
            path = name.decode("utf-8", "replace")
            listed.setdefault(path, (path, mode, blob))
    return list(listed.values())


def _read_sizes(root: Path, blobs: dict[str, str]) -> dict[str, int]:
    rows = _git(root, "cat-file", "--batch-check=%(objectname) %(objectsize)", stdin="\n".join(blobs.values())).decode("ascii", "replace").splitlines()
    found = {row.partition(" ")[0]: row.rpartition(" ")[2] for row in rows}
    return {path: int(size) for path, blob in blobs.items() if (size := found.get(blob, "")).isdecimal()}


def _choose(blobs: dict[str, str], sizes: dict[str, int], skipped: list[Skipped]) -> dict[str, str]:
    """The blobs to read: git gives them whole or not at all."""
    chosen, total = {}, 0
    for path, blob in blobs.items():
        size = sizes.get(path, 0)
        if wanted(path, size) is None:
            continue
        if size > MAX_BINARY or total + size > MAX_TOTAL:
            skipped.append(Skipped(path, say("too large to read from the index ({size:,} bytes)", size=size)))
            continue
        total += size
        chosen[path] = blob
    return chosen


def _read_blobs(root: Path, blobs: dict[str, str]) -> dict[str, bytes]:
    answer = _git(root, "cat-file", "--batch", stdin="\n".join(blobs.values()))
    contents: dict[str, bytes] = {}
    at = 0
    for path in blobs:
        line_end = answer.find(b"\n", at)
        facts = answer[at:line_end].split(b" ")
        at = line_end + 1
        if line_end < 0 or len(facts) != 3 or not facts[2].isdigit():
            continue  # "<blob> missing"
        size = int(facts[2])
        contents[path] = answer[at : at + (wanted(path, size) or 0)]
        at += size + 1
    return contents


def _resolve_pointer(root: Path, path: str, contents: dict[str, bytes], skipped: list[Skipped], size: int | None) -> int | None:
    """Put the header of the weights that an LFS pointer stands for in its place; the size of those weights."""
    found = _LFS.match(contents[path])
    if not found:
        return size
    size = int(found[1])
    place = root / path
    try:
        if place.is_file() and not place.is_symlink() and place.stat().st_size == size:
            contents[path] = read_prefix(place, path, size, wanted(path, size) or 0)
            return size
    except OSError:
        pass
    del contents[path]
    skipped.append(Skipped(path, "kept by git LFS, and not in the working tree"))
    return size


def _git(root: Path, *arguments: str, stdin: str = "") -> bytes:
    # A repository's own configuration can name a program for fsmonitor, and optional locks would write to it.
    command = ["git", "-c", "core.fsmonitor=false", *arguments]
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0"}
    given = (stdin + "\n").encode() if stdin else b""
    try:
        done = subprocess.run(command, cwd=root, env=environment, input=given, capture_output=True, timeout=TIMEOUT, check=False)
    except FileNotFoundError:
        raise SourceError("git is not installed, or the folder does not exist", help=f"check {root}") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SourceError(f"git could not be run: {error}") from None
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise SourceError(f"{root} cannot be read with git: {reason[:200]}", help="run licint inside a git repository, or without --staged")
    return done.stdout
