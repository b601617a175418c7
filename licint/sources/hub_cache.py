"""Releases in the local cache of the Hub's own client (`$HF_HUB_CACHE/models--org--name/{refs,snapshots,blobs,trees,.no_exist}`). Reads it, never writes."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from licint.messages import say
from licint.model import Entry, Noun, Skipped, Snapshot, Target
from licint.parsing.files import classify
from licint.sources.hub_answers import is_safe_path
from licint.sources.local import MAX_ENTRIES, MAX_TOTAL, read_prefix
from licint.sources.selection import wanted
from licint.sources.targets import RepoKind, Repository

MAX_TREE = 24_000_000  # bytes
TREE_VERSION = 1

_FOLDER = re.compile(r"(models|datasets)--([A-Za-z0-9_][\w.-]{0,95}?(?:--[A-Za-z0-9_][\w.-]{0,95})?)\Z", re.ASCII)
_SHA = re.compile(r"[0-9a-f]{40}\Z")


class Cached(Noun, frozen=True):
    """One revision of a repository, as far as it was downloaded."""

    repository: Repository
    folder: Path
    root: Path

    @property
    def sha(self) -> str:
        return self.folder.name


def list_cached(root: Path) -> list[Cached]:
    """The newest known revision of every model and dataset in a cache, by name."""
    try:
        names = sorted(each.name for each in root.iterdir())
    except OSError:
        return []
    found = ((name, _FOLDER.match(name)) for name in names)
    cached = (_newest(root, name, Repository(match[2].replace("--", "/", 1), _kind(match[1])), None) for name, match in found if match)
    return [each for each in cached if each]


def find_cached(root: Path, repository: Repository) -> Cached | None:
    """A repository's revision in a cache: the one asked for, else what `main` last was."""
    name = f"{repository.kind}--{repository.id.replace('/', '--')}"
    return _newest(root, name, repository, repository.revision)


def read_cached(cached: Cached, url: str) -> Snapshot:
    """What was downloaded of a revision. Where it is not known that a text is absent, the snapshot is `incomplete`."""
    files = {path: place for path, place in _walk(cached) if is_safe_path(path)}
    tree = _tree(cached)
    contents: dict[str, bytes] = {}
    skipped: list[Skipped] = []
    entries = [] if tree is None else tree
    total = 0
    for path, place in files.items():
        try:
            size = place.stat().st_size
            limit = wanted(path, size)
            if limit is not None and total + limit <= MAX_TOTAL:
                contents[path] = read_prefix(place, path, size, limit)
                total += len(contents[path])
        except OSError as error:
            skipped.append(Skipped(path, say("cannot be read: {problem}", problem=error.strerror or error)))
    missing = [each.path for each in entries if wanted(each.path) is not None and classify(each.path) and each.path not in contents]
    skipped += [Skipped(path, "not downloaded") for path in missing[:20]]
    if tree is None:
        skipped.append(Skipped(cached.repository.name, "only what was downloaded is known: what else the repository holds is not"))
    incomplete = tree is None or bool(missing)
    return Snapshot(
        target=Target("hub", cached.repository.name, cached.sha, url),
        entries=() if incomplete else tuple(entries),
        contents=contents,
        skipped=tuple(skipped),
        metadata={"source": "hub-cache", "incomplete": incomplete},
    )


def _kind(word: str) -> RepoKind:
    return "datasets" if word == "datasets" else "models"


def _newest(root: Path, name: str, repository: Repository, revision: str | None) -> Cached | None:
    snapshots = root / name / "snapshots"
    sha = _read_ref(root / name / "refs", revision or "main")
    if revision and _SHA.match(revision):
        sha = revision
    if sha and (snapshots / sha).is_dir():
        return Cached(repository, snapshots / sha, root)
    if revision:
        return None
    try:
        found = [each for each in snapshots.iterdir() if _SHA.match(each.name) and each.is_dir()]
        newest = max(found, key=lambda each: each.stat().st_mtime, default=None)
    except OSError:
        return None
    return Cached(repository, newest, root) if newest else None


def _read_ref(refs: Path, name: str) -> str | None:
    if not is_safe_path(name):
        return None
    try:
        with (refs / name).open("rb") as file:
            written = file.read(100).decode("ascii", "replace").strip()
    except OSError:
        return None
    return written if _SHA.match(written) else None


def _walk(cached: Cached) -> Iterator[tuple[str, Path]]:
    """The files of a snapshot and the places that hold them: the repository's blobs, or those that repositories share; links to elsewhere are not followed."""
    allowed = (Path(os.path.realpath(cached.folder.parent.parent)), Path(os.path.realpath(cached.root)) / "blobs")
    count = 0
    for folder, folders, names in os.walk(cached.folder):
        folders.sort()
        for name in sorted(names):
            count += 1
            if count > MAX_ENTRIES:
                return
            place = Path(folder, name)
            real = Path(os.path.realpath(place))
            if any(real.is_relative_to(each) for each in allowed) and real.is_file():
                yield place.relative_to(cached.folder).as_posix(), real


def _tree(cached: Cached) -> list[Entry] | None:
    """The whole listing of the revision, where the client kept it."""
    try:
        with (cached.folder.parent.parent / "trees" / f"{cached.sha}.json").open("rb") as file:
            data = msgspec.json.decode(file.read(MAX_TREE))
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return None
    files = data.get("files") if isinstance(data, dict) and data.get("format_version") == TREE_VERSION else None
    if not isinstance(files, dict):
        return None
    return [_entry(path, facts) for path, facts in list(files.items())[:MAX_ENTRIES] if is_safe_path(path)]


def _entry(path: str, facts: Any) -> Entry:
    sizes = [facts.get("lfs_size"), facts.get("size")] if isinstance(facts, dict) else []
    return Entry(path, next((size for size in sizes if isinstance(size, int) and size >= 0), None))
