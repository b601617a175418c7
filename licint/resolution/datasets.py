"""The training sets that a card names, and what is known of them (rules/datasets.yaml)."""

from collections.abc import Iterator

from licint.knowledge import DatasetFacts, Knowledge
from licint.messages import say
from licint.model import Card, Evidence, Field

MAX_DATASETS = 200


def named_datasets(card: Card | None, knowledge: Knowledge) -> Iterator[tuple[Field, DatasetFacts]]:
    """The known sets under `datasets:`, each with the place where it is named; each set once."""
    field = card.fields.get("datasets") if card else None
    seen = set()
    for each in (field.items or (field,))[:MAX_DATASETS] if field else ():
        facts = knowledge.dataset(each.value) if isinstance(each.value, str) else None
        if facts and facts.confidence != "low" and facts.id not in seen:
            seen.add(facts.id)
            yield each, facts


def reason(facts: DatasetFacts) -> tuple[Evidence, ...]:
    """What is known of a set, as a reason."""
    return (
        Evidence(license=facts.license, note=say("known as {id}; {note}", id=facts.id, note=facts.note) if facts.note else say("known as {id}", id=facts.id)),
    )


def is_without_derivatives(facts: DatasetFacts, knowledge: Knowledge) -> bool:
    """Whether the license of a set forbids adaptations."""
    license = knowledge.license(facts.license) if facts.license else None
    return license is not None and license.terms.terms["derivatives"].value == "forbidden"


def is_restricted(facts: DatasetFacts, knowledge: Knowledge) -> bool:
    """Whether a license that restricts use is put on a set by name: more than terms under which its files are handed out."""
    license = knowledge.license(facts.license) if facts.license else None
    return license is not None and license.category not in ("open-source", "unknown")
