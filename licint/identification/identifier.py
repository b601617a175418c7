"""From a file's text to what it is: exact digests first, then fits, riders and references."""

from licint.identification.index import Index
from licint.identification.normalization import split_words
from licint.identification.shingles import SHINGLE
from licint.identification.sketch import digest_text
from licint.model import Identification, Match

LONGEST_TEXT = 16_000_000


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
    if len(words) < SHINGLE:
        from licint.identification.references import find_mentions, mentions_as_matches

        return Identification(mentions_as_matches(find_mentions(text, words, index), (), words, index))
    from licint.identification.aligned import identify_words  # most files end above: aligning is loaded only where it is needed

    return identify_words(text, words, index)


def _extent(text: str) -> tuple[int, int]:
    """The first and the last line that hold anything."""
    start = len(text) - len(text.lstrip())
    return text.count("\n", 0, start) + 1, text.count("\n", 0, len(text.rstrip())) + 1


def _whole_match(number: int, line: int, end_line: int, index: Index) -> Match | None:
    reference = index.reference(number)
    if reference.kind != "text":
        return None
    return Match(reference.licenses[0], "is", line, end_line, 1.0, 1.0, True, aliases=reference.aliases)
