"""Reports for people, in 80 columns."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from licint.baseline import shown_path
from licint.knowledge import Vocabulary
from licint.model import USES, Ancestor, Condition, Declaration, Derivatives, Detection, Evidence, Governing, Obligation, Report, Term
from licint.rendering.findings import WIDTH, finding_lines, summary_line
from licint.rendering.formats import Run
from licint.rendering.plain import one_line, section_mark
from licint.rendering.style import ANSWER, PLACE, Style
from licint.rendering.words import asked, duty_words

YES = {"allowed": "yes", "conditional": "if", "forbidden": "no", "unstated": "unstated", "unknown": "unknown"}
ASKED = 30
CARD_SOURCES = ("card", "license_name", "weights")
ANSWERED = 9


def render_text(reports: Sequence[Report], run: Run) -> str:
    """`--format text`: verdicts and findings for `audit`, findings for `check`."""
    if run.command == "audit":
        return render_audit(reports, run.knowledge.vocabulary, run.knowledge.version, run.color)
    return render_check(reports, run.knowledge.version, run.color)


def render_concise(reports: Sequence[Report], run: Run) -> str:
    """`--format concise`: one line a finding."""
    return render_check(reports, run.knowledge.version, run.color, concise=True)


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
        for finding in report.findings:
            found = list(finding_lines(finding, style, shown_path(report.target, finding.at.path)))
            lines += found[:1] if concise else [*found, ""]
    return "\n".join([*lines, summary_line(reports, style, knowledge)]) + "\n"


def _report(report: Report, vocabulary: Vocabulary, style: Style) -> Iterator[str]:
    verdict = report.verdict
    name = one_line(report.target.id) + (f" @ {report.target.revision[:7]}" if report.target.revision else "")
    place = f"{verdict.place} · {verdict.access.value}" if verdict.access.value != "unknown" else verdict.place
    gap = max(2, WIDTH - len(name) - len(place))
    yield f"{style.paint(name, 'bold')}{' ' * gap}{style.paint(place, *PLACE.get(verdict.place, ('dim',)))}"
    for each in verdict.licenses:
        yield from _governing(each, verdict.access.value, style)
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


def _governing(governing: Governing, access: str, style: Style) -> Iterator[str]:
    unknown = "not released" if access in ("api-only", "unavailable") else "unknown license"
    concluded = {None: unknown, "NONE": "no license"}.get(governing.concluded, governing.concluded)
    what = f"{governing.component} of {one_line(governing.variant, 40)}" if governing.variant else governing.component
    yield f"{what}: {style.paint(str(concluded), 'bold')}{style.paint('  disputed', 'red') if governing.disputed else ''}"
    against = {each.license: each for each in reversed(governing.declared) if each.license not in (None, governing.concluded)} if governing.disputed else {}
    witnesses = [_declared(each) for each in governing.declared if each.license == governing.concluded or each.source in CARD_SOURCES]
    witnesses = [*witnesses[:1], *(_declared(each) for each in against.values()), *witnesses[1:]]
    detected = [each for each in governing.detected if governing.concluded in (None, each.license) or governing.disputed]
    witnesses += [f"text: {each.at.path} ({_likeness(each, governing.concluded)})" for each in detected]
    if not witnesses and governing.because and governing.because[0].note:
        witnesses = [governing.because[0].note]
    for each in list(dict.fromkeys(witnesses))[:4]:
        yield style.paint(f"  {one_line(each, WIDTH - 4)}", "dim")


def _declared(said: Declaration) -> str:
    """Who says so, in one line: the card's own words, else only which license was meant, and where."""
    place = f" ({said.at.path}:{said.at.line})" if said.at else ""
    label = {"prose": "said", "knowledge": "known by name", "weights": "file header", "badge": "badge"}.get(said.source, "declared")
    words = said.license if said.source in ("prose", "badge") else said.value
    return f"{label}: {one_line(words or said.value, 50)}{place}"


def _likeness(detection: Detection, concluded: str | None) -> str:
    how = {"is": f"{detection.coverage:.0%}", "derived-from": f"altered, {detection.coverage:.0%}", "reference": "named there"}[detection.kind]
    return how if detection.license == concluded else f"{detection.license}, {how}"


def _lineage(lineage: Sequence[Ancestor], style: Style) -> Iterator[str]:
    for each in lineage[:4]:
        relation = f", {each.relation}" if each.relation != "unknown" else ""
        yield style.paint(f"  base: {one_line(each.id)} ({each.license or 'license unknown'}{relation})", "dim")
        if each.derivatives and each.derivatives.may_not_declare:
            yield from (style.paint(f"    {line}", "dim") for line in wrap(declarable(each.derivatives, each.license), WIDTH - 4))


def declarable(rule: Derivatives, license: str | None) -> str:
    """What a derivative may be declared as, and what not, in a line; the clause goes by its section."""
    may = [license or "the same" if each == "same" else each.removeprefix("category:") for each in rule.may_declare]
    may_not = [each.removeprefix("category:") for each in rule.may_not_declare]
    section = f" ({section_mark(rule.section)})" if rule.section else ""
    return f"a derivative may be declared: {', '.join(dict.fromkeys(may)) or 'see the license'}; not: {', '.join(may_not)}{section}"


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
    if condition.limit is None or condition.kind == "other":
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
        return f"{evidence.license} {section_mark(evidence.section)}" if evidence.section else evidence.license
    place = f"{evidence.at.path}:{evidence.at.line}" if evidence.at and evidence.at.path else ""
    quote = f'"{one_line(evidence.quote, 60)}"' if evidence.quote else evidence.note or ""
    return f"{place} {quote}".strip()


def _duty(duty: Obligation, vocabulary: Vocabulary, style: Style) -> Iterator[str]:
    mark = {True: style.paint("✓", "green"), False: style.paint("✗", "red"), None: "·"}[duty.met]
    source = f"{duty.license or ''} {section_mark(duty.section)}" if duty.section else duty.license or ""
    words = duty_words(duty.kind, vocabulary) + (f': "{one_line(duty.text, 160)}"' if duty.text else "")
    lines = wrap(f"{words} ({source.strip()})" if source.strip() else words, WIDTH - 6)
    yield f"  {mark} {lines[0]}"
    yield from (f"    {each}" for each in lines[1:])
