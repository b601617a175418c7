"""References: licenses that a text names by an SPDX expression, a name, an address or a badge. Weaker evidence than a license text."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote
from zlib import crc32

from licint.identification.core import find_phrases
from licint.identification.index import Index
from licint.identification.naming import name_keys, url_head, url_key, url_keys
from licint.identification.normalization import Words, split_words
from licint.identification.vocabulary import ELEMENTS, FURTHER_ELEMENTS, TITLE_WORDS
from licint.model import Match, Noun
from licint.regex import late

if TYPE_CHECKING:
    from licint.identification.fitting import Fit

_IDENTIFIER_TAG = late(r"SPDX-License-Identifier:[ \t]{0,20}([^\r\n]{1,200})", re.I)
_OPERATOR = late(r"\s+(?:and|or|with)\s+|[()]|/(?=[A-Z])", re.I)
_IDENTIFIER = late(r"[A-Za-z0-9][A-Za-z0-9.+:-]{0,80}")
_ADDRESS = late(r"(?:https?://|(?<![\w.@/-])(?=[a-z0-9-]{1,40}\.[a-z]))[a-z0-9][a-z0-9.-]{2,60}\.[a-z]{2,8}/[^\s<>\"'`|\\{}^\[\]]{1,200}", re.I)
_END_OF_HOST = late(r"\.[a-z]{2,8}/", re.I)
_LONGEST_HOST, _LONGEST_PATH = 72, 201
_BADGE = late(
    r"shields\.io/(?:static/v1\?[^\s)\"'>]{0,80}?label=licen[sc]e&message=([^&\s)\"'>]{1,80})|badge/(?:[^\s)\"'>/]{0,40}?licen[sc]e[^\s)\"'>/-]{0,20}[-:_]+)([^\s)\"'>?]{1,80}))",
    re.I,
)
_BADGE_COLOR = late(r"-[a-z0-9]{2,20}(?:\.svg|\.png)?$", re.I)
_VERSION = late(r"-\d+(?:\.\d+)*(?:-only|-or-later)?$")
_ANY_VERSION = "-1.0-or-later"  # how SPDX writes a license of which no version is named
_LONGEST_VERSION = 4
_GRANTED = "licensed"  # "licensed using GPL": said of something else than what is under a version of it
_LONGEST_PHRASE = 48
_MOST_ADDRESSES = 20_000
_MOST_HOSTS = 100_000


class Mention(Noun, frozen=True):
    """Licenses named by words `start` to `end` (no words: by something outside the words, such as an address) on a line."""

    licenses: tuple[str, ...]
    start: int
    end: int
    line: int


def find_references(text: str, index: Index) -> tuple[Match, ...]:
    """Every license that a text names, once, where it is first named: kind `reference`, coverage 0."""
    words = split_words(text)
    return mentions_as_matches(find_mentions(text, words, index), (), words, index)


def resolve_name(value: str, index: Index) -> str | None:
    """The id of the one license that a declared value names (an identifier, a name, an address); None if it names none, or several."""
    value = value.strip()
    if "/" in value and (found := _at_address(value, index)):
        return found
    for key in name_keys(value):
        number = index.number_of("name", key)
        if number is not None:
            return index.license(number)
    return None


def find_mentions(text: str, words: Words, index: Index, closed: bytearray | None = None) -> tuple[Mention, ...]:
    """All mentions, in the order of the text. `closed` has a byte for each word, not zero where none are looked for (in license texts)."""
    lines = _LineNumbers(text)
    found = list(_phrases(words, index, closed or bytearray(len(words))))
    if closed is None or not all(closed):
        found += [
            each
            for each in (*_identifiers(text, lines, words, index), *_addresses(text, lines, words, index))
            if not closed or not closed[min(each.start, len(words) - 1)]
        ]
    return tuple(sorted(found, key=lambda mention: (mention.line, mention.start)))


class _LineNumbers:
    """Line numbers of characters."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends: list[int] | None = None

    def of(self, position: int) -> int:
        if self._ends is None:
            self._ends = [end.start() for end in re.finditer(r"\r\n|\r|\n", self._text)]
        return bisect_right(self._ends, position - 1) + 1


def _phrases(words: Words, index: Index, closed: bytearray) -> Iterator[Mention]:
    """Known phrases, the longest where they overlap. Phrases that only look like a license hide those inside them."""
    found = sorted(
        _phrase_spans(words, index, closed),
        key=lambda span: (-sum(word not in TITLE_WORDS for word in words.words[span[0] : span[1]]), span[0] - span[1], span[0]),
    )
    covered = bytearray(len(words))
    for start, end, group in found:
        if not (covered[start] or covered[end - 1]):
            covered[start:end] = b"\x01" * (end - start)
            if (licenses := index.licenses(group)) and not _goes_on(words.words, end):
                yield Mention(licenses, start, end, words.line(start))


def _goes_on(words: Sequence[str], end: int) -> bool:
    """Whether the name that ends here is the beginning of a longer one, which is another license's."""
    return end < len(words) and words[end] in FURTHER_ELEMENTS and words[end - 1] in ELEMENTS


def _phrase_spans(words: Words, index: Index, closed: bytearray) -> Iterator[tuple[int, int, int]]:
    for start, end, check, group in find_phrases(words.hashes, bytes(closed), index.arrays, _LONGEST_PHRASE):
        if crc32(" ".join(words.words[start:end]).encode("utf-8", "replace")) == check:
            yield start, end, group


def _identifiers(text: str, lines: _LineNumbers, words: Words, index: Index) -> Iterator[Mention]:
    """`SPDX-License-Identifier:` lines."""
    if "spdx-license-identifier:" not in text.lower():
        return
    for tag in _IDENTIFIER_TAG.finditer(text):
        if licenses := read_expression(tag.group(1), index):
            line = lines.of(tag.start())
            at = words.first_word_on(line)
            yield Mention(licenses, at, at, line)


def read_expression(expression: str, index: Index) -> tuple[str, ...]:
    """The known licenses and exceptions of an SPDX expression, in order."""
    found = []
    for part in _OPERATOR.split(expression):
        identifier = _IDENTIFIER.match(part.strip(" \t*#/-;\"'`"))
        if identifier and (license := resolve_name(identifier.group().rstrip(".:-"), index)):
            found.append(license)
    return tuple(dict.fromkeys(found))


def _addresses(text: str, lines: _LineNumbers, words: Words, index: Index) -> Iterator[Mention]:
    for number, address in enumerate(_find_addresses(text)):
        if number > _MOST_ADDRESSES:
            return
        license = _at_address(address.group(), index)
        if license is None and (badge := _BADGE.search(address.group())):
            license = _on_badge(badge.group(1) or badge.group(2), index)
        if license:
            line = lines.of(address.start())
            at = words.first_word_on(line)
            yield Mention((license,), at, at, line)


def _find_addresses(text: str) -> Iterator[re.Match[str]]:
    """All addresses, from left to right: each is looked for around the end of its host, which few texts have often."""
    after = 0
    for end_of_host in islice(_END_OF_HOST.finditer(text), _MOST_HOSTS):
        stop = end_of_host.start()
        if stop < after:
            continue
        address = _ADDRESS.search(text, max(after, stop - _LONGEST_HOST), end_of_host.end() + _LONGEST_PATH)
        if address and address.start() < stop:
            after = address.end()
            yield address


def _at_address(address: str, index: Index) -> str | None:
    head = url_head(url_key(address))
    if not (index.knows_address_like(head) or index.knows_address_like(head.partition("/")[0])):
        return None
    for key in url_keys(address):
        number = index.number_of("url", key)
        if number is not None:
            return index.license(number)
    return None


def _on_badge(message: str, index: Index) -> str | None:
    plain = unquote(_BADGE_COLOR.sub("", message)).replace("--", "-").replace("_", " ")
    return resolve_name(plain, index) or resolve_name(plain.split("-")[0], index)


def mentions_as_matches(mentions: tuple[Mention, ...], notices: "tuple[Fit, ...]", words: Words, index: Index) -> tuple[Match, ...]:
    """Each license that is named, once: by a notice (with its coverage) if there is one, else where it is first mentioned."""
    found: dict[str, Match] = {}
    spans = [(fit.start, fit.end, fit.reference.licenses) for fit in notices] + [(each.start, each.end, each.licenses) for each in mentions]
    versions = {license for start, end, licenses in spans if _names_a_version(words.words[start:end]) for license in licenses}
    families = {_VERSION.sub("", license) for license in versions}
    kept = versions | {license for start, end, licenses in spans if words.words[start:end][:1] == [_GRANTED] for license in licenses}
    for fit in notices:
        for license in fit.reference.licenses:
            if license not in found:
                found[license] = _match(license, words.line(fit.start), words.line(fit.end - 1), fit.differences.coverage, fit.end - fit.start, words, index)
    for mention in mentions:
        if any(fit.start <= mention.start < fit.end for fit in notices) and mention.end > mention.start:
            continue
        for license in mention.licenses:
            if license not in found:
                found[license] = _match(
                    license,
                    mention.line,
                    words.line(mention.end - 1) if mention.end > mention.start else mention.line,
                    0.0,
                    mention.end - mention.start,
                    words,
                    index,
                )
    told = (match for match in found.values() if match.license in kept or not _is_family(match.license, families))
    return tuple(sorted(told, key=lambda match: (match.line, match.end_line, match.license)))


def _names_a_version(words: Sequence[str]) -> bool:
    return any(word[0].isdigit() and len(word) < _LONGEST_VERSION for word in words)


def _is_family(license: str, families: set[str]) -> bool:
    """Whether "any version" of a license only goes on about one whose version is named elsewhere in the text."""
    return license.endswith(_ANY_VERSION) and _VERSION.sub("", license) in families


def _match(license: str, line: int, end_line: int, coverage: float, length: int, words: Words, index: Index) -> Match:
    naming = index.naming(license)
    return Match(
        license, "reference", line, max(line, end_line), round(coverage, 4), round(length / max(1, len(words)), 4), aliases=naming.aliases if naming else ()
    )
