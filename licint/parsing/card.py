"""Model cards: the front matter by the Hub's own rule, every field with its place, and the text below it.

The rule is the expression of huggingface_hub's repocard.py ("exact same regex as in the Hub server"), split in two so that it takes linear time.
"""

from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate
from typing import Any

from licint.messages import say
from licint.model import Card, Field, Location, Problem
from licint.parsing.files import file_rules
from licint.parsing.plain_yaml import TEXT_TAG, Parsed, read_plain
from licint.regex import late

_OPENING = late(r"[\s\ufeff]*---(?:\r\n|\r|\n)")
_CLOSING = late(r"(?:\r\n|\r|\n)---[ \t]*(?:\r\n|\n|\Z)")
_ODD_CLOSING = late(r"[\r\n]---[ \t]*\r\r\n")
_LINE_END = late(r"\r\n|\r|\n")
_KEY_LINE = late(r"\s*[A-Za-z_][\w-]{0,60}[ \t]{0,8}:(?:\s|\Z)")
_MAX_ITEMS = 10_000


def parse_card(path: str, text: str, card_keys: Mapping[str, str] | None = None) -> Card:
    """The card in a README's text; never raises. `card_keys`: misspelled keys and what they stand for (by default those of rules/files.yaml).

    Field values are those of `yaml.safe_load`; a location ends just behind its last character. Where the front matter is broken `fields` is empty.
    The kinds of problem are unclosed, invalid-yaml, duplicate-key, not-a-mapping, tab, too-large, alias-bomb, bad-encoding and misspelled-key; a card without
    front matter has none.
    """
    opening = _OPENING.match(text)
    # The line end before the closing line may not be the one of the opening line: so says the Hub's rule.
    closing = _CLOSING.search(text, opening.end()) if opening else None
    problems = _encoding_problems(path, text, closing.end() if closing else 0)
    if not opening or not closing:
        if opening and _KEY_LINE.match(text, opening.end()):
            line = len(_LINE_END.findall(text[: opening.end()].rstrip())) + 1
            odd = _ODD_CLOSING.search(text, opening.end())
            said = say("the line `---` that closes it ends in CR CR LF, which the Hub does not read as one") if odd else say("it has no closing line `---`")
            problems.append(Problem("unclosed", say("the front matter that begins here is lost: {said}", said=said), Location(path, line)))
        return Card(path=path, text=text, body=text.removeprefix("\ufeff"), problems=tuple(problems))
    places = _Places(path, text, opening.end(), closing.end())
    parsed = _parse(text[opening.end() : closing.start()])
    fields: dict[str, Field] = {}
    if parsed.fault:
        unreadable = say("the front matter cannot be read: {fault}", fault=say(parsed.fault.message))
        problems.append(Problem(parsed.fault.kind, unreadable, places.locate(parsed.fault.index)))
    elif isinstance(parsed.value, dict):
        fields = _read_fields(parsed, places)
        problems += _key_problems(parsed, places, file_rules().card_keys if card_keys is None else card_keys)
    elif parsed.value is not None:
        problems.append(Problem("not-a-mapping", "the front matter is no mapping of keys to values", places.locate(parsed.node.start_mark.index)))
    return Card(
        path=path, text=text, fields=fields, has_front_matter=True, body=text[closing.end():], body_line=places.last_line, problems=tuple(problems)
    )  # fmt: skip


def _parse(text: str) -> Parsed:
    plain = read_plain(text)
    if plain is not None:
        return plain
    from licint.parsing.hostile_yaml import parse_yaml  # only where it must be: PyYAML takes long to load

    return parse_yaml(text)


def raw(card: Card, field: Field) -> str:
    """What was written for a field: its text where YAML took it for something else (`no`, `1.0`, `2024-01-01`), else the value itself."""
    if isinstance(field.value, str):
        return field.value
    lines = _LINE_END.split(card.text)
    at = field.at
    last = at.end_line or at.line
    chosen = lines[at.line - 1 : last]
    if not chosen:
        return ""
    chosen[-1] = chosen[-1][: (at.end_column or 1) - 1]
    chosen[0] = chosen[0][at.column - 1 :]
    return "\n".join(chosen)


class _Places:
    """Turns the indices of a front matter into locations of its file."""

    def __init__(self, path: str, text: str, start: int, end: int) -> None:
        self.path, self.text, self.start = path, text, start
        head = text[:end]
        if "\r" in head:
            self.line_starts = [0, *(found.end() for found in _LINE_END.finditer(head))]
        else:
            self.line_starts = [0, *accumulate([len(line) + 1 for line in head.split("\n")[:-1]])]
        self.last_line = len(self.line_starts) + (end > 0 and text[end - 1] not in "\r\n")

    def locate(self, index: int, end: int | None = None) -> Location:
        starts = self.line_starts
        index += self.start
        line = bisect_right(starts, index)
        if end is None:
            return Location(self.path, line, index - starts[line - 1] + 1)
        end += self.start
        end_line = line if line < len(starts) and end < starts[line] else bisect_right(starts, end)
        return Location(self.path, line, index - starts[line - 1] + 1, end_line, end - starts[end_line - 1] + 1)

    def of(self, node: Any) -> Location:
        """Where a node stands; the blank space and comments that YAML counts to a block are left out."""
        last = node
        while type(last.value) is list and last.value and not last.flow_style:
            last = last.value[-1][1] if type(last.value[-1]) is tuple else last.value[-1]
        start, end = node.start_mark.index, max(last.end_mark.index, node.start_mark.index)
        if end > start and self.text[self.start + end - 1].isspace():
            end = start + len(self.text[self.start + start : self.start + end].rstrip())
        return self.locate(start, end)


def _read_fields(parsed: Parsed, places: _Places) -> dict[str, Field]:
    """The fields of a mapping under the names that were written; the last of two that have one name counts, as for every reader."""
    fields: dict[str, Field] = {}
    values = parsed.value
    for key_node, value_node in parsed.node.value[:_MAX_ITEMS]:
        key = key_node.value if key_node.tag == TEXT_TAG else _key(key_node)
        if key in values:
            fields[key_node.value] = _read_field(values[key], value_node, key_node, places)
    return fields


def _key(node: Any) -> Any:
    """The value of a key that is no text."""
    from licint.parsing.hostile_yaml import construct_key

    return construct_key(node)


def _read_field(value: Any, node: Any, key_node: Any, places: _Places) -> Field:
    items: tuple[Field, ...] = ()
    if type(value) is list and type(node.value) is list:
        pairs = zip(value[:_MAX_ITEMS], node.value, strict=False)
        items = tuple(Field(value=item, at=(at := places.of(item_node)), key_at=at) for item, item_node in pairs)
    elif type(value) is dict and type(node.value) is list and len(value) == len(node.value):
        triples = zip(list(value.values())[:_MAX_ITEMS], node.value, strict=False)
        items = tuple(Field(value=item, at=places.of(held), key_at=places.of(key)) for item, (key, held) in triples)
    return Field(value=value, at=places.of(node), key_at=places.of(key_node), items=items)


def _encoding_problems(path: str, text: str, end: int) -> list[Problem]:
    """What shows that bytes were lost: NUL or half a character anywhere, U+FFFD up to `end` (below it cards write it on purpose)."""
    found = [index for index in (text.find("\x00"), text.find("\ufffd", 0, end), _find_half_character(text)) if index >= 0]
    if not found:
        return []
    before = text[: min(found)]
    line_ends = list(_LINE_END.finditer(before))
    column = len(before) - (line_ends[-1].end() if line_ends else 0) + 1
    return [Problem("bad-encoding", "a character that is not text: the file is not, or not wholly, in UTF-8", Location(path, len(line_ends) + 1, column))]


def _find_half_character(text: str) -> int:
    """The index of the first lone surrogate, or -1."""
    if text.isascii():
        return -1
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return error.start
    return -1


def _key_problems(parsed: Parsed, places: _Places, card_keys: Mapping[str, str]) -> list[Problem]:
    problems = [
        Problem("duplicate-key", say("`{key}` is given twice: readers take the last, some refuse both", key=node.value[:60]), places.of(node))
        for node in parsed.duplicates
    ]
    for node, _ in parsed.node.value:
        written = node.value
        meant = type(written) is str and (card_keys.get(written) or card_keys.get(written.lower()))
        if meant and meant != written:
            problems.append(Problem("misspelled-key", say("`{written}` is no field of a card: `{meant}` is", written=written, meant=meant), places.of(node)))
    return problems
