#!/usr/bin/env python3
"""Refresh the ids of rules/spdx.yaml; the rules above them are kept as they are.

    refresh_spdx.py --list licenses.json --scancode DIR [--check]

`licenses.json` is SPDX's own list (spdx/license-list-data, json/licenses.json). DIR holds ScanCode's `<key>.LICENSE` files
(package licensedcode-data, licensedcode/data/licenses). `--check` writes nothing and exits 1 if the file would change.
"""

import argparse
import json
import sys
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import yaml

RULES = Path(__file__).resolve().parent.parent / "rules" / "spdx.yaml"
SUFFIXES = ("-or-later", "-only", "+")


def scancode_licenses(folder: Path) -> dict[str, dict[str, Any]]:
    """Front matter of ScanCode's files by every SPDX id that they name; the main id of a file goes before its other ids."""
    main: dict[str, dict[str, Any]] = {}
    other: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*.LICENSE")):
        facts = yaml.safe_load(path.read_text(encoding="utf-8").split("\n---", 1)[0].removeprefix("---"))
        main.setdefault(str(facts.get("spdx_license_key")), facts)
        for name in facts.get("other_spdx_license_keys") or ():
            other.setdefault(name, facts)
    return {**other, **main}


def rule_for(row: dict[str, Any], category: str | None, rules: list[dict[str, Any]]) -> str:
    """The name of the first rule that fits."""
    for rule in rules:
        by_name = not rule.get("ids") or any(fnmatchcase(row["id"], pattern) for pattern in rule["ids"])
        by_category = not rule.get("scancode") or category in rule["scancode"]
        by_approval = "approved" not in rule or rule["approved"] == bool(row.get("osi") or row.get("fsf"))
        if by_name and by_category and by_approval:
            return str(rule["rule"])
    raise SystemExit(f"no rule fits {row['id']}")


def successor(name: str, known: set[str], scancode: dict[str, dict[str, Any]]) -> str | None:
    """The current id for a deprecated one: `-only`, `-or-later` for `+`, or the id that ScanCode gives the same text."""
    bare = name.removesuffix("+")
    candidates = (f"{bare}-or-later",) if name.endswith("+") else (f"{bare}-only", str(scancode.get(name, {}).get("spdx_license_key")))
    return next((each for each in candidates if each in known and each != name), None)


def rows(listed: list[dict[str, Any]], scancode: dict[str, dict[str, Any]], rules: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row an id, in the order of the alphabet."""
    current = {each["licenseId"] for each in listed if not each["isDeprecatedLicenseId"]}
    made = []
    for each in sorted(listed, key=lambda entry: str(entry["licenseId"]).lower()):
        name, facts = each["licenseId"], scancode.get(each["licenseId"], {})
        row: dict[str, Any] = {"id": name, "name": each["name"]}
        row |= {"osi": True} if each["isOsiApproved"] else {}
        row |= {"fsf": True} if each.get("isFsfLibre") else {}
        row["rule"] = rule_for(row, facts.get("category"), rules)
        row |= {"key": facts["key"]} if facts else {}
        if each["isDeprecatedLicenseId"]:
            row["deprecated"] = True
            row |= {"now": now} if (now := successor(name, current, scancode)) else {}
        made.append(row)
    return made


def line(row: dict[str, Any]) -> str:
    """The row as one line of YAML; text is written as JSON strings, which YAML reads alike."""
    return "  - {" + ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in row.items()) + "}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", type=Path, required=True)
    parser.add_argument("--scancode", type=Path, required=True)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    before = RULES.read_text(encoding="utf-8")
    head = before.split("\nids:", 1)[0]
    rules = yaml.safe_load(head)["rules"]
    listed = json.loads(options.list.read_text(encoding="utf-8"))["licenses"]
    after = head + "\nids:\n" + "\n".join(map(line, rows(listed, scancode_licenses(options.scancode), rules))) + "\n"
    if options.check:
        sys.exit(int(after != before))
    RULES.write_text(after, encoding="utf-8")


if __name__ == "__main__":
    main()
