"""Reports for people, in 80 columns."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from licint.knowledge import Vocabulary
from licint.model import USES, Ancestor, Condition, Evidence, Governing, Obligation, Report, Term
from licint.rendering.findings import WIDTH, finding_lines, summary_line
from licint.rendering.plain import one_line
from licint.rendering.style import ANSWER, PLACE, Style
from licint.rendering.words import asked, duty_words

YES = {"allowed": "yes", "conditional": "if", "forbidden": "no", "unstated": "unstated", "unknown": "unknown"}
ASKED = 30
ANSWERED = 9


def render_audit(reports: Sequence[Report], vocabulary: Vocabulary, knowledge: str, color: bool = False) -> str:
    """Verdict and findings of each target, then a summary."""
    style = Style(color)
    blocks = ["\n".join(_report(each, vocabulary, style)) for each in reports]
    return "\n\n".join([*blocks, summary_line(reports, style, knowledge)]) + "\n"


def render_check(reports: Sequence[Report], knowledge: str, color: bool = False, concise: bool = False) -> str:
    """Findings alone, then a summary."""
    style = Style(color)
    lines: list[str] = []
    for report in reports:
        prefix = "" if report.target.id in (".", "") else report.target.id.rstrip("/") + "/"
        for finding in report.findings:
            found = list(finding_lines(finding, style, prefix))
            lines += found[:1] if concise else [*found, ""]
    return "\n".join([*lines, summary_line(reports, style, knowledge)]) + "\n"


def _report(report: Report, vocabulary: Vocabulary, style: Style) -> Iterator[str]:
    verdict = report.verdict
    name = one_line(report.target.id) + (f" @ {report.target.revision[:7]}" if report.target.revision else "")
    place = f"{verdict.place} · {verdict.access.value}" if verdict.access.value != "unknown" else verdict.place
    gap = max(2, WIDTH - len(name) - len(place))
    yield f"{style.paint(name, 'bold')}{' ' * gap}{style.paint(place, *PLACE.get(verdict.place, ('dim',)))}"
    for each in verdict.licenses:
        yield from _governing(each, style)
    yield from _lineage(verdict.lineage, style)
    yield from _standing(report, style)
    yield ""
    yield f"  {'May I …':<{ASKED + ANSWERED}}{style.paint('because', 'dim')}"
    for use in USES:
        yield from _use(use, verdict.terms.terms[use], vocabulary, style)
    if verdict.terms.obligations:
        yield ""
        yield "  I must, when I pass it on …"
        for duty in verdict.terms.obligations:
            yield from _duty(duty, vocabulary, style)
    for skipped in report.skipped[:5]:
        yield style.paint(f"  not read: {one_line(skipped.path)}: {one_line(skipped.reason)}", "dim")
    for finding in report.findings:
        yield ""
        yield from finding_lines(finding, style)


def _governing(governing: Governing, style: Style) -> Iterator[str]:
    concluded = {None: "unknown license", "NONE": "no license"}.get(governing.concluded, governing.concluded)
    said = [f"{one_line(each.value, 40)} ({each.at.path}:{each.at.line})" for each in governing.declared if each.at and each.source != "badge"][:2]
    seen = [f"{each.at.path} ({_likeness(each.coverage, each.kind)})" for each in governing.detected][:2]
    yield f"{governing.component}: {style.paint(str(concluded), 'bold')}{style.paint('  disputed', 'red') if governing.disputed else ''}"
    for label, items in (("declared", said), ("text", seen)):
        for item in items:
            yield style.paint(f"  {label}: {one_line(item, WIDTH - 4)}", "dim")
    if not said and not seen and governing.because and governing.because[0].note:
        yield style.paint(f"  {one_line(governing.because[0].note, WIDTH - 4)}", "dim")


def _likeness(coverage: float, kind: str) -> str:
    return {"is": f"{coverage:.0%}", "derived-from": f"altered, {coverage:.0%}", "reference": "named there"}[kind]


def _lineage(lineage: Sequence[Ancestor], style: Style) -> Iterator[str]:
    for each in lineage[:4]:
        relation = f", {each.relation}" if each.relation != "unknown" else ""
        yield style.paint(f"  base: {one_line(each.id)} ({each.license or 'license unknown'}{relation})", "dim")


def _standing(report: Report, style: Style) -> Iterator[str]:
    best, worst = report.verdict.range
    yield style.paint(f"  license category: {report.verdict.category}", "dim")
    if best != worst:
        yield style.paint(f"  {worst} or {best}: it depends on training data and code", "dim")


def _use(name: str, term: Term, vocabulary: Vocabulary, style: Style) -> Iterator[str]:
    answer = style.paint(f"{YES[term.value]:<{ANSWERED}}", *ANSWER[term.value])
    reason = _clause(term.because[0]) if term.because else ""
    details = [condition_text(each) for each in term.conditions]
    text = "; ".join([*details, reason]) if reason else "; ".join(details)
    lines = wrap(text, WIDTH - 2 - ASKED - ANSWERED) or [""]
    yield f"  {asked(name, vocabulary):<{ASKED}}{answer}{lines[0]}".rstrip()
    yield from (" " * (2 + ASKED + ANSWERED) + each for each in lines[1:])


def condition_text(condition: Condition) -> str:
    """A condition in a few words."""
    if condition.limit is None:
        return one_line(condition.detail or condition.kind.replace("-", " "), 120)
    unit = {"monthly-active-users": "monthly users", "daily-active-users": "daily users"}.get(condition.kind, condition.kind.replace("-", " "))
    return f"up to {_number(condition.limit)} {condition.currency + ' ' if condition.currency else ''}{unit}"


def _number(value: float) -> str:
    for size, word in ((1e9, "billion"), (1e6, "million")):
        if value >= size:
            return f"{value / size:g} {word}"
    return f"{value:,.0f}"


def _clause(evidence: Evidence) -> str:
    if evidence.license:
        return f"{evidence.license} §{evidence.section}" if evidence.section else evidence.license
    place = f"{evidence.at.path}:{evidence.at.line}" if evidence.at and evidence.at.path else ""
    quote = f'"{one_line(evidence.quote, 60)}"' if evidence.quote else evidence.note or ""
    return f"{place} {quote}".strip()


def _duty(duty: Obligation, vocabulary: Vocabulary, style: Style) -> Iterator[str]:
    mark = {True: style.paint("✓", "green"), False: style.paint("✗", "red"), None: "·"}[duty.met]
    source = f"{duty.license or ''} §{duty.section}" if duty.section else duty.license or ""
    words = duty_words(duty.kind, vocabulary) + (f': "{one_line(duty.text, 160)}"' if duty.text else "")
    lines = wrap(f"{words} ({source.strip()})" if source.strip() else words, WIDTH - 6)
    yield f"  {mark} {lines[0]}"
    yield from (f"    {each}" for each in lines[1:])
