"""The YAML of most cards: `key: words` and lists of words, read in one pass. Everything else is left to PyYAML (hostile_yaml.py), which takes longer to load
than such a card takes to lint.

What is read here is read as PyYAML reads it, values and places; tests/test_plain_yaml.py compares the two.
"""

from typing import Any

import msgspec

from licint.regex import late

TEXT_TAG = "tag:yaml.org,2002:str"
LONGEST = 20_000  # characters
MOST_LEVELS = 40

# Words that YAML 1.1 takes for something else are left to it, as is all that starts with a digit or a sign.
_SPECIAL = frozenset({"yes", "no", "true", "false", "on", "off", "null", "y", "n"})
_BOOLEANS = {"true": True, "false": False}
_KINDS = {bool: "tag:yaml.org,2002:bool", int: "tag:yaml.org,2002:int", float: "tag:yaml.org,2002:float", str: TEXT_TAG}
_MAPPING, _SEQUENCE = "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"
# A letter, then anything but what ends plain text (": ", " #"); or a text in quotes without an escape; or a decimal number.
_TEXT = r"""[A-Za-z](?:[^ \n:#]++|:(?=[^ \n])|\#|[ ](?=[^ \n\#]))*+|"[^"\\\n]*"|'[^'\n]*'"""
_NUMBER = r"-?(?:0|[1-9][0-9]{0,15}+)(?:\.[0-9]{1,20}+)?(?=[ ]*+(?:\n|\Z))"
# Indentation, the dashes of items, a key, a value; or a comment.
_LINE = late(rf"([ ]*+)(?:((?:-[ ]++)*+)(?:([A-Za-z_][\w-]{{0,200}}+):(?=[ \n]|\Z)[ ]*+)?({_NUMBER}|{_TEXT})?|\#[^\n]*+)[ ]*+(?:\n|\Z)")


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


class _Block(msgspec.Struct):
    """A list or mapping that is open: where its entries begin in their lines, what it holds so far, and the entry whose value is to come."""

    column: int
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
    if len(text) > LONGEST or not text.isascii() or not text.replace("\n", " ").isprintable():
        return None
    try:
        root = _read_blocks(text)
    except _Refused:
        return None
    return Parsed(root.node, root.held) if root and type(root.held) is dict else None


def _read_blocks(text: str) -> _Block | None:
    """The outermost block. Raises _Refused."""
    blocks: list[_Block] = []
    root, index = None, 0
    while index < len(text):
        line = _LINE.match(text, index)
        if line is None:
            raise _Refused
        begin, index = index, line.end()
        for offset, sign in enumerate(line[2] or ""):
            if sign == "-":
                _enter(blocks, line.start(2) + offset, begin, [])
        if line[3] is not None:
            _enter(blocks, line.start(3), begin, {})
            if line[3] in blocks[-1].held or line[3].lower() in _SPECIAL:
                raise _Refused
            blocks[-1].key = Node(line[3], Mark(line.start(3)), Mark(line.end(3)))
        root = root or (blocks[0] if blocks else None)
        if root and blocks[0] is not root:  # left of where the text began
            raise _Refused
        if line[4] is not None:
            if not blocks or not (line[2] or line[3]):  # text that goes on from the line above
                raise _Refused
            blocks[-1].put(*_scalar(line))
    if any(each.awaits for each in blocks):  # no value: none is not a word
        raise _Refused
    return root


def _enter(blocks: list[_Block], at: int, begin: int, empty: Any) -> None:
    """Begin an entry of a list ([]) or a mapping ({}) at a place of the line that begins at `begin`, in the block that is open there or in a new one."""
    column = at - begin
    while blocks and (blocks[-1].column > column or (blocks[-1].column == column and type(empty) is dict and type(blocks[-1].held) is list)):
        if blocks.pop().awaits:
            raise _Refused
    last = blocks[-1] if blocks else None
    if last is None or last.awaits:
        if len(blocks) >= MOST_LEVELS or (last and last.column == column and type(last.held) is type(empty)):
            raise _Refused
        node = Node([], Mark(at), Mark(at), _MAPPING if type(empty) is dict else _SEQUENCE)
        if last:
            last.put(node, empty)
        blocks.append(_Block(column, node, empty, awaits=True))
    elif last.column == column and type(last.held) is type(empty):
        last.awaits = True
    else:
        raise _Refused


def _scalar(line: Any) -> tuple[Node, Any]:
    """The node and the value of what a line says. Raises _Refused where YAML 1.1 takes it for something else."""
    written: str = line[4]
    value: Any = written
    if written in _BOOLEANS:
        value = _BOOLEANS[written]
    elif written.lower() in _SPECIAL:
        raise _Refused
    elif written[0] in "\"'":
        value = written[1:-1]
    elif written[0] in "-0123456789":
        value = float(written) if "." in written else int(written)
    return Node(value if type(value) is str else written, Mark(line.start(4)), Mark(line.end(4)), _KINDS[type(value)]), value
