"""Candidates: which reference texts a file may hold, and where."""

from collections import Counter
from collections.abc import Iterator

from licint.identification.index import Index
from licint.identification.shingles import is_sampled, pass_filter, scatter, shingles
from licint.model import Noun

LONG_REFERENCE = 160
_SAMPLED_FROM = 600
_LEAST_SHARE = 0.2
_LEAST_HITS = 2
_MOST = 400
_SLACK = 40
_WIDEST_GAP = 200
_PLACES = 64


class Candidate(Noun, frozen=True, array_like=True):
    """A reference text and the stretch of the file (words `start` to `end`) where it seems to stand."""

    text: int
    start: int
    end: int


class Hits:
    """The shingles of a file that the index knows, with their places in the file; what was explained is taken out again."""

    def __init__(self, packed: list[int], index: Index) -> None:
        self.length = len(packed) + 3
        self.sampled = len(packed) > _SAMPLED_FROM
        known = pass_filter(packed, index.array("shingle.filter"))
        if self.sampled:
            known = [(position, value) for position, value in known if is_sampled(value)]
        self.places: dict[int, list[int]] = {}
        for position, value in known:
            self.places.setdefault(value, []).append(position)
        self._index = index
        self._texts: dict[int, memoryview] = {}
        self.counts: Counter[int] = Counter()
        for value in self.places:
            texts = index.texts_with_shingle(value)
            if texts is not None:
                self._texts[value] = texts
                self.counts.update(texts)

    def expected(self, text: int) -> float:
        """How many of its shingles a file should hold that holds the text."""
        length = max(1, self._index.length(text) - 3)
        return max(1.0, length / 4) if self.sampled or length > LONG_REFERENCE - 4 else length

    def share(self, text: int) -> float:
        """What part of a text's shingles the file holds, by estimate."""
        return self.counts[text] / self.expected(text)

    def remove(self, start: int, end: int) -> None:
        """Takes out the shingles that stand only between these words."""
        for value, places in list(self.places.items()):
            left = [place for place in places if not start <= place < end]
            if left:
                self.places[value] = left
            else:
                del self.places[value]
                if value in self._texts:
                    self.counts.subtract(self._texts.pop(value))


def find_candidates(hits: Hits, index: Index) -> Iterator[Candidate]:
    """Stretches of a file that may hold a reference text, those that explain most first; `hits` may shrink meanwhile."""
    enough = [text for text, count in hits.counts.items() if count >= min(_LEAST_HITS, hits.expected(text)) and hits.share(text) >= _LEAST_SHARE]
    promise = {text: index.length(text) * (1.5 * min(1.0, hits.share(text)) - 0.5) for text in enough}
    for text in sorted(enough, key=lambda text: (-promise[text], text))[:_MOST]:
        if hits.share(text) >= _LEAST_SHARE:
            yield from _stretches(text, hits, index)


def _stretches(text: int, hits: Hits, index: Index) -> Iterator[Candidate]:
    """Cuts the places of a text's shingles where more than its length stands between."""
    total = index.length(text)
    if hits.length <= max(3 * total, _WIDEST_GAP):
        yield Candidate(text, 0, hits.length)
        return
    packed = shingles(index.words(text))
    sampled = hits.sampled or total >= LONG_REFERENCE
    wanted = [(value, place) for place, shingle in enumerate(packed) if not sampled or is_sampled(scatter(shingle)) for value in (scatter(shingle),)]
    pairs = sorted((position, place) for value, place in wanted for position in hits.places.get(value, ())[:_PLACES])
    stretch: list[tuple[int, int]] = []
    for pair in [*pairs, (1 << 60, 0)]:
        if stretch and pair[0] - stretch[-1][0] > max(_WIDEST_GAP, total):
            if len({place for _, place in stretch}) >= _LEAST_SHARE * len(wanted):
                yield Candidate(text, max(0, stretch[0][0] - stretch[0][1] - _SLACK), min(hits.length, stretch[-1][0] + total - stretch[-1][1] + _SLACK))
            stretch = []
        stretch.append(pair)
