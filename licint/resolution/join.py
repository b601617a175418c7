"""The join of terms: what is left when several texts govern one thing at once.

For every term the most restrictive value governs, thresholds take their minimum (each currency apart), obligations unite, and each keeps its reason.
The join is commutative, associative, idempotent and never looser than any of its inputs.
"""

from collections.abc import Iterable, Mapping
from functools import reduce

from licint.model import OTHER_TERMS, USES, Category, Condition, Evidence, Obligation, Term, Terms

USE_ORDER = ("allowed", "unstated", "unknown", "conditional", "forbidden")
ORDERS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(USES, USE_ORDER),
    "outputs_owned": ("user", "unstated", "licensor"),
    "acceptable_use": ("none", "unstated", "external-policy", "inline"),
    "patent_grant": ("yes", "unstated", "no"),
    "irrevocable": ("yes", "unstated", "no"),
    "licensor_may_change_terms": ("no", "unstated", "yes"),
    "territory": ("worldwide", "unstated", "excludes"),
}
CATEGORY_ORDER: tuple[Category, ...] = (
    "open-source",
    "open-restricted-use",
    "conditional-commercial",
    "unknown",
    "non-commercial",
    "research-only",
    "proprietary",
)


def rank(name: str, value: str) -> int:
    """How restrictive a value of a term is; 0 is the freest."""
    order = ORDERS[name]
    return order.index(value) if value in order else order.index("unstated")


def join_terms(terms: Iterable[Terms]) -> Terms:
    """The terms that hold when all of `terms` (at least one) hold together."""
    return reduce(_join_two, terms)


def stricter_category(first: Category, second: Category) -> Category:
    """The more restrictive of two categories."""
    return max(first, second, key=CATEGORY_ORDER.index)


def constraints_only(terms: Terms, neutral: Terms) -> Terms:
    """`terms` with what they leave unstated taken from `neutral`: the silence of a rider or a sentence takes nothing back."""
    filled = {name: (neutral.terms[name] if name in neutral.terms and term.value == "unstated" else term) for name, term in terms.terms.items()}
    return Terms(terms.category, filled, terms.obligations)


def _join_two(first: Terms, second: Terms) -> Terms:
    names = dict.fromkeys([*first.terms, *second.terms])
    joined = {name: _join_values(name, first.terms.get(name), second.terms.get(name)) for name in names}
    return Terms(stricter_category(first.category, second.category), joined, _unite(first.obligations, second.obligations))


def _join_values(name: str, first: Term | None, second: Term | None) -> Term:
    if first is None or second is None:
        return first or second or Term("unstated")
    if name in OTHER_TERMS and name not in ORDERS:
        return _join_free_text(first, second)
    ours, theirs = rank(name, first.value), rank(name, second.value)
    if ours != theirs:
        return first if ours > theirs else second
    return Term(
        value=first.value,
        conditions=join_conditions(first.conditions + second.conditions),
        because=_ordered(first.because + second.because),
        confidence=min(first.confidence, second.confidence, key=("low", "medium", "high").index),
        excludes=tuple(sorted({*first.excludes, *second.excludes})),
        url=max(first.url or "", second.url or "") or None,
    )


def _join_free_text(first: Term, second: Term) -> Term:
    if first.value == second.value:
        return Term(first.value, because=_ordered(first.because + second.because))
    if "unstated" in (first.value, second.value):
        return first if second.value == "unstated" else second
    values = sorted({*first.value.split("; "), *second.value.split("; ")})
    return Term("; ".join(values), because=_ordered(first.because + second.because))


def join_conditions(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """One condition a kind and currency, the lowest limit of each; conditions without a limit are kept as they are."""
    lowest: dict[tuple[str, str | None, str | None], Condition] = {}
    for each in sorted(conditions, key=_condition_key):
        key = (each.kind, each.currency, None if each.limit is not None else each.detail or "")
        lowest.setdefault(key, each)
    return tuple(lowest.values())


def _condition_key(condition: Condition) -> tuple[str, str, float, str]:
    limit = float("inf") if condition.limit is None else float(condition.limit)
    return (condition.kind, condition.currency or "", limit, condition.detail or "")


def _unite(first: Iterable[Obligation], second: Iterable[Obligation]) -> tuple[Obligation, ...]:
    united: dict[tuple[str, str, str], Obligation] = {}
    for each in sorted([*first, *second], key=_obligation_key):
        united.setdefault(_obligation_key(each)[:3], each)
    return tuple(united.values())


def _obligation_key(duty: Obligation) -> tuple[str, str, str, str, str]:
    return (duty.kind, duty.text or "", duty.license or "", duty.section or "", duty.quote or "")


def _ordered(because: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(dict.fromkeys(because), key=repr))
