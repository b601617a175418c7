"""Which files bear on rights, and how: the ordered patterns of rules/files.yaml, with what else that file knows of names and paths."""

import functools
import re
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec
import yaml

from licint.errors import KnowledgeError
from licint.model import Component, Relation

Role = Literal["license", "policy", "notice", "card", "readme", "pointer"]

MAX_PATH = 1000


class FileRule(msgspec.Struct, frozen=True):
    """One row: paths in which `pattern` is found have this role and component; a role of None says that they are no documents on rights."""

    pattern: str
    role: Role | None
    component: Component | None
    whole: bool = False  # the pattern is about the whole path, not the base name
    path_not: str | None = None
    examples: tuple[str, ...] = ()

    def covers(self, path: str) -> bool:
        """Whether this row is about a path."""
        subject = path if self.whole else path.rpartition("/")[2]
        return bool(_compiled(self.pattern).search(subject)) and not (self.path_not and _compiled(self.path_not).search(path))


class FileRules(msgspec.Struct, frozen=True):
    """rules/files.yaml, whose comments say what each part is."""

    rules: tuple[FileRule, ...]
    card_keys: dict[str, str]
    skipped_folders: frozenset[str]
    hub_hosts: frozenset[str]
    hub_pages: frozenset[str]
    local_paths: tuple[str, ...]
    relations: dict[str, Relation]
    weights: str
    not_weights: str

    def is_weights(self, path: str) -> bool:
        """Whether a path is a file of weights."""
        return len(path) <= MAX_PATH and bool(_compiled(self.weights).search(path)) and not _compiled(self.not_weights).search(path)

    def is_local_path(self, written: str) -> bool:
        """Whether what looks like the id of a model is a path on somebody's disk."""
        return any(_compiled(pattern).search(written) for pattern in self.local_paths)


def classify(path: str, rules: FileRules | None = None) -> tuple[Role, Component | None] | None:
    """The role and component of a path of a release (`/`-separated, relative to its root), or None where it is no document on rights."""
    if len(path) > MAX_PATH:
        return None
    rule = next((rule for rule in (rules or file_rules()).rules if rule.covers(path)), None)
    return (rule.role, rule.component) if rule and rule.role else None


@functools.cache
def file_rules() -> FileRules:
    """The rules that come with licint. Raises KnowledgeError where they are missing or broken."""
    package = Path(__file__).resolve().parent.parent
    places = (package / "rules" / "files.yaml", package.parent / "rules" / "files.yaml")
    found = next((path for path in places if path.is_file()), None)
    if found is None:
        raise KnowledgeError("rules/files.yaml is missing", help="reinstall licint")
    return read_file_rules(found.read_text(encoding="utf-8"))


def read_file_rules(text: str) -> FileRules:
    """The rules in the text of a rules/files.yaml. Raises KnowledgeError that names the row."""
    data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    try:
        return FileRules(
            rules=tuple(_read_rule(row) for row in data["rules"]),
            card_keys={str(key): str(value) for key, value in data["card_keys"].items()},
            skipped_folders=frozenset(data["skipped_folders"]),
            hub_hosts=frozenset(data["hub_hosts"]),
            hub_pages=frozenset(data["hub_pages"]),
            local_paths=tuple(data["local_paths"]),
            relations={str(key): value for key, value in data["relations"].items() if value in get_args(Relation)},
            weights=data["weights"],
            not_weights=data["not_weights"],
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise KnowledgeError(f"rules/files.yaml: {error} is missing or of the wrong type", help="the comments in the file say what it holds") from None


def _read_rule(row: dict[str, Any]) -> FileRule:
    role, component = row["role"], row["component"]
    if role not in (None, *get_args(Role)) or component not in (None, *get_args(Component)):
        raise KnowledgeError(f"rules/files.yaml: unknown role or component in {row}")
    whole = "path" in row
    return FileRule(row["path" if whole else "name"], role, component, whole, row.get("path_not"), tuple(row["examples"]))


@functools.cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when first asked for: most releases are settled by the first rows."""
    return re.compile(pattern, re.IGNORECASE)
