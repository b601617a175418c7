"""Text in columns of a terminal, where Chinese, Japanese and Korean characters take two."""

from textwrap import wrap as wrap_narrow
from typing import Any

from licint.regex import late

# Before it only the letters are wide of which Korean syllables are made.
FIRST_WIDE = "\u231a"
# No line begins with closing punctuation or ends with opening one.
_OPENING, _CLOSING = "（《“‘「『【〔", "。，、；：？！）》”’」』】〕"
_WIDE = "ᄀ-ᅟ⺀-꓏가-힣豈-﫿︰-﹏＀-｠￠-￦"
_PIECE = late(rf"(\s*)([{_OPENING}]*(?:[^\s{_OPENING}{_CLOSING}{_WIDE}]+|[^\s{_OPENING}{_CLOSING}])?[{_CLOSING}]*)")


def width(text: str) -> int:
    """The columns that a text takes."""
    if text.isascii() or max(text) < FIRST_WIDE:
        return len(text)
    from unicodedata import east_asian_width  # only where something wide may be shown

    return len(text) + sum(east_asian_width(each) in "WF" for each in text if each >= FIRST_WIDE)


def pad(text: str, columns: int) -> str:
    """The text with spaces up to a column."""
    return text + " " * (columns - width(text))


def wrap(text: str, columns: int, **how: Any) -> list[str]:
    """Lines of at most so many columns, broken between words and between wide characters; `how`: as for textwrap, which does what is narrow."""
    if width(text) == len(text):
        return wrap_narrow(text, columns, **how)
    lines, line, used = [], "", 0
    for space, piece in _PIECE.findall(text):
        gap = " " if space and line else ""
        size = width(piece)
        if line and used + len(gap) + size > columns:
            lines.append(line)
            line, used, gap = "", 0, ""
        line, used = line + gap + piece, used + len(gap) + size
    return [*lines, line] if line else lines


def cut(text: str, columns: int) -> str:
    """The text, cut to so many columns."""
    if width(text) <= columns:
        return text
    kept = text[: columns - 1]
    while width(kept) > columns - 1:
        kept = kept[:-1]
    return kept + "…"
