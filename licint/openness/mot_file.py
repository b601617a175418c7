"""The Model Openness Tool's own YAML: one model with its components and their licenses, read and written.

Format: mof_schema.json of lfai/model_openness_tool, 8b5d30e. Files are written by strangers: a broken one is a value with its problems, never an exception.
"""

from collections.abc import Callable, Mapping
from typing import Any

import yaml

from licint.messages import say
from licint.model import Evidence, Location, Noun, Problem
from licint.openness.expressions import rename
from licint.openness.nouns import Components, Fact
from licint.openness.rules import Rules
from licint.parsing.hostile_yaml import parse_yaml

FRAMEWORK = "Model Openness Framework"
MAX_COMPONENTS = 200
MAX_TEXT = 2_000  # characters of one value
Meaning = Callable[[str], str | None]
TYPES = ("code", "data", "document")
ABOUT = ("name", "version", "date", "type", "architecture", "treatment", "origin", "producer", "contact", "repository", "huggingface")


class Recorded(Noun, frozen=True):
    """One component of a file. `license` is None where the file does not say (it inherits), empty where it says that there is none."""

    name: str
    license: str | None = None
    license_path: str | None = None
    component_path: str | None = None
    description: str | None = None
    line: int = 1


class ModelFile(Noun, frozen=True):
    """A file: what it says about the model, the licenses that components inherit by type (`distribution` for all), and the components in their order."""

    path: str
    about: Mapping[str, str] = {}
    licenses: Mapping[str, str] = {}
    components: tuple[Recorded, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        """The model's name, or the file's."""
        return self.about.get("name") or self.path


def is_mot(text: str) -> bool:
    """Whether a text looks like such a file."""
    head = text[:20_000]
    return FRAMEWORK in head and "release:" in head and "framework:" in head


def parse_mot(text: str, path: str = "model.yml") -> ModelFile:
    """Read a file; never raises. What is wrong is in `problems`, and what could be read stays."""
    parsed = parse_yaml(text.removeprefix("\ufeff"))
    if parsed.fault:
        return ModelFile(path, problems=(Problem(parsed.fault.kind, parsed.fault.message, Location(path, text.count("\n", 0, parsed.fault.index) + 1)),))
    release = parsed.value.get("release") if isinstance(parsed.value, dict) else None
    if not isinstance(release, dict):
        return ModelFile(path, problems=(Problem("no-release", "there is no `release:` with a model's components", Location(path)),))
    listed = release.get("components")
    rows = listed if isinstance(listed, list) else []
    lines = _lines(parsed.node)
    problems = [Problem("no-components", "`release.components` is not a list", Location(path))] if not isinstance(listed, list) else []
    if len(rows) > MAX_COMPONENTS:
        problems.append(Problem("too-many", say("more than {most} components: the rest was not read", most=MAX_COMPONENTS), Location(path)))
    components = tuple(_component(row, line) for row, line in zip(rows[:MAX_COMPONENTS], lines, strict=False) if isinstance(row, dict))
    return ModelFile(path, _texts(release, ABOUT), _licenses(release.get("license")), components, tuple(problems))


def components_of(file: ModelFile, rules: Rules, meaning: Meaning | None = None) -> Components:
    """The components as the tool takes them: a license of its own, else that of its type, else that of the distribution.

    `meaning` gives the license id that a name means (Knowledge.resolve), or None; without it names stay as written.
    """
    facts = tuple(_fact(each, file, rules, meaning or _as_written) for each in file.components)
    return Components(file.name, facts, recorded=True)


def _as_written(name: str) -> str | None:
    return None


def _fact(component: Recorded, file: ModelFile, rules: Rules, resolve: Meaning) -> Fact:
    id = rules.by_name(component.name)
    declared = component.license
    if declared is None:
        type_ = rules.component(id or rules.mof.unknown_name_means).type
        declared = file.licenses.get(type_) or file.licenses.get("distribution")
    unlicensed = not declared or declared == rules.mof.unlicensed
    quote = f"{component.name}: {declared or 'no license'}"
    return Fact(
        id,
        "present",
        "whole",
        declared=None if unlicensed else declared,
        license=None if unlicensed or declared is None else rename(declared, resolve),
        license_known=True,
        name=component.name,
        path=component.component_path,
        license_path=component.license_path,
        because=(Evidence(quote=quote[:200], at=Location(file.path, component.line)),),
    )


def write_mot(components: Components, rules: Rules, about: Mapping[str, str] | None = None, licenses: Mapping[str, str] | None = None) -> str:
    """A file with every component that is present, in the framework's order. Licenses that nobody stated are left out, so they inherit from `licenses`.

    What is not said about the model is left out: the schema takes no empty date and no word that is not on its lists.
    """
    given = about or {}
    release: dict[str, Any] = {"name": given.get("name") or components.name, "producer": given.get("producer", "")}
    release |= {key: text for key in ABOUT if key not in release and (text := given.get(key)) and text in rules.mof.words.get(key, (text,))}
    release["license"] = {name: {"name": license, "path": ""} for name, license in (licenses or {}).items()}
    release["components"] = [_row(components.get(each.id), each.name, rules) for each in rules.components if components.get(each.id).presence == "present"]
    framework = {"name": FRAMEWORK, "version": "1.0", "date": "2024-12-15"}
    return yaml.safe_dump({"framework": framework, "release": release}, sort_keys=False, allow_unicode=True, width=160)


def _row(fact: Fact, name: str, rules: Rules) -> dict[str, str]:
    row = {"name": name}
    if fact.declared or fact.license_known:
        row["license"] = fact.declared or rules.mof.unlicensed
    row |= {key: value for key, value in (("license_path", fact.license_path), ("component_path", fact.path)) if value}
    return row


def _component(row: dict[Any, Any], line: int) -> Recorded:
    license = row.get("license")
    return Recorded(
        _text(row.get("name")),
        None if license is None else _text(license),
        _text(row.get("license_path")) or None,
        _text(row.get("component_path")) or None,
        _text(row.get("description")) or None,
        line,
    )


def _licenses(given: Any) -> dict[str, str]:
    """The licenses that components inherit, where they are named."""
    found = {}
    for key in ("distribution", *TYPES):
        entry = given.get(key) if isinstance(given, dict) else None
        name = _text(entry.get("name")) if isinstance(entry, dict) else ""
        if name:
            found[key] = name
    return found


def _texts(mapping: dict[Any, Any], keys: tuple[str, ...]) -> dict[str, str]:
    return {key: text for key in keys if (text := _text(mapping.get(key)))}


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, dict | list) else str(value)[:MAX_TEXT]


def _lines(node: Any) -> list[int]:
    """The line of each item of `release.components`; 1 for those that cannot be told."""
    for key in ("release", "components"):
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        node = next((value for name, value in pairs if name.value == key), None)
    items = node.value if isinstance(node, yaml.SequenceNode) else []
    return [each.start_mark.line + 1 for each in items] or [1] * MAX_COMPONENTS
