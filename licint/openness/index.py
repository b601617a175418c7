"""The European Open Source AI Index: what of its twelve parameters a machine can decide, and the score as an interval.

Source: Language-Technology-Assessment/main-database (5a388e8) and the ranking of its website (0e1cc2b).
Every parameter weighs the same: open 1, partial 1/2, closed 0.
"""

from collections.abc import Iterable, Mapping

from licint.messages import say
from licint.model import Evidence
from licint.openness.mof import is_open
from licint.openness.nouns import Base, Components, Fact, Judged, Judgement, OpennessIndex
from licint.openness.rules import Rules

POINTS: Mapping[str, float] = {"open": 1.0, "partial": 0.5, "closed": 0.0}
UNKNOWN = Judged("unknown", 0.0, 1.0)


def openness_index(components: Components, rules: Rules) -> OpennessIndex:
    """Judgements and score. What needs a reader (how well code is documented, how complete a paper is) stays unknown, within what is known of it."""
    found = {
        **_availability(components),
        "preprint": _document(components, rules.mof.paper, rules.mof.report),
        "paper": _reviewed(components.get(rules.mof.paper)),
        "modelcard": _model_card(components, rules),
        "datasheet": _document(components, "data_card"),
        "licenses": _licenses(components, rules),
    }
    judgements = {each: found.get(each, UNKNOWN) for each in rules.index.parameters}
    low, high = (sum(getattr(each, end) for each in judgements.values()) / len(judgements) for end in ("low", "high"))
    return OpennessIndex(judgements, (low, high))


def index_score(judgements: Mapping[str, str], rules: Rules) -> float:
    """The score (0 to 1) of judgements as the index gives them; what is absent counts as closed."""
    return sum(POINTS.get(judgements.get(each, ""), 0.0) for each in rules.index.parameters) / len(rules.index.parameters)


def index_ranks(scores: Mapping[str, float]) -> dict[str, int]:
    """Ranks from 1 by path: the highest score first, then paths backwards through the alphabet, as the website sorts."""
    backwards = sorted(scores, reverse=True)
    return {path: rank for rank, path in enumerate(sorted(backwards, key=lambda path: -scores[path]), 1)}


def decided(value: Judgement, because: Iterable[Evidence] = ()) -> Judged:
    """A judgement that leaves no doubt."""
    return Judged(value, POINTS[value], POINTS[value], tuple(because))


def _availability(components: Components) -> dict[str, Judged]:
    """Data, weights and training code; the base model mirrors the end model where there is no other."""
    data = _shared(components.get("datasets"))
    weights = _weights(components)
    base = components.base
    return {
        "datasources_basemodel": _shared(Fact("datasets", base.data, base.data_extent, because=_known(base))) if base else data,
        "datasources_endmodel": data,
        "weights_basemodel": _base_weights(base) if base else weights,
        "weights_endmodel": weights,
        "trainingcode": _shared(components.get("training_code")),
    }


def _base_weights(base: Base) -> Judged:
    return _access(Fact("parameters", "unknown" if base.access == "unknown" else "present", because=_known(base)), base.access)


def _known(base: Base) -> tuple[Evidence, ...]:
    return (Evidence(note=say("base model {base}", base=base.id)),)


def _weights(components: Components) -> Judged:
    return _access(components.get("parameters"), components.access)


def _access(fact: Fact, access: str) -> Judged:
    """Shared weights behind a gate are partly open: the index counts gated downloads so."""
    if access in ("api-only", "unavailable") or fact.presence == "absent":
        return decided("closed", fact.because)
    if fact.presence == "unknown":
        return UNKNOWN
    gated = access in ("gated-auto", "gated-manual")
    return decided("partial" if gated or fact.extent == "part" else "open", fact.because)


def _shared(fact: Fact) -> Judged:
    """Open only where the whole is known to be there; what is found in part, or found and not known to be whole, leaves room."""
    if fact.presence == "absent":
        return decided("closed", fact.because)
    if fact.presence == "unknown":
        return Judged("unknown", 0.0, 1.0, fact.because)
    if fact.extent == "unknown":
        return Judged("unknown", 0.5, 1.0, fact.because)
    return decided({"whole": "open", "part": "partial", "described": "partial"}[fact.extent], fact.because)  # type: ignore[arg-type]


def _document(components: Components, *ids: str) -> Judged:
    """A document that is there is at least partial; whether it covers all parts takes a reader."""
    facts = [components.get(each) for each in ids]
    for fact in facts:
        if fact.presence == "present":
            return Judged("unknown", 0.5, 1.0, fact.because)
    absent = all(each.presence == "absent" for each in facts)
    return decided("closed", facts[0].because) if absent else UNKNOWN


def _reviewed(fact: Fact) -> Judged:
    """Whether a paper was reviewed by peers shows in where it was published, not in its text."""
    if fact.presence == "present" and fact.extent == "whole":
        return Judged("unknown", 0.5, 1.0, fact.because)
    return decided("closed", fact.because) if fact.presence == "absent" else UNKNOWN


def _model_card(components: Components, rules: Rules) -> Judged:
    """By the topics that the card speaks of: the index asks for a comprehensive one, and rates cards about usage alone as closed."""
    fact = components.get("model_card")
    if fact.presence == "absent":
        return decided("closed", fact.because)
    if fact.presence == "unknown" or components.topics is None:
        return UNKNOWN
    count = len(components.topics)
    said = Evidence(
        note=say(
            "the card speaks of {topics} ({count} of {all})",
            topics=[say(each.replace("_", " ")) for each in components.topics] or say("none of the topics"),
            count=count,
            all=len(rules.index.topics),
        )
    )
    if count >= rules.index.comprehensive:
        return decided("open", (*fact.because, said))
    if count <= rules.index.minimal:
        return Judged("unknown", 0.0, 0.5, (*fact.because, said))
    return Judged("unknown", 0.0, 1.0, (*fact.because, said))


def _licenses(components: Components, rules: Rules) -> Judged:
    """The literal wording: weights, code and data all under open licenses are open, two of them partial, else closed."""
    parts = [_openly_licensed(components.get(each), rules) for each in ("parameters", "training_code", "datasets")]
    least, most = sum(each is True for each in parts), sum(each is not False for each in parts)
    values: dict[int, Judgement] = {3: "open", 2: "partial"}
    low, high = values.get(least, "closed"), values.get(most, "closed")
    because = [reason for each in ("parameters", "training_code", "datasets") for reason in components.get(each).because[:1]]
    return decided(low, because) if low == high else Judged("unknown", POINTS[low], POINTS[high], tuple(because))


def _openly_licensed(fact: Fact, rules: Rules) -> bool | None:
    """Whether a part is shared under an open license; None where presence or license is unknown."""
    if fact.presence == "absent" or fact.extent == "described":
        return False
    if fact.license:
        return None if fact.presence == "unknown" and is_open(fact.license, rules) else is_open(fact.license, rules)
    return False if fact.license_known else None
