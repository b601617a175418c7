"""Findings as SARIF 2.1.0 (OASIS), as code-scanning services take them in: rules with their help, fingerprints, suppressions, fixes."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

import msgspec

from licint import __version__
from licint.baseline import fingerprint, shown_path
from licint.checks import Rule, rules
from licint.messages import Language
from licint.model import Edit, Evidence, Finding, Location, Report, Suppressed, Target
from licint.rendering.explanations import rule_doc, rule_summary
from licint.rendering.formats import Run
from licint.rendering.plain import plain_text, section_mark, valid_unicode

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "note": "note"}
RANKS = {"high": 90.0, "medium": 60.0, "low": 30.0}


def render_sarif(reports: Sequence[Report], run: Run) -> str:
    """`--format sarif`."""
    used = {finding.code for report in reports for finding in (*report.findings, *(each.finding for each in report.suppressed))}
    listed = [rule for rule in rules().values() if rule.code in used]
    places = {rule.code: number for number, rule in enumerate(listed)}
    driver = {
        "name": "licint",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(each, run.language) for each in listed],
        "properties": {"knowledge": run.knowledge.version},
    }
    data = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [result for report in reports for result in _results(report, places, run.language)],
                "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": list(_notifications(reports, run.language))}],
            }
        ],
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n"


def _rule(rule: Rule, language: Language) -> dict[str, Any]:
    summary, doc = rule_summary(rule, language), rule_doc(rule, language)
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": summary},
        "fullDescription": {"text": summary},
        "help": {"text": doc, "markdown": doc},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": ["license", rule.stability], "precision": "high" if rule.stability == "stable" else "medium"},
    }


def _results(report: Report, places: dict[str, int], language: Language) -> Iterator[dict[str, Any]]:
    for finding in report.findings:
        yield _result(finding, report.target, places, language)
    for each in report.suppressed:
        yield {**_result(each.finding, report.target, places, language), "suppressions": [_suppression(each, report.target)]}


def _result(finding: Finding, target: Target, places: dict[str, int], language: Language) -> dict[str, Any]:
    said = [finding.message, *_reasons(finding.because), language.say("Help: {help}", help=finding.help) if finding.help else ""]
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": LEVELS[finding.severity or "warning"],
        "message": {"text": plain_text("\n".join(each for each in said if each))},
        "locations": [_location(finding.at, target)],
        "partialFingerprints": {"licint/v1": fingerprint(finding, target)},
        "rank": RANKS[finding.confidence],
        "properties": {"confidence": finding.confidence},
    }
    if finding.code in places:
        result["ruleIndex"] = places[finding.code]
    if finding.related:
        result["relatedLocations"] = [{**_location(each, target), "id": number} for number, each in enumerate(finding.related)]
    if finding.fix:
        result["fixes"] = [{"description": {"text": plain_text(finding.fix.description)}, "artifactChanges": _changes(finding.fix.edits, target)}]
    return result


def _reasons(because: Iterable[Evidence]) -> Iterator[str]:
    for each in because:
        clause = f"{each.license or ''}{' ' + section_mark(each.section) if each.section else ''}".strip()
        words = f"“{each.quote}”" if each.quote else each.note or ""
        yield ": ".join(part for part in (clause, words) if part)


def _location(at: Location, target: Target) -> dict[str, Any]:
    region: dict[str, int] = {"startLine": at.line, "startColumn": at.column}
    if at.end_line is not None and at.end_line >= at.line:
        region["endLine"] = at.end_line
    if at.end_column is not None and (at.end_line not in (None, at.line) or at.end_column > at.column):
        region["endColumn"] = at.end_column
    return {"physicalLocation": {"artifactLocation": _artifact(at.path, target), "region": region}}


def _artifact(path: str, target: Target) -> dict[str, str]:
    return {"uri": quote(valid_unicode(shown_path(target, path)).removeprefix("./"), safe="/~!$&'()*+,;=@")}


def _changes(edits: Sequence[Edit], target: Target) -> list[dict[str, Any]]:
    by_path: dict[str, list[dict[str, Any]]] = {}
    for edit in edits:
        deleted = {"startLine": edit.start[0], "startColumn": edit.start[1], "endLine": edit.end[0], "endColumn": edit.end[1]}
        by_path.setdefault(edit.path, []).append({"deletedRegion": deleted, "insertedContent": {"text": valid_unicode(edit.text)}})
    return [{"artifactLocation": _artifact(path, target), "replacements": listed} for path, listed in by_path.items()]


def _suppression(suppressed: Suppressed, target: Target) -> dict[str, Any]:
    in_source = suppressed.at is not None and not suppressed.at.path.endswith(".toml")
    data: dict[str, Any] = {"kind": "inSource" if in_source else "external", "status": "accepted"}
    if suppressed.reason:
        data["justification"] = plain_text(suppressed.reason)
    if suppressed.at and in_source:
        data["location"] = _location(suppressed.at, target)
    return data


def _notifications(reports: Iterable[Report], language: Language) -> Iterator[dict[str, Any]]:
    """Files that were not read."""
    for report in reports:
        for each in report.skipped:
            location = {"physicalLocation": {"artifactLocation": _artifact(each.path, report.target)}}
            yield {"level": "note", "message": {"text": plain_text(language.say("not read: {reason}", reason=each.reason))}, "locations": [location]}
