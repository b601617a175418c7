"""Alignment of a stretch of a file with a reference text: which words are the same, which were added, removed or changed.

Shingles in common are anchors; between them, word by word where the gap is small. Linear in the lengths of both.
"""

from collections.abc import Iterator
from typing import Any

from licint.identification.core.subsequence import common_pairs
from licint.identification.core.tables import Table
from licint.identification.shingles import SHINGLE

_EDGE = 24
_PLACES = 6
_JUMP = 40
_STRETCH = 64
_FARTHEST = 400

Gap = tuple[int, int, int, int]  # words of the file, from and to, and words of the reference
Aligned = tuple[int, int, int, list[Gap]]


def align(file: Any, start: int, end: int, reference: Any) -> Aligned | None:
    """Aligns words `start` to `end` of a file with a reference, both as tables. None if nothing agrees; else the first word of the file that agrees and the
    one after the last, how many words agree, and the gaps: words of the file, from and to, and words of the reference."""
    words, known, total = file.words, reference.words, reference.length
    start, end = max(0, start), min(end, file.length)
    last = min(end - SHINGLE + 1, len(file.packed))
    meetings = _Meetings(file.packed, start, last, reference)
    anchor = meetings.first()
    if anchor is None:
        return None
    at, place = anchor
    gaps: list[Gap] = []
    at, place, matched, first = _open_head(words, start, at, place, known, gaps)
    while True:
        same = _common(words, at, end, known, place, total)
        matched += same
        at, place = at + same, place + same
        found = meetings.next(at, place) if at < last and place < total else None
        if found is None:
            break
        matched += _fill(words, at, found[0], known, place, found[1], gaps)
        at, place = found
    at, more = _close_tail(words, at, end, known, place, total, gaps)
    return _trim((first, at, matched + more, gaps), total)


class _Meetings:
    """Where words `start` to `last` of a file meet a reference: the words at which a shingle of both begins. Looked up when they are needed, some at a time."""

    def __init__(self, packed: list[int], start: int, last: int, anchors: Table) -> None:
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


def _trim(alignment: Aligned, total: int) -> Aligned:
    """The part of an alignment that agrees best: words that agree far off from the rest, at either end, belong to something else."""
    begin, finish, _, found = alignment
    bounds = [(begin, 0), *((end, to) for _, end, _, to in found)]
    ends = [*((start, from_) for start, _, from_, _ in found), (finish, total)]
    best, start, score, span = 0.0, 0, 0.0, (0, len(bounds))
    for number, ((at, _), (end, _)) in enumerate(zip(bounds, ends, strict=True)):
        if number:
            gap = found[number - 1]
            score -= (gap[1] - gap[0]) / 2 + (gap[3] - gap[2]) / 10
        if score <= 0:
            start, score = number, 0.0
        score += end - at
        if score > best:
            best, span = score, (start, number + 1)
    first, last = span
    if span == (0, len(bounds)):
        return alignment
    gaps = found[first : last - 1]
    matched = sum(end - at for (at, _), (end, _) in zip(bounds[first:last], ends[first:last], strict=True))
    (begin, opening), (finish, closing) = bounds[first], ends[last - 1]
    if first > 0 and opening > 0:
        gaps.insert(0, (begin, begin, 0, opening))
    if last < len(bounds) and closing < total:
        gaps.append((finish, finish, closing, total))
    return begin, finish, matched, gaps


def _open_head(words: bytes, start: int, at: int, place: int, reference: bytes, gaps: list[Gap]) -> tuple[int, int, int, int]:
    """Goes back from the first anchor as far as the words agree, then looks through the words before it."""
    while at > start and place > 0 and words[2 * at - 2 : 2 * at] == reference[2 * place - 2 : 2 * place]:
        at, place = at - 1, place - 1
    if place == 0:
        return at, place, 0, at
    edge = max(start, at - min(place + _EDGE // 3, _EDGE))
    behind = max(0, place - _EDGE)
    pairs = common_pairs(words, edge, at, reference, behind, place)
    pairs = _near_end(pairs, at)
    first = pairs[0][0] if pairs else at
    if (skipped := pairs[0][1] if pairs else place) > 0:
        gaps.append((first, first, 0, skipped))
    _gaps_between(pairs, first, at, pairs[0][1] if pairs else place, place, gaps)
    return at, place, len(pairs), first


def _near_end(pairs: list[tuple[int, int]], at: int) -> list[tuple[int, int]]:
    """Leaves out words that agree by chance: those further from the rest than they are many."""
    kept: list[tuple[int, int]] = []
    for pair in reversed(pairs):
        if at - pair[0] > 3 + 2 * len(kept) + (at - kept[-1][0] if kept else 0):
            break
        kept.append(pair)
    return kept[::-1]


def _close_tail(words: bytes, at: int, end: int, reference: bytes, place: int, total: int, gaps: list[Gap]) -> tuple[int, int]:
    """Looks through the words after the last anchor for the rest of the reference."""
    if place >= total:
        return at, 0
    edge = min(end, at + min(total - place + _EDGE // 3, _EDGE))
    pairs = common_pairs(words, at, edge, reference, place, min(total, place + _EDGE))
    kept: list[tuple[int, int]] = []
    for pair in pairs:
        if pair[0] - (kept[-1][0] if kept else at) > 3 + len(kept):
            break
        kept.append(pair)
    last = kept[-1][0] + 1 if kept else at
    behind = kept[-1][1] + 1 if kept else place
    _gaps_between(kept, at, last, place, behind, gaps)
    if behind < total:
        gaps.append((last, last, behind, total))
    return last, len(kept)


def _fill(words: bytes, at: int, end: int, reference: bytes, place: int, to: int, gaps: list[Gap]) -> int:
    """Compares the words between two anchors; returns how many agree."""
    pairs = common_pairs(words, at, end, reference, place, to)
    _gaps_between(pairs, at, end, place, to, gaps)
    return len(pairs)


def _gaps_between(pairs: list[tuple[int, int]], at: int, end: int, place: int, to: int, gaps: list[Gap]) -> None:
    for position, where in [*pairs, (end, to)]:
        if position > at or where > place:
            gaps.append((at, position, place, where))
        at, place = position + 1, where + 1


def _common(words: bytes, at: int, end: int, reference: bytes, place: int, total: int) -> int:
    """How many words agree from here on; compares slices, which double in size, and halves the first one that differs."""
    limit, size, same = min(end - at, total - place), 16, 0
    while same < limit:
        size = min(size, limit - same)
        here, there = 2 * (at + same), 2 * (place + same)
        if words[here : here + 2 * size] != reference[there : there + 2 * size]:
            break
        same, size = same + size, size * 2
    else:
        return same
    low, high = 0, size
    while high - low > 1:
        middle = (low + high) // 2
        here, there = 2 * (at + same), 2 * (place + same)
        if words[here : here + 2 * middle] == reference[there : there + 2 * middle]:
            low = middle
        else:
            high = middle
    return same + low
