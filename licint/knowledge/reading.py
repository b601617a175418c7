"""YAML files of rules/: read without guessing types, checked against a schema, with errors that name the line and the remedy."""

from collections.abc import Hashable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from licint.errors import KnowledgeError
from licint.regex import late

T = TypeVar("T")

_UNKNOWN = late(r"unknown field `([^`.\[\]]{1,120})`")
_STEP = late(r"\.([^.\[\]]{1,120})|\[(\d{1,9})\]")


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Scalars stay text (`3.10`, `no`, `2024-07-23` are what was written); a key that stands twice is an error."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [(tag, pattern) for tag, pattern in resolvers if tag in ("tag:yaml.org,2002:null", "tag:yaml.org,2002:merge")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"the key `{key.value}` stands twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)  # type: ignore[no-any-return]


def read_yaml(path: Path, schema: type[T]) -> T:
    """The file as `schema`. Raises KnowledgeError naming file, line and what to do."""
    try:
        text = path.read_text(encoding="utf-8")
        data = yaml.load(text, _Loader)
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: cannot be read: {error}", "write it as UTF-8 text") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        what = getattr(error, "problem", None) or "invalid YAML"
        raise KnowledgeError(f"{path}:{mark.line + 1 if mark else 1}: {what}", "quote values that hold `: `, ` #` or start with a sign of YAML") from error
    try:
        return msgspec.convert(data, schema, strict=False)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at `")
        unknown = _UNKNOWN.search(what)
        place = (where.rstrip("`") or "$") + (f".{unknown[1]}" if unknown else "")
        raise fault(path, place, what, _remedy(what)) from error


def fault(path: Path, where: str, what: str, remedy: str) -> KnowledgeError:
    """An error about one place of a file; `where` is a path such as `$.terms.commercial_use.value` or `$.ids[3]`."""
    return KnowledgeError(f"{path}:{_line_of(path, where)}: {what}" + (f" (at `{where[2:]}`)" if len(where) > 2 else ""), remedy)


def _remedy(what: str) -> str:
    if "unknown field" in what:
        return "remove the key, or correct its spelling; docs/license-files.md lists the keys"
    if "missing required field" in what:
        return "add the key; docs/license-files.md shows a whole file"
    if "enum" in what:
        return "use one of the words of rules/terms.yaml and docs/license-files.md"
    return "see docs/license-files.md for the form"


def _line_of(path: Path, where: str) -> int:
    """The 1-based line at which a path through the document leads, as far as it leads."""
    node = _composed(path)
    line = 1
    for key, index in _STEP.findall(where):
        children: list[tuple[Any, Any]] = []
        if isinstance(node, yaml.MappingNode) and key:
            children = [(name, value) for name, value in node.value if name.value == key]
        elif isinstance(node, yaml.SequenceNode) and index and int(index) < len(node.value):
            children = [(node.value[int(index)],) * 2]
        if not children:
            break
        name, node = children[0]
        line = name.start_mark.line + 1
    return line


@cache
def _composed(path: Path) -> Any:
    try:
        return yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (OSError, ValueError, yaml.YAMLError):
        return None
