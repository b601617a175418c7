"""Mistakes in a configuration file, with the line they stand on and what to write instead."""

import re
from typing import Any

import msgspec

from licint.errors import ConfigError
from licint.regex import late

UNKNOWN = late(r"unknown field `([^`]{1,200})`")
MISSING = late(r"missing required field `([^`]{1,200})`")
AT = late(r"at `\$\.?([\w.\[\]-]{0,200})`")


def explain(error: msgspec.ValidationError, where: str, text: str, settings: type[Any]) -> ConfigError:
    """The error to show for data that are no `settings`."""
    message = str(error)
    place = AT.search(message)
    path = place[1] if place else ""
    unknown, missing = UNKNOWN.search(message), MISSING.search(message)
    key = unknown[1] if unknown else path.partition("[")[0]
    line = _line_of(key, path, text)
    what = message.partition(" - at ")[0]
    said = f"`{key}`: {what}" if key and not unknown else what
    return ConfigError(f"{where}{f':{line}' if line else ''}: {said}", _remedy(unknown[1] if unknown else "", missing[1] if missing else "", path, settings))


def _line_of(key: str, path: str, text: str) -> int | None:
    """The line of a key; in the n-th table of a list, the first such line behind the n-th head."""
    lines = text.splitlines()
    table, _, rest = path.partition("[")
    start = 0
    if rest:
        heads = [number for number, line in enumerate(lines) if re.match(rf"\s*\[\[\s*(?:tool\.licint\.)?{re.escape(table)}\s*\]\]", line)]
        index = re.match(r"\d{1,6}", rest)
        wanted = int(index[0]) if index else 0
        if wanted < len(heads):
            start = heads[wanted]
            inner = path.rpartition("].")[2] if "]." in path else key
            key = inner if inner != table else key
    own = re.compile(rf"\s*(?:[\w.-]+\.)?[\"']?{re.escape(key)}[\"']?\s*=")
    for number in range(start, len(lines)):
        if own.match(lines[number]):
            return number + 1
    return start + 1 if rest and start else None


def _remedy(unknown: str, missing: str, path: str, settings: type[Any]) -> str:
    known = [each.encode_name for each in msgspec.structs.fields(settings)]
    if missing:
        return f"add `{missing} = …` to the table"
    if unknown and path:
        return "an [[ignore]] table has `rule`, `reason`, `path` and `until`"
    if unknown:
        from difflib import get_close_matches

        near = get_close_matches(unknown, known, 1)
        return f"did you mean `{near[0]}`?" if near else f"the keys are {', '.join(known)}"
    key = path.partition("[")[0].partition(".")[0]
    example = EXAMPLES.get(key)
    return f"for example `{example}`" if example else f"the keys are {', '.join(known)}"


EXAMPLES = {
    "profile": 'profile = "publish"  # or "consume", "strict"',
    "select": 'select = ["LM", "LC001"]',
    "extend-select": 'extend-select = ["LU"]',
    "ignore-rules": 'ignore-rules = ["LF001"]',
    "per-path-ignores": '[per-path-ignores], then "drafts/**" = ["LM"]',
    "ignore": '[[ignore]], then rule = "LC001" and reason = "…"',
    "preview": "preview = true",
    "min-severity": 'min-severity = "warning"  # or "note", "error"',
    "min-confidence": 'min-confidence = "medium"  # or "low", "high"',
    "fail-on": 'fail-on = "warning"  # or "note", "error"',
    "baseline": 'baseline = "licint-baseline.json"',
    "lang": 'lang = "en"  # or "zh"',
}
