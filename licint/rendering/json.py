"""Reports as JSON, version 1 (docs/schema/report-v1.json). Adding a key is allowed within a version; anything else is a new version."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from licint import __version__
from licint.model import USES, Identification, Match, Obligation, Report, Term, Terms, Verdict
from licint.rendering.findings import counts
from licint.rendering.formats import Run
from licint.rendering.plain import valid_unicode

VERSION = 1
NONE, NOASSERTION = "NONE", "NOASSERTION"


def render_json(reports: Sequence[Report], run: Run) -> str:
    """`--format json`."""
    return render_reports(reports, __version__, run.knowledge.version)


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
    files = [{"path": path, "matches": [*_matches(each)], "nearest": plain_data(each.nearest)} for path, each in found]
    return _dump({"version": VERSION, "files": files})


def _matches(found: Identification) -> Iterator[dict[str, Any]]:
    """The matches; where there is none, SPDX's own word for that: NONE (nothing there speaks of a license) or NOASSERTION (a text that is not known).

    An altered text has no SPDX id either: beside its parent's it answers to NOASSERTION.
    """
    for each in found.matches:
        yield plain_data(msgspec.structs.replace(each, aliases=(NOASSERTION,)) if each.kind == "derived-from" else each)
    if not found.matches:
        nothing = Match(NOASSERTION if found.nearest else NONE, "none", 1, 1, coverage=0.0)
        yield plain_data(nothing)


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
        "datasets": plain_data(report.datasets),
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
        "openness": plain_data(verdict.openness),
    }


def _use(term: Term) -> dict[str, Any]:
    return {"answer": term.value, "conditions": plain_data(term.conditions), "confidence": term.confidence, "because": plain_data(term.because)}


def _obligation(duty: Obligation) -> dict[str, Any]:
    data: dict[str, Any] = plain_data(duty)
    data["because"] = data["because"] or [{"license": duty.license, "section": duty.section, "quote": duty.quote, "at": None, "note": None}]
    return data


def plain_data(value: Any) -> Any:
    """Nouns as dictionaries, lists and scalars, with strings that every encoder accepts."""
    return _clean(msgspec.to_builtins(value, enc_hook=str))  # a Message is a str


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
