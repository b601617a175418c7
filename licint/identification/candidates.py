"""Candidates: which reference texts a file may hold, and where."""

from bisect import bisect_left
from collections.abc import Callable, Generator, Iterator
from math import inf
from typing import Any

from licint.identification.core import count_common, count_texts, find_fullest, find_known, find_meetings, table_of
from licint.identification.index import Index
from licint.identification.shingles import SHINGLE, shingles, tiles
from licint.model import Noun

LONG_REFERENCE = 160
LONGEST_POSTING = 64
_COMPARED_IN_TILES_FROM = 800
_SAMPLED_FROM = 603
_LEAST_SHARE = 0.2
_LEAST_HITS = 2
_LEAST_OF_TEXT, _LEAST_OF_NOTICE = 0.34, 0.55
_MOST = 200
_FEWEST_AT_ONCE, _MOST_AT_ONCE, _WORDS_AT_ONCE = 8, 48, 12_000
_SLACK = 40
_LOST_BY_A_WORD = 1 / 4
_SAMPLING_ERROR = 0.1
_LOST_BY_OMISSIONS = 0.03
_REPEATS = 200
_POSITION = 4


class Hits:
    """The shingles of a file that the index knows, with their places in the file; what was explained is taken out again. `table` has all shingles."""

    def __init__(self, words: bytes, index: Index) -> None:
        self.length = len(words) // 2
        self.sampled = self.length > _SAMPLED_FROM
        self.table, self.distinct = table_of(words)
        self._arrays = index.arrays
        self._lengths, self._kept = index.lengths, index.arrays["text.kept"]
        self._shortest = LONG_REFERENCE - 1 if self.sampled else 0
        self.positions, self._numbers = find_known(words, index.arrays, self.sampled)
        self.counts, self.crowded = self._count()

    def expected(self, text: int) -> float:
        """How many of the shingles that are kept of a text a file should hold that holds the text: a sampled one has a quarter of a short text's."""
        return max(1.0, self._kept[text] / (4 if self._lengths[text] <= self._shortest else 1))

    def remove(self, start: int, end: int) -> None:
        """Takes out the shingles that begin at these words."""
        positions = memoryview(self.positions).cast("I")
        first, last = _POSITION * bisect_left(positions, start), _POSITION * bisect_left(positions, end)
        self.positions, self._numbers = (held[:first] + held[last:] for held in (self.positions, self._numbers))
        self.counts, _ = self._count()

    def _count(self) -> tuple[dict[int, int], int]:
        return count_texts(self._numbers, self._arrays, _LEAST_SHARE, self._shortest, LONGEST_POSTING)


def compared_shingles(words: bytes) -> list[int]:
    """The shingles of a reference that tell how much of it a file holds: of long ones a quarter, in which every change shows still."""
    return shingles(words) if _step(words) == 1 else tiles(words)


def _step(words: bytes) -> int:
    return 1 if len(words) < 2 * _COMPARED_IN_TILES_FROM else SHINGLE


class Leader(Noun, frozen=True):
    """The fit that takes nearly all of a file: its text and license, its score, and if nothing in it differs how many words of the file are left over."""

    text: int
    license: str
    score: float
    left: int | None

    @property
    def slack(self) -> float:
        """How many fewer shingles of the file than this one a better text may hold: each word that it explains more may cost two omissions."""
        return 3 * (2 * self.left + 3) if self.left is not None else inf


def find_candidates(hits: Hits, index: Index, leader: Callable[[], Leader | None]) -> Iterator[tuple[int, Any]]:
    """Reference texts that a file may hold, and their tables; texts before notices, those that explain most first.

    `hits` may shrink and `leader` (which a text must be able to beat to be of interest) change meanwhile.
    """
    likely = sorted(_enough(hits, index), reverse=True)[:_MOST]
    held: dict[int, float] = {}
    for batch in _batches([-text for _, _, text in likely], index):
        promise: dict[int, float] = {}
        first = leader()
        for text in batch:
            if _may_win(text, hits, index, first):
                share = _share(text, hits, index)
                held[text] = share * index.lengths[text]
                if share >= (_LEAST_OF_TEXT if text < index.first_notice else _LEAST_OF_NOTICE):
                    promise[text] = _promise(index.lengths[text], share)
        for text in sorted(promise, key=lambda text: (text >= index.first_notice, -promise[text], text)):
            if _may_win(text, hits, index, first := leader()) and _may_explain_more(held, text, hits, first):
                yield text, table_of(index.words(text))[0]


def _share(text: int, hits: Hits, index: Index) -> float:
    """What part of a text's shingles the file holds."""
    words = index.words(text)
    return count_common(hits.table, words, _step(words)) / max(1, index.distinct(text))


def _batches(texts: list[int], index: Index) -> Iterator[list[int]]:
    """The first text alone, then so many at once as are worth comparing before the first of them is aligned: many short ones, some long ones."""
    batch, words = texts[:1], 0
    for text in texts[1:]:
        if words == 0 or (len(batch) >= _FEWEST_AT_ONCE and words > _WORDS_AT_ONCE) or len(batch) >= _MOST_AT_ONCE:
            yield batch
            batch, words = [], 0
        batch.append(text)
        words += index.lengths[text]
    yield batch


def _may_explain_more(held: dict[int, float], text: int, hits: Hits, leader: Leader | None) -> bool:
    """Whether a text of which a file holds so many shingles could explain more of its words. A word that differs takes four away at most."""
    if leader is None:
        return True
    explained = hits.length - max(0.0, hits.distinct - held[text] - _LOST_BY_OMISSIONS * hits.distinct) / 4
    return explained > leader.score and held[text] >= held[leader.text] - leader.slack


def _may_win(text: int, hits: Hits, index: Index, leader: Leader | None) -> bool:
    """Whether enough of a text is there, and it could explain more than the leader. A word that differs takes four shingles away at most."""
    length, count, score = index.lengths[text], hits.counts.get(text, 0), leader.score if leader else 0.0
    share = count / hits.expected(text)
    if share < _LEAST_SHARE:
        return False
    if leader and leader.left is None and index.reference(text).licenses[0] == leader.license:
        return True  # another edition of the same license: what differs may not matter beside it
    if length * (1 - _LOST_BY_A_WORD * max(0.0, 1 - share - _SAMPLING_ERROR)) <= score:
        return False
    return leader is None or not hits.sampled or count >= hits.counts.get(leader.text, 0) - leader.slack / 4 - hits.crowded - _LEAST_HITS


def _enough(hits: Hits, index: Index) -> Iterator[tuple[bool, float, int]]:
    """Texts that more than chance points to, with what they promise (texts above notices; the number negative, so that the first sorts highest)."""
    for text, count in hits.counts.items():
        length = index.lengths[text]
        expected = hits.expected(text)
        if count >= min(_LEAST_HITS, expected):
            yield text < index.first_notice, _promise(length, min(1.0, count / expected)), -text


def _promise(length: int, share: float) -> float:
    """How much a text explains if this share of it is there: what is there, less a part of what is not."""
    return length * (1.5 * share - 0.5)


def find_windows(hits: Hits, reference: Any, length: int) -> Generator[tuple[int, int], tuple[int, int] | None, None]:
    """Stretches of the file where a reference (its table, and how many words it has) stands, the one that holds most of it first.

    What was found there (its first word, and the one after its last) is sent back.
    """
    positions = find_meetings(hits.positions, hits.table, reference)
    least = _LEAST_SHARE * (length / 4 if hits.sampled or length >= LONG_REFERENCE else length)
    width = length + length // 4 + _SLACK
    known: set[tuple[int, int]] = set()
    for _ in range(_REPEATS):
        first, count = find_fullest(positions, width)
        if count < max(1.0, least):
            return
        places = memoryview(positions).cast("I")
        start, end = places[first], places[first + count - 1] + SHINGLE
        slack = max(_SLACK, length // 2)
        used = yield max(0, start - slack), min(hits.length, end + slack)
        if used is None or used in known:
            positions = _outside(positions, start, end)
        else:
            positions = _outside(positions, *used)
            known.add(used)


def _outside(positions: bytes, start: int, end: int) -> bytes:
    places = memoryview(positions).cast("I")
    return positions[: _POSITION * bisect_left(places, start)] + positions[_POSITION * bisect_left(places, end) :]
