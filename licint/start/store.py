"""The file in which a run keeps what the next one need not make again: the code of modules, and compiled regular expressions.

What it holds is run as code. It is therefore read only from the user's own cache, only where file and folder belong to the user and nobody else may write to
them; and only by the Python that wrote it. In every other case there is nothing kept, and Python starts as it always does.

Form: MAGIC, which names the Python; 4 bytes each, little-endian: the length of the file, the length of the directory, its check sum; the directory (marshal:
two mappings from a key to what is said of it, the last of which is the place and the length of its bytes); the bytes, mapped into memory and used in place.
As with a `.pyc` the bytes have no check sum: a run reads a small part of them.
"""

import contextlib
import marshal
import mmap
import os
import stat
import sys
import zlib
from importlib.util import MAGIC_NUMBER
from typing import Any

MAGIC = b"licint start 3 %s %s\n" % (MAGIC_NUMBER.hex().encode(), sys.version.replace("\n", " ").encode())
MAX_BYTES = 16_000_000
_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

Kept = dict[Any, tuple[Any, ...]]  # by key: what is said of it, its bytes last


def cache_folder() -> str:
    """The folder of licint's caches."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    cache = base if base and os.path.isabs(base) else os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(cache, "licint")


def store_path() -> str:
    """One file for each place where licint is installed and each Python that runs it."""
    name = f"{sys.implementation.cache_tag}-{sys.flags.optimize}-{zlib.crc32(os.fsencode(_PACKAGE)):08x}"
    return os.path.join(cache_folder(), "start", name)  # a folder of its own, which none but the user may write to


def read_store(path: str) -> tuple[Kept, Kept]:
    """What was kept of modules and of expressions; empty where there is nothing, or nothing that may be trusted."""
    try:
        if not _is_private(os.stat(os.path.dirname(path))):
            return {}, {}
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(handle, "rb"):
            status = os.fstat(handle)
            if not (_is_private(status) and stat.S_ISREG(status.st_mode) and status.st_size <= MAX_BYTES):
                return {}, {}
            return _unpacked(memoryview(mmap.mmap(handle, 0, access=mmap.ACCESS_READ)))
    except (OSError, AttributeError, ValueError, TypeError, EOFError):  # AttributeError: Windows, which has other rights
        return {}, {}


def has_place(path: str) -> bool:
    """Whether a store can be written there; its folder is made."""
    folder = os.path.dirname(path)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        return _is_private(os.stat(folder)) and os.access(folder, os.W_OK)
    except (OSError, AttributeError):
        return False


def write_store(path: str, modules: Kept, expressions: Kept) -> None:
    """Keep this, if there is a place for it; a reader sees the old file or the new one, whole."""
    data = _packed(modules, expressions)
    if len(data) > MAX_BYTES or not has_place(path):
        return
    new = f"{path}.{os.getpid()}"
    with contextlib.suppress(OSError):
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with open(handle, "wb") as file:
                file.write(data)
            os.replace(new, path)
        except BaseException:
            os.unlink(new)
            raise


def _packed(*parts: Kept) -> bytes:
    values: list[bytes] = []
    places, end = [], 0
    for part in parts:
        placed = {}
        for key, (*said, value) in part.items():
            placed[key] = (*said, end, len(value))
            values.append(bytes(value))
            end += len(value)
        places.append(placed)
    directory = marshal.dumps(tuple(places))
    size = len(MAGIC) + 12 + len(directory) + end
    return b"".join([MAGIC, *(each.to_bytes(4, "little") for each in (size, len(directory), zlib.crc32(directory))), directory, *values])


def _unpacked(data: memoryview) -> tuple[Kept, Kept]:
    head = len(MAGIC) + 12
    size, length, check = (int.from_bytes(data[at : at + 4], "little") for at in range(head - 12, head, 4))
    directory, values = data[head : head + length], data[head + length :]
    if data[: len(MAGIC)] != MAGIC or size != len(data) or zlib.crc32(directory) != check:
        return {}, {}
    modules, expressions = ({key: (*said, values[at : at + size]) for key, (*said, at, size) in part.items()} for part in marshal.loads(directory))
    return modules, expressions


def _is_private(status: os.stat_result) -> bool:
    """Whether the user owns it and nobody else may write to it."""
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
