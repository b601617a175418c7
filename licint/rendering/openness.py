"""The openness of a release in 80 columns: a table of components (present, license, the class that they count for), then what each framework says."""

from collections.abc import Iterable, Iterator

from licint.messages import ENGLISH, Language, say
from licint.model import Evidence, Reasoned
from licint.openness.nouns import Assessment, ClassReport, Components, Fact, Mof
from licint.openness.rules import ComponentRow, Rules
from licint.rendering.columns import cut, pad, width, wrap
from licint.rendering.findings import WIDTH
from licint.rendering.plain import one_line, section_mark
from licint.rendering.style import Style

ROMAN = {1: "I", 2: "II", 3: "III", 0: "unclassified"}
LABEL, PRESENT, LICENSE = 24, 11, 23
ANSWER = {"pass": "green", "fail": "red", "review": "yellow", "exempt-eligible": "green", "not-exempt": "red", "unclear": "yellow"}
MARK = {"pass": "✓", "fail": "✗", "review": "?"}
MOST_REASONS = 2


def render_openness(components: Components, results: Assessment, rules: Rules, color: bool = False, language: Language = ENGLISH) -> str:
    """Table and verdicts, ending with a line break."""
    style = Style(color, language)
    heads = zip((style.say(each) for each in ("component", "present", "license")), (LABEL, PRESENT, LICENSE), strict=True)
    lines = [
        style.paint("".join(pad(head, columns) for head, columns in heads) + style.say("counts for class"), "dim"),
        *(_component(row, components.get(row.id), results.strict, style) for row in _by_class(rules)),
        "",
        *_framework(results, rules, style),
        "",
        *_index(results, style),
        "",
        *_answer(
            style.say("Open Source AI Definition 1.0"),
            results.osaid.answer,
            ((style.word(name), each) for name, each in results.osaid.requirements.items()),
            style,
        ),
        "",
        *_answer(style.say("EU AI Act, Art. 53(2)"), results.eu_ai_act.answer, _asked(results, rules, style), style),
        *_wrapped(style.say("Owed in any case: {owed}. Not legal advice.", owed=say(rules.eu_ai_act.still_owed)), "  "),
    ]
    return "\n".join(each.rstrip() for each in lines) + "\n"


def _by_class(rules: Rules) -> list[ComponentRow]:
    return sorted(rules.components, key=lambda row: -row.mof_class)


def _component(row: ComponentRow, fact: Fact, strict: Mof, style: Style) -> str:
    present = {"present": {"part": "in part", "described": "described"}.get(fact.extent, "yes"), "absent": "no", "unknown": "unknown"}[fact.presence]
    license = fact.license or style.say("none" if fact.license_known else "unknown") if fact.presence == "present" else ""
    painted = style.paint(pad(style.say(present), PRESENT), *{"yes": ("green",), "no": ("red",)}.get(present, ("dim",)))
    return f"{pad(style.say(one_line(row.label)), LABEL)}{painted}{pad(cut(one_line(license), LICENSE - 1), LICENSE)}{_counts(row, strict, style)}"


def _counts(row: ComponentRow, strict: Mof, style: Style) -> str:
    """The class that asks for a component, and why it does not count if it is there."""
    asked = ROMAN[row.mof_class] + ("" if row.required else f" ({style.say('optional')})")
    report = strict.classes[1]
    reasons = (("invalid", report.invalid), ("unlicensed", report.unlicensed))
    refused = next((name for name, ids in reasons if row.id in ids), None)
    return f"{asked}: {style.say(refused)}" if refused else f"{asked} ✓" if row.id in _included(strict) else asked


def _included(result: Mof) -> set[str]:
    return {id for report in result.classes.values() for id in report.included}


def _framework(results: Assessment, rules: Rules, style: Style) -> Iterator[str]:
    for result, what in ((results.mot, say("as the Model Openness Tool computes it")), (results.strict, say("strict: licenses by meaning"))):
        progress = style.language.comma.join(f"{ROMAN[grade]} {result.classes[grade].progress:.4g} %" for grade in (3, 2, 1))
        yield f"{style.paint('MOF 1.0', 'bold')}  {style.paint(style.say(result.label), 'bold')}  ({style.language.translated(what)})"
        yield "  " + style.say("progress: {progress}", progress=progress)
    if results.strict.possible != results.strict.grade:
        yield "  " + style.say("with all that is unknown in the open: class {grade}", grade=style.word(ROMAN[results.strict.possible]))
    if results.strict.grade != 1:
        yield from _next_class(results.strict, rules, style)
    for remark in results.strict.remarks[:5]:
        yield from _wrapped(one_line(style.language.translated(remark)), f"  {style.say('note:')} ")


def _next_class(strict: Mof, rules: Rules, style: Style) -> Iterator[str]:
    """What stands between a release and the next class."""
    next_grade = {0: 3, 3: 2, 2: 1}[strict.grade]
    report = strict.classes[next_grade]
    yield "  " + style.say("for class {grade} ({share:.3g} % there):", grade=ROMAN[next_grade], share=report.share)
    for name, ids in _obstacles(report):
        labels = [style.say(rules.component(id).label) for id in ids if rules.component(id).required]
        if labels:
            yield from _wrapped(style.language.comma.join(labels), "    " + style.say("{label}: ", label=style.say(name)))


def _obstacles(report: ClassReport) -> Iterable[tuple[str, tuple[str, ...]]]:
    return (("missing", report.missing), ("not under an open license", report.invalid), ("without a license", report.unlicensed), ("not known", report.unknown))


def _index(results: Assessment, style: Style) -> Iterator[str]:
    low, high = results.index.score
    score = style.say("{low:.2f} to {high:.2f}", low=low, high=high) if high > low else f"{low:.2f}"
    yield f"{style.say('European Open Source AI Index')}  {score}"
    for value in ("open", "partial", "closed", "unknown"):
        named = [name for name, each in results.index.judgements.items() if each.value == value]
        if named:
            yield from _wrapped(", ".join(named), "  " + style.say("{label}: ", label=style.say(value)))


def _asked(results: Assessment, rules: Rules, style: Style) -> Iterator[tuple[str, Reasoned]]:
    for name, test in results.eu_ai_act.tests.items():
        asked = rules.eu_ai_act.tests[name]
        asks = style.say("{asks} (para. {paragraph})", asks=say(asked.asks), paragraph=asked.paragraph)
        yield f"{name} {asks}", Reasoned(test.value, test.because[:-1])  # the last reason is the paragraph


def _answer(framework: str, answer: str, parts: Iterable[tuple[str, Reasoned]], style: Style) -> Iterator[str]:
    yield f"{style.paint(framework, 'bold')}  {style.paint(style.word(answer), ANSWER[answer])}"
    for name, part in parts:
        first, *rest = wrap(one_line(name, 200), WIDTH - 4)
        yield f"  {style.paint(MARK[part.value], ANSWER[part.value])} {first}"
        yield from (f"    {each}" for each in rest)
        for each in part.because[: 1 if part.value == "pass" else MOST_REASONS]:
            yield from _wrapped(_reason(each, style.language), "      ")


def _reason(evidence: Evidence, language: Language) -> str:
    place = f"{evidence.at.path}:{evidence.at.line}" if evidence.at and evidence.at.path else ""
    clause = " ".join(each for each in (evidence.license, section_mark(evidence.section) if evidence.section else None) if each)
    quote = f'"{evidence.quote}"' if evidence.quote else ""
    return one_line(" · ".join(each for each in (language.translated(evidence.note or ""), clause, place, quote) if each), 300)


def _wrapped(text: str, first: str) -> list[str]:
    start, *rest = wrap(text, WIDTH - width(first)) or [""]
    return [(first + start).rstrip(), *(" " * width(first) + each for each in rest)]
