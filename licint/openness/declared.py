"""What a publisher declares of a release's components, `[components]` of licint.toml: it is taken before anything that licint sees."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from licint.errors import ConfigError
from licint.model import Evidence, Location
from licint.openness.expressions import rename
from licint.openness.mot_file import Meaning
from licint.openness.nouns import Components, Fact
from licint.openness.rules import Rules

KEYS = ("present", "part", "license", "path")


def declared_components(table: Mapping[str, Any], rules: Rules, meaning: Meaning, where: str = "licint.toml") -> tuple[Fact, ...]:
    """One fact for each key of the table: an id of rules/openness.yaml or a name of the framework.

    A value is a license (`training_code = "Apache-2.0"`), true or false (there or not), or a table with `present`, `part`, `license` and `path`.
    Raises ConfigError naming the key.
    """
    return tuple(_declared(key, value, rules, meaning, where) for key, value in table.items())


def with_declared(components: Components, declared: tuple[Fact, ...]) -> Components:
    """The components with what was declared in the place of what was seen."""
    named = {each.component for each in declared}
    return replace(components, facts=(*(each for each in components.facts if each.component not in named), *declared))


def _declared(key: str, value: Any, rules: Rules, meaning: Meaning, where: str) -> Fact:
    ids = [each.id for each in rules.components]
    id = key if key in ids else rules.by_name(key)
    if id is None:
        raise ConfigError(f"{where}: `{key}` is no component", f"use one of: {', '.join(ids)}")
    table = {"license": value} if isinstance(value, str) else {"present": value} if isinstance(value, bool) else value
    if not isinstance(table, Mapping) or any(each not in KEYS for each in table):
        wanted = f"a license, true, false, or a table of {', '.join(KEYS)}"
        raise ConfigError(f"{where}: components.{key} is none of: {wanted}", 'for instance: training_code = "Apache-2.0"')
    license: str | None = table.get("license")  # type: ignore[assignment]
    if not all(isinstance(table.get(each, kind()), kind) for each, kind in (("present", bool), ("part", bool), ("license", str), ("path", str))):
        raise ConfigError(f"{where}: components.{key} has a value of the wrong type", "`present` and `part` are true or false, `license` and `path` are text")
    because = (Evidence(at=Location(where), note="declared by the publisher"),)
    if not table.get("present", True):
        return Fact(id, "absent", name=key, because=because)
    unlicensed = license in ("", rules.mof.unlicensed)
    known = None if unlicensed or license is None else rename(license, meaning)
    extent = "part" if table.get("part") else "whole"
    return Fact(id, "present", extent, None if unlicensed else license, known, license is not None, key, table.get("path"), because=because)  # type: ignore[arg-type]
