"""Anchors: shingles that a reference text and a file have in common."""

from collections.abc import Iterator
from itertools import compress, count
from operator import ne

from licint.identification.shingles import SHINGLE, shingles

_PLACES = 6
_JUMP = 40
_STRETCH = 64
_FARTHEST = 400


class Anchors:
    """Where the shingles of a reference stand in it: the first place of each, and the others of those that stand there several times."""

    def __init__(self, words: bytes) -> None:
        self.words = words
        self.length = len(words) // 2
        packed = shingles(words)
        self.first = dict(zip(reversed(packed), range(len(packed) - 1, -1, -1), strict=True))
        self.others: dict[int, list[int]] = {}
        if len(self.first) < len(packed):
            again = bytes(map(ne, map(self.first.__getitem__, packed), count()))
            for place, shingle in zip(compress(count(), again), compress(packed, again), strict=False):
                self.others.setdefault(shingle, []).append(place)

    def common(self, places: dict[int, list[int]]) -> set[int]:
        """The shingles that a file's have in common with these."""
        return places.keys() & self.first.keys()


class Meetings:
    """Where words `start` to `last` of a file meet a reference: the words at which a shingle of both begins. Looked up when they are needed, some at a time."""

    def __init__(self, packed: list[int], start: int, last: int, anchors: Anchors) -> None:
        self._packed, self._anchors, self._start, self._last = packed, anchors, start, last
        self._found: dict[int, list[tuple[int, int]]] = {}

    def first(self) -> tuple[int, int] | None:
        """The pair (word of the file, place in the reference) nearest to the beginning of the reference; words of the file that are skipped count little."""
        best: tuple[int, int] | None = None
        least = 4.0 * self._anchors.length + self._last - self._start
        for at, place in self._pairs(self._start):
            skipped = (at - self._start) / 4
            if skipped >= least:
                break
            if place + skipped < least:
                best, least = (at, place), place + skipped
        return best

    def next(self, start: int, place: int) -> tuple[int, int] | None:
        """The nearest pair (word of the file, place in the reference) at or after both, by the words skipped on both sides."""
        best: tuple[int, int] | None = None
        least = min(self._last - start, max(_FARTHEST, 2 * self._anchors.length)) + self._anchors.length
        others = self._anchors.others
        for at, found in self._pairs(start) if place <= self._anchors.length - SHINGLE else ():
            skipped = at - start
            if skipped >= least:
                break
            if found >= place and skipped + found - place < least and (found - place < _JUMP or self._goes_on(at, found)):
                best, least = (at, found), skipped + found - place
            for other in others.get(self._packed[at], ())[:_PLACES] if others else ():
                if other >= place and skipped + other - place < least and (other - place < _JUMP or self._goes_on(at, other)):
                    best, least = (at, other), skipped + other - place
        return best

    def _pairs(self, start: int) -> Iterator[tuple[int, int]]:
        """Words of the file from `start` on, and the first places of their shingles in the reference."""
        first = self._anchors.first
        for stretch in range(start - start % _STRETCH, self._last, _STRETCH):
            found = self._found.get(stretch)
            if found is None:
                packed = self._packed[stretch : min(stretch + _STRETCH, self._last)]
                found = self._found[stretch] = [(at, first[shingle]) for at, shingle in enumerate(packed, stretch) if shingle in first]
            yield from found if stretch >= start else [pair for pair in found if pair[0] >= start]

    def _goes_on(self, at: int, place: int) -> bool:
        """Whether twice as many words agree: four alone may agree by chance."""
        if at + SHINGLE >= len(self._packed):
            return False
        after, first, others = self._packed[at + SHINGLE], self._anchors.first, self._anchors.others
        return first.get(after) == place + SHINGLE or place + SHINGLE in others.get(after, ())[:_PLACES]
