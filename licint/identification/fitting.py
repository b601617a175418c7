"""Fits: candidates verified by alignment, and the best of them for each stretch of the file."""

from typing import Any

from licint.identification.alignment import Alignment, align_twice
from licint.identification.candidates import Hits, Leader, find_candidates, find_windows
from licint.identification.differences import Differences, judge
from licint.identification.index import Index, Reference
from licint.identification.normalization import Words
from licint.model import Noun

_PATIENCE = 24
_PATIENCE_WITH_NOTICES = 0.25
_RIVALS = 5
_RIVALS_OF_FAITHFUL = 2
_FAVOR = 1.02
_WORDS_AN_ALIGNMENT = 200


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
    def lacks_beginning(self) -> bool:
        """Whether the text begins in the middle: without its title, as a rule."""
        return bool(self.alignment.gaps) and self.alignment.gaps[0].from_ == 0

    @property
    def is_verbatim(self) -> bool:
        """Whether every word agrees, optional parts apart. Where words stand before a text without its title, they may be the title of another one."""
        is_whole = self.is_faithful and all(gap.start == gap.end for gap in self.alignment.gaps)
        return is_whole and not (self.lacks_beginning and self.start > 0)

    @property
    def density(self) -> float:
        """What part of the stretch is not added."""
        return 1 - self.differences.added / max(1, self.end - self.start)

    @property
    def score(self) -> float:
        """Words explained, less those that differ; of two editions the one that begins as the file does is a little better."""
        return self.alignment.matched - self.differences.added - self.differences.removed / 2 - self.lacks_beginning / 2

    @property
    def is_good(self) -> bool:
        """Whether the stretch is this text, or made from it."""
        coverage, matched = self.differences.coverage, self.alignment.matched
        if self.reference.kind == "notice":
            return matched >= 8 and coverage >= 0.85 and self.density >= 0.75 and not self.differences.telling
        if self.differences.needed < 12:
            return self.is_faithful
        return (coverage >= 0.8 and self.density >= 0.5) or (coverage >= 0.5 and self.density >= 0.8 and matched >= 60)


class Fitted(Noun, frozen=True):
    """The chosen fits, in the order of the file, and the best of those that were not good enough."""

    fits: tuple[Fit, ...]
    nearest: Fit | None


def fit_texts(words: Words, index: Index) -> Fitted:
    """Finds the reference texts in a file; the stretches of the fits do not overlap."""
    found = _verify(words, index)
    chosen = _choose([fit for fit in found if fit.is_good], index.first_other)
    poor = [fit for fit in found if not fit.is_good and fit.reference.kind == "text"]
    return Fitted(chosen, max(poor, key=lambda fit: fit.score, default=None))


def _verify(words: Words, index: Index) -> list[Fit]:
    """Aligns candidates, the likeliest first.

    A stretch found word for word is taken out of the file, and so is one for which several more candidates were no better:
    what else the file holds comes to light.
    """
    hits = Hits(words.hashes, index)
    best: dict[tuple[int, int], _Best] = {}
    found: list[Fit] = []
    patience: float = _PATIENCE + len(words) // _WORDS_AN_ALIGNMENT
    for text, table in find_candidates(hits, index, lambda: _leader(best, len(words))):
        fits = _fits_of(text, table, words, hits, index)
        found += fits
        improved = False
        for fit in fits:
            improved = _keep_best(fit, best, hits) or improved
        if not improved:
            patience -= 1 if text < index.first_notice else _PATIENCE_WITH_NOTICES
            _settle(fits, best, hits)
        if patience < 0 or not hits.positions:
            break
    return found


def _leader(best: dict[tuple[int, int], "_Best"], length: int) -> Leader | None:
    """The best fit that takes nearly all of the file."""
    wide = [each.fit for (start, end), each in best.items() if (end - start) * 10 > length * 9]
    fit = max(wide, key=lambda fit: fit.score, default=None)
    return Leader(fit.text, fit.reference.licenses[0], fit.score, length - fit.alignment.matched if fit.is_faithful else None) if fit else None


class _Best:
    """The best fit of a stretch, and how many candidates were no better."""

    def __init__(self, fit: Fit) -> None:
        self.fit = fit
        self.rivals = 0


def _keep_best(fit: Fit, best: dict[tuple[int, int], _Best], hits: Hits) -> bool:
    """Notes a good fit if it is the best of its stretch."""
    if not fit.is_good:
        return False
    beaten = [span for span in best if span[0] < fit.end and fit.start < span[1]]
    if any(best[span].fit.score >= fit.score for span in beaten):
        return False
    for span in beaten:
        del best[span]
    if fit.is_verbatim and fit.reference.kind == "text":
        hits.remove(fit.start, fit.end)
    else:
        best[fit.start, fit.end] = _Best(fit)
    return True


def _settle(fits: list[Fit], best: dict[tuple[int, int], _Best], hits: Hits) -> None:
    """Takes stretches out of the file that have had enough rivals."""
    for span, each in list(best.items()):
        if any(span[0] < fit.end and fit.start < span[1] for fit in fits):
            each.rivals += 1
            if each.rivals >= (_RIVALS_OF_FAITHFUL if each.fit.is_faithful else _RIVALS):
                hits.remove(*span)
                del best[span]


def _fits_of(text: int, table: Any, words: Words, hits: Hits, index: Index) -> list[Fit]:
    """Every occurrence of a reference text in the file."""
    reference, hashes = index.reference(text), index.hashes(text)
    found: list[Fit] = []
    windows = find_windows(hits, table, len(hashes))
    window = next(windows, None)
    while window:
        alignment = align_twice(hits.table, *_beside(window, found), table)
        if alignment:
            found.append(Fit(text, reference, alignment, judge(alignment, reference, words, hashes, index)))
        try:
            window = windows.send((alignment.start, alignment.end) if alignment else None)
        except StopIteration:
            break
    return found


def _beside(window: tuple[int, int], found: list[Fit]) -> tuple[int, int]:
    """A window without the stretches that are found already."""
    start, end = window
    middle = (start + end) // 2
    for fit in found:
        if fit.end <= middle:
            start = max(start, fit.end)
        elif fit.start >= middle:
            end = min(end, fit.start)
    return start, max(start, end)


def _choose(fits: list[Fit], first_other: int) -> tuple[Fit, ...]:
    """The best fits that do not overlap.

    A variant of a text gives way to the text itself, and texts before `first_other` (licenses with a file of their own) win where it is close.
    """
    chosen: list[Fit] = []
    texts = [fit for fit in fits if fit.reference.kind == "text"]
    fits = [fit for fit in fits if fit.reference.kind == "text" or not any(_is_variant_of(fit, text) for text in texts)]
    for fit in sorted(fits, key=lambda fit: (-fit.score * (_FAVOR if fit.text < first_other else 1), fit.text)):
        if all(fit.end <= other.start or other.end <= fit.start for other in chosen):
            chosen.append(fit)
    return tuple(sorted(chosen, key=lambda fit: fit.start))


def _is_variant_of(fit: Fit, text: Fit) -> bool:
    common = min(fit.end, text.end) - max(fit.start, text.start)
    return fit.reference.licenses[0] in text.reference.licenses and len(fit.reference.licenses) == 1 and common * 2 > fit.end - fit.start
