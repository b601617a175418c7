"""Fits: candidates verified by alignment, and the best of them for each stretch of the file."""

from licint.identification.alignment import Alignment, Anchors, align
from licint.identification.candidates import Candidate, Hits, find_candidates
from licint.identification.differences import Differences, judge
from licint.identification.index import Index, Reference
from licint.identification.normalization import Words
from licint.identification.shingles import as_words
from licint.model import Noun

_REPEATS = 200
_PATIENCE = 12
_WORDS_AN_ALIGNMENT = 100


class Fit(Noun, frozen=True):
    """A reference text found in words `start` to `end` of the file."""

    text: int
    reference: Reference
    alignment: Alignment
    differences: Differences

    @property
    def start(self) -> int:
        return self.alignment.start

    @property
    def end(self) -> int:
        return self.alignment.end

    @property
    def is_faithful(self) -> bool:
        """Whether nothing differs that matters."""
        return not self.differences.gaps

    @property
    def is_verbatim(self) -> bool:
        """Whether every word agrees, optional parts apart."""
        return self.is_faithful and all(gap.start == gap.end for gap in self.alignment.gaps)

    @property
    def density(self) -> float:
        """What part of the stretch is not added."""
        return 1 - self.differences.added / max(1, self.end - self.start)

    @property
    def score(self) -> float:
        return self.alignment.matched - self.differences.added - self.differences.removed / 2

    @property
    def is_good(self) -> bool:
        """Whether the stretch is this text, or made from it."""
        coverage, matched = self.differences.coverage, self.alignment.matched
        if self.reference.kind == "notice":
            return matched >= 8 and coverage >= 0.85 and self.density >= 0.75
        if self.differences.needed < 12:
            return self.is_faithful
        return coverage >= 0.8 and self.density >= 0.5 or coverage >= 0.5 and self.density >= 0.8 and matched >= 60


class Fitted(Noun, frozen=True):
    """The chosen fits, in the order of the file, and the best of those that were not good enough."""

    fits: tuple[Fit, ...]
    nearest: Fit | None


def fit_texts(words: Words, packed: list[int], index: Index) -> Fitted:
    """Finds the reference texts in a file; the stretches of the fits do not overlap."""
    found = _verify(words, packed, index)
    chosen = _choose([fit for fit in found if fit.is_good])
    poor = [fit for fit in found if not fit.is_good and fit.reference.kind == "text"]
    return Fitted(chosen, max(poor, key=lambda fit: fit.score, default=None))


def _verify(words: Words, packed: list[int], index: Index) -> list[Fit]:
    """Aligns candidates, the likeliest first. What is found word for word is taken out of the file; after a good fit only a few more are tried."""
    file = words.hashes.tobytes()
    hits = Hits(packed, index)
    found: list[Fit] = []
    patience = _PATIENCE + len(words) // _WORDS_AN_ALIGNMENT
    best: dict[int, float] = {}
    for candidate in find_candidates(hits, index):
        better = False
        for fit in _fits_of(candidate, file, words, packed, index):
            found.append(fit)
            region = (fit.start + fit.end) // 2 // 64
            better = better or fit.score > best.get(region, 0.0)
            best[region] = max(fit.score, best.get(region, 0.0))
            if fit.is_verbatim and fit.reference.kind == "text":
                hits.remove(fit.start, fit.end)
                better = True
        patience -= 0 if better else 1
        if patience < 0:
            break
    return found


def _fits_of(candidate: Candidate, file: bytes, words: Words, packed: list[int], index: Index) -> list[Fit]:
    """Every occurrence of the candidate's text in its stretch."""
    reference = index.reference(candidate.text)
    anchors = Anchors(index.words(candidate.text))
    hashes = as_words(anchors.words)
    found: list[Fit] = []
    start = candidate.start
    for _ in range(_REPEATS):
        alignment = align(file, packed, start, candidate.end, anchors)
        if alignment is None:
            break
        found.append(Fit(candidate.text, reference, alignment, judge(alignment, reference, words, hashes)))
        start = max(alignment.end, start + 1)
        if candidate.end - start < min(anchors.length * 0.2, 40):
            break
    return found


def _choose(fits: list[Fit]) -> tuple[Fit, ...]:
    """The best fits that do not overlap."""
    chosen: list[Fit] = []
    for fit in sorted(fits, key=lambda fit: (-fit.score, fit.text)):
        if all(fit.end <= other.start or other.end <= fit.start for other in chosen):
            chosen.append(fit)
    return tuple(sorted(chosen, key=lambda fit: fit.start))
