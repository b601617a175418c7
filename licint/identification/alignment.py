"""Alignment of a stretch of a file with a reference text: which words are the same, which were added, removed or changed.

Both are word hashes. Shingles in common are anchors; between them, word by word where the gap is small. Linear in the lengths of both.
"""

from licint.identification.anchors import Anchors, Meetings
from licint.identification.shingles import SHINGLE
from licint.identification.subsequence import common_pairs
from licint.model import Noun

_EDGE = 24


class Gap(Noun, frozen=True, array_like=True):
    """Words `start` to `end` of the file stand where words `from_` to `to` of the reference were."""

    start: int
    end: int
    from_: int
    to: int


class Alignment(Noun, frozen=True):
    """From the first word of the file that agrees with the reference to the last (`end` excluded). `matched` counts the words that agree."""

    start: int
    end: int
    matched: int
    gaps: tuple[Gap, ...]


def align(words: bytes, packed: list[int], start: int, end: int, anchors: Anchors) -> Alignment | None:
    """Aligns words `start` to `end` of a file (all its hashes, and its shingles) with a reference; None if nothing agrees."""
    reference, total = anchors.words, anchors.length
    last = min(end - SHINGLE + 1, len(packed))
    meetings = Meetings(packed, start, last, anchors)
    anchor = meetings.first()
    if anchor is None:
        return None
    at, place = anchor
    gaps: list[Gap] = []
    at, place, matched, first = _open_head(words, start, at, place, reference, gaps)
    while True:
        same = _common(words, at, end, reference, place, total)
        matched += same
        at, place = at + same, place + same
        found = meetings.next(at, place) if at < last and place < total else None
        if found is None:
            break
        matched += _fill(words, at, found[0], reference, place, found[1], gaps)
        at, place = found
    at, more = _close_tail(words, at, end, reference, place, total, gaps)
    return _trim(Alignment(first, at, matched + more, tuple(gaps)), total)


def _trim(alignment: Alignment, total: int) -> Alignment:
    """The part of an alignment that agrees best: words that agree far off from the rest, at either end, belong to something else."""
    bounds = [(alignment.start, 0), *((gap.end, gap.to) for gap in alignment.gaps)]
    ends = [*((gap.start, gap.from_) for gap in alignment.gaps), (alignment.end, total)]
    best, start, score, span = 0.0, 0, 0.0, (0, len(bounds))
    for number, ((at, _), (end, _)) in enumerate(zip(bounds, ends, strict=True)):
        if number:
            gap = alignment.gaps[number - 1]
            score -= (gap.end - gap.start) / 2 + (gap.to - gap.from_) / 10
        if score <= 0:
            start, score = number, 0.0
        score += end - at
        if score > best:
            best, span = score, (start, number + 1)
    first, last = span
    gaps = list(alignment.gaps[first : last - 1])
    matched = sum(end - at for (at, _), (end, _) in zip(bounds[first:last], ends[first:last], strict=True))
    (begin, opening), (finish, closing) = bounds[first], ends[last - 1]
    if first > 0 and opening > 0:
        gaps.insert(0, Gap(begin, begin, 0, opening))
    if last < len(bounds) and closing < total:
        gaps.append(Gap(finish, finish, closing, total))
    return Alignment(begin, finish, matched, tuple(gaps)) if (first, last) != (0, len(bounds)) else alignment


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
        gaps.append(Gap(first, first, 0, skipped))
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
        gaps.append(Gap(last, last, behind, total))
    return last, len(kept)


def _fill(words: bytes, at: int, end: int, reference: bytes, place: int, to: int, gaps: list[Gap]) -> int:
    """Compares the words between two anchors; returns how many agree."""
    pairs = common_pairs(words, at, end, reference, place, to)
    _gaps_between(pairs, at, end, place, to, gaps)
    return len(pairs)


def _gaps_between(pairs: list[tuple[int, int]], at: int, end: int, place: int, to: int, gaps: list[Gap]) -> None:
    for position, where in [*pairs, (end, to)]:
        if position > at or where > place:
            gaps.append(Gap(at, position, place, where))
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
