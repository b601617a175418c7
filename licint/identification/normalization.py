"""Text to comparable words, after the SPDX matching guidelines.

Case, punctuation, quotes, dashes, bullets, section markers, comment signs, markup, link targets and copyright lines do not count;
spelling variants are one word.
Words are small hashes (16 bits): enough to compare texts, too little to be a text.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from zlib import crc32

from licint.identification.digests import blake2b
from licint.identification.vocabulary import MATTER, OPERATIVE, RESTRICTION
from licint.model import Noun
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
_IGNORED = frozenset(("http", "https", "www"))

_PLAIN_WORD = late(r"[a-z0-9]+")
_ANY_WORD = late(r"[a-z0-9]+|[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[^\W_a-z0-9\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_TAG = late(r"</?[a-z!][^<>\n]{0,300}>|<!--|-->")
_LINK_TARGET = late(r"\]\([^()\s]{1,300}\)")
_ESCAPE = late(r"\\[nrt](?![a-z]{0,2}\\)")
_ENTITY = late(r"&(?:amp|quot|lt|gt|nbsp|copy|reg|trade|apos|mdash|ndash|[lr][sd]quo|#\d{2,6}|#x[0-9a-f]{2,6});")
_LINE_MARKER = late(r"^[ \t>#*/;.%|-]{0,40}(?:\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-z]|[ivx]{2,5})(?:\)|\.\)?)(?=[\s*])|\d{1,2}(?:\.\d{1,2}){1,3}(?=\s))", re.M)
_PARENTHESIZED_MARKER = late(r"\((?:[a-z]|[ivx]{2,5}|\d{1,2})\)")
_MARKER_AFTER_STOP = late(r"(?<=[.;:] )(?:\d{1,2}|[a-z])[.)](?= )")
_AFTER_COPYRIGHT_SIGN = late(r"[\s,]{0,3}(?:copyright|19\d\d|20\d\d|\[|<|\{|y{4}|year|by |zzslotzz)")
_PLUS = late(r"(?<=\d)\+(?!\w)")
_DOUBLE_PLUS = late(r"(?<=[a-z])\+\+")
_COMMENT_WORD = late(r"^[ \t]{0,40}(?:dnl|rem)\b", re.M)
_RIGHTS_RESERVED = late(r"\W*all rights? (?:are )?reserved\W*")
_COPYRIGHT = late(
    r"[\W_]*(?:(?:portions?|parts?|some code|additional code|the code|modifications|changes|this \w{1,12}|all \w{1,12}) (?:is |are |of this \w{1,12} )?)?"
    r"(?:(?:copyrights?|copyrighted)\W{0,4}(?:\(c\)|c\)|©|\ufffd|19\d\d|20\d\d|\[|\{|<|y{4}|year|by |the regents|zzslotzz)"
    r"|(?:\(c\)|©)[\s,]{0,3}(?:copyright|19\d\d|20\d\d|\[|<|\{|y{4}|year|by |zzslotzz))"
)
_LONGEST_COPYRIGHT_LINE = 300


class _WordHashes(dict[str, int]):
    """Hashes of the words met so far; a variant has the hash of its standard spelling."""

    def __missing__(self, word: str) -> int:
        value = crc32(_VARIANTS.get(word, word)[:_LONGEST_WORD].encode("utf-8", "replace")) & 0xFFFF
        self[word] = value
        return value


_hashes = _WordHashes()


class Words(Noun, frozen=True):
    """A text as its words: `hashes` (array of 16-bit hashes), the `words` themselves, and for each line that has words its number and first word."""

    hashes: "array[int]"
    words: list[str]
    first_words: list[int]
    line_numbers: list[int]

    def __len__(self) -> int:
        return len(self.words)

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
        return self.first_words[next_line] if next_line < len(self.first_words) else len(self.words)

    def first_word_on(self, line: int) -> int:
        """The first word on or after a line."""
        at = bisect_left(self.line_numbers, line)
        return self.first_words[at] if at < len(self.first_words) else len(self.words)

    def digest(self) -> bytes:
        """Identifies the sequence of words."""
        return blake2b(self.hashes.tobytes(), digest_size=8).digest()


def hash_word(word: str) -> int:
    """The 16-bit hash of a lower-case word."""
    return _hashes[word]


def hash_words(words: list[str]) -> "array[int]":
    """The hashes of lower-case words."""
    if len(_hashes) > _REMEMBERED:
        _hashes.clear()
    return array("H", map(_hashes.__getitem__, words))


def lower_lines(text: str) -> list[str]:
    """The lines of a text in lower case, compatibility forms and line ends unified."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return text.lower().split("\n")


def split_words(text: str) -> Words:
    """Normalizes a text; lines are those of the text as given (form feeds and the like do not end one)."""
    lines = lower_lines(text)
    cleaned = _clean("\n".join(lines)).split("\n")
    find = (_PLAIN_WORD if text.isascii() else _ANY_WORD).findall
    words: list[str] = []
    first_words: list[int] = []
    line_numbers: list[int] = []
    for number, line in enumerate(cleaned, 1):
        found = find(line)
        if not found or (("copyright" in line or "(c)" in line or "©" in line or "reserved" in line) and is_copyright_line(line)):
            continue
        first_words.append(len(words))
        line_numbers.append(number)
        words += found
    if not _IGNORED.isdisjoint(words):
        words, first_words = _without_ignored(words, first_words)
    return Words(hash_words(words), words, first_words, line_numbers)


def _without_ignored(words: list[str], first_words: list[int]) -> tuple[list[str], list[int]]:
    kept: list[str] = []
    starts: list[int] = []
    for start, end in zip(first_words, [*first_words[1:], len(words)], strict=True):
        starts.append(len(kept))
        kept += [word for word in words[start:end] if word not in _IGNORED]
    return kept, starts


def _clean(text: str) -> str:
    """Blanks out what is markup or numbering. Lower-case in, the same number of lines out."""
    if "<" in text or "-->" in text:
        text = _TAG.sub(_blank_tag, text)
    if "](" in text:
        text = _LINK_TARGET.sub("] ", text)
    if "&" in text:
        text = _ENTITY.sub(" ", text)
    if "\\" in text:
        text = _ESCAPE.sub(" ", text)
    if "dnl" in text or "rem " in text:
        text = _COMMENT_WORD.sub(" ", text)
    if "+" in text:
        text = _PLUS.sub(" plus ", _DOUBLE_PLUS.sub(" plusplus ", text))
    text = _LINE_MARKER.sub(" ", text)
    text = _MARKER_AFTER_STOP.sub(" ", text)
    return _PARENTHESIZED_MARKER.sub(_blank_marker, text)


def _blank_tag(tag: re.Match[str]) -> str:
    """Nothing of a tag or placeholder; but a sentence that takes something back does not vanish because it stands in angle brackets."""
    inside = tag.group()
    return inside if " " in inside and "=" not in inside and RESTRICTION.search(inside) and MATTER.search(inside) else " "


def _blank_marker(marker: re.Match[str]) -> str:
    if marker.group() != "(c)":
        return " "
    before, after = marker.string[max(0, marker.start() - 12) : marker.start()], marker.string[marker.end() : marker.end() + 16]
    return "(c)" if "copyright" in before or _AFTER_COPYRIGHT_SIGN.match(after) else " "


def is_copyright_line(line: str) -> bool:
    """Whether a lower-case line is a copyright statement and nothing else: no verb of rights in it."""
    if len(line) > _LONGEST_COPYRIGHT_LINE:
        return False
    statement = _COPYRIGHT.match(line)
    if statement is None:
        return _RIGHTS_RESERVED.fullmatch(line) is not None
    return not OPERATIVE.search(line[statement.end() :])
