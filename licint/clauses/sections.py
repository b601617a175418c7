"""Numbered headings in the styles that licenses use: "2.", "1.b.i", "Section III, 4(a)", "第三条", "三、", Markdown headings."""

import re

from licint.model import Noun
from licint.regex import late

LONGEST_TITLE = 60
DEEPEST = 5
_FIRST = ("1", "a", "A", "i", "I", "一")


class Marker(Noun, frozen=True):
    """What a line begins with: its `style` ("" for none), the number in it, and how many characters it takes."""

    style: str = ""
    label: str = ""
    length: int = 0


_HASHES = late(r"(#{1,6})\s{0,4}")
_BULLET = late(r"[-•·●○▪◦+–—]\s+|\*\s+")
_NAMED = late(r"(?:section|article|clause|schedule|paragraph|§)\s{0,2}([0-9]{1,2}(?:\.[0-9]{1,2}){0,3}|[ivx]{1,5})\b\s?[.:)–—-]{0,2}\s?", re.IGNORECASE)
_ORDINAL = late(r"第\s?([一二三四五六七八九十百0-9]{1,4})\s?[条條章节節款]\s?[.:：、]?\s?")
_CHINESE = late(r"([一二三四五六七八九十]{1,3})[、.．]\s?")
_CHINESE_IN_BRACKETS = late(r"[（(]([一二三四五六七八九十]{1,3})[)）]\s?")
_DOTTED = late(r"([0-9]{1,2}(?:\.[0-9]{1,2}){1,3})(?:[.)、:：]|(?=[\s\u4e00-\u9fff]))\s?")
_DIGIT = late(r"([0-9]{1,2})(?:[.、．:：]\s?(?![0-9])|[)）]\s?|(?=[\u4e00-\u9fff]))|(?P<bare>[0-9]{1,2})\s(?=[A-Z\u4e00-\u9fff])")
_DIGIT_IN_BRACKETS = late(r"[（(]([0-9]{1,2})[)）]\s?")
_LETTER = late(r"(?P<open>[（(])?([a-zA-Z])(?:[)）]\s?|\.\s+)")
_ROMAN = late(r"(?P<open>[（(])?([ivx]{1,5}|[IVX]{1,5})(?:[)）]\s?|\.\s+)")


def marker_of(line: str, stripped: str) -> Marker | None:
    """How `stripped` (the line without its markup) begins, or None where it simply goes on."""
    if stripped.startswith("|"):
        return Marker(style="|")
    hashes = _HASHES.match(stripped)
    offset = hashes.end() if hashes else 0
    if not hashes and (bullet := _BULLET.match(stripped)):
        return _numbered(stripped, bullet.end()) or Marker(style="-", length=bullet.end())
    numbered = _numbered(stripped, offset)
    if hashes:
        return Marker(style="#", label=numbered.label if numbered else "", length=numbered.length if numbered else offset)
    return numbered


def _numbered(text: str, offset: int) -> Marker | None:
    head = text[offset : offset + 1]
    if not head or not (head in "(（§第" or head.isdigit() or head in "一二三四五六七八九十" or head.isalpha()):
        return None
    if found := _DOTTED.match(text, offset):
        return Marker(style=".".join("1" for _ in found.group(1).split(".")), label=found.group(1), length=found.end())
    for style, pattern in (("section", _NAMED), ("第", _ORDINAL), ("一", _CHINESE), ("(一)", _CHINESE_IN_BRACKETS), ("(1)", _DIGIT_IN_BRACKETS)):
        if found := pattern.match(text, offset):
            return Marker(style=style, label=found.group(1), length=found.end())
    if found := _DIGIT.match(text, offset):
        return Marker(style="1", label=found.group(1) or found.group("bare"), length=found.end())
    if found := _ROMAN.match(text, offset):
        style = ("(i)" if found.group("open") else "i") if found.group(2).islower() else "I"
        return Marker(style=style, label=found.group(2), length=found.end())
    if found := _LETTER.match(text, offset):
        style = ("(a)" if found.group("open") else "a") if found.group(2).islower() else ("(A)" if found.group("open") else "A")
        return Marker(style=style, label=found.group(2), length=found.end())
    return None


class Numbering:
    """The path of numbers above the current line."""

    def __init__(self) -> None:
        self._path: list[tuple[str, str, int]] = []
        self._title: str | None = None

    def place(self, marker: Marker, indent: int, title: str) -> str | None:
        """Enter a block that begins with `marker`, so far indented (`title`: its text if it is a heading), and return the section it stands in."""
        style, label = marker.style, marker.label
        if style == "#" and not label:
            self._path, self._title = [], title[:LONGEST_TITLE] or None
        elif style in ("section", "第", "一", "#"):
            self._path = [("section", label, indent)]
        elif style.startswith("1.1"):
            self._path = [("1.1", label, indent)]
        elif style not in ("", "-", "|"):
            self._descend(style, label, indent)
        if not self._path:
            return self._title
        return ".".join(each for _, each, _ in self._path)

    def rank(self, marker: Marker, indent: int) -> str:
        """The style and the depth of the block that was placed last: the items of one list share it."""
        depth = indent // 3 if marker.style == "-" else len(self._path) if marker.style not in ("", "|") else 0
        return f"{marker.style}{depth}" if marker.style else ""

    def _descend(self, style: str, label: str, indent: int) -> None:
        if style in ("i", "(i)") and len(label) == 1 and self._continues_letters(label):
            style = "(a)" if style == "(i)" else "a"
        same = [depth for depth, (each, _, _) in enumerate(self._path) if each == style]
        level = next((depth for depth in reversed(same) if self._path[depth][2] <= indent + 1), same[0] if same else None)
        if level is not None and not (indent > self._path[level][2] + 1 and label in _FIRST):
            del self._path[level:]
        elif level is None and style == "1" and self._is_next_section(label):
            self._path = []
        del self._path[DEEPEST:]
        self._path.append((style, label, indent))

    def _continues_letters(self, label: str) -> bool:
        return any(style in ("a", "(a)") and len(last) == 1 and ord(last) + 1 == ord(label) for style, last, _ in self._path)

    def _is_next_section(self, label: str) -> bool:
        """Whether a plain "3." after "2.4" opens section 3 rather than a list inside 2.4."""
        if not self._path or self._path[0][0] not in ("1.1", "section"):
            return False
        major = self._path[0][1].split(".")[0]
        return major.isdigit() and label == str(int(major) + 1)
