"""The inside of a Markdown block: links, images and what a reader sees when the markup is gone.

One pass over the tokens that mean something; brackets and anchors are matched with a stack, so that any input takes linear time.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache

import msgspec

from licint.model import Location
from licint.parsing.markup import MAX_TARGET, clean, pair_code_spans, read_attributes, reference_key, trim_url, unescape
from licint.regex import late

MAX_STACK = 200  # open brackets remembered
LONGEST_REPEATED = 400  # characters; longer blocks are rarely those of a template
MOST_REPEATED = 4_096

# Possessive quantifiers (++, *+): nothing here ever backtracks. The alternatives begin with plain characters, which the regex engine searches fastest.
_TOKEN = late(r"\\|`|<|\[|\]|!\[|https?://")
_HTML_TOKEN = late(r"<|https?://")
_ESCAPE = late(r"\\([!-/:-@\[-`{-~])")
_TICKS = late(r"`++")
_AUTO = late(r"<((?:https?|mailto|ftp):[^\s<>]*+|[\w.+-]{1,64}+@[\w-][\w.-]{0,200}+)>")
_TAG = late(r"""</?([A-Za-z][\w-]*+)(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+>|</?([A-Za-z][\w-]*+)[^<>]*+>""")
_URL = late(r"""https?://[^\s<>"'`\]\\|]++""")
_DESTINATION = late(
    r"""\(\s*+(?:<(?P<angled>[^<>\n]*+)>|(?P<plain>[^\s()<][^\s()]*+(?:\([^\s()]*+\)[^\s()]*+)*+|(?:\([^\s()]*+\)[^\s()]*+)++)?)
    (?:\s++(?:"[^"]{0,1000}+"|'[^']{0,1000}+'|\([^()]{0,1000}+\)))?\s*+\)""",
    re.VERBOSE,
)
_LABEL = late(r"\[([^\[\]]{0,999}+)\]")
# At the ends of a piece too: `**[a link](x)**` is three pieces. Each alternative begins with a plain character, what stands before it is asked afterwards.
_EMPHASIS = late(r"\*\**+(?=[^\s*]|\Z)|\*(?:(?<=[^\s*]\*)|(?<=\A\*))\**+|_(?<!\w_)_*+(?=[^\s_]|\Z)|_(?:(?<=[^\s_]_)|(?<=\A_))_*+(?!\w)|~~++")

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_BREAKS = frozenset(
    [
        *HEADINGS,
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_HIDDEN_ENDS = {name: late(f"</{name}", re.IGNORECASE) for name in ("script", "style", "template")}


class Anchor(msgspec.Struct, frozen=True, gc=False):
    """A link or image of a block, where it begins in the block's source."""

    text: str
    target: str
    offset: int
    image: bool = False


class Segment(msgspec.Struct, frozen=True, gc=False):
    """A stretch of readable text between two block tags; offsets count in the block's source. `tag` is the block tag that opened it, if any."""

    text: str
    start: int
    end: int
    tag: str = ""


class Inline(msgspec.Struct, frozen=True, gc=False):
    """What one block holds."""

    links: tuple[Anchor, ...]
    segments: tuple[Segment, ...]


class Source(msgspec.Struct):
    """The source of one block: its lines joined by newlines, with the place of each line in the file (line number and characters cut off before it)."""

    text: str
    starts: list[int]
    lines: list[int]
    columns: list[int]
    path: str

    def locate(self, offset: int) -> Location:
        """The place in the file of an offset in `text`."""
        index = bisect_right(self.starts, offset) - 1
        return Location(self.path, self.lines[index], self.columns[index] + offset - self.starts[index] + 1)

    def line_of(self, offset: int) -> int:
        """The line in the file of an offset in `text`."""
        return self.lines[bisect_right(self.starts, offset) - 1]


class _Open(msgspec.Struct):
    """An opening bracket or anchor: where its text begins among the pieces, and the links found before it."""

    piece: int
    offset: int
    links: int
    image: bool = False
    alt: str = ""
    href: str | None = None


def read_inline(text: str, references: Mapping[str, str], *, html: bool = False) -> Inline:
    """The links and the text of one block. A block that recurs, as those of templates do, is read once."""
    if references or len(text) > LONGEST_REPEATED:
        return _InlineReader(text, references, html).read()
    return _read_repeated(text, html)


@lru_cache(MOST_REPEATED)
def _read_repeated(text: str, html: bool) -> Inline:
    return _InlineReader(text, {}, html).read()


class _InlineReader:
    """Reads one block."""

    def __init__(self, text: str, references: Mapping[str, str], html: bool) -> None:
        self.text, self.references, self.html = text, references, html
        self.pieces: list[str] = []
        self.links: list[Anchor] = []
        self.segments: list[Segment] = []
        self.brackets: list[_Open] = []
        self.anchor: _Open | None = None
        self.segment_start, self.segment_tag = 0, ""
        self.code_ends: dict[int, int] | None = None

    def read(self) -> Inline:
        """Read the whole block."""
        text, search = self.text, (_HTML_TOKEN if self.html else _TOKEN).search
        at = 0
        while found := search(text, at):
            start = found.start()
            if start > at:
                self._add_text(text[at:start])
            at = _READERS[text[start]](self, start)
        self._add_text(text[at:])
        if self.anchor:
            self._close_anchor()
        self._break(len(text), "")
        return Inline(tuple(self.links), tuple(self.segments))

    # Each _read_… takes the token at an offset and returns where to go on.

    def _read_plain(self, at: int) -> int:
        self.pieces.append(self.text[at])
        return at + 1

    def _read_escape(self, at: int) -> int:
        found = _ESCAPE.match(self.text, at)
        if not found:
            return self._read_plain(at)
        self.pieces.append(found[1])
        return found.end()

    def _read_code(self, at: int) -> int:
        if self.code_ends is None:
            self.code_ends = dict(pair_code_spans(self.text))
        start = _TICKS.match(self.text, at).end()  # type: ignore[union-attr]
        end = self.code_ends.get(at)
        if end is None:
            self.pieces.append(self.text[at:start])
            return start
        self.pieces.append(self.text[start : end - (start - at)].strip())
        return end

    def _read_angle(self, at: int) -> int:
        text = self.text
        if text.startswith("<!--", at):
            end = text.find("-->", at)
            return end + 3 if end >= 0 else len(text) if self.html else self._read_plain(at)
        if found := _AUTO.match(text, at):
            target = found[1] if ":" in found[1] else "mailto:" + found[1]
            self._add_link(found[1], target, at)
            self.pieces.append(found[1])
            return found.end()
        if found := _TAG.match(text, at):
            return self._read_tag(found)
        return self._read_plain(at)

    def _read_url(self, at: int) -> int:
        found = _URL.match(self.text, at)
        if not found:
            return self._read_plain(at)
        url = trim_url(found[0])
        self._add_link(url, url, at)
        self.pieces.append(url)
        return at + len(url)

    def _read_open(self, at: int) -> int:
        image = self.text[at] == "!"
        if len(self.brackets) >= MAX_STACK:
            del self.brackets[0]
        self.brackets.append(_Open(len(self.pieces), at, len(self.links), image))
        self.pieces.append("![" if image else "[")
        return at + 1 + image

    def _read_close(self, at: int) -> int:
        if not self.brackets:
            return self._read_plain(at)
        opening = self.brackets.pop()
        target, end = self._find_target(opening, at + 1)
        if target is None:
            return self._read_plain(at)
        label = clean("".join(self.pieces[opening.piece + 1 :]))
        if opening.image:
            self._put_image(label, target, opening.offset)
            del self.pieces[opening.piece :]
            return end
        # A bare address inside the brackets is the text of this link, not another one.
        self.links[opening.links :] = [link for link in self.links[opening.links :] if link.image]
        self._add_link(label or opening.alt, target, opening.offset)
        self.pieces[opening.piece] = ""
        return end

    def _find_target(self, opening: _Open, at: int) -> tuple[str | None, int]:
        """Where the brackets that end at `at` point to, and where the whole link ends."""
        text = self.text
        if text.startswith("(", at) and (found := _DESTINATION.match(text, at)):
            return (found["angled"] or found["plain"] or "")[:MAX_TARGET], found.end()
        if not self.references:
            return None, at
        label, end = text[opening.offset + 1 + opening.image : at - 1], at
        if found := _LABEL.match(text, at):
            label, end = found[1] or label, found.end()
        return self.references.get(reference_key(label)), end

    def _read_tag(self, found: re.Match[str]) -> int:
        tag = found[0]
        name = (found[1] or found[2]).lower()
        closing = tag.startswith("</")
        if name == "a":
            self._read_anchor(tag, closing, found.start())
        elif name == "img":
            attributes = read_attributes(tag)
            if "src" in attributes:
                self._put_image(attributes.get("alt", ""), attributes["src"], found.start())
        elif name == "br" or (name in _BREAKS and self.segment_tag in HEADINGS and name not in HEADINGS):
            self.pieces.append(" ")
        elif name in _BREAKS:
            self._break(found.start(), "" if closing else name)
            self.segment_start = found.end()
        elif name in _HIDDEN_ENDS and not closing:
            end = _HIDDEN_ENDS[name].search(self.text, found.end())
            return end.start() if end else len(self.text)
        return found.end()

    def _read_anchor(self, tag: str, closing: bool, offset: int) -> None:
        if self.anchor:
            self._close_anchor()
        href = None if closing else read_attributes(tag).get("href")
        if href is not None:
            self.anchor = _Open(len(self.pieces), offset, len(self.links), href=href)

    def _close_anchor(self) -> None:
        anchor, self.anchor = self.anchor, None
        if anchor and anchor.href is not None:
            self.links[anchor.links :] = [link for link in self.links[anchor.links :] if link.image]
            self._add_link(clean("".join(self.pieces[anchor.piece :])) or anchor.alt, anchor.href, anchor.offset)

    def _put_image(self, alt: str, target: str, offset: int) -> None:
        self.links.append(Anchor(alt, target[:MAX_TARGET], offset, image=True))
        for holder in ([self.brackets[-1]] if self.brackets else []) + ([self.anchor] if self.anchor else []):
            holder.alt = holder.alt or alt

    def _add_link(self, text: str, target: str, offset: int) -> None:
        self.links.append(Anchor(text, unescape(target[:MAX_TARGET]), offset))

    def _add_text(self, text: str) -> None:
        if text:
            if not self.html and ("*" in text or "_" in text or "~" in text):
                text = _EMPHASIS.sub("", text)
            self.pieces.append(text)

    def _break(self, offset: int, tag: str) -> None:
        """End the segment that runs, if it holds anything."""
        text = clean("".join(self.pieces))
        if self.anchor:  # an anchor may hold whole blocks: its text goes on
            self.anchor.alt = self.anchor.alt or text
            self.anchor.piece = 0
        self.pieces.clear()
        self.brackets.clear()
        if text:
            self.segments.append(Segment(text, self.segment_start, offset, self.segment_tag))
            self.segment_tag = tag
        else:
            self.segment_tag = tag or self.segment_tag
        self.segment_start = offset


_READERS = {
    "\\": _InlineReader._read_escape,
    "`": _InlineReader._read_code,
    "<": _InlineReader._read_angle,
    "[": _InlineReader._read_open,
    "!": _InlineReader._read_open,
    "]": _InlineReader._read_close,
    "h": _InlineReader._read_url,
}
