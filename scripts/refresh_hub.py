#!/usr/bin/env python3
"""Compare rules/hub.yaml with the Hub's own table of license identifiers, and write rows for what is new.

    refresh_hub.py repositories-licenses.md

The page is docs/hub/repositories-licenses.md of huggingface/hub-docs. Ids that are new on the page are printed as rows to paste (their `kind` and
`added` are for a human to settle); ids that are gone are named: they belong under `retired`. Exits 1 if there is anything to do.
"""

import argparse
import json
import re
import sys
from pathlib import Path

import yaml

HUB = Path(__file__).resolve().parent.parent / "rules" / "hub.yaml"
SPDX = HUB.with_name("spdx.yaml")
ROW = re.compile(r"^\s*\|?\s*([^|\n]{2,120}?)\s*\|\s*`([A-Za-z0-9.+_-]{1,80})`", re.MULTILINE)
PLACEHOLDERS = ("unknown", "other")


def listed(page: str) -> dict[str, str]:
    """The ids of the page's table with their full names."""
    return {match[2]: re.sub(r"<!--.{0,300}?-->", "", match[1]).strip() for match in ROW.finditer(page)}


def row(name: str, title: str, spdx: dict[str, dict[str, object]]) -> str:
    """A row of rules/hub.yaml; the kind is a proposal."""
    known = spdx.get(name.lower())
    if known:
        kind = "deprecated" if known.get("deprecated") else "spdx"
        return f"  - {{id: {name}, name: {json.dumps(title)}, kind: {kind}, spdx: {known['id']}}}"
    return f"  - {{id: {name}, name: {json.dumps(title)}, kind: {'placeholder' if name in PLACEHOLDERS else 'own'}}}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("page", type=Path)
    on_page = listed(parser.parse_args().page.read_text(encoding="utf-8"))
    here = {each["id"] for each in yaml.safe_load(HUB.read_text(encoding="utf-8"))["ids"]}
    spdx = {each["id"].lower(): each for each in yaml.safe_load(SPDX.read_text(encoding="utf-8"))["ids"]}
    for name in sorted(on_page.keys() - here):
        print(row(name, on_page[name], spdx))
    for name in sorted(here - on_page.keys()):
        print(f"gone: {name}")
    sys.exit(int(on_page.keys() != here))


if __name__ == "__main__":
    main()
