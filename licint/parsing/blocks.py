"""What begins, ends and fills a block of Markdown: the patterns and small readers that the line scanner asks."""

import re

from licint.parsing.inline import Source, read_inline
from licint.parsing.markup import reference_key, unescape
from licint.regex import late

_MARKUP = late(r"[\[\]<*_`\\&~]")
BLOCK_START = frozenset("#`~>-*+=_|:<[0123456789")
ATX = late(r"(#{1,6}+)(?:[ \t]++(.*)|)\Z|(#{2,6}+)([^\s#].*)\Z")
ATX_END = late(r"(?:\A|[ \t])#++[ \t]*+\Z")
SETEXT = late(r"(?:=++|-++)[ \t]*+\Z")
RULE = late(r"(?:(?:-[ \t]*+){3,}+|(?:\*[ \t]*+){3,}+|(?:_[ \t]*+){3,}+)\Z")
FENCE = late(r"(`{3,}+)[^`]*+\Z|(~{3,}+)")
ITEM = late(r"([-*+]|(\d{1,9})[.)])(?:([ \t]++)|\Z)")
DELIMITER_ROW = late(r"[|:\- \t]*-[|:\- \t]*\Z")
_CELL_END = late(r"(?<!\\)\|")
LETTER = late(r"[^\W\d_]")
DEFINITION = late(
    r"""^[> ]{0,9}\[([^\[\]\n^][^\[\]\n]{0,300}+)\]:[ \t]*+(?:<([^<>\n]*+)>|(\S++))[ \t]*+(?:"[^"\n]*+"|'[^'\n]*+'|\([^()\n]*+\))?[ \t]*+$""", re.MULTILINE
)
LEAD_IN = (":", "：", ":-", ":—")

_RAW_HTML = late(r"<(script|pre|style|textarea)(?:\s|>|\Z)", re.IGNORECASE)
_TAG_START = late(r"</?([A-Za-z][A-Za-z0-9]{0,20})(?:\s|/?>|\Z)")
# fmt: off
_BLOCK_TAGS = frozenset([
    "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center", "col", "colgroup", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
    "hr", "html", "iframe", "legend", "li", "link", "main", "menu", "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param", "search",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
])
# fmt: on
_LONE_TAG = late(r"""</?[A-Za-z][\w-]*+(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>[ \t]*+\Z""")
BLANK = ""  # what ends an HTML block: a blank line, or a text in it


def has_markup(text: str) -> bool:
    """Whether a text may hold anything but words."""
    return bool(_MARKUP.search(text)) or "http" in text


def html_block_end(rest: str, in_paragraph: bool) -> str | None:
    """What ends the HTML block that a line begins (CommonMark's seven kinds), or None where it begins none."""
    if rest.startswith("<!--"):
        return "-->"
    if found := _RAW_HTML.match(rest):
        return f"</{found[1].lower()}>"
    if rest.startswith(("<?", "<!")) and len(rest) > 2:
        return ">"
    found = _TAG_START.match(rest)
    if (found and found[1].lower() in _BLOCK_TAGS) or (not in_paragraph and _LONE_TAG.match(rest)):
        return BLANK
    return None


def cut_marker(rest: str, width: int, indent: int, column: int) -> tuple[int, str, int]:
    """Cut a marker and the blanks behind it: the indentation, text and column of what is left."""
    left = rest[width:].lstrip(" \t")
    blanks = len(rest) - width - len(left)
    return indent + width + (len(rest[width : width + blanks].expandtabs(4)) if blanks else 0), left, column + width + blanks


def split_row(row: str) -> list[tuple[int, str]]:
    """The cells of a table row with their offsets."""
    cells, start = [], 0
    for cell in _CELL_END.split(row) if "\\" in row else row.split("|"):
        cells.append((start, cell))
        start += len(cell) + 1
    if len(cells) > 1 and not cells[0][1].strip():
        cells = cells[1:]
    if len(cells) > 1 and not cells[-1][1].strip():
        cells = cells[:-1]
    return cells


def plain_cell(cell: str) -> str:
    """A header cell as context of its column."""
    if not has_markup(cell):
        return cell.strip()
    return " ".join([segment.text for segment in read_inline(cell, {}).segments])


def source_of(lines: list[str], numbers: list[int], columns: list[int], path: str) -> Source:
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    return Source("\n".join(lines), starts, numbers, columns, path)


def read_references(body: str) -> dict[str, str]:
    """The targets of reference definitions, `[label]: target`; the first of two counts."""
    references: dict[str, str] = {}
    for found in DEFINITION.finditer(body):
        references.setdefault(reference_key(found[1]), unescape(found[2] or found[3] or ""))
    return references
