"""Anchors: shingles that a reference text and a file have in common."""

from bisect import bisect_left
from itertools import compress

from licint.identification.shingles import SHINGLE, shingles

_PLACES = 6
_JUMP = 40
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
            for place, shingle in enumerate(packed):
                if self.first[shingle] != place:
                    self.others.setdefault(shingle, []).append(place)

    def common(self, places: dict[int, list[int]]) -> set[int]:
        """The shingles that a file's have in common with these."""
        return places.keys() & self.first.keys()


class Meetings:
    """Where words `start` to `last` of a file meet a reference: the words of the file at which a known shingle begins, and its first place in the reference."""

    def __init__(self, packed: list[int], start: int, last: int, anchors: Anchors) -> None:
        stretch = packed[start:last]
        known = bytes(map(anchors.first.__contains__, stretch))
        self._packed, self._anchors, self._start, self._last = packed, anchors, start, last
        self._at = list(compress(range(start, last), known))
        self._places = list(map(anchors.first.__getitem__, compress(stretch, known)))

    def first(self) -> tuple[int, int] | None:
        """The pair (word of the file, place in the reference) nearest to the beginning of the reference; words of the file that are skipped count little."""
        best: tuple[int, int] | None = None
        least = 4.0 * self._anchors.length + self._last - self._start
        for at, place in zip(self._at, self._places, strict=True):
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
        words, places, others = self._at, self._places, self._anchors.others
        for number in range(bisect_left(words, start), len(words)):
            at = words[number]
            skipped = at - start
            if skipped >= least:
                break
            found = places[number]
            if found >= place and skipped + found - place < least and (found - place < _JUMP or self._goes_on(at, found)):
                best, least = (at, found), skipped + found - place
            for other in others.get(self._packed[at], ())[:_PLACES] if others else ():
                if other >= place and skipped + other - place < least and (other - place < _JUMP or self._goes_on(at, other)):
                    best, least = (at, other), skipped + other - place
        return best

    def _goes_on(self, at: int, place: int) -> bool:
        """Whether twice as many words agree: four alone may agree by chance."""
        if at + SHINGLE >= len(self._packed):
            return False
        after, first, others = self._packed[at + SHINGLE], self._anchors.first, self._anchors.others
        return first.get(after) == place + SHINGLE or place + SHINGLE in others.get(after, ())[:_PLACES]
