"""What a sentence in the prose takes away from the license beside it."""

from licint.model import Category, Evidence, Statement, Term, Terms

# A sentence can only narrow a grant here; one that claims more than the license gives is a finding, never a right.
NARROWS: dict[str, tuple[str, Category, tuple[str, ...]]] = {
    "commercial-forbidden": ("forbidden", "non-commercial", ("commercial_use",)),
    "research-only": ("forbidden", "research-only", ("commercial_use",)),
    "commercial-conditional": ("conditional", "conditional-commercial", ("commercial_use",)),
    "registration": ("conditional", "conditional-commercial", ("commercial_use",)),
    "permission": ("conditional", "conditional-commercial", ("commercial_use",)),
}


def narrows(statement: Statement) -> bool:
    """Whether a statement restricts the release's own weights, and is clear enough to act on."""
    own = statement.subject == "own" and statement.component in (None, "weights")
    return statement.effect in NARROWS and own and statement.confidence != "low"


def constraint(statement: Statement, base: Terms) -> Terms | None:
    """The statement as terms to be joined onto `base`, or None where it takes nothing away."""
    if not narrows(statement):
        return None
    value, category, names = NARROWS[statement.effect]
    because = (Evidence(quote=statement.quote, at=statement.at, note="said in the prose"),)
    narrowed = {name: Term(value, statement.conditions, because, statement.confidence) for name in names}
    if value == "forbidden":
        narrowed |= {name: Term("conditional", (), because, statement.confidence) for name in ("redistribution", "derivatives", "hosted_service")}
    return Terms(category, {**base.terms, **narrowed})
