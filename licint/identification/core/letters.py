"""From characters to letters and to words."""

from array import array
from collections.abc import Mapping
from itertools import accumulate, chain, compress, count

_LETTERS = b"abcdefghijklmnopqrstuvwxyz0123456789"
_LOWER = bytes.maketrans(_LETTERS[:26].upper(), _LETTERS[:26])
_DROPPED = bytes(code for code in range(128) if code not in _LETTERS and code not in _LETTERS[:26].upper())
_TYPOGRAPHY = (b"\xe2\x80", b"\xc2", b"\xef\xbb")
_IGNORED = frozenset(("http", "https", "www"))


def letters_of(text: bytes) -> bytes:
    """The letters and digits of a text in UTF-8, those of ASCII in lower case; typographic signs (quotes, dashes, blanks, marks of byte order) are none."""
    letters = text.translate(_LOWER, _DROPPED)
    if not letters.isascii():
        for lead in _TYPOGRAPHY:
            first, *others = letters.split(lead)
            letters = b"".join([first, *(part[1:] for part in others)])
    return letters


def words_of(text: bytes) -> list[str]:
    """The words of a text of words, blanks and line ends; what begins addresses is none."""
    return list(chain.from_iterable(_lines(text)))


def hash_text(text: bytes, hash_of: Mapping[str, int], suspected: bytes) -> tuple[bytes, list[int], list[int]]:
    """The hashes of the words of such a text; and the first word and the number (from 1) of each line that has words.

    `hash_of` knows the hash of each word; `suspected` has a bit for each hash of 16 bits which a word may have by its letters that has another.
    """
    lines = _lines(text)
    starts = accumulate(map(len, lines), initial=0)
    hashes = array("H", map(hash_of.__getitem__, chain.from_iterable(lines)))
    return hashes.tobytes(), list(compress(starts, lines)), list(compress(count(1), lines))


def _lines(text: bytes) -> list[list[str]]:
    lines = [line.split() for line in text.decode("utf-8", "surrogatepass").split("\n")]
    if b"http" in text or b"www" in text:
        lines = [[word for word in line if word not in _IGNORED] for line in lines]
    return lines
