"""Which of the things that a README speaks of are the release's own: not the rivals, bases and siblings that it names."""

from collections.abc import Iterable, Mapping, Sequence

from licint.clauses import Patterns
from licint.clauses.owners import Called, called, is_called, without_others
from licint.clauses.variants import siblings_among, variant_in
from licint.knowledge import Knowledge
from licint.model import Card, Document, Parent, Prose, Statement, Target
from licint.parsing.identity import title_of


def told_apart(
    statements: Sequence[Statement],
    parents: Sequence[Parent],
    target: Target,
    card: Card | None,
    documents: Iterable[Document],
    prose: Mapping[str, Prose],
    knowledge: Knowledge,
    patterns: Patterns,
) -> tuple[tuple[Statement, ...], tuple[Parent, ...]]:
    """The statements, those about what is called otherwise than the release marked as such, and the parents that are another model's."""
    if not any(each.named for each in statements) and not any(each.about for each in parents):
        return tuple(statements), ()
    own = called((target.name if target.kind == "local" else target.id, title_of(card) if card else ""), patterns.prose)
    headings = (heading.title for each in prose.values() for heading in each.headings)
    links = (link.target for each in prose.values() for link in each.links if is_called(link.target, own))
    near = called((*(each.id for each in parents), *headings, *links), patterns.prose)
    owned = without_others(statements, own, near, _is_declared(card, documents, knowledge), lambda each: _is_free(each, knowledge))
    return owned, _parents_of_others(parents, owned, own, target.name, patterns)


def _is_declared(card: Card | None, documents: Iterable[Document], knowledge: Knowledge) -> bool:
    """Whether the card or a file for the weights says which license they are under."""
    tag = card.get("license") if card else None
    return bool(isinstance(tag, str) and knowledge.resolve(tag)) or any(each.component == "weights" and each.identification.matches for each in documents)


def _is_free(statement: Statement, knowledge: Knowledge) -> bool:
    """Whether a statement gives rights that another might withhold."""
    license = knowledge.license(statement.license) if statement.license else None
    return license.terms.terms["commercial_use"].value == "allowed" if license else statement.effect in ("license", "commercial-allowed")


def _parents_of_others(parents: Iterable[Parent], statements: Iterable[Statement], own: Called, name: str, patterns: Patterns) -> tuple[Parent, ...]:
    """The parents that the prose gives to another of the models that it tells apart."""
    children = {each.about for each in parents if each.about}
    if not children:
        return ()
    told = {name for each in statements for name in (each.about, *each.named) if name}
    variants = {each for each in told | children if variant_in(each, patterns.prose.variants)}  # "Acme" alone is the model as such
    siblings = siblings_among(variants, name, patterns.prose.variants)
    tells_apart = any(is_called(each, own) for each in told)
    return tuple(each for each in parents if each.about and (each.about in siblings or (tells_apart and not is_called(each.about, own))))
