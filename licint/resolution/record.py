"""A record of the Model Openness Tool, resolved like a release: what it says of the parameters governs the weights."""

from licint.knowledge import Knowledge
from licint.model import Declaration, Evidence, Governing, Location, Reasoned, Verdict
from licint.openness.assessment import completeness_of
from licint.openness.nouns import Components
from licint.openness.spectrum import places
from licint.resolution.verdict import unknown_terms


def resolve_record(components: Components, path: str, knowledge: Knowledge) -> Verdict:
    """The verdict on what a record states; whether it is true cannot be seen from here."""
    fact = components.get("parameters")
    license = knowledge.license(fact.license) if fact.license else None
    terms = license.terms if license else unknown_terms()
    at = Location(path)
    declared = (Declaration(fact.declared or fact.license or "", license.id if license else None, "card", at),) if fact.license else ()
    because = (Evidence(license=fact.license, at=at, note="stated in the record"),)
    governing = Governing("weights", license.id if license else fact.license, license.known_as if license else (), declared, because=because)
    best, worst = places(components.access, terms.category, completeness_of(components))
    return Verdict(worst, (best, worst), terms.category, Reasoned(components.access, because), (governing,), terms)
