"""The compiled index: sketches, phrases and names in one file of sorted arrays, mapped into memory and searched in place."""

import mmap
from bisect import bisect_left
from functools import cached_property
from operator import sub
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec

from licint.identification.sketch import Naming, Variant

MAGIC = b"licintx4"
_ITEM_TYPES = {"B": 1, "H": 2, "I": 4, "Q": 8}


class Reference(msgspec.Struct, frozen=True, array_like=True):
    """One reference text of the index, its words left aside. `aliases`: other ids of its first license, and the licenses that have the same text."""

    licenses: tuple[str, ...]
    aliases: tuple[str, ...]
    kind: str
    source: str
    optional: tuple[tuple[int, int], ...] = ()
    slots: tuple[int, ...] = ()
    variants: tuple[Variant, ...] = ()


class Index:
    """An open index; everything is looked up in the mapped file when it is asked for.

    Texts are numbered in order of preference: a smaller number wins where two explain a file equally well.
    """

    def __init__(self, data: mmap.mmap | bytes) -> None:
        view = memoryview(data)
        length = int.from_bytes(view[8:12], "little")
        start = (12 + length + 7) // 8 * 8
        directory: dict[str, tuple[str, int, int]] = msgspec.msgpack.decode(view[12 : 12 + length])
        self.arrays: dict[str, memoryview] = {}
        for name, (kind, offset, size) in directory.items():
            self.arrays[name] = view[start + offset : start + offset + size].cast(kind)  # type: ignore[call-overload]

    @classmethod
    def open(cls, path: Path) -> "Index":
        """Maps an index file. Raises OSError if there is none and ValueError if it has another form."""
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return cls.of(data)

    @classmethod
    def of(cls, data: mmap.mmap | bytes) -> "Index":
        """The index in these bytes. Raises ValueError if they have another form."""
        if bytes(data[:8]) != MAGIC:
            raise ValueError("not an identification index of this version")
        return cls(data)

    def record(self, table: str, number: int, type: Any) -> Any:
        """One record of a table of MessagePack values."""
        starts = self.arrays[table + ".starts"]
        return msgspec.msgpack.decode(self.arrays[table][starts[number] : starts[number + 1]], type=type)

    def __len__(self) -> int:
        return len(self.arrays["text.starts"]) - 1

    @property
    def first_notice(self) -> int:
        """The number of the first notice; texts have smaller ones."""
        return int(self.arrays["text.notices"][0])

    @property
    def first_other(self) -> int:
        """The number of the first text of a license without a file of its own."""
        return int(self.arrays["text.notices"][1])

    def reference(self, text: int) -> Reference:
        """What is known of a reference text."""
        found: Reference = self.record("references", text, Reference)
        return found

    def words(self, text: int) -> bytes:
        """The word hashes of a reference text."""
        starts = self.arrays["text.starts"]
        return bytes(self.arrays["text.words"][starts[text] : starts[text + 1]].cast("B"))

    def hashes(self, text: int) -> "memoryview[int]":
        """The word hashes of a reference text, one by one."""
        starts = self.arrays["text.starts"]
        return self.arrays["text.words"][starts[text] : starts[text + 1]]

    @cached_property
    def lengths(self) -> list[int]:
        """How many words each reference text has."""
        starts = self.arrays["text.starts"].tolist()
        return list(map(sub, starts[1:], starts))

    def distinct(self, text: int) -> int:
        """How many different shingles of a reference text are compared (candidates.compared_shingles)."""
        return int(self.arrays["text.distinct"][text])

    def texts_with_digest(self, table: str, digest: bytes) -> int | None:
        """The text with a digest; `table` is `digest` (of the characters) or `sequence` (of the words)."""
        at = self._find(self.arrays[table + ".keys"], int.from_bytes(digest, "little"))
        return None if at is None else int(self.arrays[table + ".texts"][at])

    def naming(self, license: str) -> Naming | None:
        """What a license is called."""
        number = self.number_of("license", license)
        if number is None:
            return None
        found: Naming = self.record("namings", number, Naming)
        return found

    def is_naming_word(self, word: int) -> bool:
        """Whether a word's hash is that of a word in the name of a license on the SPDX list: a word that tells licenses apart."""
        return _has_bit(self.arrays["naming.words"], word)

    def number_of(self, table: str, key: str) -> int | None:
        """The number under which a key stands in a table of digested keys (`license`, `name`, `url`)."""
        at = self._find(self.arrays[table + ".keys"], digest_key(key))
        return None if at is None else int(self.arrays[table + ".numbers"][at])

    def knows_address_like(self, head: str) -> bool:
        """Whether an address of a license may begin like this (naming.url_head)."""
        return _has_bit(self.arrays["url.heads"], crc32(head.encode("utf-8", "replace")) & 0xFFFF)

    def license(self, number: int) -> str:
        """The id of a license by its number."""
        found: Naming = self.record("namings", number, Naming)
        return found.id

    def licenses(self, number: int) -> tuple[str, ...]:
        """A tuple of license ids by its number."""
        found: tuple[str, ...] = self.record("groups", number, tuple[str, ...])
        return found

    @staticmethod
    def _find(keys: memoryview, key: int, start: int = 0, end: int | None = None) -> int | None:
        at = bisect_left(keys, key, start, len(keys) if end is None else end)
        return at if at < len(keys) and keys[at] == key else None


def _has_bit(bitmap: memoryview, slot: int) -> bool:
    return bool(bitmap[slot >> 3] >> (slot & 7) & 1)


def digest_key(key: str) -> int:
    """64 bits for a key of a table."""
    from licint.identification.digests import blake2b

    return int.from_bytes(blake2b(key.encode("utf-8", "replace"), digest_size=8).digest(), "little")
