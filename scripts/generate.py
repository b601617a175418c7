"""Writes what is generated: docs/rules, docs/licenses, docs/schema. `--check`: writes nothing, exits 1 if something is out of date."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec

from licint import audit
from licint.checks import rules
from licint.cli import COMMANDS, commands
from licint.config import Settings
from licint.knowledge import Knowledge, load
from licint.knowledge.catalogs import open_language
from licint.model import CATEGORIES, OTHER_TERMS, PLACES, USES, License
from licint.rendering.pages import license_page, rule_page, when
from licint.rendering.text import render_audit

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.untranslated import page as untranslated_page  # noqa: E402

DOCS = ROOT / "docs"
EXAMPLE = "fixtures/releases/llama-finetune-without-duties"


def main() -> int:
    """Generate or compare. Returns the exit code."""
    check = "--check" in sys.argv[1:]
    wanted = {DOCS / path: text for path, text in pages(load())}
    wanted[ROOT / "README.md"] = readme()
    stale = [path for path, text in wanted.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    orphans = [path for folder in ("rules", "licenses") for path in sorted((DOCS / folder).glob("*.md")) if path not in wanted]
    for path in [*stale, *orphans]:
        print(f"{'out of date' if check else 'wrote' if path in wanted else 'removed'}: {path.relative_to(ROOT)}")
    if check:
        if stale or orphans:
            print("run: .venv/bin/python scripts/generate.py")
        return int(bool(stale or orphans))
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted[path], encoding="utf-8")
    for path in orphans:
        path.unlink()
    return 0


def pages(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Every generated page: path under docs/, text."""
    for rule in rules().values():
        yield f"rules/{rule.name}.md", rule_page(rule)
    yield "rules/index.md", "".join(_rules_table())
    licenses = sorted(knowledge.licenses(), key=lambda each: each.id.lower())
    for license in licenses:
        yield f"licenses/{license.id}.md", license_page(license, knowledge.vocabulary)
    yield "licenses/index.md", "".join(_comparison(licenses))
    yield "untranslated.md", "".join(untranslated_page(open_language("zh")))
    yield "command-line.md", "".join(_command_line())
    yield "schema/config-v1.json", json.dumps(msgspec.json.schema(Settings), indent=2, ensure_ascii=False) + "\n"
    yield "schema/report-v1.json", json.dumps(report_schema(), indent=2, ensure_ascii=False) + "\n"


def readme() -> str:
    """README.md with the example's output as it is now."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    before, _, rest = text.partition("<!-- example: scripts/generate.py -->\n")
    after = rest.partition("<!-- /example -->")[2]
    os.chdir(ROOT)
    shown = render_audit([audit(EXAMPLE)], load().vocabulary, load().version)
    return f"{before}<!-- example: scripts/generate.py -->\n```text\n{shown.rstrip()}\n```\n<!-- /example -->{after}"


def _command_line() -> Iterator[str]:
    """The help of every command, as it is printed."""
    yield "# Command line\n"
    for name, summary in COMMANDS.items():
        command = commands.get_command(click.Context(commands), name)
        if command:
            context = click.Context(command, info_name=f"licint {name}", max_content_width=100, terminal_width=100)
            yield f"\n## licint {name}\n\n{summary}\n\n```text\n{command.get_help(context).rstrip()}\n```\n"


def _rules_table() -> Iterator[str]:
    yield "# Rules\n\nWithout more ado run the stable rules of the profile `publish`; see [Configuration](../configuration.md). "
    yield "[What is not decided](../rules-not-decided.md).\n\n| code | name | severity | runs | |\n|---|---|---|---|---|\n"
    for rule in rules().values():
        yield f"| {rule.code} | [{rule.name}]({rule.name}.md) | {rule.severity} | {when(rule)} | {rule.summary} |\n"


def _comparison(licenses: list[License]) -> Iterator[str]:
    yield "# Licenses compared\n\n"
    yield "yes: allowed to everybody, with the duties of the license · if: under conditions · no: forbidden · –: the text does not say. Not legal advice.\n\n"
    yield "| license | category | " + " | ".join(use.replace("_", " ") for use in USES) + " | limits |\n"
    yield "|---|---|" + "---|" * len(USES) + "---|\n"
    words = {"allowed": "yes", "conditional": "if", "forbidden": "no"}
    for each in licenses:
        terms = each.terms.terms
        limits = [f"{c.kind} {c.limit:,.0f} {c.currency or ''}".strip() for c in terms["commercial_use"].conditions if c.limit]
        answers = " | ".join(words.get(terms[use].value, "–") for use in USES)
        yield f"| [{each.id}]({each.id}.md) | {each.category} | {answers} | {'; '.join(limits)} |\n"


def report_schema() -> dict[str, Any]:
    """JSON Schema of `audit --format json` and `check --format json`, version 1."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "licint report, version 1",
        "description": "Within a version keys may be added; none is removed, renamed or retyped.",
        "type": "object",
        "required": ["version", "licint", "knowledge", "reports", "summary"],
        "properties": {
            "version": {"const": 1},
            "licint": {"type": "string"},
            "knowledge": {"type": "string"},
            "reports": {"type": "array", "items": _ref("report")},
            "summary": _object({name: {"type": "integer"} for name in ("targets", "errors", "warnings", "notes", "suppressed", "skipped")}),
        },
        "$defs": _definitions(),
    }


def _definitions() -> dict[str, Any]:
    text, maybe = {"type": "string"}, {"type": ["string", "null"]}
    answers = {"enum": ["allowed", "conditional", "forbidden", "unstated", "unknown"]}
    reasons, place = _list(_ref("evidence")), {"enum": list(PLACES)}
    passage = _object({"line": {"type": "integer"}, "end_line": {"type": "integer"}})
    span = {"coverage": {"type": "number"}, "share": {"type": "number"}, "exact": {"type": "boolean"}}
    return {
        "location": _object({"path": text, "line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}}),
        "evidence": _object({"license": maybe, "section": maybe, "quote": maybe, "at": _maybe(_ref("location")), "note": maybe}),
        "condition": _object({"kind": text}, limit={"type": "number"}, currency=text, detail=text),
        "use": _object({"answer": answers, "conditions": _list(_ref("condition")), "because": reasons}),
        "term": _object({"value": text, "because": reasons}),
        "obligation": _object({"kind": text, "text": maybe, "license": maybe, "section": maybe, "met": {"type": ["boolean", "null"]}, "because": reasons}),
        "declaration": _object({"value": text, "license": maybe, "source": text, "at": _maybe(_ref("location"))}),
        "detection": _object({"license": text, **span, "at": _ref("location"), "added": _list(passage)}),
        "governing": _object(
            {
                "component": text,
                "concluded": maybe,
                "aliases": _list(text),
                "declared": _list(_ref("declaration")),
                "detected": _list(_ref("detection")),
                "agrees": {"type": ["boolean", "null"]},
                "disputed": {"type": "boolean"},
            }
        ),
        "ancestor": _object(
            {"id": text, "relation": text, "license": maybe, "known_from": {"enum": ["knowledge", "hub", "local", "none"]}},
            derivatives={"type": ["object", "null"]},
        ),
        "verdict": _object(
            {
                "place": place,
                "range": {"type": "array", "items": place, "minItems": 2, "maxItems": 2},
                "category": {"enum": list(CATEGORIES)},
                "access": _object({"value": text, "because": reasons}),
                "licenses": _list(_ref("governing")),
                "uses": _object({name: _ref("use") for name in USES}),
                "terms": _object({name: _ref("term") for name in OTHER_TERMS}),
                "obligations": _list(_ref("obligation")),
                "lineage": _list(_ref("ancestor")),
                "openness": {"type": "object"},
            }
        ),
        "finding": _object(
            {
                "code": text,
                "name": text,
                "severity": {"enum": ["error", "warning", "note"]},
                "confidence": {"enum": ["high", "medium", "low"]},
                "message": text,
                "at": _ref("location"),
                "related": _list(_ref("location")),
                "because": reasons,
                "help": maybe,
                "fix": {"type": ["object", "null"]},
                "url": maybe,
            }
        ),
        "report": _object(
            {
                "target": _object({"kind": {"enum": ["local", "hub", "table"]}, "id": text, "revision": maybe, "url": maybe}),
                "verdict": _ref("verdict"),
                "findings": _list(_ref("finding")),
                "suppressed": _list(_object({"finding": _ref("finding"), "reason": text})),
                "skipped": _list(_object({"path": text, "reason": text})),
            }
        ),
    }


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _maybe(form: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [form, {"type": "null"}]}


def _object(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": {**required, **optional}}


if __name__ == "__main__":
    sys.exit(main())
