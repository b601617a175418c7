"""Bills of materials: the licenses that a CycloneDX or SPDX document in JSON states of the models in it."""

import re
from collections.abc import Iterator
from typing import Any, Literal

from licint.model import Location, Stated
from licint.regex import late

MAX_TEXT = 1_000_000
MAX_STATED = 500
LONGEST = 1_000
_NAME = late(r"(?:^|[._-])(?:ai|s|ml|cyclonedx[._-]?)?bom(?:[._-][\w.-]{0,60})?\.json$|\.(?:cdx|spdx)\.json$", re.I)
# SPDX's words for "nothing is said" and "there is none".
SILENT = ("NOASSERTION", "NONE")
OLD_VERSIONS = ("1.0", "1.1", "1.2", "1.3", "1.4", "1.5")
Acknowledged = Literal["declared", "concluded"] | None
_FORMS: dict[str, Literal["id", "name"]] = {"id": "id", "name": "name"}


def is_bill(path: str) -> bool:
    """Whether a path looks like a bill of materials (the release's own, or one folder down)."""
    return path.count("/") <= 1 and len(path) <= LONGEST and bool(_NAME.search(path.rpartition("/")[2]))


def stated_in_bill(path: str, text: str) -> tuple[Stated, ...]:
    """The licenses that a bill states, each with its component and line; nothing where it is broken or of another format. Never raises."""
    import json  # not needed by most releases

    if len(text) > MAX_TEXT:
        return ()
    try:
        data = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return ()
    if not isinstance(data, dict):
        return ()
    places = _Places(path, text)
    read = _cyclonedx(data, places) if data.get("bomFormat") == "CycloneDX" else _spdx(data, places) if "spdxVersion" in data else ()
    return tuple(each for each, _ in zip(read, range(MAX_STATED), strict=False))


class _Places:
    """Where values stand in a JSON text: each next search goes on behind the last."""

    def __init__(self, path: str, text: str) -> None:
        self.path, self.text, self.position = path, text, 0

    def of(self, key: str, value: str) -> Location:
        pattern = re.compile(rf'"{key}"\s{{0,50}}:\s{{0,50}}"{re.escape(value)}"')
        found = pattern.search(self.text, self.position) or pattern.search(self.text)
        if not found:
            return Location(self.path)
        self.position = found.end()
        start = found.end() - len(value) - 1
        line_start = self.text.rfind("\n", 0, start) + 1
        return Location(self.path, self.text.count("\n", 0, start) + 1, start - line_start + 1)


def _cyclonedx(data: dict[str, Any], places: _Places) -> Iterator[Stated]:
    about, listed = data.get("metadata"), data.get("components")
    # Before version 1.6 there was no `acknowledgement`: whose word a license is could not be said.
    silent: Acknowledged = "declared" if data.get("specVersion") in OLD_VERSIONS else None
    main = about.get("component") if isinstance(about, dict) else None
    for component in (main, *(listed if isinstance(listed, list) else ())):
        if isinstance(component, dict) and isinstance(component.get("licenses"), list):
            of = _text(component.get("name")) if component.get("type") == "machine-learning-model" else None
            for choice in component["licenses"]:
                yield from _choice(choice, of, silent, places)


def _choice(choice: Any, of: str | None, silent: Acknowledged, places: _Places) -> Iterator[Stated]:
    """One of CycloneDX's choices: a license by id or name, or an expression."""
    if not isinstance(choice, dict):
        return
    license = choice.get("license")
    said = license if isinstance(license, dict) else choice
    as_: Any = said.get("acknowledgement") if said.get("acknowledgement") in ("declared", "concluded") else silent
    for key, form in _FORMS.items():
        if said is license and (value := _text(said.get(key))):
            yield Stated(value, places.of(key, value), "bill", form, of, as_)
    if value := _text(choice.get("expression")):
        yield Stated(value, places.of("expression", value), "bill", "expression", of, as_)


def _spdx(data: dict[str, Any], places: _Places) -> Iterator[Stated]:
    packages = data.get("packages")
    for package in packages if isinstance(packages, list) else ():
        for key, as_ in (("licenseConcluded", "concluded"), ("licenseDeclared", "declared")):
            value = _text(package.get(key)) if isinstance(package, dict) else None
            if value and value not in SILENT:
                yield Stated(value, places.of(key, value), "bill", "expression", _text(package.get("name")), as_)  # type: ignore[arg-type]


def _text(value: Any) -> str | None:
    return value.strip() if isinstance(value, str) and 0 < len(value.strip()) <= LONGEST else None
