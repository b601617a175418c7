"""Which files bear on rights, and how: the ordered patterns of rules/files.yaml, with what else that file knows of names and paths."""

import functools
import re
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec

from licint.decoding import json_decoder
from licint.errors import KnowledgeError
from licint.model import Component, Relation
from licint.regex import compiled, late

Role = Literal["license", "policy", "notice", "card", "readme", "pointer"]

MAX_PATH = 1000
# What a repository's license file is called where its name says nothing of it.
PLAIN_NAME = late(r"(?:licen[sc]e|copying)(?:\.(?:md|txt|rst))?$", re.I)
MOST_PATHS = 4_096  # remembered


class FileRule(msgspec.Struct, frozen=True):
    """One row: paths in which `pattern` is found have this role and component; a role of None says that they are no documents on rights."""

    pattern: str
    role: Role | None
    component: Component | None
    whole: bool = False  # the pattern is about the whole path, not the base name
    path_not: str | None = None

    def covers(self, path: str) -> bool:
        """Whether this row is about a path."""
        subject = path if self.whole else path.rpartition("/")[2]
        return bool(_compiled(self.pattern).search(subject)) and not (self.path_not and _compiled(self.path_not).search(path))


class FileRules(msgspec.Struct, frozen=True):
    """rules/files.yaml, whose comments say what each part is."""

    plain: dict[str, tuple[Role, Component | None]]
    no_text: frozenset[str]
    rules: tuple[FileRule, ...]
    card_keys: dict[str, str]
    skipped_folders: frozenset[str]
    weights: str
    not_weights: str
    hub_hosts: frozenset[str]
    hub_pages: frozenset[str]
    local_paths: tuple[str, ...]
    relations: dict[str, Relation]

    def is_weights(self, path: str) -> bool:
        """Whether a path is a file of weights."""
        return len(path) <= MAX_PATH and bool(_compiled(self.weights).search(path)) and not _compiled(self.not_weights).search(path)

    def is_local_path(self, written: str) -> bool:
        """Whether what looks like the id of a model is a path on somebody's disk."""
        return any(_compiled(pattern).search(written) for pattern in self.local_paths)


def classify(path: str, rules: FileRules | None = None) -> tuple[Role, Component | None] | None:
    """The role and component of a path of a release (`/`-separated, relative to its root), or None where it is no document on rights."""
    return _classify(path, rules) if rules else _classify_as_usual(path)


@functools.lru_cache(MOST_PATHS)
def _classify_as_usual(path: str) -> tuple[Role, Component | None] | None:
    """Each path of a release is asked about by several readers."""
    return _classify(path, file_rules())


def _classify(path: str, rules: FileRules) -> tuple[Role, Component | None] | None:
    plain = rules.plain.get(path.lower())
    if plain or len(path) > MAX_PATH or path.rpartition(".")[2].lower() in rules.no_text:
        return plain
    rule = next((rule for rule in rules.rules if rule.covers(path)), None)
    return (rule.role, rule.component) if rule and rule.role else None


@functools.cache
def file_rules() -> FileRules:
    """The rules that come with licint. Raises KnowledgeError where they are missing or broken."""
    from licint.knowledge.library import own_pack

    compiled_rules = own_pack().get("files")
    return json_decoder(FileRules).decode(compiled_rules) if compiled_rules else read_file_rules(rules_file().read_text(encoding="utf-8"))


def rules_file() -> Path:
    """Where rules/files.yaml is: in the package, or in the repository beside it. Raises KnowledgeError where it is missing."""
    package = Path(__file__).resolve().parent.parent
    places = (package / "rules" / "files.yaml", package.parent / "rules" / "files.yaml")
    found = next((path for path in places if path.is_file()), None)
    if found is None:
        raise KnowledgeError("rules/files.yaml is missing", help="reinstall licint")
    return found


def read_file_rules(text: str) -> FileRules:
    """The rules in the text of a rules/files.yaml. Raises KnowledgeError that names the row."""
    import yaml

    data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    try:
        return FileRules(
            plain={name: _role_of(row) for row in data["plain"] for name in row["names"]},
            no_text=frozenset(data["no_text"].split()),
            rules=tuple(_read_rule(row) for row in data["rules"]),
            card_keys={name: key for key, names in data["card_keys"].items() for name in (key, *names)},
            skipped_folders=frozenset(data["skipped_folders"]),
            weights=data["weights"],
            not_weights=data["not_weights"],
            hub_hosts=frozenset(data["hub_hosts"]),
            hub_pages=frozenset(data["hub_pages"].split()),
            local_paths=tuple(data["local_paths"]),
            relations={word: relation for relation, words in data["relations"].items() for word in words},
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise KnowledgeError(f"rules/files.yaml: {error} is missing or of the wrong type", help="the comments in the file say what it holds") from None


def _read_rule(row: dict[str, Any]) -> FileRule:
    whole = "path" in row
    role, component = _role_of(row) if "role" in row else (None, None)
    return FileRule(row["path" if whole else "name"], role, component, whole, row.get("path_not"))


def _role_of(row: dict[str, Any]) -> tuple[Role, Component | None]:
    role, component = row["role"], row.get("component")
    if role not in get_args(Role) or component not in (None, *get_args(Component)):
        raise KnowledgeError(f"rules/files.yaml: unknown role or component in {row}")
    return role, component


@functools.cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when first asked for: most releases need few."""
    return compiled(pattern, re.IGNORECASE)
