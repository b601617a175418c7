"""Near misses of a name, for messages."""

from collections.abc import Iterable

from licint.knowledge.naming import key

LONGEST = 80
LEAST_ALIKE = 0.45


def nearest(value: str, names: Iterable[str], most: int = 3) -> list[str]:
    """Up to `most` of the names, most alike first (Dice coefficient of letter pairs, at least LEAST_ALIKE)."""
    wanted = _pairs(value)
    scored = ((2 * len(wanted & pairs) / (len(wanted) + len(pairs)), name) for name in names if (pairs := _pairs(name)))
    alike = sorted(((-score, name) for score, name in scored if score >= LEAST_ALIKE), key=lambda each: (each[0], len(each[1]), each[1]))
    return [name for _, name in alike[:most]]


def _pairs(value: str) -> set[str]:
    text = f"^{key(value[:LONGEST])}$"
    return {text[place : place + 2] for place in range(len(text) - 1)}
