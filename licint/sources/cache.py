"""Answers of the Hub on disk, so that what has not changed is not transferred again. File names are digests: nothing that a stranger named becomes a path."""

import contextlib
import hashlib
import os
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import msgspec

from licint.decoding import msgpack_decoder
from licint.model import Noun

FORMAT = "v1"
MAX_BYTES = 500_000_000
PRUNE_EVERY = 86_400  # seconds
HALF_WRITTEN = ".new-"


class Answer(Noun, frozen=True):
    """What a server said. `body` is whole unless `cut`; `headers` in lower case, the few that licint reads; `at`: when, in seconds since 1970."""

    status: int
    body: bytes
    headers: Mapping[str, str] = {}
    cut: bool = False
    url: str = ""
    at: float = 0.0


class Cache:
    """A folder of answers. Whatever goes wrong with it (no space, no permission, damaged files), the answer is only not there."""

    def __init__(self, folder: Path | None, owner: str = "") -> None:
        self.folder = folder / FORMAT if folder else None
        # What one token may see is not shown to another, nor to none.
        self._owner = hashlib.sha256(owner.encode()).hexdigest() if owner else ""

    def get(self, key: str) -> Answer | None:
        """The answer kept under a key, or None."""
        path = self._path(key)
        if path is None:
            return None
        try:
            return msgpack_decoder(Answer).decode(path.read_bytes())
        except (OSError, msgspec.MsgspecError, ValueError):
            return None

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer, whole or not at all."""
        path = self._path(key)
        if path is None:
            return
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=HALF_WRITTEN)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(msgspec.msgpack.encode(answer))
                Path(name).replace(path)
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise

    def prune(self) -> None:
        """Once a day, remove the oldest answers of a folder that has grown beyond MAX_BYTES, and what runs that were killed left half written."""
        if self.folder is None:
            return
        mark = self.folder / ".pruned"
        with contextlib.suppress(OSError):
            if not self.folder.is_dir() or (mark.exists() and time.time() - mark.stat().st_mtime < PRUNE_EVERY):
                return
            mark.touch()
            for path in self.folder.glob(f"*/{HALF_WRITTEN}*"):
                if time.time() - path.stat().st_mtime > PRUNE_EVERY:
                    path.unlink(missing_ok=True)
            found = sorted(((status.st_mtime, status.st_size, path) for path in self.folder.glob("*/*") if (status := path.stat())), reverse=True)
            total = 0
            for _, size, path in found:
                total += size
                if total > MAX_BYTES:
                    path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path | None:
        if self.folder is None:
            return None
        name = hashlib.sha256(f"{self._owner}\0{key}".encode("utf-8", "replace")).hexdigest()
        return self.folder / name[:2] / name[2:]
