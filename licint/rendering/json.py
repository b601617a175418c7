"""Reports as JSON, version 1 (docs/schema/report-v1.json). Adding a key is allowed within a version; anything else is a new version."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from licint.model import USES, Identification, Obligation, Report, Term, Terms, Verdict
from licint.rendering.findings import counts
from licint.rendering.plain import valid_unicode

VERSION = 1


def render_reports(reports: Iterable[Report], licint: str, knowledge: str) -> str:
    """The answer of `audit` and `check`."""
    listed = list(reports)
    return _dump(
        {
            "version": VERSION,
            "licint": licint,
            "knowledge": knowledge,
            "reports": [report_data(each) for each in listed],
            "summary": counts(listed),
        }
    )


def render_identifications(found: Iterable[tuple[str, Identification]]) -> str:
    """The answer of `identify`: path and what was recognized in it."""
    return _dump(
        {
            "version": VERSION,
            "files": [{"path": path, "matches": plain_data(each.matches), "nearest": plain_data(each.nearest)} for path, each in found],
        }
    )


def render_terms(read: Iterable[tuple[str, Terms]]) -> str:
    """The answer of `terms`: path or id, and what the text lets one do."""
    return _dump({"version": VERSION, "files": [{"path": path, **terms_data(terms)} for path, terms in read]})


def terms_data(terms: Terms) -> dict[str, Any]:
    """Category, terms and obligations of one text."""
    return {
        "category": terms.category,
        "terms": {name: plain_data(term) for name, term in terms.terms.items()},
        "obligations": [_obligation(each) for each in terms.obligations],
    }


def report_data(report: Report) -> dict[str, Any]:
    """One report as plain data."""
    return {
        "target": plain_data(report.target),
        "verdict": _verdict(report.verdict),
        "findings": plain_data(report.findings),
        "suppressed": plain_data(report.suppressed),
        "skipped": plain_data(report.skipped),
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    terms = verdict.terms.terms
    return {
        "place": verdict.place,
        "range": list(verdict.range),
        "category": verdict.category,
        "because": plain_data(verdict.because),
        "flags": list(verdict.flags),
        "access": plain_data(verdict.access),
        "licenses": plain_data(verdict.licenses),
        "uses": {name: _use(terms[name]) for name in USES},
        "terms": {name: plain_data(term) for name, term in terms.items() if name not in USES},
        "obligations": [_obligation(each) for each in verdict.terms.obligations],
        "lineage": plain_data(verdict.lineage),
        "openness": dict(verdict.openness),
    }


def _use(term: Term) -> dict[str, Any]:
    return {"answer": term.value, "conditions": plain_data(term.conditions), "confidence": term.confidence, "because": plain_data(term.because)}


def _obligation(duty: Obligation) -> dict[str, Any]:
    data: dict[str, Any] = plain_data(duty)
    data["because"] = data["because"] or [{"license": duty.license, "section": duty.section, "quote": duty.quote, "at": None, "note": None}]
    return data


def plain_data(value: Any) -> Any:
    """Nouns as dictionaries, lists and scalars, with strings that every encoder accepts."""
    return _clean(msgspec.to_builtins(value))


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return valid_unicode(value)
    if isinstance(value, Mapping):
        return {key: _clean(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(each) for each in value]
    return value


def _dump(data: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n"
