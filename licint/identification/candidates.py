"""Candidates: which reference texts a file may hold, and where."""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from math import inf

from licint.identification.anchors import Anchors
from licint.identification.index import Index
from licint.identification.lanes import positions_of_shingles
from licint.identification.shingles import scatter, shingles, tiles
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
_LOST_BY_A_WORD = 1.5 / 4
_SAMPLING_ERROR = 0.1
_LOST_BY_OMISSIONS = 0.03
_REPEATS = 200
_PLACES = 64


class Hits:
    """The shingles of a file that the index knows, with their places in the file; what was explained is taken out again."""

    def __init__(self, words: bytes, packed: list[int], index: Index) -> None:
        self._packed = packed
        self.length = len(words) // 2
        self.sampled = self.length > _SAMPLED_FROM
        self.places: dict[int, list[int]] = {}
        self._texts: dict[int, memoryview] = {}
        self._starts = index.array("text.starts")
        for position in positions_of_shingles(words, index.array("shingle.filter"), self.sampled):
            if (places := self.places.get(packed[position])) is not None:
                places.append(position)
                continue
            self.places[packed[position]] = [position]
            texts = index.texts_with_shingle(scatter(packed[position]))
            if texts is not None:
                self._texts[packed[position]] = texts
        self.crowded = sum(len(texts) >= LONGEST_POSTING for texts in self._texts.values())
        self.counts = _count(self._texts.values())

    def expected(self, text: int) -> float:
        """How many of its shingles a file should hold that holds the text."""
        length = max(1, self._starts[text + 1] - self._starts[text] - 3)
        return max(1.0, length / 4) if self.sampled or length > LONG_REFERENCE - 4 else length

    def share(self, text: int) -> float:
        """What part of a text's shingles the file holds, by estimate."""
        return self.counts[text] / self.expected(text)

    def remove(self, start: int, end: int) -> None:
        """Takes out the shingles that stand only between these words."""
        gone = []
        for shingle in self.places.keys() & self._packed[start:end]:
            places = self.places[shingle]
            if kept := _outside(places, start, end):
                self.places[shingle] = kept
            else:
                del self.places[shingle]
                if (texts := self._texts.pop(shingle, None)) is not None:
                    gone.append(texts)
        if len(gone) > len(self._texts):
            self.counts = _count(self._texts.values())
        else:
            self.counts.subtract(_count(gone))


def _count(postings: Iterable[memoryview]) -> Counter[int]:
    """How often each text stands in some postings."""
    return Counter(array("H", b"".join(postings)))


def compared_shingles(words: bytes) -> list[int]:
    """The shingles of a reference that tell how much of it a file holds: of long ones a quarter, in which every change shows still."""
    return shingles(words) if len(words) < 2 * _COMPARED_IN_TILES_FROM else tiles(words)


class Leader(Noun, frozen=True):
    """The fit that takes nearly all of a file: its text, its score, and if nothing in it differs how many words of the file it leaves unexplained."""

    text: int
    score: float
    left: int | None

    @property
    def slack(self) -> float:
        """How many fewer shingles of the file than this one a better text may hold: each word that it explains more may cost two omissions."""
        return 3 * (2 * self.left + 3) if self.left is not None else inf


def find_candidates(hits: Hits, packed: set[int], index: Index, leader: Callable[[], Leader | None]) -> Iterator[tuple[int, Anchors]]:
    """Reference texts that a file may hold, texts before notices, those that explain most first; `packed`: the file's shingles.

    `hits` may shrink and `leader` (which a text must be able to beat to be of interest) change meanwhile.
    """
    likely = sorted(_enough(hits, index), reverse=True)[:_MOST]
    held: dict[int, float] = {}
    for batch in _batches([-text for _, _, text in likely], index):
        promise: dict[int, float] = {}
        for text in batch:
            if _may_win(text, hits, index, leader()):
                share = len(packed.intersection(compared_shingles(index.words(text)))) / max(1, index.distinct(text))
                held[text] = share * index.length(text)
                if share >= (_LEAST_OF_TEXT if text < index.first_notice else _LEAST_OF_NOTICE):
                    promise[text] = _promise(index.length(text), share)
        for text in sorted(promise, key=lambda text: (text >= index.first_notice, -promise[text], text)):
            if _may_win(text, hits, index, first := leader()) and _may_explain_more(held, text, len(packed), hits.length, first):
                yield text, Anchors(index.words(text))


def _batches(texts: list[int], index: Index) -> Iterator[list[int]]:
    """The first text alone, then so many at once as are worth comparing before the first of them is aligned: many short ones, some long ones."""
    batch, words = texts[:1], 0
    for text in texts[1:]:
        if words == 0 or (len(batch) >= _FEWEST_AT_ONCE and words > _WORDS_AT_ONCE) or len(batch) >= _MOST_AT_ONCE:
            yield batch
            batch, words = [], 0
        batch.append(text)
        words += index.length(text)
    yield batch


def _may_explain_more(held: dict[int, float], text: int, distinct: int, length: int, leader: Leader | None) -> bool:
    """Whether a text of which a file holds so many shingles could explain more of its words. A word that differs takes four away at most."""
    if leader is None:
        return True
    explained = length - max(0.0, distinct - held[text] - _LOST_BY_OMISSIONS * distinct) / 4
    return explained > leader.score and held[text] >= held[leader.text] - leader.slack


def _may_win(text: int, hits: Hits, index: Index, leader: Leader | None) -> bool:
    """Whether enough of a text is there, and it could explain more than the leader. A word that differs takes four shingles away at most."""
    share, score = hits.share(text), leader.score if leader else 0.0
    if share < _LEAST_SHARE or index.length(text) * (1 - _LOST_BY_A_WORD * max(0.0, 1 - share - _SAMPLING_ERROR)) <= score:
        return False
    return leader is None or not hits.sampled or hits.counts[text] >= hits.counts[leader.text] - leader.slack / 4 - hits.crowded - _LEAST_HITS


def _enough(hits: Hits, index: Index) -> Iterator[tuple[bool, float, int]]:
    """Texts of which the file holds enough, with what they promise (texts above notices; the number negative, so that the first sorts highest)."""
    starts, counts = index.array("text.starts").tolist(), hits.counts.items()
    for text, count in [(text, count) for text, count in counts if 4 * count >= _LEAST_SHARE * (starts[text + 1] - starts[text] - 3)]:
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
    best, most, first = 0, 0, 0
    while first + most < len(positions):
        if positions[first + most] < positions[first] + width:
            best, most = first, most + 1
        else:
            first += 1
    return best, most
