"""Readings to terms: the most specific governs, the more restrictive at equal specificity; limits of purpose and territory reach every use."""

from collections.abc import Iterable, Sequence

import msgspec

from licint.clauses.reading import Reading, evidence_of
from licint.model import OTHER_TERMS, Condition, Confidence, Term

RESTRICTION = {"allowed": 0, "conditional": 1, "forbidden": 2}
UNSTATED = Term(value="unstated")
_CONFIDENCE: tuple[Confidence, ...] = ("low", "medium", "high")
_LIMITED = {"research": "for research purposes only", "non-commercial": "for non-commercial purposes only"}
_PREFERENCE = {
    "acceptable_use": ("external-policy", "inline"),
    "territory": ("excludes", "worldwide"),
    "patent_grant": ("yes", "no"),
    "irrevocable": ("no", "yes"),
}
SHOWN = 3


def join(readings: Sequence[Reading], territories: tuple[str, ...]) -> dict[str, Term]:
    """A term for every use and every other property."""
    by_term: dict[str, list[Reading]] = {}
    for reading in readings:
        by_term.setdefault(reading.term, []).append(reading)
    limits = _limits(by_term)
    terms = {"commercial_use": _commerce(by_term.get("commercial_use", []), limits)}
    for name in ("redistribution", "derivatives"):
        terms[name] = _limited(_strictest(by_term.get(name, [])), limits, territories)
    if (
        terms["commercial_use"].value == "allowed"
        and terms["commercial_use"].confidence == "low"
        and "allowed" not in (terms["redistribution"].value, terms["derivatives"].value)
    ):
        terms["commercial_use"] = UNSTATED
    if _only_by_permission(terms["commercial_use"]) and terms["redistribution"].value == "allowed":
        terms["redistribution"] = msgspec.structs.replace(
            terms["redistribution"], value="conditional", conditions=terms["commercial_use"].conditions, confidence="medium"
        )
    terms["hosted_service"] = _hosting(by_term, terms, limits, territories)
    terms["outputs_training"] = _strictest(by_term.get("outputs_training", []))
    for name in OTHER_TERMS:
        terms[name] = _property(name, by_term.get(name, []), territories)
    if terms["acceptable_use"].value == "unstated" and terms["redistribution"].value in RESTRICTION:
        terms["acceptable_use"] = Term(value="none", confidence="medium")
    return terms


def research_only(readings: Iterable[Reading]) -> bool:
    """Whether what the text allows is research rather than everything but commerce: it says research, and no wider purpose governs a grant."""
    limits = [reading for reading in readings if reading.term == "purpose" and reading.value in _LIMITED]
    research = sum(reading.value == "research" for reading in limits)
    return bool(research) and research * 2 >= len({(each.sentence.line, each.sentence.text) for each in limits})


# ---------------------------------------------------------------- the five uses


def _commerce(readings: list[Reading], limits: list[Reading]) -> Term:
    opened = [each for each in readings if each.value == "conditional" and each.rank == 2]
    asked = [each for each in readings if each.value == "conditional" and each.rank < 2]
    closed = [each for each in readings if each.value == "forbidden"] + limits
    allowed = [each for each in readings if each.value == "allowed"]
    if opened:
        return _term("conditional", opened)
    if closed:
        return _term("forbidden", closed)
    if asked and not any(each.rank == 2 for each in allowed):
        return _term("conditional", asked)
    if not allowed:
        return UNSTATED
    best = max(each.rank for each in allowed)
    return _term("allowed", [each for each in allowed if each.rank == best or each.conditions])


def _hosting(by_term: dict[str, list[Reading]], terms: dict[str, Term], limits: list[Reading], territories: tuple[str, ...]) -> Term:
    spoken = [each for each in by_term.get("hosted_service", []) if each.value != "allowed"]
    if spoken:
        return _strictest(spoken)
    if terms["redistribution"].value == "conditional" and any(each.kind == "written-permission" for each in terms["redistribution"].conditions):
        return Term(value="conditional", conditions=terms["redistribution"].conditions, because=terms["redistribution"].because, confidence="medium")
    granting = by_term.get("hosted_service", []) or [each for each in by_term.get("commercial_use", []) if each.value == "allowed"]
    granting = granting or [each for each in by_term.get("redistribution", []) if each.value != "forbidden"]
    if not granting or (terms["redistribution"].value == "forbidden" and terms["commercial_use"].value == "unstated"):
        return UNSTATED
    return _limited(_term("allowed", granting, confidence="medium"), limits, territories)


def _strictest(readings: list[Reading]) -> Term:
    """The value of the most specific readings, the most restrictive of them where they differ."""
    if not readings:
        return UNSTATED
    best = max(each.rank for each in readings)
    telling = [each for each in readings if each.rank == best]
    value = max((each.value for each in telling), key=lambda value: RESTRICTION.get(value, 0))
    return _term(value, [each for each in telling if each.value == value])


def _limited(term: Term, limits: list[Reading], territories: tuple[str, ...]) -> Term:
    """What is allowed is conditional where the whole grant is limited to a purpose or a territory."""
    if term.value != "allowed" or not (limits or territories):
        return term
    conditions = tuple(dict.fromkeys(Condition(kind="other", detail=_LIMITED[each.value]) for each in limits[:1] if each.value in _LIMITED))
    if not conditions and limits:
        conditions = (Condition(kind="other", detail=_LIMITED["non-commercial"]),)
    if territories:
        conditions = (*conditions, Condition(kind="other", detail=f"not in {', '.join(territories)}"))
    because = (*(evidence_of(each) for each in limits[:2]), *term.because)[:SHOWN]
    return Term(value="conditional", conditions=conditions, because=because, confidence=term.confidence)


def _limits(by_term: dict[str, list[Reading]]) -> list[Reading]:
    """The readings that limit the whole grant: to a purpose, or against all commerce."""
    limits = [each for each in by_term.get("purpose", []) if each.value in _LIMITED]
    if any(each.value == "conditional" and each.rank == 2 for each in by_term.get("commercial_use", [])):
        return limits
    return limits + [each for each in by_term.get("commercial_use", []) if each.value == "forbidden"]


def _only_by_permission(commerce: Term) -> bool:
    """Whether all commerce, and so all commercial distribution, waits for somebody's written permission."""
    kinds = {each.kind for each in commerce.conditions}
    return (
        commerce.value == "conditional" and commerce.confidence == "high" and "written-permission" in kinds and kinds <= {"written-permission", "registration"}
    )


# ---------------------------------------------------------------- other properties


def _property(name: str, readings: list[Reading], territories: tuple[str, ...]) -> Term:
    if not readings:
        return UNSTATED
    preferred = _PREFERENCE.get(name, ())
    value = next((each for each in preferred if any(reading.value == each for reading in readings)), readings[0].value)
    if name == "territory" and value == "excludes" and not territories:
        value = "worldwide" if any(each.value == "worldwide" for each in readings) else "unstated"
    telling = [each for each in readings if each.value == value]
    if not telling:
        return UNSTATED
    if name == "governing_law":
        law = next((each.found.groups["law"].strip() for each in telling if "law" in each.found.groups), "")
        written = _as_written(law, telling)
        return Term(value=written, because=(evidence_of(telling[0]),), confidence="medium") if law else UNSTATED
    term = _term(value, telling)
    return Term(value=value, because=term.because, confidence=term.confidence, excludes=territories if name == "territory" and value == "excludes" else ())


def _as_written(law: str, readings: Sequence[Reading]) -> str:
    for reading in readings:
        at = reading.sentence.text.lower().find(law)
        if at >= 0:
            return reading.sentence.text[at : at + len(law)]
    return law


def _term(value: str, readings: Sequence[Reading], confidence: Confidence | None = None) -> Term:
    conditions = tuple(dict.fromkeys(condition for each in readings for condition in each.conditions))
    ordered = sorted(readings, key=lambda each: -each.rank)
    because = tuple(dict.fromkeys(evidence_of(each) for each in ordered))[:SHOWN]
    return Term(value=value, conditions=_distinct(conditions), because=because, confidence=confidence or _CONFIDENCE[ordered[0].rank])


def _distinct(conditions: Sequence[Condition]) -> tuple[Condition, ...]:
    """Of conditions of one kind, those with a number; without a number, the first."""
    numbered = {each.kind for each in conditions if each.limit is not None}
    kept: dict[object, Condition] = {}
    for each in conditions:
        if each.limit is None and each.kind in numbered and each.kind != "other":
            continue
        kept.setdefault((each.kind, each.limit, each.detail if each.kind == "other" else None), each)
    return tuple(kept.values())
