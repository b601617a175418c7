"""A report said in another language: what people read is translated, what programs read stays as it is."""

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from licint.messages import Language

# Fields that hold sentences of licint; quotes, names and values are left alone.
SPOKEN = frozenset({"message", "help", "note", "reason", "description"})
Said = TypeVar("Said")


def translated(value: Said, language: Language) -> Said:
    """A noun, or a container of nouns, with its sentences in another language. What the catalog lacks stays English."""
    said: Any = _translated(value, language) if language.sentences else value
    return said  # type: ignore[no-any-return]


def _translated(value: Any, language: Language) -> Any:
    if isinstance(value, msgspec.Struct):
        fields = {name: getattr(value, name) for name in value.__struct_fields__}
        changed = {name: said for name, each in fields.items() if (said := _field(name, each, language)) is not each}
        return msgspec.structs.replace(value, **changed) if changed else value
    if isinstance(value, Mapping):
        return {name: _field(name, each, language) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_translated(each, language) for each in value)
    return value


def _field(name: str, value: Any, language: Language) -> Any:
    if isinstance(value, str):
        return language.translated(value) if name in SPOKEN else value
    return _translated(value, language)
