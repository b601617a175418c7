"""Licenses in the metadata that packaging and citation tools read: pyproject.toml, setup.cfg, package.json, CITATION.cff, and a model's config.json."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Literal

from licint.model import Location, Stated

MAX_TEXT = 1_000_000
MAX_VALUES = 20
LONGEST = 200
_CLASSIFIER = "License :: "


def is_package(path: str) -> bool:
    """Whether a path is such a file, at the root of the release."""
    return path in _READERS


def stated_in_package(path: str, text: str) -> tuple[Stated, ...]:
    """The licenses that a file states, each with its line; nothing where it is broken. Never raises."""
    if path not in _READERS or len(text) > MAX_TEXT:
        return ()
    kind, read = _READERS[path]
    values = [each.strip() for each in read(text.removeprefix("\ufeff")) if isinstance(each, str)]
    kept = [each for each in values if each and len(each) <= LONGEST and "\n" not in each][:MAX_VALUES]
    return tuple(Stated(each, Location(path, _line_of(each, text)), kind) for each in kept)


def _line_of(value: str, text: str) -> int:
    lines = text.splitlines()
    telling = (number for number, line in enumerate(lines, 1) if value in line and re.search("licen[sc]e", line, re.I))
    return next(telling, next((number for number, line in enumerate(lines, 1) if value in line), 1))


def _read_pyproject(text: str) -> Iterator[Any]:
    import tomllib  # not needed by most releases

    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError):
        return
    project = data.get("project")
    for table in (project, _within(data, "tool", "poetry")):
        license = table.get("license") if isinstance(table, dict) else None
        yield license.get("text") if isinstance(license, dict) else license
    classifiers = project.get("classifiers") if isinstance(project, dict) else None
    for each in classifiers if isinstance(classifiers, list) else ():
        if isinstance(each, str) and each.startswith(_CLASSIFIER):
            yield each.rpartition(" :: ")[2]


def _within(data: Any, *keys: str) -> Any:
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def _read_setup(text: str) -> Iterator[Any]:
    import configparser  # not needed by most releases

    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(text)
    except (configparser.Error, ValueError):
        return
    if parser.has_section("metadata"):
        yield parser["metadata"].get("license")


def _read_json(text: str) -> Iterator[Any]:
    import json  # not needed by most releases

    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return
    yield _within(data, "license")


def _read_citation(text: str) -> Iterator[Any]:
    """CITATION.cff: `license` is an SPDX id, or a list of them of which one may be chosen."""
    from licint.parsing.hostile_yaml import parse_yaml  # PyYAML takes long to load, and few releases have such a file

    value = _within(parse_yaml(text).value, "license")
    yield from value if isinstance(value, list) and len(value) == 1 else (value,)


_READERS: dict[str, tuple[Literal["package", "citation", "config"], Callable[[str], Iterator[Any]]]] = {
    "pyproject.toml": ("package", _read_pyproject),
    "setup.cfg": ("package", _read_setup),
    "package.json": ("package", _read_json),
    "CITATION.cff": ("citation", _read_citation),
    "config.json": ("config", _read_json),
}
