"""The body of a card as headings, links and paragraphs: a line scanner for what CommonMark and GitHub tables make of real READMEs.

It is no full Markdown reader. It knows ATX and setext headings, fenced and indented code (left out), HTML blocks and comments, lists with their lead-ins,
quotes, tables and reference definitions; markdown-it-py costs 84 ms to import and some 10 ms a card. `bench/cards.py` compares the two.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from licint.model import Heading, Link, Location, Noun, Paragraph, Prose
from licint.parsing import blocks
from licint.parsing.blocks import BLOCK_START, LETTER, has_markup, source_of, split_row
from licint.parsing.inline import HEADINGS, Inline, Segment, Source, read_inline

MAX_BODY = 2_000_000  # characters
MAX_NESTING = 20  # lists in lists, quotes in quotes
LONGEST_REPEATED = 400  # characters between two blank lines; what is longer is rarely of a template
MOST_REPEATED = 8_192


def parse_prose(body: str, first_line: int, path: str) -> Prose:
    """Headings, links and paragraphs of a Markdown text whose first line is `first_line` (1-based) of `path`; never raises.

    A list item has in `headings` also the paragraph that leads into its list ("You may not:"), a cell the first cell of its row and the header of its column.
    Code is left out, and so are cells without a letter. Bare addresses are links too, with themselves as text.
    """
    return _Scanner(body[:MAX_BODY], first_line, path).scan()


class _List:
    """An open list item: where its marker and its content are indented to, and what leads into the list."""

    __slots__ = ("content", "lead", "marker")

    def __init__(self, marker: int, content: int, lead: str) -> None:
        self.marker, self.content, self.lead = marker, content, lead


class _Piece(Noun, frozen=True):
    """What a piece of text holds, its lines counted from 0, and the list that is open at its end."""

    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    paragraphs: tuple[Paragraph, ...]
    lists: tuple[_List, ...]
    last_text: str


@lru_cache(MOST_REPEATED)
def _read_alone(text: str) -> _Piece | None:
    return _Scanner(text, 0, "").as_piece()


class _Scanner:
    """Goes through the lines once; the block that runs is in `lines`, with its line numbers and cut columns."""

    def __init__(self, body: str, first_line: int, path: str) -> None:
        if "\r" in body:
            body = body.replace("\r\n", "\n").replace("\r", "\n")
        self.path, self.first_line = path, first_line
        self.body = body
        self.references = blocks.read_references(body) if "]:" in body else {}
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.paragraphs: list[Paragraph] = []
        self.outline: list[Heading] = []
        self.above: tuple[str, ...] = ()  # the titles of `outline`
        self.lists: list[_List] = []
        self.last_text = ""  # of the paragraph just before, a lead-in perhaps
        self.quoted = False
        self.lines: list[str] = []
        self.numbers: list[int] = []
        self.columns: list[int] = []
        self.fence, self.fence_indent = "", 0  # what closes the fenced code that runs, and the indentation of the list item around it
        self.html_end: str | None = None
        self.header: list[str] | None = None  # of the table that runs

    def scan(self) -> Prose:
        if self.references:
            self._read_lines(self.body, self.first_line)
        else:
            self._read_pieces()
        self._end_html() if self.html_end is not None else self._end_block()
        return Prose(headings=tuple(self.headings), links=tuple(self.links), paragraphs=tuple(self.paragraphs))

    def _read_lines(self, text: str, first_line: int) -> None:
        for number, line in enumerate(text.split("\n"), first_line):
            rest = line.lstrip(" \t")
            if self.fence and not (self.quoted or self.fence_indent or rest.startswith(self.fence)):
                continue
            if self.html_end is not None:
                self._read_html_line(line, rest, number)
            elif self.fence and self._in_fence(line, rest):
                continue
            elif not rest or rest.isspace():
                self._end_block()
                self.quoted = False
            elif rest[0] not in BLOCK_START and (self.lines or line[0] not in " \t") and not self.quoted and not self.header:
                if not self.lines:
                    self.lists.clear()
                self._append(rest, number, len(line) - len(rest))
            elif self.header is not None and rest[0] == "|" and not self.quoted:
                self._read_row(rest, number, len(line) - len(rest))
            elif self.quoted or not self._read_plain_line(line, number):
                self._read_line(line, rest, number)

    # ------------------------------------------------------------ pieces between blank lines

    def _read_pieces(self) -> None:
        """Read the text piece by piece: those of templates stand in thousands of cards, and are read once."""
        number, is_first = self.first_line, True
        for piece in self.body.split("\n\n"):
            if not is_first and (self.lines or self.quoted or self.header is not None or self.html_end is not None):
                self._read_lines("", number - 1)
            is_first = False
            known = _read_alone(piece) if len(piece) <= LONGEST_REPEATED and self._stands_alone(piece) else None
            if known:
                self._add_piece(known, number)
            elif piece:
                self._read_lines(piece, number)
            number += piece.count("\n") + 2

    def _stands_alone(self, piece: str) -> bool:
        """Whether what stands above, headings apart, does not matter to a piece."""
        if self.fence or self.html_end is not None:
            return False
        begins_anew = piece[:1].isalpha() or (piece[:1] == "#" and piece.lstrip("#")[:1] == " ")
        return begins_anew or not (self.lists or self.last_text.endswith(blocks.LEAD_IN))

    def _add_piece(self, piece: "_Piece", line: int) -> None:
        """Add what a piece holds that begins on a line."""
        for heading in piece.headings:
            self._note_heading(Heading(heading.level, heading.title, heading.line + line))
        above, inner = self.above, len(piece.headings)
        for each in piece.paragraphs:
            path = (*above, *each.headings[inner:]) if len(each.headings) > inner else above
            self.paragraphs.append(Paragraph(each.text, each.line + line, each.end_line + line, path, each.kind))
        for link in piece.links:
            self.links.append(Link(link.text, link.target, Location(self.path, link.at.line + line, link.at.column), link.image))
        self.lists, self.last_text = list(piece.lists), piece.last_text

    def as_piece(self) -> "_Piece | None":
        """What was read, if it can stand elsewhere: all that was begun is ended, and a heading can only be above the rest."""
        self._read_lines(f"{self.body}\n", 0)
        below = tuple([each.title for each in self.headings])
        if self.fence or self.html_end is not None or len(below) > 1 or any(each.headings[: len(below)] != below for each in self.paragraphs):
            return None
        return _Piece(tuple(self.headings), tuple(self.links), tuple(self.paragraphs), tuple(self.lists), self.last_text)

    # ------------------------------------------------------------ one line

    def _read_plain_line(self, line: str, number: int) -> bool:
        """Read the commonest of the lines that `_read_line` reads: a heading, or an item of a list that begins with a word, not indented."""
        if line[0] == "#":
            return self._starts_block(line, number, 0, 0)
        if line[0] not in "-*" or line[1:2] != " " or not line[2:3].isalpha():
            return False
        self._open_item(0, 1, 1)
        self._append(line[2:], number, 2)
        return True

    def _read_line(self, line: str, rest: str, number: int) -> None:
        """A line that may begin, go on with or end a block. `rest` is what is left of it, `column` how much was cut off, `indent` its width."""
        column = len(line) - len(rest)
        indent = column if "\t" not in line[:column] else len(line[:column].expandtabs(4))
        quoted, origin = False, 0  # where the text of the innermost quote begins
        for _ in range(MAX_NESTING):
            base = max(origin, self._base(indent)) if self.lists else origin
            if rest[0] == ">" and indent - base < 4:
                quoted = True
                if not self.quoted:
                    self._end_block()
                    self.quoted = True
                marker = indent
                indent, rest, column = blocks.cut_marker(rest, 1, indent, column)
                origin = min(indent, marker + 2)
                if not rest or rest.isspace():
                    self._end_block()
                    return
                continue
            if not self.lines and indent - base >= 4:
                return  # indented code
            if self._starts_block(rest, number, column, indent):
                self.quoted = quoted
                return
            found = blocks.ITEM.match(rest) if rest[0] in "-*+0123456789" else None
            if not found or (self.lines and not self._may_interrupt(found, rest)):
                break
            self._open_item(indent, len(found[1]), len(found[3] or " "))
            self.quoted = quoted
            indent, rest, column = blocks.cut_marker(rest, len(found[1]), indent, column)
            if not rest or rest.isspace():
                return
        if self.quoted and not quoted and not self.lines:
            self.quoted = False
        if not self.lines and self.lists:
            self._leave_lists(indent)
        (self._read_row if self.header else self._append)(rest, number, column)

    def _base(self, indent: int) -> int:
        """The indentation of the innermost list item that a line so far indented belongs to."""
        return next((each.content for each in reversed(self.lists) if each.content <= indent), 0)

    def _starts_block(self, rest: str, number: int, column: int, indent: int) -> bool:
        """Read a line that is, or begins, a block other than a paragraph, list item or quote."""
        first = rest[0]
        if first == "#" and (found := blocks.ATX.match(rest.rstrip())):
            self._end_block()
            self._leave_lists(indent)
            title = found[2] or found[4] or ""
            if title[-1:] == "#":
                title = blocks.ATX_END.sub("", title)
            self._add_heading(len(found[1] or found[3]), title, number, column + rest.find(title) if title else column)
        elif first in "=-" and self.lines and self.header is None and indent >= (self.lists[-1].content if self.lists else 0) and blocks.SETEXT.match(rest):
            self._end_setext(1 if first == "=" else 2)
        elif first in "|:-" and self.lines and "|" in self.lines[-1] and self._starts_table(rest):
            return True
        elif first in "-*_" and blocks.RULE.match(rest):
            self._end_block()
            self._leave_lists(indent)
        elif first in "`~" and (found := blocks.FENCE.match(rest)):
            self._end_block()
            self.fence, self.fence_indent = found[1] or found[2], self._base(indent)
        elif first == "<" and (end := blocks.html_block_end(rest, bool(self.lines))) is not None:
            self._end_block()
            self.html_end = end
            self._read_html_line(" " * column + rest, rest, number)
        else:
            return first == "[" and not self.lines and bool(self.references) and bool(blocks.DEFINITION.match(rest))
        return True

    def _append(self, rest: str, number: int, column: int) -> None:
        self.lines.append(rest)
        self.numbers.append(number)
        self.columns.append(column)

    def _in_fence(self, line: str, rest: str) -> bool:
        """Whether a line still belongs to the fenced code: the code ends with its fence, or with the quote or list item that it stands in."""
        if self.quoted:
            if rest[:1] != ">":
                self.fence = ""
                return False
            rest = rest.lstrip("> \t")
        elif self.fence_indent and rest and len(line) - len(rest) < self.fence_indent and "\t" not in line[: self.fence_indent]:
            self.fence = ""
            return False
        if rest.startswith(self.fence) and not rest.strip().strip(self.fence[0]):
            self.fence = ""
        return True

    # ------------------------------------------------------------ lists

    def _may_interrupt(self, found: re.Match[str], rest: str) -> bool:
        """Whether a marker inside a paragraph begins a list: an empty item or a number other than 1 does not, unless a list runs."""
        return bool(self.lists) or (found.end() < len(rest) and found[2] in (None, "1"))

    def _open_item(self, indent: int, width: int, blanks: int) -> None:
        """A marker so wide, and so many blanks behind it."""
        self._end_block()
        lead = self.last_text if self.last_text.endswith(blocks.LEAD_IN) else ""
        while self.lists and self.lists[-1].content > indent:
            lead = self.lists.pop().lead
        if len(self.lists) < MAX_NESTING:
            self.lists.append(_List(indent, indent + width + (blanks if blanks < 5 else 1), lead))

    def _leave_lists(self, indent: int) -> None:
        while self.lists and self.lists[-1].content > indent:
            self.lists.pop()

    # ------------------------------------------------------------ tables

    def _starts_table(self, rest: str) -> bool:
        """Whether a line is the delimiter row under a header row (the line before, which has a `|`), and has as many cells as that."""
        if self.header is not None or not blocks.DELIMITER_ROW.match(rest):
            return False
        header = split_row(self.lines[-1])
        if len(header) != len(split_row(rest)):
            return False
        line, number, column = self.lines.pop(), self.numbers.pop(), self.columns.pop()
        self._end_block()
        self.header = []
        self._read_row(line, number, column)
        self.header = [blocks.plain_cell(cell) for _, cell in header]
        return True

    def _read_row(self, rest: str, number: int, column: int) -> None:
        """Read one row of the table that runs; cells without a letter are left out."""
        if not LETTER.search(rest):
            return
        label = ""
        header = self.header or []
        for index, (offset, cell) in enumerate(split_row(rest)):
            if not LETTER.search(cell):
                continue
            context = [name for name in (label, header[index] if index < len(header) else "") if name]
            text = self._read_text([cell], [number], [column + offset], "cell", context)
            label = label or (text if index == 0 else "")

    # ------------------------------------------------------------ ends of blocks

    def _end_block(self) -> None:
        """A paragraph or table is over."""
        self.header = None
        if self.lines:
            kind = "quote" if self.quoted else "item" if self.lists else "text"
            lines, numbers, columns = self._take()
            self.last_text = self._read_text(lines, numbers, columns, kind)

    def _end_setext(self, level: int) -> None:
        lines, numbers, columns = self._take()
        self._add_heading(level, "\n".join(lines), numbers[0], columns[0], numbers, columns)

    def _take(self) -> tuple[list[str], list[int], list[int]]:
        taken = self.lines, self.numbers, self.columns
        self.lines, self.numbers, self.columns = [], [], []
        return taken

    def _add_heading(self, level: int, title: str, number: int, column: int, numbers: list[int] | None = None, columns: list[int] | None = None) -> None:
        if has_markup(title):
            inline = read_inline(title, self.references)
            self._add_links(inline, source_of(title.split("\n"), numbers or [number], columns or [column], self.path))
            title = " ".join([segment.text for segment in inline.segments])
        self._note_heading(Heading(level, " ".join(title.split()), number))

    def _note_heading(self, heading: Heading) -> None:
        self.headings.append(heading)
        self.last_text = ""
        while self.outline and self.outline[-1].level >= heading.level:
            self.outline.pop()
        self.outline.append(heading)
        self.above = tuple([each.title for each in self.outline])

    def _read_text(self, lines: list[str], numbers: list[int], columns: list[int], kind: Any, context: Sequence[str] = ()) -> str:
        """Add the paragraph that some lines of source make; its text."""
        path = self.above
        if self.lists or context:
            path = (*path, *[each.lead for each in self.lists if each.lead], *context)
        joined = "\n".join(lines)
        if not has_markup(joined):
            text = " ".join(joined.split())
            self.paragraphs.append(Paragraph(text, numbers[0], numbers[-1], path, kind))
            return text
        inline, source = read_inline(joined, self.references), source_of(lines, numbers, columns, self.path)
        self._add_links(inline, source)
        for segment in inline.segments:
            self._add_segment(segment, source, kind, path)
        return inline.segments[-1].text if inline.segments else ""

    def _add_links(self, inline: Inline, source: Source) -> None:
        for each in inline.links:
            self.links.append(Link(each.text, each.target, source.locate(each.offset), each.image))

    def _add_segment(self, segment: Segment, source: Source, kind: Any, path: tuple[str, ...]) -> None:
        start, end = source.line_of(segment.start), source.line_of(max(segment.end - 1, segment.start))
        if segment.tag in HEADINGS:
            self._note_heading(Heading(int(segment.tag[1]), segment.text, start))
            return
        kind = {"li": "item", "td": "cell", "th": "cell", "blockquote": "quote"}.get(segment.tag, kind)
        self.paragraphs.append(Paragraph(segment.text, start, end, path, kind))

    # ------------------------------------------------------------ HTML

    def _read_html_line(self, line: str, rest: str, number: int) -> None:
        """One line of an HTML block; the line that ends a comment or script belongs to it, a blank line does not."""
        if self.html_end == blocks.BLANK and not rest.strip():
            self._end_html()
            return
        self._append(rest, number, len(line) - len(rest))
        if self.html_end and self.html_end in rest.lower():
            self._end_html()

    def _end_html(self) -> None:
        self.html_end = None
        lines, numbers, columns = self._take()
        if not lines:
            return
        inline, source = read_inline("\n".join(lines), {}, html=True), source_of(lines, numbers, columns, self.path)
        self._add_links(inline, source)
        for segment in inline.segments:
            self._add_segment(segment, source, "text", self.above)  # a heading among them is above those that follow
        self.last_text = inline.segments[-1].text if inline.segments else self.last_text
