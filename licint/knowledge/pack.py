"""One file of many small JSON values, each decoded only when it is asked for.

Form: `licint`, a zero byte, the number of the form; 4 bytes, little-endian: length of the directory; the directory (JSON: name -> [offset, length],
offsets counted from its end); the values.
"""

import mmap
from collections.abc import Mapping
from pathlib import Path

import msgspec

MAGIC = b"licint\x00\x02"
_HEAD = len(MAGIC) + 4


class Pack:
    """An open pack. `names` lists what it holds."""

    def __init__(self, data: bytes | mmap.mmap, directory: Mapping[str, tuple[int, int]], start: int) -> None:
        self._data = data
        self._directory = directory
        self._start = start

    @classmethod
    def open(cls, path: Path) -> "Pack | None":
        """The pack in a file; None if there is none or it is of another form."""
        try:
            with path.open("rb") as file:
                return cls.of(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        except (OSError, ValueError):
            return None

    @classmethod
    def of(cls, data: bytes | mmap.mmap) -> "Pack | None":
        """The pack in these bytes; None if they are of another form."""
        if bytes(data[: len(MAGIC)]) != MAGIC:
            return None
        start = _HEAD + int.from_bytes(data[len(MAGIC) : _HEAD], "little")
        try:
            directory = msgspec.json.decode(data[_HEAD:start], type=dict[str, tuple[int, int]])
        except msgspec.MsgspecError:
            return None
        whole = all(offset >= 0 and 0 <= length <= len(data) - start - offset for offset, length in directory.values())
        return cls(data, directory, start) if whole else None

    def get(self, name: str) -> bytes | None:
        """The bytes kept under a name, or None."""
        place = self._directory.get(name)
        return None if place is None else bytes(self._data[self._start + place[0] : self._start + place[0] + place[1]])

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._directory)


def packed(values: Mapping[str, bytes]) -> bytes:
    """The bytes of a pack of these values."""
    directory, offset = {}, 0
    for name, value in values.items():
        directory[name] = (offset, len(value))
        offset += len(value)
    head = msgspec.json.encode(directory)
    return b"".join([MAGIC, len(head).to_bytes(4, "little"), head, *values.values()])
