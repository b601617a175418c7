"""Findings as a linter prints them: place, severity, code, message; the line; why it matters; what to write instead."""

from collections.abc import Iterable, Iterator

from licint.model import Evidence, Finding, Report, Severity
from licint.rendering.columns import cut, width, wrap
from licint.rendering.plain import one_line, section_mark
from licint.rendering.style import SEVERITY, Style

WIDTH = 80
INDENT = 8
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
COUNTED = {
    "error": ("{number} error", "{number} errors"),
    "warning": ("{number} warning", "{number} warnings"),
    "note": ("{number} note", "{number} notes"),
}


def finding_lines(finding: Finding, style: Style, path: str | None = None) -> Iterator[str]:
    """The lines of one finding; `path` is shown in place of its own."""
    place = f"{one_line(path or finding.at.path)}:{finding.at.line}:{finding.at.column}"
    severity = finding.severity or "warning"
    yield f"{style.paint(place, 'bold')}  {style.paint(style.word(severity), *SEVERITY[severity])}  {finding.code}  {one_line(finding.message)}"
    if finding.source and finding.source.strip():
        yield from _source_lines(finding, style)
    for each in finding.because:
        yield from _because(each, finding, style)
    if finding.help:
        yield from _labeled(style.say("help:"), "cyan", one_line(finding.help), style)


def _source_lines(finding: Finding, style: Style) -> Iterator[str]:
    margin = f"  {finding.at.line} | "
    source = one_line(finding.source or "", WIDTH * 2)
    if finding.at.column - 1 > WIDTH - len(margin) - 8:
        return
    yield style.paint(margin, "dim") + cut(source, WIDTH - len(margin))
    same_line = finding.at.end_line in (None, finding.at.line)
    if finding.at.end_column and same_line and finding.at.end_column > finding.at.column:
        before, marked = source[: finding.at.column - 1], source[finding.at.column - 1 : finding.at.end_column - 1]
        length = min(width(marked), WIDTH - len(margin) - 1 - width(before))
        yield " " * (len(margin) + width(before)) + style.paint("^" * max(length, 1), *SEVERITY[finding.severity or "warning"])


def _because(evidence: Evidence, finding: Finding, style: Style) -> Iterator[str]:
    clause = " ".join(each for each in (evidence.license, section_mark(evidence.section) if evidence.section else None) if each)
    quote = f'"{one_line(evidence.quote, 300)}"' if evidence.quote else None
    elsewhere = evidence.at is not None and (evidence.at.path, evidence.at.line) != (finding.at.path, finding.at.line)
    place = f"{one_line(evidence.at.path)}:{evidence.at.line}" if evidence.at and elsewhere else None
    if finding.source and evidence.quote and evidence.quote.strip() == finding.source.strip():
        return
    words = ": ".join(each for each in (clause or None, place, quote or evidence.note) if each)
    if words:
        yield from _labeled(style.say("why:"), "dim", words, style)


def _labeled(label: str, how: str, text: str, style: Style) -> Iterator[str]:
    first, *rest = wrap(text, WIDTH - INDENT, break_long_words=False, break_on_hyphens=False) or [""]
    yield f"  {style.paint(label, how)}{' ' * (INDENT - 2 - width(label))}{first}"
    yield from (" " * INDENT + each for each in rest)


def summary_line(reports: Iterable[Report], style: Style, knowledge: str) -> str:
    """How many findings of each kind, and what they rest on."""
    findings = [finding for report in reports for finding in report.findings]
    counted = []
    for severity in SEVERITIES:
        number = sum(finding.severity == severity for finding in findings)
        if number:
            counted.append(style.paint(style.say(COUNTED[severity][number > 1], number=number), *SEVERITY[severity]))
    fixable = sum(finding.fix is not None for finding in findings)
    if fixable:
        counted.append(style.say("{number} fixable", number=fixable))
    suppressed = sum(len(report.suppressed) for report in reports)
    if suppressed:
        counted.append(style.say("{number} suppressed", number=suppressed))
    found = style.language.comma.join(counted) or style.paint(style.say("no findings"), "green")
    return style.say("{found} · as of knowledge {date} · not legal advice", found=found, date=knowledge)


def counts(reports: Iterable[Report]) -> dict[str, int]:
    """How many targets, findings of each severity, suppressed findings and skipped files."""
    listed = list(reports)
    findings = [finding for report in listed for finding in report.findings]
    return {
        "targets": len(listed),
        **{f"{severity}s": sum(finding.severity == severity for finding in findings) for severity in SEVERITIES},
        "suppressed": sum(len(report.suppressed) for report in listed),
        "skipped": sum(len(report.skipped) for report in listed),
    }
