"""A reference text laid beside a stretch of a file: which words are the same, which were added, removed or changed."""

from typing import Any

from licint.identification.core import align
from licint.model import Noun

_LOST_BEGINNING = 40


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


def align_twice(file: Any, start: int, end: int, reference: Any) -> Alignment | None:
    """Aligns words `start` to `end` of a file with a reference (both as tables, core.table_of); None if nothing agrees.

    Where the beginning of the reference was not found, it is looked for again where it should stand: what stands before may have led astray.
    """
    first = align(file, start, end, reference)
    if first is None:
        return None
    begin, _, matched, gaps = first
    if gaps and gaps[0][2] == 0 and gaps[0][3] >= _LOST_BEGINNING and (expected := begin - gaps[0][3] - _LOST_BEGINNING) > start:
        second = align(file, expected, end, reference)
        first = second if second and second[2] > matched else first
    return Alignment(*first[:3], tuple(Gap(*gap) for gap in first[3]))
