"""A license text as sentences: each with its line, its section, the lead-in that governs it, and what kind of sentence it is.

Everything here is one pass over the text, with bounded lookahead. Nothing raises: what cannot be understood is a plain clause without a section.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from licint.clauses.sections import Marker, Numbering, marker_of
from licint.model import Noun

Kind = Literal["clause", "heading", "definition", "question", "row"]

LONGEST_TEXT = 5_000_000
LONGEST_SENTENCE = 1_600
LONGEST_LEAD = 400
SHORT_LINE = 60

_TYPOGRAPHY = {ord(wide): plain for wide, plain in zip("“”„«»「」『』‘’‚–—‑−\u00a0\u3000（）：；，！？．％＄【】《》", "\"\"\"\"\"\"\"\"\"'''----  ():;,!?.%$[]\"\"", strict=True)}
_TYPOGRAPHY |= {0xFF10 + digit: str(digit) for digit in range(10)}
_LINK = re.compile(r"!?\[([^\[\]\n]{0,200})\]\([^()\s]{0,400}\)")
_TAG = re.compile(r"<[a-zA-Z/!][^<>\n]{0,200}>")
_MARKUP = re.compile(r"\*{1,3}|`{1,3}|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)")
_STAR = re.compile(r"\s{0,12}\* ")
_SPACE = re.compile(r"\s+")
_CJK = re.compile("[\u4e00-\u9fff]")
_KANA = re.compile("[\u3040-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7af]")
_BOUNDARY = re.compile(r"[.!?][\"')\]”’]{0,3} (?=[\[(\"“‘'A-Z0-9\u4e00-\u9fff\uac00-\ud7af\u3040-\u30ff-])|[。！？][”」』\"')）]{0,2}\s?|；|(?<=[\u4e00-\u9fff]);")
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:e\.g|i\.e|etc|inc|ltd|co|corp|no|nos|vs|v|sec|sect|art|cf|approx|u\.s|u\.k|mr|ms|dr|st|[a-z]|\d{1,2}(?:\.\d{1,2})?)$", re.IGNORECASE)
_INLINE_ITEM = re.compile(r"[（(][0-9a-zA-Z一二三四五六七八九十]{1,3}[)）]")
_DEFINITION = re.compile(
    r"^(?:(?:as used (?:in|herein|here)[^\"]{0,60}|for (?:the )?purposes? of [^\"]{0,80}),? )?(?:the term )?[\"'][^\"]{1,80}[\"'](?:,? ?(?:or|and|/)? ?[\"'][^\"]{1,60}[\"']){0,4}"
    r"(?: \([^()]{0,120}\))? ?(?:shall |will |also |each |collectively |in each case )?"
    r"(?:means?\b|mean\b|refers? to|includes?\b|does not include|is defined|are defined|:|是指|系指|意指|指的是|指|意味着|包括|とは|는 |은 |란 )"
    r"|^[^\"':,.]{1,30}(?: purposes?| uses?| use) (?:means?|includes?) |^[^\"'.,:。]{1,16}(?:是指|系指|:指|: ?是指)"
)
_MEANS = re.compile(r"[\"'][^\"]{2,60}[\"'] (?:shall )?means? ")
_GRANT = re.compile(r"hereby grants?|\byou may (?:not )?(?:use|copy|reproduce|distribute|modify)|特此授予")
_QUESTION = re.compile(r"[?？]\s*$|^(?:问题?|q)\s?\d{0,2}\s?[:：.、]|(?:能否|可否|是否可以?|是否能)[^。]{0,40}$")
_SECTION_STYLES = ("", "#", "1", "1.1", "1.1.1", "section", "第", "一")
_CONDITIONS_FOLLOW = re.compile(r"(?:conditions?|requirements|terms)(?: (?:are|is) met)?:$|provided that:?$|条件:$")
_SECTION_OF_DEFINITIONS = re.compile(r"\bdefinitions?\b|定义|定義|정의")


class Sentence(Noun, frozen=True):
    """One sentence. `text` is what a reader sees; `folded` is what patterns look at: lower case, straight quotes, simplified characters, lead-in in front."""

    text: str
    folded: str
    line: int
    lead: int = 0
    section: str | None = None
    kind: Kind = "clause"
    language: str = "en"


class Block(Noun, frozen=True):
    """Lines that belong together: `starts` holds where in `text` each of them begins, `line` is the first."""

    text: str
    line: int
    starts: tuple[int, ...]
    marker: Marker
    section: str | None
    heading: bool


def sentences_of(text: str, folding: Mapping[int, str]) -> tuple[Sentence, ...]:
    """The sentences of a license text in order. `folding` maps traditional to simplified characters."""
    leads = _Leads()
    found: list[Sentence] = []
    defining, definitions = False, None
    for block in _blocks(text[:LONGEST_TEXT]):
        lead = leads.governing(block)
        if block.heading:
            defining = bool(_SECTION_OF_DEFINITIONS.search(block.text.lower()))
            definitions = block.section if defining else None
        elif defining and definitions and block.section and block.section != definitions and not block.section.startswith(f"{definitions}."):
            defining = False
        last = ""
        for start, piece in _split(block.text):
            sentence = _sentence(piece, lead, block, _line_at(block, start), folding, defining)
            if sentence is not None:
                found.append(sentence)
                last = sentence.folded
        leads.follow(block, last)
    return tuple(found)


def sentence_of(text: str, line: int, folding: Mapping[int, str], lead: str = "", section: str | None = None) -> Sentence:
    """One piece of prose as a sentence."""
    shown = _SPACE.sub(" ", text[:LONGEST_SENTENCE]).strip()
    language = language_of(shown)
    folded = fold(shown, folding, language)
    joined = f"{lead} {folded}" if lead else folded
    kind: Kind = "question" if _QUESTION.search(folded) else "definition" if _DEFINITION.match(folded) else "clause"
    return Sentence(text=shown, folded=joined, line=line, lead=len(joined) - len(folded), section=section, kind=kind, language=language)


def split_prose(text: str) -> Iterator[str]:
    """The sentences of a paragraph, as text."""
    for _, piece in _split(text):
        yield piece


def fold(text: str, folding: Mapping[int, str], language: str) -> str:
    """Lower case, straight quotes and, outside Japanese, simplified characters; same length as `text` but for a few letters."""
    if text.isascii():
        return text.lower()
    folded = text.translate(_TYPOGRAPHY).lower()
    return folded if language == "ja" else folded.translate(dict(folding))


def language_of(text: str) -> str:
    """`en`, `zh`, `ja` or `ko`, by script."""
    if text.isascii():
        return "en"
    if _KANA.search(text):
        return "ja"
    if _HANGUL.search(text):
        return "ko"
    return "zh" if len(_CJK.findall(text, 0, 600)) * 6 > min(len(text), 600) else "en"


def readable(text: str) -> str:
    """Markdown and HTML markup removed: what a reader sees."""
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "*" not in text and "`" not in text and "_" not in text:
        return text
    bullet = _STAR.match(text)
    return (bullet.group() if bullet else "") + _MARKUP.sub("", text[bullet.end() :] if bullet else text)


# ---------------------------------------------------------------- blocks


def _blocks(text: str) -> Iterator[Block]:
    numbering = Numbering()
    gathered: list[str] = []
    first, marker = 1, Marker()
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        stripped = readable(line).strip()
        found = marker_of(line, stripped) if stripped else None
        if found is not None and gathered and _is_comment_prefix(found, marker, stripped, gathered[-1]):
            found, stripped = None, stripped[found.length :]
        if gathered and (not stripped or found is not None or _stands_alone(gathered[-1], stripped)):
            yield _block(gathered, first, marker, numbering)
            gathered, marker = [], Marker()
        if not stripped:
            continue
        if not gathered:
            first, marker = number, found or Marker()
        gathered.append(stripped)


def _is_comment_prefix(found: Marker, first: Marker, line: str, before: str) -> bool:
    """Whether a bullet or hash is only the edge of a comment block: the text behind it goes on in the middle of a sentence."""
    if found.style not in ("-", "#") or first.style != found.style or line[:1] not in "*#":
        return False
    return line[found.length : found.length + 1].islower() and before[-1:] not in ".;:"


def _stands_alone(before: str, line: str) -> bool:
    """Whether a short line without a full stop is a title or an item of its own rather than the start of a wrapped sentence."""
    return len(before) < SHORT_LINE and before[-1] not in ",;，；、" and not line[0].islower() and (line[0].isascii() or len(before) < 24)


def _block(lines: list[str], first: int, marker: Marker, numbering: Numbering) -> Block:
    starts, parts, length = [], [], 0
    for index, each in enumerate(lines):
        line = each[marker.length :].strip() if index == 0 else each
        if parts:
            joint = "" if not parts[-1][-1:].isascii() and not line[:1].isascii() else " "
            parts.append(joint)
            length += len(joint)
        starts.append(length)
        parts.append(line)
        length += len(line)
    text = "".join(parts)
    heading = _is_heading(text, marker)
    return Block(text=text, line=first, starts=tuple(starts), marker=marker, section=numbering.place(marker, text if heading else ""), heading=heading)


def _is_heading(text: str, marker: Marker) -> bool:
    if marker.style == "#":
        return True
    if not text or len(text) > 80 or text[-1] in ".;,。；，" or marker.style in ("-", "|"):
        return False
    if not text.isascii():
        return bool(marker.style) and len(text) <= 16
    words = text.rstrip(":").split()
    titled = sum(word[:1].isupper() or word.lower() in ("of", "and", "the", "to", "for", "on", "in", "or", "a", "&") for word in words)
    return titled == len(words) and text[0].isupper() and (bool(marker.style) or text.isupper())


def _line_at(block: Block, offset: int) -> int:
    line = block.line
    for start in block.starts[1:]:
        if start > offset:
            break
        line += 1
    return line


# ---------------------------------------------------------------- sentences


def _split(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for found in _BOUNDARY.finditer(text):
        end = found.end()
        mark = found.group()[0]
        if mark == "." and _ABBREVIATION.search(text, max(start, found.start() - 8), found.start()):
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
    shown = _SPACE.sub(" ", piece).strip()
    if not shown:
        return None
    language = language_of(shown)
    folded = fold(shown, folding, language)
    kind: Kind = "clause"
    if block.marker.style == "|":
        kind = "row"
    elif block.heading:
        kind = "heading"
    elif _QUESTION.search(folded):
        kind = "question"
    elif _DEFINITION.match(folded) or _MEANS.search(folded) or (defining and not _GRANT.search(folded)):
        kind = "definition"
    joined = f"{lead} {folded}" if lead else folded
    return Sentence(text=shown, folded=joined, line=line, lead=len(joined) - len(folded), section=block.section, kind=kind, language=language)


# ---------------------------------------------------------------- lead-ins


class _Leads:
    """The sentences that open lists ("You may not:") and so govern the items below them."""

    def __init__(self) -> None:
        self._open: list[tuple[str, str | None, str]] = []
        self._fresh = False
        self._continues = False

    def governing(self, block: Block) -> str:
        """The lead-in of this block, "" when none."""
        style = block.marker.style
        if self._fresh and self._open:
            own, _, text = self._open[-1]
            if block.heading and style in _SECTION_STYLES or style and own == style:
                self._open.clear()
                return ""
            self._open[-1] = (own, style, text)
            return text
        if not style and not self._continues or style in _SECTION_STYLES and block.heading:
            self._open.clear()
        while self._open and self._open[-1][1] != style and any(style in (own, items) for own, items, _ in self._open):
            self._open.pop()
        return self._open[-1][2] if self._open else ""

    def follow(self, block: Block, last: str) -> None:
        """Note whether this block opens a list."""
        tail = last.rstrip()
        opens = tail.endswith((":", "-")) or tail.endswith((" to", "不得", "禁止", " any of the following"))
        self._fresh = opens and not block.marker.style == "|" and len(tail) > 3
        self._continues = tail.endswith((";", ",", "; and", "; or", ", and", ", or"))
        if self._fresh:
            if _CONDITIONS_FOLLOW.search(tail):
                tail = ""
            self._open.append((block.marker.style, None, tail[-LONGEST_LEAD:]))
            del self._open[:-6]
