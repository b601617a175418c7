"""The YAML of most cards: `key: words` and lists of words, read in one pass. Everything else is left to PyYAML (hostile_yaml.py), which takes longer to load
than such a card takes to lint.

What is read here is read as PyYAML reads it, values and places; tests/test_plain_yaml.py compares the two.
"""

import re
from functools import lru_cache
from typing import Any

import msgspec

from licint.regex import late

TEXT_TAG = "tag:yaml.org,2002:str"
LONGEST = 20_000  # characters
MOST_LEVELS = 40

# Words that YAML 1.1 takes for something else are left to it.
_SPECIAL = frozenset({"yes", "no", "true", "false", "on", "off", "null", "y", "n"})
_BOOLEANS = {"true": True, "True": True, "false": False, "False": False}
_MAPPING, _SEQUENCE = "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"
_KINDS = {bool: "tag:yaml.org,2002:bool", int: "tag:yaml.org,2002:int", float: "tag:yaml.org,2002:float", str: TEXT_TAG, tuple: _SEQUENCE}
# A letter or digit, then anything but what ends plain text (": ", " #"); or a text in quotes without an escape; or an empty list; or a decimal number.
_TEXT = r"""-?[^\W_](?:[^ :#]++|:(?=[^ ])|\#|[ ](?=[^ \#]))*+|"[^"\\]*"|'[^']*'|\[\]"""
_NUMBER = r"-?(?:0|[1-9][0-9]{0,15}+)(?:\.[0-9]{1,20}+)?(?=[ ]*+\Z)"
# Indentation, the dashes of items, a key, a value; or a comment.
_LINE = late(rf"[ ]*+(?:((?:-[ ]++)*+)(?:([A-Za-z_][\w-]{{0,200}}+):(?=[ ]|\Z)[ ]*+)?(?:({_NUMBER})|({_TEXT}))?|\#.*+)[ ]*+\Z", re.DOTALL)
_NO_NUMBER = late(r"[^-+\dA-Fa-fxXtTzZ_.: ]")  # what no number or date of YAML 1.1 holds
LONGEST_REPEATED = 200  # characters of a line
MOST_REPEATED = 8_192


class Fault(msgspec.Struct, frozen=True):
    """Why a text was refused; `index` counts its characters from 0. `kind`: invalid-yaml, tab, too-large or alias-bomb."""

    kind: str
    message: str
    index: int = 0


class Parsed(msgspec.Struct, frozen=True):
    """The node tree with the positions, the value that `yaml.safe_load` gives (both None where there is a fault), and the later nodes of keys given twice."""

    node: Any = None
    value: Any = None
    duplicates: tuple[Any, ...] = ()
    fault: Fault | None = None


class Mark(msgspec.Struct, frozen=True, gc=False):
    """A place in a text, as PyYAML has it."""

    index: int


class Node(msgspec.Struct):
    """A node as PyYAML has it: a text, a list of nodes, or a list of pairs."""

    value: Any
    start_mark: Mark
    end_mark: Mark
    tag: str = TEXT_TAG
    flow_style: bool = False


class _Line(msgspec.Struct, frozen=True, gc=False):
    """What one line holds, places as columns from 0: the dashes of items, a key, and a value as it was written, as it is meant, and of which kind."""

    dashes: tuple[int, ...] = ()
    key: str | None = None
    key_at: int = 0
    written: str | None = None
    value_at: int = 0
    value_end: int = 0
    value: Any = None
    tag: str = TEXT_TAG


class _Block(msgspec.Struct):
    """A list or mapping that is open: where its entries begin in their lines, what it holds so far, and the entry whose value is to come."""

    column: int
    kind: type
    node: Node
    held: Any
    key: Node | None = None
    awaits: bool = False

    def put(self, node: Node, value: Any) -> None:
        """Give the entry its value."""
        self.awaits = False
        if self.key is None:
            self.node.value.append(node)
            self.held.append(value)
        else:
            self.node.value.append((self.key, node))
            self.held[self.key.value] = value


class _Refused(Exception):
    """The text is not plain."""


def read_plain(text: str) -> Parsed | None:
    """A mapping of keys to words, numbers, and lists and mappings of these; None for every other text."""
    if len(text) > LONGEST or not text.replace("\n", " ").isprintable():
        return None
    try:
        root = _read_blocks(text)
    except _Refused:
        return None
    return Parsed(root.node, root.held) if root and root.kind is dict else None


def _read_blocks(text: str) -> _Block | None:
    """The outermost block. Raises _Refused."""
    blocks: list[_Block] = []
    root, begin = None, 0
    for written in text.split("\n"):
        line = _remembered(written) if len(written) <= LONGEST_REPEATED else _read_line(written)
        if line is None:
            raise _Refused
        for column in line.dashes:
            _enter(blocks, column, begin, list)
        if line.key is not None:
            _enter(blocks, line.key_at, begin, dict)
            block, at = blocks[-1], begin + line.key_at
            if line.key in block.held:
                raise _Refused
            block.key = Node(line.key, Mark(at), Mark(at + len(line.key)))
        if blocks and blocks[0] is not root:
            if root:  # left of where the text began
                raise _Refused
            root = blocks[0]
        if line.written is not None:
            if not blocks or not (line.dashes or line.key):  # text that goes on from the line above
                raise _Refused
            is_list = line.tag is _SEQUENCE
            node = Node([] if is_list else line.written, Mark(begin + line.value_at), Mark(begin + line.value_end), line.tag, is_list)
            blocks[-1].put(node, [] if is_list else line.value)
        begin += len(written) + 1
    if any(each.awaits for each in blocks):  # no value: none is not a word
        raise _Refused
    return root


def _enter(blocks: list[_Block], column: int, begin: int, kind: type) -> None:
    """Begin an entry of a list or a mapping (`kind`) at a column of the line that begins at `begin`, in the block that is open there or in a new one."""
    last = blocks[-1] if blocks else None
    while last and (last.column > column or (last.column == column and kind is dict and last.kind is list)):
        if last.awaits:
            raise _Refused
        blocks.pop()
        last = blocks[-1] if blocks else None
    if last is None or last.awaits:
        if len(blocks) >= MOST_LEVELS or (last and last.column == column and last.kind is kind):
            raise _Refused
        at = Mark(begin + column)
        node, held = Node([], at, at, _MAPPING if kind is dict else _SEQUENCE), kind()
        if last:
            last.put(node, held)
        blocks.append(_Block(column, kind, node, held, awaits=True))
    elif last.column == column and last.kind is kind:
        last.awaits = True
    else:
        raise _Refused


def _read_line(text: str) -> _Line | None:
    """What a line says; None where it is not plain, or YAML 1.1 takes a word of it for something else."""
    line = _LINE.match(text)
    if line is None or (line[2] and line[2].lower() in _SPECIAL):
        return None
    start = line.start(1)
    dashes = tuple([start + offset for offset, sign in enumerate(line[1]) if sign == "-"]) if line[1] else ()
    if line[3]:
        value: Any = float(line[3]) if "." in line[3] else int(line[3])
        return _Line(dashes, line[2], line.start(2), line[3], line.start(3), line.end(3), value, _KINDS[type(value)])
    written: str | None = line[4]
    if written is None:
        return _Line(dashes, line[2], line.start(2))
    value, first = written, written[0]
    if written in _BOOLEANS:
        value = _BOOLEANS[written]
    elif written.lower() in _SPECIAL or (first in "-0123456789" and not _NO_NUMBER.search(written)):
        return None
    elif first in "\"'":
        value = written[1:-1]
    elif first == "[":
        value = ()
    return _Line(dashes, line[2], line.start(2), value if type(value) is str else written, line.start(4), line.end(4), value, _KINDS[type(value)])


_remembered = lru_cache(MOST_REPEATED)(_read_line)  # most lines of cards are those of others
