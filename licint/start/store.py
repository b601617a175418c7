"""The file in which a run keeps what the next one need not make again: the code of modules, and compiled regular expressions.

What it holds is run as code. It is therefore read only from the user's own cache, only where file and folder belong to the user and nobody else may write to
them; and only by the Python that wrote it. In every other case there is nothing kept, and Python starts as it always does.
"""

import contextlib
import marshal
import os
import stat
import sys
import zlib
from importlib.util import MAGIC_NUMBER
from typing import Any

MAGIC = b"licint start 1\n"
MAX_BYTES = 16_000_000
_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def cache_folder() -> str:
    """The folder of licint's caches."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    cache = base if base and os.path.isabs(base) else os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(cache, "licint")


def store_path() -> str:
    """One file for each place where licint is installed and each Python that runs it."""
    name = f"start-{sys.implementation.cache_tag}-{sys.flags.optimize}-{zlib.crc32(os.fsencode(_PACKAGE)):08x}"
    return os.path.join(cache_folder(), "start", name)  # a folder of its own, which none but the user may write to


def read_store(path: str) -> dict[str, Any]:
    """What was kept; empty where there is nothing, or nothing that may be trusted."""
    try:
        if not _is_private(os.stat(os.path.dirname(path))):
            return {}
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(handle, "rb") as file:
            status = os.fstat(handle)
            if not (_is_private(status) and stat.S_ISREG(status.st_mode) and status.st_size <= MAX_BYTES):
                return {}
            data = file.read()
    except (OSError, AttributeError, ValueError):  # AttributeError: Windows, which has other rights
        return {}
    return _unpacked(data)


def write_store(path: str, kept: dict[str, Any]) -> None:
    """Keep this, if there is a place for it; a reader sees the old file or the new one, whole."""
    body = marshal.dumps(kept)
    if len(body) > MAX_BYTES - 1_000 or not hasattr(os, "getuid"):
        return
    new = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with open(handle, "wb") as file:
                file.write(_head(body) + body)
            os.replace(new, path)
        except BaseException:
            os.unlink(new)
            raise
    except OSError:
        return


def _head(body: bytes) -> bytes:
    return b"%s%s %s %08x\n" % (MAGIC, MAGIC_NUMBER.hex().encode(), sys.version.encode().replace(b"\n", b" "), zlib.crc32(body))


def _unpacked(data: bytes) -> dict[str, Any]:
    body = data[data.find(b"\n", len(MAGIC)) + 1 :]
    if not data.startswith(_head(body)):
        return {}
    with contextlib.suppress(ValueError, TypeError, EOFError):
        kept = marshal.loads(body)
        return kept if isinstance(kept, dict) else {}
    return {}


def _is_private(status: os.stat_result) -> bool:
    """Whether the user owns it and nobody else may write to it."""
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
