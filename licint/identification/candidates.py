"""Candidates: which reference texts a file may hold, and where."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from itertools import chain

from licint.identification.anchors import Anchors
from licint.identification.index import Index
from licint.identification.lanes import positions_of_shingles
from licint.identification.shingles import SHINGLE, scatter, shingles

LONG_REFERENCE = 160
_SAMPLED_FROM = 603
_LEAST_SHARE = 0.2
_LEAST_HITS = 2
_MOST = 200
_AT_ONCE = 48
_SLACK = 40
_LOST_BY_A_WORD = 1.5 / 4
_SAMPLING_ERROR = 0.1
_REPEATS = 200
_PLACES = 64


class Hits:
    """The shingles of a file that the index knows, with their places in the file; what was explained is taken out again."""

    def __init__(self, words: bytes, index: Index) -> None:
        self.length = len(words) // 2
        self.sampled = self.length > _SAMPLED_FROM
        self.places: dict[int, list[int]] = {}
        self._texts: dict[int, memoryview] = {}
        self._starts = index.array("text.starts")
        for position in positions_of_shingles(words, index.array("shingle.filter"), self.sampled):
            shingle = int.from_bytes(words[2 * position : 2 * position + 2 * SHINGLE], "little")
            if (places := self.places.get(shingle)) is not None:
                places.append(position)
                continue
            self.places[shingle] = [position]
            texts = index.texts_with_shingle(scatter(shingle))
            if texts is not None:
                self._texts[shingle] = texts
        self.counts = Counter(chain.from_iterable(self._texts.values()))

    def expected(self, text: int) -> float:
        """How many of its shingles a file should hold that holds the text."""
        length = max(1, self._starts[text + 1] - self._starts[text] - 3)
        return max(1.0, length / 4) if self.sampled or length > LONG_REFERENCE - 4 else length

    def share(self, text: int) -> float:
        """What part of a text's shingles the file holds, by estimate."""
        return self.counts[text] / self.expected(text)

    def remove(self, start: int, end: int) -> None:
        """Takes out the shingles that stand only between these words."""
        left = {value: kept for value, places in self.places.items() if (kept := [place for place in places if not start <= place < end])}
        gone = [value for value in self._texts if value not in left]
        self.places = left
        if len(gone) > len(self._texts) // 2:
            self.counts.clear()
            self._texts = {value: texts for value, texts in self._texts.items() if value in left}
            for texts in self._texts.values():
                self.counts.update(texts)
        else:
            for value in gone:
                self.counts.subtract(self._texts.pop(value))


def find_candidates(hits: Hits, packed: set[int], index: Index, score_to_beat: Callable[[], float]) -> Iterator[tuple[int, Anchors]]:
    """Reference texts that a file may hold, texts before notices, those that explain most first; `packed`: the file's shingles.

    `hits` may shrink and `score_to_beat` (what a text must be able to explain to be of interest) grow meanwhile.
    """
    likely = sorted(_enough(hits, index), reverse=True)[:_MOST]
    at, size = 0, 1
    while at < len(likely):
        promise = {-text: _promise_of(-text, packed, index) for _, _, text in likely[at : at + size] if _may_win(-text, hits, index, score_to_beat())}
        for text in sorted(promise, key=lambda text: (text >= index.first_notice, -promise[text], text)):
            if promise[text] > 0 and _may_win(text, hits, index, score_to_beat()):
                yield text, Anchors(index.words(text))
        at, size = at + size, _AT_ONCE


def _may_win(text: int, hits: Hits, index: Index, score: float) -> bool:
    """Whether enough of a text is there, and it could explain more than `score`. A word that differs takes four shingles away at most."""
    share = hits.share(text)
    return share >= _LEAST_SHARE and index.length(text) * (1 - _LOST_BY_A_WORD * max(0.0, 1 - share - _SAMPLING_ERROR)) > score


def _promise_of(text: int, packed: set[int], index: Index) -> float:
    """What a text promises by all its shingles, not the sampled ones alone."""
    own = set(shingles(index.words(text)))
    return _promise(index.length(text), len(own & packed) / max(1, len(own)))


def _enough(hits: Hits, index: Index) -> Iterator[tuple[bool, float, int]]:
    """Texts of which the file holds enough, with what they promise (texts above notices; the number negative, so that the first sorts highest)."""
    for text, count in hits.counts.items():
        expected = hits.expected(text)
        if count >= _LEAST_SHARE * expected and count >= min(_LEAST_HITS, expected):
            yield text < index.first_notice, _promise(index.length(text), min(1.0, count / expected)), -text


def _promise(length: int, share: float) -> float:
    """How much a text explains if this share of it is there: what is there, less a part of what is not."""
    return length * (1.5 * share - 0.5)


def find_windows(anchors: Anchors, hits: Hits) -> Generator[tuple[int, int], tuple[int, int] | None, None]:
    """Stretches of the file where a reference stands, the one that holds most of it first.

    What was found there (its first word, and the one after its last) is sent back.
    """
    common = anchors.common(hits.places)
    positions = sorted(position for shingle in common for position in hits.places[shingle][:_PLACES])
    least = _LEAST_SHARE * (anchors.length / 4 if hits.sampled or anchors.length >= LONG_REFERENCE else anchors.length)
    width = anchors.length + anchors.length // 4 + _SLACK
    known: set[tuple[int, int]] = set()
    for _ in range(_REPEATS):
        first, count = _fullest(positions, width)
        if count < max(1.0, least):
            return
        start, end = positions[first], positions[first + count - 1] + 4
        slack = max(_SLACK, anchors.length // 2)
        used = yield max(0, start - slack), min(hits.length, end + slack)
        if used is None or used in known:
            positions = _outside(positions, start, end)
        else:
            positions = _outside(positions, *used)
            known.add(used)


def _outside(positions: list[int], start: int, end: int) -> list[int]:
    return positions[: bisect_left(positions, start)] + positions[bisect_left(positions, end) :]


def _fullest(positions: list[int], width: int) -> tuple[int, int]:
    """The first of the positions in the window that holds most, and how many it holds."""
    if positions and positions[-1] - positions[0] < width:
        return 0, len(positions)
    best, most, last = 0, 0, 0
    for first, position in enumerate(positions):
        while last < len(positions) and positions[last] < position + width:
            last += 1
        if last - first > most:
            best, most = first, last - first
    return best, most
