"""The YAML of most cards: `key: words` and lists of words, read in one pass. Everything else is left to PyYAML (hostile_yaml.py), which takes longer to load
than such a card takes to lint.

What is read here is read as PyYAML reads it, values and places; tests/test_plain_yaml.py compares the two.
"""

from typing import Any

import msgspec

from licint.regex import late

TEXT_TAG = "tag:yaml.org,2002:str"
LONGEST = 20_000  # characters

# Words that YAML 1.1 takes for something else are left to it, as is all that starts with a digit or a sign.
_SPECIAL = frozenset({"yes", "no", "true", "false", "on", "off", "null", "y", "n"})
_BOOLEANS = {"true": True, "false": False}
# A letter, then anything but what ends plain text (": ", " #"); or a text in quotes without an escape.
_TEXT = r"""[A-Za-z](?:[^ \n:#]++|:(?=[^ \n])|\#|[ ](?=[^ \n\#]))*+|"[^"\\\n]*"|'[^'\n]*'"""
_LINE = late(rf"(?:([A-Za-z_][\w-]*+):(?:[ ]++({_TEXT}))?|([ ]*+)(?:-[ ]++({_TEXT})|\#[^\n]*+)?)[ ]*+(?:\n|\Z)")


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


def read_plain(text: str) -> Parsed | None:
    """A mapping of keys to words and lists of words; None for every other text."""
    if len(text) > LONGEST or not text.isascii() or not text.replace("\n", " ").isprintable():
        return None
    values: dict[str, Any] = {}
    pairs: list[tuple[Node, Node]] = []
    key, indent, index = "", "", 0
    while index < len(text):
        line = _LINE.match(text, index)
        if line is None:
            return None
        index = line.end()
        if line[4] is not None:
            item = _scalar(line, 4)
            if item is None or key not in values:
                return None
            if values[key] is None:  # the first of a list
                indent, values[key] = line[3], []
                pairs[-1] = (pairs[-1][0], Node([], Mark(line.end(3)), Mark(index), "tag:yaml.org,2002:seq"))
            elif type(values[key]) is not list or line[3] != indent:
                return None
            pairs[-1][1].value.append(item[0])
            values[key].append(item[1])
        elif line[1] is not None:
            empty = Node(None, Mark(index), Mark(index)), None
            found: tuple[Node, Any] | None = empty if line[2] is None else _scalar(line, 2)
            if found is None or (pairs and values[key] is None) or line[1] in values or line[1].lower() in _SPECIAL:
                return None
            key = line[1]
            pairs.append((Node(key, Mark(line.start(1)), Mark(line.end(1))), found[0]))
            values[key] = found[1]
    if not pairs or values[key] is None:
        return None
    return Parsed(Node(pairs, pairs[0][0].start_mark, Mark(index), "tag:yaml.org,2002:map"), values)


def _scalar(line: Any, group: int) -> tuple[Node, str | bool] | None:
    """The node and the value of what a line says; None where YAML 1.1 takes it for something else."""
    written: str = line[group]
    start, end = Mark(line.start(group)), Mark(line.end(group))
    if written in _BOOLEANS:
        return Node(written, start, end, "tag:yaml.org,2002:bool"), _BOOLEANS[written]
    if written.lower() in _SPECIAL:
        return None
    text = written[1:-1] if written[0] in "\"'" else written
    return Node(text, start, end), text
