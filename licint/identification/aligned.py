"""From a text that is no known one to what it holds: fits, riders and references."""

from licint.identification.alignment import Gap
from licint.identification.fitting import Fit, fit_texts
from licint.identification.index import Index
from licint.identification.naming import name_words
from licint.identification.normalization import Words
from licint.identification.passages import Lines
from licint.identification.references import find_mentions, mentions_as_matches
from licint.identification.residue import Paragraph, find_riders
from licint.identification.rewrapping import is_of_rewrapping
from licint.model import Identification, Match, Nearest, Passage

_NEAREST = 0.25


def identify_words(text: str, words: Words, index: Index) -> Identification:
    """What a text is whose words are no known sequence: spans of known texts in it with what differs, riders, references, the nearest text."""
    fitted = fit_texts(words, index)
    texts = tuple(fit for fit in fitted.fits if fit.reference.kind == "text")
    notices = tuple(fit for fit in fitted.fits if fit.reference.kind == "notice")
    mentions = find_mentions(text, words, index, _closed(texts, len(words)))
    named = [(mention.start, mention.end) for mention in mentions] + [(fit.start, fit.end) for fit in notices]
    lines = Lines(text)
    riders = find_riders(texts, words, lines, index, named)
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


def _is_own_name(gap: Gap, fit: Fit, words: Words, index: Index) -> bool:
    """Whether a title only calls the license by another of its names."""
    title = next((end for start, end in fit.reference.optional if start == 0), 0)
    new = words.words[gap.start : gap.end]
    if not new or gap.to > title or any(map(str.isdigit, new)):
        return False
    return name_words(fit.reference.licenses, index).issuperset(new)


def _text_match(fit: Fit, riders: list[Paragraph], words: Words, lines: Lines, index: Index) -> Match:
    license = fit.reference.licenses[0]
    hashes = index.hashes(fit.text)
    gaps = [
        gap for gap in fit.differences.gaps if not is_of_rewrapping(gap, words, lines, hashes, fit.reference.slots) and not _is_own_name(gap, fit, words, index)
    ]
    added = [lines.passage(gap.start, gap.end, words) for gap in gaps if gap.end > gap.start]
    added += [lines.passage(rider.start, rider.end, words) for rider in riders]
    removed = [
        Passage(line, line, None, gap.to - gap.from_)
        for gap in gaps
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
        fit.reference.aliases,
    )
