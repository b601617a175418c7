"""Candidates: which reference texts a file may hold, and where."""

from collections import Counter
from collections.abc import Iterator

from licint.identification.alignment import Anchors
from licint.identification.index import Index
from licint.identification.shingles import is_sampled, pass_filter, scatter, shingles
from licint.model import Noun

LONG_REFERENCE = 160
_SAMPLED_FROM = 600
_LEAST_SHARE = 0.2
_LEAST_HITS = 2
_MOST = 120
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


def find_candidates(hits: Hits, packed: set[int], index: Index) -> Iterator[tuple[Candidate, Anchors]]:
    """Stretches of a file that may hold a reference text, texts before notices, those that explain most first; `hits` may shrink meanwhile. `packed`: the file's shingles."""
    enough = [text for text, count in hits.counts.items() if count >= min(_LEAST_HITS, hits.expected(text)) and hits.share(text) >= _LEAST_SHARE]
    likely = sorted(enough, key=lambda text: (-_promise(index.length(text), min(1.0, hits.share(text))), text))[:_MOST]
    held = {text: Anchors(index.words(text)) for text in likely}
    promise = {text: _promise(index.length(text), anchors.containment(packed)) for text, anchors in held.items()}
    for text in sorted(likely, key=lambda text: (text >= index.first_notice, -promise[text], text)):
        if hits.share(text) >= _LEAST_SHARE and promise[text] > 0:
            for candidate in _stretches(text, held[text], hits):
                yield candidate, held[text]


def _promise(length: int, share: float) -> float:
    """How much a text explains if this share of it is there: what is there, less a part of what is not."""
    return length * (1.5 * share - 0.5)


def _stretches(text: int, anchors: Anchors, hits: Hits) -> Iterator[Candidate]:
    """Cuts the places of a text's shingles where more than its length stands between."""
    total = anchors.length
    if hits.length <= max(3 * total, _WIDEST_GAP):
        yield Candidate(text, 0, hits.length)
        return
    wanted = [(scatter(shingle), place) for place, shingle in enumerate(shingles(anchors.words))]
    if hits.sampled or total >= LONG_REFERENCE:
        wanted = [(value, place) for value, place in wanted if is_sampled(value)]
    pairs = sorted((position, place) for value, place in wanted for position in hits.places.get(value, ())[:_PLACES])
    stretch: list[tuple[int, int]] = []
    for pair in [*pairs, (1 << 60, 0)]:
        if stretch and pair[0] - stretch[-1][0] > max(_WIDEST_GAP, total):
            if len({place for _, place in stretch}) >= _LEAST_SHARE * len(wanted):
                yield Candidate(text, max(0, stretch[0][0] - stretch[0][1] - _SLACK), min(hits.length, stretch[-1][0] + total - stretch[-1][1] + _SLACK))
            stretch = []
        stretch.append(pair)
