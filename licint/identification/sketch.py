"""Sketches: what is kept of a license text. Facts about the text (its digest, its words as 16-bit hashes), not the text."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

import msgspec

from licint.identification.core import letters_of
from licint.identification.digests import blake2b
from licint.identification.normalization import Words, hash_word, hash_words, split_words
from licint.identification.vocabulary import SENTENCE_WORDS
from licint.model import Noun
from licint.regex import late

if TYPE_CHECKING:
    from licint.identification.templates import Template

_SLOT_MARK = "zzslotzz"
_MARK = late(r"zz(slot|optional|endoptional|variant|endvariant)(\d{0,4})zz")
_SLOT_WORD = late(
    r"\b(?:name|names|year|years|yyyy|owner|organi[sz]ation|holders?|authors?|date|company|licensor|project|copyright|insert|xxxx?|fullname|e-?mail|country|title|entity|"
    r"person|institution|contact|url|jurisdiction|description|program|software|product|initial|developer|place|state|address|university|team|your|agency)\b",
    re.I,
)
_SLOT = late(r"\[[^\[\]\n]{1,80}\]|<[^<>\n]{1,80}>|\{\{?[^{}\n]{1,80}\}?\}|_{4,60}|\bORGANI[SZ]ATION\b|\bX{4,20}\b")
_TITLE_LINES, _TITLE_WORDS, _LONGEST_TITLE = 8, 50, 12

Kind = Literal["text", "notice"]


class Variant(Noun, frozen=True, array_like=True):
    """Words `start` to `end` of a text may be replaced: by words with these hashes, or if it is `wide` by any that say nothing of rights."""

    start: int
    end: int
    wide: bool
    words: tuple[int, ...]


class Sketch(Noun, frozen=True, array_like=True):
    """One reference text.

    `words`: little-endian 16-bit hashes; `optional`: spans of words (from, to) that may be missing (titles, appendices); `slots`: where names are filled in.
    """

    licenses: tuple[str, ...]
    kind: Kind
    source: str
    digest: bytes
    words: bytes
    optional: tuple[tuple[int, int], ...] = ()
    slots: tuple[int, ...] = ()
    variants: tuple[Variant, ...] = ()


class Phrase(Noun, frozen=True, array_like=True):
    """A short reference: its word hashes, the CRC-32 of its words joined by blanks, and what it names (nothing: a phrase that only looks like a license)."""

    licenses: tuple[str, ...]
    words: bytes
    check: int


class Naming(Noun, frozen=True, array_like=True):
    """What a license is called: `aliases` (identifiers), full `names`, `urls` without scheme; `rank` 0 own license file, 1 SPDX list, 2 others."""

    id: str
    aliases: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    rank: int = 2


class Pack(Noun, frozen=True):
    """A file under rules/sketches/. `same_texts`: pairs of licenses whose texts are the same, the one to name first (this version only, or later ones too)."""

    sketches: tuple[Sketch, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    namings: tuple[Naming, ...] = ()
    same_texts: tuple[tuple[str, str], ...] = ()


def digest_text(text: str) -> bytes:
    """The digest (8 bytes) of a text's letters and digits alone: the same however it is wrapped, quoted or set in capitals. Fast: no look at words."""
    return blake2b(letters_of(text.encode("utf-8", "surrogatepass")), digest_size=8).digest()


def sketch_text(text: str, licenses: Sequence[str], kind: Kind, source: str, optional_parts: Sequence[Mapping[str, str]] = ()) -> Sketch:
    """The sketch of a text. `optional_parts`: phrases `from` and `to` (either may be missing) around what may be left out (rules/sketches/sources.yaml)."""
    words = split_words(_mark_slots(text))
    marked = _read_marks(words, ())
    title = _title_length(words, set(marked.slots)) if kind == "text" else 0
    optional = ([(0, title)] if title else []) + [span for part in optional_parts if (span := _find_part(marked.plain, part))]
    return Sketch(tuple(licenses), kind, source, digest_text(text), hash_words(marked.plain), _unite(optional), tuple(sorted(set(marked.slots))))


def sketch_template(template: "Template", source: str) -> Sketch:
    """The sketch of an SPDX template; its digest is that of the text as the template prints it."""
    marked = _read_marks(split_words(_mark_slots(template.text)), template.variants)
    printed = re.sub(r"\bzz[a-z]{3,12}\d{0,4}zz\b", " ", template.text)
    return Sketch(
        (template.id,),
        "text",
        source,
        digest_text(printed),
        hash_words(marked.plain),
        _unite(marked.optional),
        tuple(sorted(set(marked.slots))),
        tuple(marked.variants),
    )


class _Marked:
    """The words of a marked text, and where the marks stood."""

    def __init__(self) -> None:
        self.plain: list[str] = []
        self.slots: list[int] = []
        self.optional: list[tuple[int, int]] = []
        self.variants: list[Variant] = []


def _read_marks(words: Words, variants: Sequence[tuple[bool, tuple[str, ...]]]) -> _Marked:
    marked, opened, varying = _Marked(), [], []
    for word in words.words:
        at = len(marked.plain)
        mark = _MARK.fullmatch(word)
        if mark is None:
            marked.plain.append(word)
        elif mark.group(1) == "slot":
            marked.slots.append(at)
        elif mark.group(1) == "optional":
            opened.append(at)
        elif mark.group(1) == "endoptional":
            if opened and opened[-1] < at:
                marked.optional.append((opened[-1], at))
            opened = opened[:-1]
        elif mark.group(1) == "variant":
            varying.append((at, int(mark.group(2))))
        elif varying:
            start, number = varying.pop()
            wide, literals = variants[number]
            marked.variants.append(Variant(start, at, wide, tuple(sorted(set(map(hash_word, literals))))))
    return marked


def _mark_slots(text: str) -> str:
    def mark(slot: re.Match[str]) -> str:
        found = slot.group()
        named = found[0] in "_XO" or _SLOT_WORD.search(found)
        return f" {_SLOT_MARK} " if named and not found.startswith(("</", "<!")) and "://" not in found else found

    return _SLOT.sub(mark, text)


def _title_length(words: Words, slots: set[int]) -> int:
    """How many words stand in the short lines at the top."""
    length = 0
    bounds = [*words.first_words[1:], len(words)]
    for start, end in list(zip(words.first_words, bounds, strict=True))[:_TITLE_LINES]:
        said = words.words[start:end]
        if end - start > _LONGEST_TITLE or end > _TITLE_WORDS or (slots and min(slots) < end) or not SENTENCE_WORDS.isdisjoint(said):
            break
        length = end
    return length if length < len(words) * 0.4 else 0


def _find_part(words: list[str], part: Mapping[str, str]) -> tuple[int, int] | None:
    """Where an optional part stands; its `from` phrase belongs to it, its `to` phrase does not."""
    start = _find(words, part["from"], 0) if part.get("from") else 0
    if start is None:
        return None
    end = _find(words, part["to"], start) if part.get("to") else len(words)
    return (start, end) if end is not None and end > start else None


def _find(words: list[str], phrase: str, start: int) -> int | None:
    wanted = split_words(phrase).words
    return next((at for at in range(start, len(words) - len(wanted) + 1) if words[at : at + len(wanted)] == wanted), None)


def _unite(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    united: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return tuple(united)


def pack(content: Pack) -> bytes:
    """A pack as a file: MessagePack, compressed; the same content gives the same bytes."""
    import lzma

    filters = [{"id": lzma.FILTER_LZMA2, "preset": 9, "dict_size": 1 << 24}]
    return lzma.compress(msgspec.msgpack.encode(content), format=lzma.FORMAT_XZ, check=lzma.CHECK_CRC32, filters=filters)


def unpack(data: bytes) -> Pack:
    """Reads what `pack` made."""
    import lzma

    return msgspec.msgpack.decode(lzma.decompress(data), type=Pack)
