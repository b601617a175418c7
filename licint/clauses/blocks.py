"""Lines that belong together: paragraphs, list items and headings of a text, hard-wrapped or not, in Markdown, HTML or plain."""

from collections.abc import Iterator

from licint.clauses.sections import Marker, Numbering, marker_of
from licint.model import Noun
from licint.regex import late

SHORT_LINE = 60
SHORT_CHINESE_LINE = 24

_LINK = late(r"!?\[([^\[\]\n]{0,200})\]\([^()\s]{0,400}\)")
_TAG = late(r"<[a-zA-Z/!][^<>\n]{0,200}>")
_MARKUP = late(r"\*{1,3}|`{1,3}|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)")
_STAR = late(r"\s{0,12}\* ")


class Block(Noun, frozen=True):
    """Lines that belong together: `starts` holds where in `text` each of them begins, `line` is the first; items of one list share a `rank`."""

    text: str
    line: int
    starts: tuple[int, ...]
    marker: Marker
    rank: str
    section: str | None
    heading: bool


def blocks_of(text: str) -> Iterator[Block]:
    """The blocks of a text in order."""
    numbering = Numbering()
    gathered: list[str] = []
    first, marker, indent = 1, Marker(), 0
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        stripped = readable(line).strip()
        found = marker_of(line, stripped) if stripped else None
        if found is not None and gathered and _is_comment_prefix(found, marker, stripped, gathered[-1]):
            stripped, found = stripped[found.length :], None
        if gathered and (not stripped or found is not None or _stands_alone(gathered[-1], stripped)):
            yield _block(gathered, first, marker, indent, numbering)
            gathered, marker = [], Marker()
        if not stripped:
            continue
        if not gathered:
            first, marker, indent = number, found or Marker(), len(line) - len(line.lstrip())
        gathered.append(stripped)


def _is_comment_prefix(found: Marker, first: Marker, line: str, before: str) -> bool:
    """Whether a bullet or hash is only the edge of a comment block: the text behind it goes on in the middle of a sentence."""
    if found.style not in ("-", "#") or first.style != found.style or line[:1] not in "*#":
        return False
    return line[found.length : found.length + 1].islower() and before[-1:] not in ".;:"


def _stands_alone(before: str, line: str) -> bool:
    """Whether a short line without a full stop is a title or an item of its own rather than the start of a wrapped sentence."""
    if len(before) >= SHORT_LINE or before[-1] in ",;，；、" or line[0].islower() or (not line[0].isascii() and len(before) >= SHORT_CHINESE_LINE):
        return False
    last = before.rsplit(None, 1)[-1]
    return not (last.isascii() and last.isalpha() and last.islower())


def _block(lines: list[str], first: int, marker: Marker, indent: int, numbering: Numbering) -> Block:
    starts: list[int] = []
    parts: list[str] = []
    length = 0
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
    section = numbering.place(marker, indent, text if heading else "")
    return Block(text=text, line=first, starts=tuple(starts), marker=marker, rank=numbering.rank(marker, indent), section=section, heading=heading)


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


def line_at(block: Block, offset: int) -> int:
    """The line of the file on which an offset into the block's text falls."""
    line = block.line
    for start in block.starts[1:]:
        if start > offset:
            break
        line += 1
    return line


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
