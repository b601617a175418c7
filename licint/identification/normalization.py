"""Text to comparable words, after the SPDX matching guidelines.

Case, punctuation, quotes, dashes, bullets, section markers, comment signs, markup, link targets and copyright lines do not count;
spelling variants are one word.
Words are small hashes (16 bits): enough to compare texts, too little to be a text.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property, lru_cache
from zlib import crc32

from licint.identification.cleaning import clean
from licint.identification.core import hash_text, words_of
from licint.identification.digests import blake2b
from licint.regex import late

WORD_BITS = 16
_LONGEST_WORD = 64
_REMEMBERED = 200_000

_VARIANTS = {
    "acknowledgement": "acknowledgment", "analogue": "analog", "analyse": "analyze", "artefact": "artifact", "authorisation": "authorization",
    "authorise": "authorize", "authorised": "authorized", "calibre": "caliber", "cancelled": "canceled", "capitalisations": "capitalizations",
    "catalogue": "catalog", "categorise": "categorize", "centre": "center", "customisation": "customization", "customise": "customize",
    "emphasised": "emphasized", "favour": "favor", "favourite": "favorite", "fulfil": "fulfill", "fulfilment": "fulfillment", "honour": "honor",
    "initialise": "initialize", "judgement": "judgment", "labelling": "labeling", "labour": "labor", "licence": "license", "licences": "licenses",
    "licenced": "licensed", "licencing": "licensing", "maximise": "maximize", "modelled": "modeled", "modelling": "modeling", "offence": "offense",
    "optimise": "optimize", "organisation": "organization", "organisations": "organizations", "organise": "organize", "practise": "practice",
    "programme": "program", "realise": "realize", "recognise": "recognize", "recognised": "recognized", "signalling": "signaling",
    "sublicence": "sublicense", "unauthorised": "unauthorized", "utilisation": "utilization", "utilise": "utilize", "whilst": "while", "wilful": "willful",
}  # fmt: skip
_INVISIBLE = late("[\u00ad\u200c\u200d\u2060\ufeff]+")  # soft hyphens, and what else within a word has no width
_FOREIGN = late(r"[^\x00-\x7f]+")
_FOREIGN_WORD = late(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[^\W_\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_WORD_BYTES = b"abcdefghijklmnopqrstuvwxyz0123456789\n"
_SPACED = bytes(code if code in _WORD_BYTES or code > 127 else 32 for code in range(256))


class _WordHashes(dict[str, int]):
    """Hashes of the words met so far; a variant has the hash of its standard spelling."""

    def __missing__(self, word: str) -> int:
        value = crc32(_VARIANTS.get(word, word)[:_LONGEST_WORD].encode("utf-8", "replace")) & 0xFFFF
        self[word] = value
        return value


_hashes = _WordHashes()


def _bits(hashes: Iterable[int]) -> bytes:
    """A bit for each hash."""
    bits = sum(1 << each for each in set(hashes))
    return bits.to_bytes(1 << WORD_BITS - 3, "little")


_VARIANT_HASHES = _bits(crc32(variant.encode()) & 0xFFFF for variant in _VARIANTS)


class Words:
    """A text as its words: their `hashes` (16 bits each), and for each line that has words its first word and its number. `text`: see core.hash_text."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        self.hashes, self.first_words, self.line_numbers = hash_text(text, _hashes, _VARIANT_HASHES)

    @cached_property
    def words(self) -> list[str]:
        """The words themselves."""
        return words_of(self._text)

    def __len__(self) -> int:
        return len(self.hashes) // 2

    def line(self, position: int) -> int:
        """The line (from 1) on which a word stands; positions past the end give the last line."""
        if not self.line_numbers:
            return 1
        return self.line_numbers[max(0, bisect_right(self.first_words, position) - 1)]

    def line_start(self, position: int) -> int:
        """The first word of the line on which a word stands."""
        return self.first_words[max(0, bisect_right(self.first_words, position) - 1)] if self.first_words else 0

    def line_end(self, position: int) -> int:
        """The first word after the line on which a word stands."""
        next_line = bisect_right(self.first_words, position)
        return self.first_words[next_line] if next_line < len(self.first_words) else len(self)

    def first_word_on(self, line: int) -> int:
        """The first word on or after a line."""
        at = bisect_left(self.line_numbers, line)
        return self.first_words[at] if at < len(self.first_words) else len(self)

    def digest(self) -> bytes:
        """Identifies the sequence of words."""
        return blake2b(self.hashes, digest_size=8).digest()


def hash_word(word: str) -> int:
    """The 16-bit hash of a lower-case word."""
    return _hashes[word]


def hash_words(words: list[str]) -> bytes:
    """The hashes of lower-case words."""
    return array("H", map(_hashes.__getitem__, words)).tobytes()


def split_words(text: str) -> Words:
    """Normalizes a text; lines are those of the text as given (form feeds and the like do not end one)."""
    if len(_hashes) > _REMEMBERED:
        _hashes.clear()
    return Words(_space_out(clean(_lower(text))))


def _lower(text: str) -> str:
    """A text in lower case, compatibility forms and line ends unified."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    return text.lower()


def _space_out(text: str) -> bytes:
    """A text of nothing but words, blanks and line ends, as UTF-8."""
    if not text.isascii():
        text = _FOREIGN.sub(_foreign_words, text)
    return text.encode("utf-8", "surrogatepass").translate(_SPACED)


def _foreign_words(run: re.Match[str]) -> str:
    """The words among characters that are not ASCII, apart from the ASCII words beside them."""
    found = run.group()
    return _spaced(found) if len(found) <= _LONGEST_WORD else _spaced.__wrapped__(found)


@lru_cache(512)
def _spaced(run: str) -> str:
    return f" {' '.join(_FOREIGN_WORD.findall(run))} "
