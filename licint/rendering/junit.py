"""Findings as JUnit XML: a suite a release, a case a finding; errors and warnings are failures, notes and suppressed findings are skipped cases."""

from collections.abc import Iterator, Sequence

from licint.baseline import shown_path
from licint.messages import Language
from licint.model import Finding, Report, Target
from licint.rendering.formats import Run
from licint.rendering.plain import one_line, section_mark

ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;", "\ufffe": "?", "\uffff": "?"})


def render_junit(reports: Sequence[Report], run: Run) -> str:
    """`--format junit`."""
    cases = [list(_cases(each, run.language)) for each in reports]
    failures = sum(_failures(each) for each in reports)
    skipped = sum(_skipped(each) for each in reports)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f'<testsuites name="licint" tests="{sum(map(len, cases))}" failures="{failures}" errors="0" skipped="{skipped}" time="0">')
    for report, listed in zip(reports, cases, strict=True):
        counted = f'tests="{len(listed)}" failures="{_failures(report)}" errors="0" skipped="{_skipped(report)}" time="0"'
        lines += [f'  <testsuite name="{_safe(report.target.id)}" {counted}>', *listed, "  </testsuite>"]
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _failures(report: Report) -> int:
    return sum(each.severity != "note" for each in report.findings)


def _skipped(report: Report) -> int:
    return sum(each.severity == "note" for each in report.findings) + len(report.suppressed)


def _cases(report: Report, language: Language) -> Iterator[str]:
    """The cases of a release; one that passes stands for a release without findings, which a server would else not show."""
    for each in report.findings:
        note = language.say("note: {message}", message=each.message)
        yield _case(each, report.target, language, _failure(each, language) if each.severity != "note" else f'<skipped message="{_safe(note)}"/>')
    for suppressed in report.suppressed:
        ignored = language.say("ignored: {reason}", reason=suppressed.reason)
        yield _case(suppressed.finding, report.target, language, f'<skipped message="{_safe(ignored)}"/>')
    if not report.findings and not report.suppressed:
        yield f'    <testcase classname="{_safe(report.target.id)}" name="{_safe(language.say("no findings"))}" time="0"/>'


def _case(finding: Finding, target: Target, language: Language, outcome: str) -> str:
    path = shown_path(target, finding.at.path)
    name = language.say("{code} {name} at line {line}", code=finding.code, name=finding.name, line=finding.at.line)
    return f'    <testcase classname="{_safe(path)}" name="{_safe(name)}" time="0">{outcome}</testcase>'


def _failure(finding: Finding, language: Language) -> str:
    quoted = [each for each in finding.because if each.quote]
    quotes = [f"{each.license or ''} {section_mark(each.section) if each.section else ''}: “{each.quote}”".strip(" :") for each in quoted]
    said = [f"{finding.at.path}:{finding.at.line}:{finding.at.column}", *quotes, language.say("help: {help}", help=finding.help) if finding.help else ""]
    text = "\n".join(_safe(each) for each in said if each)
    return f'<failure message="{_safe(finding.message)}" type="{_safe(finding.severity or "warning")}">{text}</failure>'


def _safe(text: str) -> str:
    """Text for an attribute or an element: on one line, without what XML 1.0 has no characters for."""
    return one_line(text).translate(ESCAPES)
