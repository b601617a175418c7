"""Folders and single files on this machine."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from licint.errors import SourceError
from licint.messages import say
from licint.model import Entry, Skipped, Snapshot, Target
from licint.parsing.files import file_rules
from licint.parsing.weights import has_header
from licint.sources.selection import MAX_BINARY, wanted, wanted_more

MAX_ENTRIES = 20_000
MAX_DEPTH = 6
MAX_TOTAL = 200_000_000  # bytes read of one release


def read_folder(path: Path) -> Snapshot:
    """The release in a folder, or the one file that `path` is. License files of the folders above are not read.

    What cannot or must not be read (symbolic links out of the release, unreadable files, more than MAX_ENTRIES) is in `skipped` with its reason.
    Raises SourceError where there is nothing at `path`.
    """
    target = Target("local", str(path), folder=None if path.name.strip(".") else path.resolve().name)
    if path.is_file():
        return _read_single(path, target)
    if not path.is_dir():
        reason = "is neither a file nor a folder" if path.exists() else "does not exist"
        raise SourceError(f"{path} {reason}", help="give a model's folder, or its README.md")
    return _Reader(path).read(target)


def read_prefix(path: Path, name: str, size: int, limit: int) -> bytes:
    """The first `limit` bytes of a file, or as many as its header needs if it holds weights. Raises OSError."""
    with path.open("rb") as file:
        data = file.read(limit)
        while (more := wanted_more(name, data, size)) is not None:
            added = file.read(more - len(data))
            if not added:
                break
            data += added
    return data


def _read_single(path: Path, target: Target) -> Snapshot:
    size = path.stat().st_size
    try:
        data = read_prefix(path, path.name, size, wanted(path.name, size) or min(size, MAX_BINARY))
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror or error}") from None
    return Snapshot(target, (Entry(path.name, size),), {path.name: data})


class _Reader:
    """Walks one folder, nearest files first, within its limits."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.boundary = _boundary(root)
        self.entries: list[Entry] = []
        self.contents: dict[str, bytes] = {}
        self.skipped: list[Skipped] = []
        self.total = 0

    def read(self, target: Target) -> Snapshot:
        for path, entry in self._walk():
            if len(self.entries) >= MAX_ENTRIES:
                self.skipped.append(Skipped(path, say("the folder holds more than {most:,} files: the rest was not looked at", most=MAX_ENTRIES)))
                break
            self._read_entry(path, entry)
        return Snapshot(target, tuple(self.entries), self.contents, tuple(self.skipped))

    def _walk(self) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
        """Files with their paths, folder by folder, the shallow ones first, each in the order of names."""
        folders = [""]
        for prefix in folders:
            try:
                with os.scandir(self.root / prefix) as found:
                    entries = sorted(found, key=lambda entry: entry.name)
            except OSError as error:
                self.skipped.append(Skipped(prefix or ".", say("cannot be read: {problem}", problem=error.strerror or error)))
                continue
            for entry in entries:
                path = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    if self._may_enter(path) and len(folders) < MAX_ENTRIES:
                        folders.append(path + "/")
                else:
                    yield path, entry

    def _may_enter(self, path: str) -> bool:
        name = path.rpartition("/")[2]
        return not name.startswith(".") and name.lower() not in file_rules().skipped_folders and path.count("/") < MAX_DEPTH

    def _read_entry(self, path: str, entry: "os.DirEntry[str]") -> None:
        try:
            path.encode()
            if entry.is_symlink() and (reason := self._refuse_link(entry)):
                self.skipped.append(Skipped(path, reason))
                return
            status = entry.stat()
            if not stat.S_ISREG(status.st_mode):
                return
            self.entries.append(Entry(path, status.st_size))
            limit = wanted(path, status.st_size)
            if limit is not None:
                self._read_file(path, entry.path, status.st_size, limit)
        except UnicodeEncodeError:
            self.skipped.append(Skipped(path.encode("utf-8", "replace").decode(), "its name is not text"))
        except OSError as error:
            self.skipped.append(Skipped(path, say("cannot be read: {problem}", problem=error.strerror or error)))

    def _refuse_link(self, entry: "os.DirEntry[str]") -> str | None:
        real = Path(os.path.realpath(entry.path))
        if not real.is_relative_to(self.boundary):
            return say("a symbolic link out of the release")
        return say("a symbolic link to a folder") if real.is_dir() else None

    def _read_file(self, path: str, place: str, size: int, limit: int) -> None:
        if self.total + limit > MAX_TOTAL:
            self.skipped.append(Skipped(path, say("more than {most:,} bytes of texts in this release", most=MAX_TOTAL)))
            return
        data = read_prefix(Path(place), path, size, limit)
        self.total += len(data)
        self.contents[path] = data
        if limit < size and not has_header(path):
            self.skipped.append(Skipped(path, say("only its first {count:,} bytes of {size:,} were read", count=len(data), size=size)))


def _boundary(root: Path) -> Path:
    """The folder that links may not leave: the release's own; in a Hub cache (`models--…/snapshots/<revision>`) the repository's, which holds the blobs."""
    real = Path(os.path.realpath(root))
    return real.parent.parent if real.parent.name == "snapshots" and "--" in real.parent.parent.name else real
