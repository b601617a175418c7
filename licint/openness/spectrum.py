"""Place on the spectrum (docs/design.md, "Words"): a table over access, category, training data and training code, first row that matches."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import product

from licint.model import PLACES, Access, Category, Noun, Place

KNOWN_CATEGORIES: tuple[Category, ...] = ("open-source", "open-restricted-use", "conditional-commercial", "non-commercial", "research-only", "proprietary")


class Completeness(Noun, frozen=True):
    """Whether training data (open or documented) and training code are open: True, False, or None where it is not known."""

    data: bool | None = None
    code: bool | None = None


def place_of(access: Access, category: Category, complete: bool) -> Place:
    """The place of known facts; `complete`: training data open or documented, and training code open."""
    if access in ("api-only", "unavailable") or category == "proprietary":
        return "closed"
    if category in ("research-only", "non-commercial"):
        return "gated" if access == "gated-manual" else "research-only"
    if category in ("conditional-commercial", "open-restricted-use"):
        return "restricted"
    if category == "open-source":
        return "open-source" if complete else "open-weight"
    return "unknown"


@lru_cache(1_024)
def places(access: Access, category: Category, completeness: Completeness) -> tuple[Place, Place]:
    """Best and worst place that the facts leave open, in the order of PLACES.

    An unknown access is taken as public: the one who asks holds the files or a row of the knowledge that would say otherwise.
    An unknown category leaves everything open, so it stays `unknown` unless the access alone decides.
    """
    if category == "unknown":
        decided = place_of(access, "proprietary", False) if access in ("api-only", "unavailable") else "unknown"
        return (decided, decided)
    possible = {place_of(access, category, data and code) for data, code in product(_options(completeness.data), _options(completeness.code))}
    return (best(possible), worst(possible))


def _options(value: bool | None) -> tuple[bool, ...]:
    return (True, False) if value is None else (value,)


def best(possible: Iterable[Place]) -> Place:
    """The most open of some places."""
    return min(possible, key=PLACES.index)


def worst(possible: Iterable[Place]) -> Place:
    """The least open of some places."""
    return max(possible, key=PLACES.index)
