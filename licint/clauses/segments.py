"""A license text as sentences: each with its line, its section, the lead-in that governs it, and what kind of sentence it is.

Everything here is one pass over the text, with bounded lookahead. Nothing raises: what cannot be understood is a plain clause without a section.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from licint.clauses.blocks import Block, blocks_of, line_at
from licint.clauses.leads import Leads
from licint.model import Noun
from licint.regex import late

Kind = Literal["clause", "heading", "definition", "question", "row"]

LONGEST_TEXT = 5_000_000
LONGEST_SENTENCE = 1_600

_TYPOGRAPHY = {
    ord(wide): plain for wide, plain in zip("“”„«»「」『』‘’‚–—‑−\u00a0\u3000（）：；，！？．％＄【】《》", '"""""""""\'\'\'----  ():;,!?.%$[]""', strict=True)
}
_TYPOGRAPHY |= {0xFF10 + digit: str(digit) for digit in range(10)}
_CJK = late("[\u4e00-\u9fff]")
_KANA = late("[\u3040-\u30ff]")
_HANGUL = late("[\uac00-\ud7af]")
_BOUNDARY = late(r"[.!?][\"')\]”’]{0,3} (?=[\[(\"“‘'A-Z0-9\u4e00-\u9fff\uac00-\ud7af\u3040-\u30ff-])|[。！？][”」』\"')）]{0,2}\s?|；|(?<=[\u4e00-\u9fff]);")
_PLAIN_BOUNDARY = late(r"[.!?][\"')\]]{0,3} (?=[\[(\"'A-Z0-9-])")
_ABBREVIATION = late(
    r"(?:^|[\s(])(?:e\.g|i\.e|etc|inc|ltd|co|corp|no|nos|vs|v|sec|sect|art|cf|approx|u\.s|u\.k|mr|ms|dr|st|[a-z]|\d{1,2}(?:\.\d{1,2})?)$", re.IGNORECASE
)
# "… under the Acme License 2.0. The weights …": a version after a word ends its sentence, where a number at the start of one is that of a section.
_VERSION = late(r"[a-z)\]\"'] v?\d{1,2}\.\d{1,2}$", re.IGNORECASE)
_INLINE_ITEM = late(r"[（(][0-9a-zA-Z一二三四五六七八九十]{1,3}[)）]")
_DEFINITION = late(
    r"^(?:(?:as used (?:in|herein|here)[^\"]{0,60}|for (?:the )?purposes? of [^\"]{0,80}),? )?(?:the term )?[\"'][^\"]{1,80}[\"']"
    r"(?:,? ?(?:or|and|/)? ?[\"'][^\"]{1,60}[\"']){0,4}"
    r"(?: \([^()]{0,120}\))? ?(?:shall |will |also |each |collectively |in each case )?"
    r"(?:means?\b|mean\b|refers? to|includes?\b|does not include|is defined|are defined|:|是指|系指|意指|指的是|指|意味着|包括|とは|는 |은 |란 )"
    r"|^[^\"':,.]{1,30}(?: purposes?| uses?| use) (?:means?|includes?) |^[^\"'.,:。]{1,16}(?:是指|系指|:指|: ?是指)"
)
_MEANS = late(r"[\"'][^\"]{2,60}[\"'] (?:shall )?means? ")
_GRANT = late(r"hereby grants?|\byou (?:may|must|shall) (?:not )?(?:use|copy|reproduce|distribute|modify)|for commercial use, |特此授予|如需|不得|不适用|应当")
_QUESTION = late(r"[?？]\s*$|^(?:问题?|q)\s?\d{0,2}\s?[:：.、]|(?:能否|可否|是否可以?|是否能)[^。]{0,40}$")
_SECTION_OF_DEFINITIONS = late(r"\bdefinitions?\b|定义|定義|정의")


class Sentence(Noun, frozen=True):
    """One sentence. `text` is what a reader sees; `folded` is what patterns look at: lower case, straight quotes, simplified characters, lead-in in front."""

    text: str
    folded: str
    line: int
    lead: int = 0
    section: str | None = None
    kind: Kind = "clause"
    language: str = "en"


def sentences_of(text: str, folding: Mapping[int, str]) -> tuple[Sentence, ...]:
    """The sentences of a license text in order. `folding` maps traditional to simplified characters."""
    leads = Leads()
    found: list[Sentence] = []
    defining, definitions = False, None
    for block in blocks_of(text[:LONGEST_TEXT]):
        lead = leads.governing(block.rank, block.marker.style, block.heading)
        if block.heading:
            defining = bool(_SECTION_OF_DEFINITIONS.search(block.text.lower()))
            definitions = block.section if defining else None
        elif defining and definitions and block.section and block.section != definitions and not block.section.startswith(f"{definitions}."):
            defining = False
        last = ""
        for start, piece in _split(block.text):
            sentence = _sentence(piece, lead, block, line_at(block, start), folding, defining)
            if sentence is not None:
                found.append(sentence)
                last = sentence.folded
        leads.follow(block.rank, last)
    return tuple(found)


def sentence_of(text: str, line: int, folding: Mapping[int, str], lead: str = "", section: str | None = None) -> Sentence:
    """One piece of prose as a sentence."""
    shown = " ".join(text[:LONGEST_SENTENCE].split())
    language = language_of(shown)
    folded = fold(shown, folding, language)
    joined = f"{lead} {folded}" if lead else folded
    kind: Kind = "question" if _asks(folded) else "definition" if _DEFINITION.match(folded) else "clause"
    return Sentence(text=shown, folded=joined, line=line, lead=len(joined) - len(folded), section=section, kind=kind, language=language)


def split_prose(text: str) -> Iterator[str]:
    """The sentences of a paragraph, as text."""
    for _, piece in _split(text):
        yield piece


def _asks(folded: str) -> bool:
    return folded.endswith("?") if folded.isascii() and folded[0] != "q" else _QUESTION.search(folded) is not None


def _defines(folded: str) -> bool:
    return _DEFINITION.match(folded) is not None or ("mean" in folded and _MEANS.search(folded) is not None)


def fold(text: str, folding: Mapping[int, str], language: str) -> str:
    """Lower case, straight quotes and, outside Japanese, simplified characters; same length as `text` but for a few letters."""
    if text.isascii():
        return text.lower()
    folded = text.translate(_TYPOGRAPHY).lower()
    return folded.translate(folding) if language != "ja" and _CJK.search(folded) else folded


def language_of(text: str) -> str:
    """`en`, `zh`, `ja` or `ko`, by script."""
    if text.isascii():
        return "en"
    if _KANA.search(text):
        return "ja"
    if _HANGUL.search(text):
        return "ko"
    return "zh" if len(_CJK.findall(text, 0, 600)) * 6 > min(len(text), 600) else "en"


# ---------------------------------------------------------------- sentences


def _split(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for found in (_PLAIN_BOUNDARY if text.isascii() else _BOUNDARY).finditer(text):
        end = found.end()
        mark = found.group()[0]
        if mark == "." and _ABBREVIATION.search(text, max(start, found.start() - 8), found.start()) and not _VERSION.search(text, start, found.start()):
            continue
        if mark in "；;" and _INLINE_ITEM.search(text, start, end):
            continue
        yield from _pieces(text, start, end)
        start = end
    yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    while end - start > LONGEST_SENTENCE:
        middle = start + LONGEST_SENTENCE
        cut = max(text.rfind(mark, start + 200, middle) for mark in (";", "；", ", ", "，", " "))
        cut = cut + 1 if cut > start else middle
        yield start, text[start:cut]
        start = cut
    if text[start:end].strip():
        yield start, text[start:end]


def _sentence(piece: str, lead: str, block: Block, line: int, folding: Mapping[int, str], defining: bool) -> Sentence | None:
    shown = " ".join(piece.split())
    if not shown:
        return None
    language = language_of(shown)
    folded = fold(shown, folding, language)
    kind: Kind = "clause"
    if block.marker.style == "|":
        kind = "row"
    elif block.heading:
        kind = "heading"
    elif _asks(folded):
        kind = "question"
    elif _defines(folded) or (defining and not _GRANT.search(folded)):
        kind = "definition"
    joined = f"{lead} {folded}" if lead else folded
    return Sentence(text=shown, folded=joined, line=line, lead=len(joined) - len(folded), section=block.section, kind=kind, language=language)
