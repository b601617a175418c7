"""Reports for people, in 80 columns."""

from collections.abc import Iterator, Sequence

from licint.baseline import shown_path
from licint.knowledge import Vocabulary
from licint.messages import ENGLISH, Language, say
from licint.model import USES, Ancestor, Declaration, Derivatives, Detection, Evidence, Governing, Obligation, Report, Term
from licint.rendering.columns import cut, pad, width, wrap
from licint.rendering.findings import WIDTH, finding_lines, summary_line
from licint.rendering.formats import Run
from licint.rendering.plain import one_line, section_mark
from licint.rendering.style import ANSWER, PLACE, Style
from licint.rendering.words import answered, asked, condition_text, duty_words

ASKED = 30
CARD_SOURCES = ("card", "license_name", "weights")
ANSWERED = 9


def render_text(reports: Sequence[Report], run: Run) -> str:
    """`--format text`: verdicts and findings for `audit`, findings for `check`."""
    if run.command == "audit":
        return render_audit(reports, run.knowledge.vocabulary, run.knowledge.version, run.color, run.language)
    return render_check(reports, run.knowledge.version, run.color, language=run.language)


def render_concise(reports: Sequence[Report], run: Run) -> str:
    """`--format concise`: one line a finding."""
    return render_check(reports, run.knowledge.version, run.color, concise=True, language=run.language)


def render_audit(reports: Sequence[Report], vocabulary: Vocabulary, knowledge: str, color: bool = False, language: Language = ENGLISH) -> str:
    """Verdict and findings of each target, then a summary."""
    style = Style(color, language)
    blocks = ["\n".join(_report(each, vocabulary, style)) for each in reports]
    return "\n\n".join([*blocks, summary_line(reports, style, knowledge)]) + "\n"


def render_check(reports: Sequence[Report], knowledge: str, color: bool = False, concise: bool = False, language: Language = ENGLISH) -> str:
    """Findings alone, then a summary."""
    style = Style(color, language)
    lines: list[str] = []
    for report in reports:
        for finding in report.findings:
            found = finding_lines(finding, style, shown_path(report.target, finding.at.path))
            lines += [next(found)] if concise else [*found, ""]
    return "\n".join([*lines, summary_line(reports, style, knowledge)]) + "\n"


def _report(report: Report, vocabulary: Vocabulary, style: Style) -> Iterator[str]:
    verdict = report.verdict
    name = one_line(report.target.id) + (f" @ {report.target.revision[:7]}" if report.target.revision else "")
    place = style.word(verdict.place) + (f" · {style.word(verdict.access.value)}" if verdict.access.value != "unknown" else "")
    gap = max(2, WIDTH - width(name) - width(place))
    yield f"{style.paint(name, 'bold')}{' ' * gap}{style.paint(place, *PLACE.get(verdict.place, ('dim',)))}"
    for each in verdict.licenses:
        yield from _governing(each, verdict.access.value, style)
    yield from _lineage(verdict.lineage, style)
    yield from _standing(report, style)
    yield ""
    yield f"  {pad(style.say('May I …'), ASKED + ANSWERED)}{style.paint(style.say('because'), 'dim')}"
    for use in USES:
        yield from _use(use, verdict.terms.terms[use], vocabulary, style)
    if verdict.terms.obligations:
        yield ""
        yield f"  {style.say('I must, when I pass it on …')}"
        for duty in verdict.terms.obligations:
            yield from _duty(duty, vocabulary, style)
    for skipped in report.skipped[:5]:
        yield style.paint("  " + style.say("not read: {path}: {reason}", path=one_line(skipped.path), reason=one_line(skipped.reason)), "dim")
    for finding in report.findings:
        yield ""
        yield from finding_lines(finding, style)


def _governing(governing: Governing, access: str, style: Style) -> Iterator[str]:
    unknown = style.say("not released") if access in ("api-only", "unavailable") else style.say("unknown license")
    concluded = {None: unknown, "NONE": style.say("no license")}.get(governing.concluded, governing.concluded)
    disputed = f"  {style.paint(style.say('disputed'), 'red')}" if governing.disputed else ""
    what = style.word(governing.component)
    what = style.say("{component} of {model}", component=what, model=one_line(governing.variant, 40)) if governing.variant else what
    yield style.say("{label}: {value}", label=what, value=style.paint(str(concluded), "bold")) + disputed
    against = {each.license: each for each in reversed(governing.declared) if each.license not in (None, governing.concluded)} if governing.disputed else {}
    witnesses = [_declared(each, style) for each in governing.declared if each.license == governing.concluded or each.source in CARD_SOURCES]
    witnesses = [*witnesses[:1], *(_declared(each, style) for each in against.values()), *witnesses[1:]]
    detected = [each for each in governing.detected if governing.concluded in (None, each.license) or governing.disputed]
    witnesses += [style.say("text: {path} ({likeness})", path=each.at.path, likeness=_likeness(each, governing.concluded, style)) for each in detected]
    if not witnesses and governing.because and governing.because[0].note:
        witnesses = [governing.because[0].note]
    for each in list(dict.fromkeys(witnesses))[:4]:
        yield style.paint(f"  {cut(one_line(each), WIDTH - 4)}", "dim")


def _declared(said: Declaration, style: Style) -> str:
    """Who says so, in one line: the card's own words, else only which license was meant, and where."""
    place = f" ({said.at.path}:{said.at.line})" if said.at else ""
    label = {"prose": "said", "knowledge": "known by name", "weights": "file header", "badge": "badge"}.get(said.source, "declared")
    words = said.license if said.source in ("prose", "badge") else said.value
    return style.say("{label}: {value}", label=style.say(label), value=one_line(words or said.value, 50)) + place


def _likeness(detection: Detection, concluded: str | None, style: Style) -> str:
    how = f"{detection.coverage:.0%}"
    if detection.kind == "reference":
        how = style.say("named there")
    elif detection.kind == "derived-from":
        how = style.say("altered, {coverage:.0%}", coverage=detection.coverage)
    return how if detection.license == concluded else style.language.comma.join((detection.license, how))


def _lineage(lineage: Sequence[Ancestor], style: Style) -> Iterator[str]:
    for each in lineage[:4]:
        facts = [each.license or style.say("license unknown"), *([style.word(each.relation)] if each.relation != "unknown" else [])]
        yield style.paint("  " + style.say("base: {model} ({facts})", model=one_line(each.id), facts=facts), "dim")
        if each.derivatives and each.derivatives.may_not_declare:
            yield from (style.paint(f"    {line}", "dim") for line in wrap(declarable(each.derivatives, each.license, style), WIDTH - 4))


def declarable(rule: Derivatives, license: str | None, style: Style) -> str:
    """What a derivative may be declared as, and what not, in a line; the clause goes by its section."""
    may = [license or say("the same") if each == "same" else _named(each) for each in rule.may_declare]
    may_not = [_named(each) for each in rule.may_not_declare]
    section = f" ({section_mark(rule.section)})" if rule.section else ""
    listed = list(dict.fromkeys(may)) or say("see the license")
    return style.say("a derivative may be declared: {may}; not: {may_not}", may=listed, may_not=may_not) + section


def _named(license: str) -> str:
    """A license, or a category of licenses, that a rule for derivatives names."""
    return say(license.removeprefix("category:")) if license.startswith("category:") else license


def _standing(report: Report, style: Style) -> Iterator[str]:
    best, worst = report.verdict.range
    yield style.paint("  " + style.say("license category: {category}", category=style.category(report.verdict.category)), "dim")
    if best != worst:
        depends = style.say("{worst} or {best}: it depends on training data and code", worst=style.word(worst), best=style.word(best))
        yield style.paint(f"  {depends}", "dim")


def _use(name: str, term: Term, vocabulary: Vocabulary, style: Style) -> Iterator[str]:
    answer = style.paint(pad(answered(term.value, style.language), ANSWERED), *ANSWER[term.value])
    reason = _clause(term.because[0]) if term.because else ""
    details = [condition_text(each, style.language) for each in term.conditions]
    text = style.language.semicolon.join([*details, reason] if reason else details)
    lines = wrap(text, WIDTH - 2 - ASKED - ANSWERED) or [""]
    yield f"  {pad(asked(name, vocabulary, style.language), ASKED)}{answer}{lines[0]}".rstrip()
    yield from (" " * (2 + ASKED + ANSWERED) + each for each in lines[1:])


def _clause(evidence: Evidence) -> str:
    if evidence.license:
        return f"{evidence.license} {section_mark(evidence.section)}" if evidence.section else evidence.license
    place = f"{evidence.at.path}:{evidence.at.line}" if evidence.at and evidence.at.path else ""
    quote = f'"{one_line(evidence.quote, 60)}"' if evidence.quote else evidence.note or ""
    return f"{place} {quote}".strip()


def _duty(duty: Obligation, vocabulary: Vocabulary, style: Style) -> Iterator[str]:
    mark = {True: style.paint("✓", "green"), False: style.paint("✗", "red"), None: "·"}[duty.met]
    source = f"{duty.license or ''} {section_mark(duty.section)}" if duty.section else duty.license or ""
    words = duty_words(duty.kind, vocabulary, style.language)
    words = style.say('{duty}: "{words}"', duty=words, words=one_line(duty.text, 160)) if duty.text else words
    lines = wrap(f"{words} ({source.strip()})" if source.strip() else words, WIDTH - 6)
    yield f"  {mark} {lines[0]}"
    yield from (f"    {each}" for each in lines[1:])
