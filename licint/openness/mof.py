"""The Model Openness Framework 1.0: class and progress, as the Model Openness Tool computes them (`mot`) and with its quirks corrected (`strict`).

Source: ModelEvaluator and ModelUpdater of lfai/model_openness_tool, 8b5d30e (docs/openness.md says what differs between the modes).
"""

from collections.abc import Iterable
from typing import Literal

from msgspec.structs import replace

from licint.messages import say
from licint.openness.expressions import satisfied
from licint.openness.nouns import ClassReport, Components, Fact, Mof, Standing
from licint.openness.rules import ComponentRow, Rules

Mode = Literal["mot", "strict"]
CLASSES = (3, 2, 1)  # from the least that is asked to the most


def mof(components: Components, rules: Rules, mode: Mode = "mot") -> Mof:
    """Class and progress of a release.

    Mode `mot` asks the record alone: what is not recorded is absent, licenses are compared letter by letter, an unknown component name means training data.
    Mode `strict` compares what the licenses mean, sets unknown components aside, asks for the whole of a component, and keeps unknown apart from absent.
    """
    chosen = _chosen(components, rules, mode)
    standings = {row.id: _standing(chosen.get(row.id), rules, mode) for row in rules.components}
    classes = _reports(standings, chosen, rules, mode)
    grade = _grade(classes)
    possible = grade
    if mode == "strict":
        hoped: dict[str, Standing] = {id: "included" if standing == "unknown" else standing for id, standing in standings.items()}
        possible = _grade(_reports(hoped, chosen, rules, mode))
    remarks = tuple(_remarks(components, chosen, rules)) if mode == "strict" else ()
    return Mof(mode, grade, rules.mof.classes[grade], classes, possible, remarks)


def _chosen(components: Components, rules: Rules, mode: Mode) -> dict[str, Fact]:
    """The last statement about each component; the tool takes unknown names for its first component."""
    chosen: dict[str, Fact] = {}
    for fact in components.facts:
        id = fact.component or (rules.mof.unknown_name_means if mode == "mot" else None)
        if id:
            chosen[id] = fact
    return chosen


def _standing(fact: Fact | None, rules: Rules, mode: Mode) -> Standing:
    if fact is None:
        return "absent" if mode == "mot" else "unknown"
    if mode == "mot":
        if fact.presence != "present" or fact.extent == "described":
            return "absent"
        return "unlicensed" if fact.declared is None else "included" if fact.declared in rules.mof.open else "invalid"
    if fact.presence != "present":
        return fact.presence
    if fact.extent in ("part", "described"):
        return "absent"
    if fact.license is None:
        return "unlicensed" if fact.license_known else "unknown"
    return "included" if fact.declared in rules.mof.open or is_open(fact.license, rules) else "invalid"


def is_open(license: str, rules: Rules) -> bool:
    """Whether the framework, rightly read, calls a license or SPDX expression open. SPDX ids are compared without case."""
    ids = {each.lower() for each in (*rules.mof.open, *rules.mof.strict.open)}
    return satisfied(license, lambda id: id.lower() in ids)


def _is_appropriate(fact: Fact, row: ComponentRow, rules: Rules, mode: Mode) -> bool:
    if mode == "mot":
        return fact.declared in rules.mof.appropriate[row.type]
    strict = rules.mof.strict
    wanted = {each.lower() for each in {*rules.mof.appropriate[row.type], *strict.appropriate[row.type]}.difference(strict.not_appropriate)}
    return fact.license is None or satisfied(fact.license, lambda id: id.lower() in wanted)


def _reports(standings: dict[str, Standing], chosen: dict[str, Fact], rules: Rules, mode: Mode) -> dict[int, ClassReport]:
    paper_counts = _paper_stands_for_report(standings, rules)
    reports = {grade: _report(grade, standings, chosen, rules, mode, paper_counts) for grade in CLASSES}
    # A class has no progress before the one below it is complete.
    for grade, below in ((2, 3), (1, 2)):
        if reports[below].progress < 100:
            reports[grade] = _without_progress(reports[grade])
    return reports


def _report(grade: int, standings: dict[str, Standing], chosen: dict[str, Fact], rules: Rules, mode: Mode, paper_counts: bool) -> ClassReport:
    asked = [row for row in rules.components if row.mof_class >= grade]
    required = [row.id for row in asked if row.required]
    due = len(required)
    report, paper = rules.mof.report, rules.mof.paper
    if paper_counts:
        if paper not in required:
            required.append(paper)
        elif standings[paper] == "included" and standings[report] != "included":
            due -= 1
        if standings[report] in ("absent", "unknown"):
            required.remove(report)
    included = [id for id in required if standings[id] == "included"]
    share = min(100.0, 100 * len(included) / due)
    open_ones = [row for row in asked if standings[row.id] == "included" and row.id in chosen]
    optional = [row.id for row in asked if not row.required]
    return ClassReport(
        share,
        share,
        tuple(included),
        tuple(id for id in required if standings[id] == "absent"),
        _which("invalid", [*required, *optional], standings),
        _which("unlicensed", [*required, *optional], standings),
        tuple(id for id in required if standings[id] == "unknown"),
        tuple(row.id for row in open_ones if not _is_appropriate(chosen[row.id], row, rules, mode)),
    )


def _which(standing: Standing, ids: Iterable[str], standings: dict[str, Standing]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for id in ids if standings[id] == standing))


def _paper_stands_for_report(standings: dict[str, Standing], rules: Rules) -> bool:
    return standings[rules.mof.report] != "included" and standings[rules.mof.paper] in ("included", "invalid", "unlicensed")


def _without_progress(report: ClassReport) -> ClassReport:
    return replace(report, progress=0.0)


def _grade(classes: dict[int, ClassReport]) -> int:
    return next((grade for grade in reversed(CLASSES) if classes[grade].progress == 100), 0)


def _remarks(components: Components, chosen: dict[str, Fact], rules: Rules) -> Iterable[str]:
    """What the strict mode reads otherwise than the tool."""
    for fact in components.facts:
        if fact.component is None:
            taken = rules.component(rules.mof.unknown_name_means).name
            yield say("`{name}` is no component of the framework and is left out; the tool takes it for {taken}", name=fact.name, taken=taken)
        elif chosen[fact.component] is not fact:
            yield say("`{name}` is stated twice; the last statement counts", name=fact.name)
    for id, fact in chosen.items():
        if fact.declared and fact.license and fact.declared not in rules.mof.open and is_open(fact.license, rules):
            label = say(rules.component(id).label)
            yield say("`{declared}` on {label} is {reading}", declared=fact.declared, label=label, reading=_reading(fact, rules))


def _reading(fact: Fact, rules: Rules) -> str:
    reason = next((why for id, why in rules.mof.strict.open.items() if id.lower() == (fact.license or "").lower()), None)
    if reason:
        return say("open ({reason})", reason=say(reason))
    return say("{license}, which is open; the tool compares letter by letter", license=fact.license)
