"""Edits of a release's files by position: nothing is dumped anew, so comments, order and line ends stay as they are."""

import re

import msgspec

from licint.messages import say
from licint.model import Card, Edit, Field, Fix
from licint.regex import late

_LINE_END = late(r"\r\n|\r|\n")
_PLAIN = late(r"[A-Za-z][\w./+-]{0,199}\Z", re.ASCII)
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


def replace_value(field: Field, value: str, *, safe: bool = True) -> Fix | None:
    """Write another value in the place of a field's own, or None where the place is not known."""
    at = field.at
    if at.end_line is None or at.end_column is None or (at.line, at.column) == (at.end_line, at.end_column):
        return None
    return Fix(say("write `{value}`", value=value), (Edit(at.path, (at.line, at.column), (at.end_line, at.end_column), scalar(value)),), safe)


def rename_key(field: Field, key: str) -> Fix | None:
    """Write another key before a field's value."""
    at = field.key_at
    if at.end_column is None or at.end_line != at.line:
        return None
    return Fix(say("write `{key}:`", key=key), (Edit(at.path, (at.line, at.column), (at.line, at.end_column), key),))


def add_fields(card: Card, fields: dict[str, str], *, after: str | None = None, safe: bool = True) -> Fix | None:
    """Write further fields on lines of their own: behind the field `after`, else at the top. None for a front matter that is not written line by line."""
    place = _line_behind(card, after) if after else _first_line(card)
    if place is None or any(key in card.fields for key in fields):
        return None
    line, indent = place
    text = "".join(f"{' ' * indent}{key}: {scalar(value)}\n" for key, value in fields.items())
    words = [f"`{key}: {value}`" for key, value in fields.items()]
    return Fix(say("add {fields}", fields=words), (Edit(card.path, (line, 1), (line, 1), text),), safe)


def append_line(path: str, text: str, line: str) -> Edit:
    """A paragraph of one line at the end of a text file."""
    lines = _LINE_END.split(text)
    end = (len(lines), len(lines[-1]) + 1)
    gap = "" if not text.strip() else "\n" if not lines[-1] else "\n\n"
    return Edit(path, end, end, f"{gap}{line}\n")


def new_file(path: str, text: str) -> Edit:
    """A file that is not there yet; it is never written over another."""
    return Edit(path, (1, 1), (1, 1), text)


def scalar(value: str) -> str:
    """A string as YAML: plain where nothing can be mistaken, quoted otherwise."""
    return value if _PLAIN.match(value) and value.lower() not in _WORDS else msgspec.json.encode(value).decode()


def _first_line(card: Card) -> tuple[int, int] | None:
    if not card.has_front_matter:
        return None
    if not card.fields:
        return (2, 0) if re.match(r"---(?:\r\n|\r|\n)", card.text) else None
    first = min(card.fields.values(), key=lambda each: (each.key_at.line, each.key_at.column))
    return _own_line(card, first, first.key_at.line)


def _line_behind(card: Card, key: str) -> tuple[int, int] | None:
    field = card.fields.get(key)
    if field is None or field.at.end_line is None:
        return None
    last = max(field.at.end_line, field.key_at.line)
    lines = _LINE_END.split(card.text)
    rest = lines[last - 1][(field.at.end_column or 1) - 1 :].strip() if last <= len(lines) else ""
    return _own_line(card, field, last + 1) if not rest or rest.startswith("#") else None


def _own_line(card: Card, field: Field, line: int) -> tuple[int, int] | None:
    """The line and the indentation of a field whose key is the first thing on its line, as in every block mapping."""
    lines = _LINE_END.split(card.text)
    before = lines[field.key_at.line - 1][: field.key_at.column - 1] if field.key_at.line <= len(lines) else "?"
    return (line, len(before)) if not before.strip(" ") else None
