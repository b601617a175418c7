"""From a file's text to what it is: exact digests first, then fits, riders and references."""

from collections.abc import Sequence

from licint.identification.fitting import Fit, fit_texts
from licint.identification.index import Index
from licint.identification.naming import name_words
from licint.identification.normalization import Words, split_words
from licint.identification.passages import Lines
from licint.identification.references import find_mentions, mentions_as_matches
from licint.identification.residue import Paragraph, find_riders
from licint.identification.shingles import shingles
from licint.identification.sketch import digest_text
from licint.model import Identification, Match, Nearest, Passage

LONGEST_TEXT = 16_000_000
_NEAREST = 0.25


def identify(text: str, index: Index) -> Identification:
    """What a text is: license texts in it (`is`, `derived-from`) as spans that do not overlap, and references to licenses outside them.

    For an unknown text it names the nearest known one.
    Never raises; time is linear in the length. Of texts beyond 16 million characters only the beginning is read.
    """
    text = text[:LONGEST_TEXT]
    if not text or text.isspace():
        return Identification()
    exact = index.texts_with_digest("digest", digest_text(text))
    if exact is not None and (whole := _whole_match(exact, *_extent(text), index)):
        return Identification((whole,))
    words = split_words(text)
    if not len(words):
        return Identification()
    exact = index.texts_with_digest("sequence", words.digest())
    if exact is not None and (whole := _whole_match(exact, words.line(0), words.line(len(words) - 1), index)):
        return Identification((whole,))
    return _identify_by_alignment(text, words, index)


def _extent(text: str) -> tuple[int, int]:
    """The first and the last line that hold anything."""
    start = len(text) - len(text.lstrip())
    return text.count("\n", 0, start) + 1, text.count("\n", 0, len(text.rstrip())) + 1


def _whole_match(number: int, line: int, end_line: int, index: Index) -> Match | None:
    reference = index.reference(number)
    if reference.kind != "text":
        return None
    license = reference.licenses[0]
    return Match(license, "is", line, end_line, 1.0, 1.0, True, aliases=aliases_of(reference.licenses, index))


def aliases_of(licenses: Sequence[str], index: Index) -> tuple[str, ...]:
    """The other ids of a text's license, and the licenses that have the same text."""
    naming = index.naming(licenses[0])
    return (*(naming.aliases if naming else ()), *licenses[1:])


def _identify_by_alignment(text: str, words: Words, index: Index) -> Identification:
    fitted = fit_texts(words, shingles(words.hashes.tobytes()), index)
    texts = tuple(fit for fit in fitted.fits if fit.reference.kind == "text")
    notices = tuple(fit for fit in fitted.fits if fit.reference.kind == "notice")
    mentions = find_mentions(text, words, index, _closed(texts, len(words)))
    named = [(mention.start, mention.end) for mention in mentions] + [(fit.start, fit.end) for fit in notices]
    riders = find_riders(texts, words, lambda fit: name_words(fit.reference.licenses, index), named)
    lines = Lines(text)
    matches = [_text_match(fit, riders.get(number, []), words, lines, index) for number, fit in enumerate(texts)]
    references = mentions_as_matches(mentions, notices, words, index)
    nearest = None
    if not texts and fitted.nearest and fitted.nearest.differences.coverage >= _NEAREST:
        nearest = Nearest(fitted.nearest.reference.licenses[0], round(fitted.nearest.differences.coverage, 4))
    return Identification((*matches, *references), nearest)


def _closed(texts: tuple[Fit, ...], length: int) -> bytearray:
    """Marks the words that belong to a license text: what they name is part of it."""
    closed = bytearray(length)
    for fit in texts:
        closed[fit.start : fit.end] = b"\x01" * (fit.end - fit.start)
        for gap in fit.differences.gaps:
            closed[gap.start : gap.end] = bytes(gap.end - gap.start)
    return closed


def _text_match(fit: Fit, riders: list[Paragraph], words: Words, lines: Lines, index: Index) -> Match:
    license = fit.reference.licenses[0]
    added = [lines.passage(gap.start, gap.end, words) for gap in fit.differences.gaps if gap.end > gap.start]
    added += [lines.passage(rider.start, rider.end, words) for rider in riders]
    removed = [
        Passage(line, line, None, gap.to - gap.from_)
        for gap in fit.differences.gaps
        if gap.to > gap.from_ and (line := words.line(max(fit.start, min(gap.start, fit.end - 1))))
    ]
    return Match(
        license,
        "is" if not added and not removed else "derived-from",
        words.line(fit.start),
        words.line(fit.end - 1),
        round(fit.differences.coverage, 4),
        round((fit.end - fit.start - fit.differences.added) / len(words), 4),
        False,
        tuple(sorted(added, key=lambda passage: passage.line)),
        tuple(removed),
        aliases_of(fit.reference.licenses, index),
    )
