"""What a file says beside the license texts in it: titles and names, or a rider."""

from bisect import bisect_left
from collections.abc import Collection

from licint.identification.differences import is_copyright_statement, is_operative
from licint.identification.fitting import Fit
from licint.identification.index import Index
from licint.identification.naming import name_words
from licint.identification.normalization import Words
from licint.identification.passages import Lines
from licint.identification.third_parties import ThirdParties, concerns_the_whole
from licint.identification.vocabulary import AMENDMENT, CONCERN, MATTER, RESTRICTION, TITLE_WORDS
from licint.model import Noun

_LICENSE_FILE = 0.5
_LONGEST_NAME_LINE = 12
_NEAR = 150
_SEVERAL = 2
_SHORTEST_REPETITION = 8


class Paragraph(Noun, frozen=True, array_like=True):
    """Words `start` to `end`, which stand on lines without an empty one between."""

    start: int
    end: int


def find_riders(fits: tuple[Fit, ...], words: Words, lines: Lines, index: Index, references: Collection[tuple[int, int]]) -> dict[int, list[Paragraph]]:
    """For each fit (by its place in `fits`) the passages outside the texts that change what it says.

    In a license file every passage counts that says anything about rights; in a longer file, or one of many licenses, only restrictions near the text.
    `references`: stretches of words that merely name the license. What is said of somebody else's components changes nothing.
    """
    if not fits:
        return {}
    covered = sum(fit.end - fit.start for fit in fits)
    is_license_file = covered >= len(words) * _LICENSE_FILE
    strict = is_license_file and len(fits) < _SEVERAL
    named, third_parties, main = _Spans(references), ThirdParties(), 0
    riders: dict[int, list[Paragraph]] = {}
    for start, end, owner in _open_stretches(fits, len(words)):
        beside = fits[owner : owner + 2]
        names = name_words(fits[owner].reference.licenses, index)
        main = main if third_parties.are_open else owner
        for paragraph in _paragraphs(start, end, words):
            if not strict and not _is_near(paragraph, beside):
                continue
            written = lines.written(paragraph.start, paragraph.end + len(_title_goes_on(paragraph.end - 1, words)), words)
            rest = named.left_of(paragraph)
            names_license = len(rest) < paragraph.end - paragraph.start
            if third_parties.claim(written, names_license) or any(_repeats(paragraph, words, index.words(fit.text)) for fit in beside):
                continue
            replaces_title = paragraph.end <= fits[owner].start and _lacks_its_title(fits[owner], words, index)
            of_whole = concerns_the_whole(written)
            if _is_rider(rest, words, names, strict or (is_license_file and of_whole and third_parties.are_open), replaces_title):
                riders.setdefault(main if of_whole else owner, []).append(paragraph)
    return riders


def _open_stretches(fits: tuple[Fit, ...], length: int) -> list[tuple[int, int, int]]:
    """The stretches without a fit, each with the fit before it (or, at the beginning, after it)."""
    bounds = [(0, fits[0].start, 0)]
    for number, fit in enumerate(fits):
        bounds.append((fit.end, fits[number + 1].start if number + 1 < len(fits) else length, number))
    return [(start, end, owner) for start, end, owner in bounds if start < end]


def _paragraphs(start: int, end: int, words: Words) -> list[Paragraph]:
    found: list[Paragraph] = []
    at, last_line = start, -1
    while at < end:
        line = words.line(at)
        stop = min(end, words.line_end(at))
        if found and line - last_line <= 1:
            found[-1] = Paragraph(found[-1].start, stop)
        else:
            found.append(Paragraph(at, stop))
        at, last_line = stop, line
    return found


class _Spans:
    """Stretches of words, in order."""

    def __init__(self, spans: Collection[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]
        self._longest = max((end - start for start, end in self._spans), default=0)

    def left_of(self, paragraph: Paragraph) -> list[int]:
        """The words of a paragraph that are in none of the stretches."""
        first, last = bisect_left(self._starts, paragraph.start - self._longest), bisect_left(self._starts, paragraph.end)
        held = {at for start, end in self._spans[first:last] for at in range(max(start, paragraph.start), min(end, paragraph.end))}
        return [at for at in range(paragraph.start, paragraph.end) if at not in held]


def _repeats(paragraph: Paragraph, words: Words, reference: bytes) -> bool:
    """Whether a passage says once more what the text says, word for word."""
    said = words.hashes[2 * paragraph.start : 2 * paragraph.end]
    return len(said) >= 2 * _SHORTEST_REPETITION and _holds(reference, said)


def _holds(words: bytes, said: bytes) -> bool:
    """Whether some words, as their hashes, stand among others."""
    at = words.find(said)
    while at > 0 and at % 2:
        at = words.find(said, at + 1)
    return at >= 0


def _is_near(paragraph: Paragraph, fits: tuple[Fit, ...]) -> bool:
    """Whether one of the fits beside a paragraph is near."""
    return any(fit.start - _NEAR <= paragraph.end <= fit.start or fit.end <= paragraph.start <= fit.end + _NEAR for fit in fits)


def _is_rider(positions: list[int], words: Words, names: Collection[str], strict: bool, replaces_title: bool) -> bool:
    said = [words.words[at] for at in positions]
    if not said or is_copyright_statement(said):
        return False
    foreign = [word for word in said if word not in TITLE_WORDS and word.removesuffix("tm") not in names and not word.isdigit()]
    if len(said) <= _LONGEST_NAME_LINE and not foreign:
        return False
    text = " ".join(said)
    if (RESTRICTION.search(text) and MATTER.search(text)) or AMENDMENT.search(text):
        return True
    if not strict:
        return False
    if is_operative([word for word in said if word not in names]) or CONCERN.search(text):
        return True
    return _is_foreign_title([*said, *_title_goes_on(positions[-1], words)], foreign, replaces_title)


def _title_goes_on(last: int, words: Words) -> list[str]:
    """The rest of a line, where it is nothing but words of titles: they belong to what stands before them."""
    rest = words.words[last + 1 : words.line_end(last)]
    return rest if TITLE_WORDS.issuperset(rest) else []


def _lacks_its_title(fit: Fit, words: Words, index: Index) -> bool:
    """Whether a text that has a title stands here without it, and the title nowhere above."""
    title = next((end for start, end in fit.reference.optional if start == 0), 0)
    first = next(iter(fit.alignment.gaps), None)
    if first is None or first.start != fit.start or first.from_ or first.to <= 1 or not first.to * 2 >= title > 1:
        return False
    return not _holds(words.hashes[: 2 * fit.start], index.words(fit.text)[: 2 * first.to])


def _is_foreign_title(said: list[str], foreign: list[str], replaces_title: bool) -> bool:
    """A short line that calls the text a license of another name, or stands where its own name should."""
    if not foreign or len(said) > _LONGEST_NAME_LINE:
        return False
    return replaces_title or not {"license", "licence", "licenses", "agreement", "terms"}.isdisjoint(said)
