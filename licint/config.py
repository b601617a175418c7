"""Configuration: `licint.toml` or `[tool.licint]` in pyproject.toml, the closest one upwards wins, no merging."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from licint.checks.rule import matches
from licint.errors import ConfigError
from licint.model import Noun

FILE = "licint.toml"


class Ignore(Noun, frozen=True, forbid_unknown_fields=True):
    """One `[[ignore]]` table: findings of `rule` (code, prefix or name) under `path` (a glob) are suppressed, with a reason, until a date."""

    rule: str
    reason: str = ""
    path: str = "**"
    until: date | None = None


class Config(Noun, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What is in force. `select` and `ignore` hold codes, prefixes of codes, or rule names; an empty `select` means all stable rules."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore_rules: tuple[str, ...] = ()
    ignore: tuple[Ignore, ...] = ()
    preview: bool = False
    path: str | None = None  # where it was read; not a key of the file

    def is_selected(self, code: str, name: str, preview: bool = False) -> bool:
        """Whether a rule runs."""
        if _matches(code, name, self.ignore_rules):
            return False
        if _matches(code, name, self.extend_select):
            return True
        chosen = _matches(code, name, self.select) if self.select else True
        return chosen and (not preview or self.preview or code in self.select)


def _matches(code: str, name: str, patterns: tuple[str, ...]) -> bool:
    return any(matches(code, name, pattern) for pattern in patterns)


def find_config(start: Path) -> Path | None:
    """The closest configuration file from `start` upwards."""
    folder = start if start.is_dir() else start.parent
    for each in (folder, *folder.parents):
        own = each / FILE
        if own.is_file():
            return own
        project = each / "pyproject.toml"
        if project.is_file() and "[tool.licint" in project.read_text(encoding="utf-8", errors="replace"):
            return project
    return None


def load_config(path: Path) -> Config:
    """Read a configuration file. Raises ConfigError, naming what is wrong and what to write."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot read {path}: {error}", "check the path and its encoding (UTF-8)") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is not valid TOML: {error}", "see https://toml.io for the syntax") from error
    table: Mapping[str, Any] = data.get("tool", {}).get("licint", {}) if path.name == "pyproject.toml" else data
    return parse_config(table, str(path))


def parse_config(table: Mapping[str, Any], where: str) -> Config:
    """A Config from plain data. Raises ConfigError."""
    try:
        return msgspec.structs.replace(msgspec.convert(table, Config), path=where)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{where}: {error}", f"known keys: {', '.join(msgspec.structs.fields(Config)[i].encode_name for i in range(5))}") from error
