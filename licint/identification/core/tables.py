"""Tables of shingles: where each begins in a text, and what two texts have in common."""

from array import array
from itertools import compress, count
from operator import ne
from typing import Any

from licint.identification.shingles import shingles, tiles


class Table:
    """Where the shingles of a text stand in it: the first place of each, and the others of those that stand there several times."""

    def __init__(self, words: bytes) -> None:
        self.words = words
        self.length = len(words) // 2
        self.packed = shingles(words)
        self.first = dict(zip(reversed(self.packed), range(len(self.packed) - 1, -1, -1), strict=True))
        self.others: dict[int, list[int]] = {}
        if len(self.first) < len(self.packed):
            again = bytes(map(ne, map(self.first.__getitem__, self.packed), count()))
            for place, shingle in zip(compress(count(), again), compress(self.packed, again), strict=False):
                self.others.setdefault(shingle, []).append(place)


def table_of(words: bytes) -> tuple[Any, int]:
    """The table of a text, and how many different shingles it has."""
    table = Table(words)
    return table, len(table.first)


def count_common(table: Any, words: bytes, step: int) -> int:
    """How many different shingles of some words, every one of them or every fourth, stand in a table."""
    return len(table.first.keys() & (shingles(words) if step == 1 else tiles(words)))


def find_meetings(positions: bytes, file: Any, reference: Any) -> bytes:
    """Those of the positions at which a shingle begins that the reference has too."""
    packed, known = file.packed, reference.first
    return array("I", [at for at in memoryview(positions).cast("I") if packed[at] in known]).tobytes()


def find_fullest(positions: bytes, width: int) -> tuple[int, int]:
    """The first of the positions (by its number) in the window that holds most, and how many it holds."""
    held = memoryview(positions).cast("I")
    if held and held[-1] - held[0] < width:
        return 0, len(held)
    best, most, first = 0, 0, 0
    while first + most < len(held):
        if held[first + most] < held[first] + width:
            best, most = first, most + 1
        else:
            first += 1
    return best, most
