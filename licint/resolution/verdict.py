"""From witnesses and ancestors to the verdict: what governs, what one may do, what one must do, and where the release stands."""

from collections.abc import Iterable, Sequence
from functools import cache

from msgspec.structs import replace

from licint import clauses
from licint.clauses import Patterns
from licint.knowledge import Knowledge, ModelFacts
from licint.messages import Message, say
from licint.model import (
    OTHER_TERMS,
    USES,
    Ancestor,
    Category,
    Component,
    Evidence,
    Governing,
    License,
    Place,
    Reasoned,
    Release,
    Statement,
    Term,
    Terms,
    Verdict,
)
from licint.openness.spectrum import Completeness, places
from licint.parsing.identity import own_ids
from licint.parsing.text import PROBLEMS
from licint.resolution.components import NONE, Settled, nothing_named, nothing_read, nothing_said, said_elsewhere, settle, variants
from licint.resolution.data_release import exchanged, verdict_on_data
from licint.resolution.join import constraints_only, join_terms, stricter_category
from licint.resolution.license_files import MAX_POINTER
from licint.resolution.lineage import ancestors, holds_no_weights, permission
from licint.resolution.obligations import with_fulfilment
from licint.resolution.policies import policy_terms
from licint.resolution.statements import LIMITED_WITH_COMMERCE, NARROWS, constraint, narrowing
from licint.resolution.witnesses import Witness, gather

COMPONENTS: tuple[Component, ...] = ("weights", "code", "data", "documents", "outputs")


def resolve(release: Release, knowledge: Knowledge, patterns: Patterns, *, by_clause: bool = False, declared: Completeness | None = None) -> Verdict:
    """The verdict on a release; `by_clause`: license texts are read, not looked up; `declared`: what the publisher says of training data and code.

    Pure: the same release and knowledge give the same verdict.
    """
    if release.target.is_dataset:
        return verdict_on_data(_resolve(exchanged(release), knowledge, patterns, by_clause, None))
    return _resolve(release, knowledge, patterns, by_clause, declared)


def _resolve(release: Release, knowledge: Knowledge, patterns: Patterns, by_clause: bool, declared: Completeness | None) -> Verdict:
    facts = knowledge.model(release.target.id) if release.target.kind == "hub" else None
    witnesses = gather(release, knowledge)
    settled = {each: settle(each, witnesses, release, knowledge) for each in COMPONENTS}
    weights = settled["weights"] or _from_knowledge(facts, release, knowledge)
    lineage = ancestors(release, knowledge)
    weights = weights if holds_no_weights(release) else _overruled(weights, lineage, knowledge)
    terms = _terms(weights, release, lineage, knowledge, patterns, by_clause)
    licenses = [
        weights.governing,
        *variants(release, weights.governing.concluded, knowledge),
        *(each.governing for name, each in settled.items() if each and name != "weights"),
    ]
    access = _access(release, facts)
    if facts and facts.category and not release.entries:  # by name alone: the row may know more than its license
        terms = Terms(facts.category, terms.terms, terms.obligations)
    made = facts if release.target.kind == "hub" else _made(release, terms.category, knowledge)
    best, worst = places(access.value, terms.category, _completeness(made, declared or Completeness()))
    return Verdict(
        place=worst,
        range=(best, worst),
        category=terms.category,
        access=access,
        licenses=tuple(licenses),
        terms=Terms(terms.category, terms.terms, with_fulfilment(terms.obligations, release, knowledge)),
        lineage=lineage,
        flags=tuple(_flags(access, terms.category, worst, weights.governing)),
        because=tuple(_reasons(weights, terms.category, made, declared or Completeness())),
    )


@cache
def unknown_terms(category: Category = "unknown", answer: str = "unknown") -> Terms:
    """Terms of a text that could not be read, or of nothing at all."""
    return Terms(category, {**{name: Term(answer) for name in USES}, **{name: Term("unstated") for name in OTHER_TERMS}})


def _from_knowledge(facts: ModelFacts | None, release: Release, knowledge: Knowledge) -> Settled:
    """What is known of a model by its name, where the release itself says nothing."""
    if facts is None:
        limits = _limits_without_a_name(release)
        unnamed = said_elsewhere(release) or (nothing_named("weights", limits[0]) if limits else None)
        return Settled(unnamed or (nothing_said("weights") if _was_read(release) else nothing_read("weights")))
    license = knowledge.license(facts.license) if facts.license else None
    because = Evidence(
        license=facts.license, note=say("known by name (pattern {pattern}, confidence {confidence})", pattern=facts.pattern, confidence=say(facts.confidence))
    )
    governing = Governing("weights", license.id if license else facts.license, license.known_as if license else (), because=(because,))
    also = [other.id for name in facts.also if (known := knowledge.resolve(name)) and (other := knowledge.license(known))] if license else []
    return Settled(governing, tuple(Witness("weights", name, 0) for name in (license.id, *also)) if license else ())


def _overruled(weights: Settled, lineage: Sequence[Ancestor], knowledge: Knowledge) -> Settled:
    """Where an ancestor's license surely rules the declared one out, the ancestor's governs, and what was declared is disputed."""
    declared = knowledge.license(weights.governing.concluded) if weights.governing.concluded else None
    for each in lineage if declared else ():
        base = knowledge.license(each.license) if each.license else None
        sure = base is not None and base.confidence == "high" and each.confidence == "high" and each.relation != "distill"
        if sure and base and declared and permission(declared, base) == "conflict" and not _is_stricter(declared, base):
            because = Evidence(base.id, base.derivatives.section, base.derivatives.quote, each.at, say("{ancestor} is among the ancestors", ancestor=each.id))
            governing = replace(weights.governing, concluded=base.id, aliases=base.known_as, disputed=True, because=(because, *weights.governing.because))
            return Settled(governing, (Witness("weights", base.id, 0),))
    return weights


def _is_stricter(declared: License, base: License) -> bool:
    """What its author allows nobody, the license of an ancestor does not give back: both hold then, and the terms are joined."""
    return stricter_category(declared.category, base.category) != base.category


def _terms(weights: Settled, release: Release, lineage: Sequence[Ancestor], knowledge: Knowledge, patterns: Patterns, by_clause: bool) -> Terms:
    silence = unknown_terms() if said_elsewhere(release) else _terms_of_silence(release, knowledge)
    own = [_terms_of(each, knowledge, patterns, by_clause) for each in weights.chosen] or [silence]
    base = join_terms(own)
    dual = any(each.kind == "disclose-source" for each in base.obligations)
    constraints = [terms for each in narrowing(release, dual) if (terms := constraint(each, base)) is not None]
    return join_terms([base, *constraints, *policy_terms(release, base, patterns), *_inherited(lineage, weights.governing.concluded, knowledge)])


def _terms_of(witness: Witness, knowledge: Knowledge, patterns: Patterns, by_clause: bool) -> Terms:
    if by_clause and witness.document and len(witness.document.text) > MAX_POINTER:
        return clauses.read_terms(witness.document.text, patterns)
    license = knowledge.license(witness.license) if witness.license else None
    if license is None:
        return clauses.read_terms(witness.document.text, patterns) if witness.document and not witness.license else unknown_terms()
    if witness.document and any(each.kind in PROBLEMS for each in witness.document.problems):
        return join_terms([license.terms, unknown_terms()])  # named by a file that nobody could read: its restrictions hold, its grants are unknown
    unknown = _unknown_words(witness)
    return join_terms([license.terms, _rider_terms(clauses.read_terms(unknown, patterns), license.terms)]) if unknown else license.terms


def _unknown_words(witness: Witness) -> str:
    """What a license file says beyond the license that it was taken for: its riders, or all of it where only its title was known."""
    if witness.detection is None or witness.document is None or witness.detection.kind == "is":
        return ""
    if witness.detection.kind == "derived-from":
        return "\n\n".join(each.text for each in witness.detection.added if each.text)
    return witness.document.text if len(witness.document.text) > MAX_POINTER else ""


def _rider_terms(rider: Terms, base: Terms) -> Terms:
    """What a rider adds: where it speaks of no use its category, read from silence, says nothing either; one that forbids commerce limits every other use."""
    stated = any(rider.terms[name].value not in ("unstated", "unknown") for name in USES)
    category = rider.category if stated and rider.category != "unknown" else base.category
    commerce = rider.terms["commercial_use"]
    granted = [name for name in LIMITED_WITH_COMMERCE if base.terms[name].value == "allowed" and rider.terms[name].value in ("allowed", "unstated")]
    narrowed = {name: replace(commerce, value="conditional") for name in granted} if commerce.value == "forbidden" else {}
    return constraints_only(Terms(category, {**rider.terms, **narrowed}, rider.obligations), base)


def _terms_of_silence(release: Release, knowledge: Knowledge) -> Terms:
    facts = knowledge.model(release.target.id) if release.target.kind == "hub" else None
    if facts and facts.category:
        return unknown_terms(facts.category)
    if facts is None and (limits := _limits_without_a_name(release)):
        return unknown_terms(NARROWS[limits[0].effect][1], "unstated")
    return unknown_terms("proprietary", "unstated") if _was_read(release) else unknown_terms()


def _limits_without_a_name(release: Release) -> tuple[Statement, ...]:
    """Sentences that offer the weights for some uses alone ("for research only", "below a million users"): a grant, if a narrow one."""
    return tuple(each for each in narrowing(release) if each.component == "weights" and each.effect != "permission")


def _was_read(release: Release) -> bool:
    """A local release is what lies there; of one on the Hub something must have been listed."""
    return release.target.kind != "hub" or bool(release.entries)


def _inherited(lineage: Iterable[Ancestor], concluded: str | None, knowledge: Knowledge) -> list[Terms]:
    """Terms of ancestors that reach the derivative: those that are sure, restrict, and belong to weights that live on in it (a teacher's do not)."""
    sure = [each for each in lineage if each.license and each.confidence != "low" and each.relation != "distill"]
    licenses = [license for each in sure if (license := knowledge.license(each.license or ""))]
    return [each.terms for each in licenses if each.id != concluded and each.confidence != "low" and each.category != "open-source"]


def _access(release: Release, facts: ModelFacts | None) -> Reasoned:
    if release.access != "unknown":
        return Reasoned(release.access, (Evidence(note="the Hub"),))
    if release.card and any(key.startswith("extra_gated") for key in release.card.fields):
        field = next(field for key, field in release.card.fields.items() if key.startswith("extra_gated"))
        return Reasoned("gated-auto", (Evidence(at=field.key_at, note="the card asks for acceptance; whether a person decides is a setting of the Hub"),))
    if facts and facts.access != "unknown":
        return Reasoned(facts.access, (Evidence(note=say("known by name (pattern {pattern})", pattern=facts.pattern)),))
    return Reasoned("unknown")


def _made(release: Release, category: Category, knowledge: Knowledge) -> ModelFacts | None:
    """What is known of how a local release was made, by the ids under which its README says that it is published; asked only where the place depends on it."""
    facts = knowledge.model_of(own_ids(release)) if category == "open-source" else None
    return facts if facts and facts.confidence != "low" else None


def _completeness(facts: ModelFacts | None, declared: Completeness) -> Completeness:
    """What is declared, else what is known of the model by its name."""
    opened = {"open": True, "documented": True, "partial": False, "closed": False}
    data, code = (opened.get(facts.training_data), opened.get(facts.training_code)) if facts else (None, None)
    return Completeness(data if declared.data is None else declared.data, code if declared.code is None else declared.code)


def _flags(access: Reasoned, category: Category, place: Place, governing: Governing) -> list[str]:
    flags = []
    if access.value in ("gated-auto", "gated-manual") and place != "gated":
        flags.append(access.value)
    if category == "proprietary" and governing.concluded == NONE:
        flags.append("visible-without-license")
    if governing.disputed:
        flags.append("disputed")
    return flags


@cache
def _named_category(category: Category) -> Message:
    return say("the governing license is {category}", category=say(category))


def _reasons(weights: Settled, category: Category, facts: ModelFacts | None, declared: Completeness) -> list[Evidence]:
    reasons = [Evidence(license=weights.governing.concluded, note=_named_category(category))]
    if facts:
        reasons.append(
            Evidence(
                note=say(
                    "training data {data}, training code {code} (known by name)",
                    data=say(facts.training_data),
                    code=say(facts.training_code),
                )
            )
        )
    if declared != Completeness():
        reasons.append(Evidence(note="what the publisher declares of training data and code (licint.toml) comes first"))
    elif not facts and category == "open-source":
        reasons.append(Evidence(note="whether training data and code are open is not known from here"))
    return reasons
