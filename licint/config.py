"""Configuration: `licint.toml` or `[tool.licint]` in pyproject.toml, the closest one upwards wins, no merging."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from licint.checks import Rule, rules
from licint.checks.rule import EVERYBODY, matches
from licint.errors import ConfigError
from licint.model import Confidence, Noun, Severity
from licint.paths import covers

FILE = "licint.toml"
PROJECT = "pyproject.toml"
IGNORE_HEADS = ("[[ignore]]", "[[tool.licint.ignore]]")
SEVERITIES: tuple[Severity, ...] = ("note", "warning", "error")
CONFIDENCES: tuple[Confidence, ...] = ("low", "medium", "high")
Profile = Literal["publish", "consume", "strict"]
Lang = Literal["en", "zh"]


class Ignore(Noun, frozen=True, forbid_unknown_fields=True):
    """One `[[ignore]]` table: findings of `rule` (code, prefix or name) under `path` (a glob) are suppressed, with a reason, until a date."""

    rule: str
    reason: str = ""
    path: str = "**"
    until: date | None = None


class Settings(Noun, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The keys of a configuration file. `select` and the like hold codes, prefixes of codes, or names of rules; without `select` the profile's rules run.

    `per-path-ignores` leaves rules out under a path without counting them as suppressed; `fail-on` is the least severity that makes the exit code 1.
    `components` is what a publisher declares of the release in the folder of this file (docs/openness.md); `lang` is the language of messages.
    """

    profile: Profile = "publish"
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore_rules: tuple[str, ...] = ()
    per_path_ignores: Mapping[str, tuple[str, ...]] = {}
    ignore: tuple[Ignore, ...] = ()
    preview: bool = False
    min_severity: Severity = "note"
    min_confidence: Confidence = "low"
    fail_on: Severity | None = None
    baseline: str | None = None
    lang: Lang = "en"
    components: Mapping[str, Any] = {}


class Config(Settings, frozen=True):
    """What is in force. `path` is the file it was read from, `place` that file as seen from the release, `root` where the release stands under that
    file's folder (`""`, or ending in `/`), `ignore_lines` the lines on which its `[[ignore]]` tables begin.
    """

    path: str | None = None
    root: str = ""
    place: str = FILE
    ignore_lines: tuple[int, ...] = ()

    def is_selected(self, code: str, name: str, preview: bool = False, profiles: tuple[str, ...] = EVERYBODY) -> bool:
        """Whether a rule runs."""
        if _matches(code, name, self.ignore_rules):
            return False
        if _matches(code, name, self.extend_select):
            return True
        by_name = code in self.select or name in self.select
        chosen = _matches(code, name, self.select) if self.select else self.profile in (*profiles, "strict")
        return chosen and (not preview or self.preview or self.profile == "strict" or by_name)

    def selected_rules(self) -> tuple[Rule, ...]:
        """The rules that run, in the order of their codes."""
        return _selected(self.profile, self.select, self.extend_select, self.ignore_rules, self.preview)

    def shows(self, code: str, name: str, severity: Severity, confidence: Confidence, path: str) -> bool:
        """Whether a finding with these properties is reported."""
        if self.min_severity == "note" and self.min_confidence == "low" and not self.per_path_ignores:
            return True
        if SEVERITIES.index(severity) < SEVERITIES.index(self.min_severity) or CONFIDENCES.index(confidence) < CONFIDENCES.index(self.min_confidence):
            return False
        return not any(_matches(code, name, rules) and covers(pattern, path, self.root) for pattern, rules in self.per_path_ignores.items())

    def fails(self, severity: Severity) -> bool:
        """Whether a finding of this severity makes the exit code 1."""
        least = self.fail_on or ("warning" if self.profile == "strict" else "error")
        return SEVERITIES.index(severity) >= SEVERITIES.index(least)


@lru_cache(maxsize=64)
def _selected(profile: Profile, select: tuple[str, ...], extend_select: tuple[str, ...], ignore_rules: tuple[str, ...], preview: bool) -> tuple[Rule, ...]:
    """One list for all the releases of a run."""
    config = Config(profile=profile, select=select, extend_select=extend_select, ignore_rules=ignore_rules, preview=preview)
    return tuple(each for each in rules().values() if config.is_selected(each.code, each.name, each.stability == "preview", each.profiles))


def _matches(code: str, name: str, patterns: tuple[str, ...]) -> bool:
    return any(matches(code, name, pattern) for pattern in patterns)


def find_config(start: Path) -> Path | None:
    """The closest configuration file from `start` upwards. Raises ConfigError where one of them cannot be read."""
    folder = start if start.is_dir() else start.parent
    return _config_in(folder) or _config_above(folder)


@lru_cache(maxsize=4_096)
def _config_above(folder: Path) -> Path | None:
    """What the folders above hold: asked once for all the releases below them."""
    parent = folder.parent
    return None if parent == folder else _config_in(parent) or _config_above(parent)


@lru_cache(maxsize=4_096)
def _config_in(folder: Path) -> Path | None:
    own, project = folder / FILE, folder / PROJECT
    if own.is_file():
        return own
    try:
        return project if project.is_file() and "[tool.licint" in project.read_text(encoding="utf-8", errors="replace") else None
    except OSError as error:
        raise ConfigError(f"cannot read {project}: {error.strerror}", "make it readable, or say --no-config") from error


def load_config(path: Path) -> Config:
    """Read a configuration file. Raises ConfigError, naming the line, what is wrong and what to write."""
    import tomllib  # only where there is a file to read

    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot read {path}: {error}", "check the path and its encoding (UTF-8)") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"{path} is not valid TOML: {error}", "see https://toml.io for the syntax") from error
    tool = data.get("tool") if path.name == PROJECT else None
    table = data if path.name != PROJECT else tool.get("licint", {}) if isinstance(tool, dict) else {}
    return parse_config(table, str(path), text)


def parse_config(table: Mapping[str, Any], where: str, text: str = "") -> Config:
    """A Config from plain data; `text` is the file, to name the line of a mistake. Raises ConfigError."""
    try:
        settings = msgspec.convert(table, Settings)
    except msgspec.ValidationError as error:
        from licint.mistakes import explain

        raise explain(error, where, text, Settings) from error
    if settings.components:
        from licint.openness.declared import declared_components
        from licint.openness.rules import load_rules

        declared_components(settings.components, load_rules(), lambda name: None, where)
    heads = tuple(number for number, line in enumerate(text.splitlines(), 1) if line.strip() in IGNORE_HEADS) if settings.ignore else ()
    return Config(**msgspec.structs.asdict(settings), path=where, ignore_lines=heads)
