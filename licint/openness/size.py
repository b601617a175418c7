"""How many parameters a model can have, by its name or by the size of its weight files (rules/openness.yaml, `size`)."""

import re

from licint.model import Release
from licint.openness.rules import Rules

SMALLEST = 100_000  # bytes: what is smaller is no file of weights, but stands for one


def name_of(release: Release) -> str:
    """What a release is called: its id, or its folder."""
    return release.target.name if release.target.kind == "local" else release.target.id


def size_of(release: Release, rules: Rules) -> float | None:
    """The most parameters that the model can have: by its name, else by the size of its weight files at the fewest bits that a parameter takes."""
    by_name = size_in_name(name_of(release), rules)
    formats = {each.path: each.format for each in release.weights}
    sizes = {entry.path: entry.size or 0 for entry in release.entries if entry.path in formats}
    if by_name or not sizes or min(sizes.values()) < SMALLEST:
        return by_name
    return sum(size * 8 / rules.size.bits.get(formats[path], rules.size.bits["other"]) for path, size in sizes.items())


def size_in_name(name: str, rules: Rules) -> float | None:
    """The number of parameters that a name tells (`7B`, `8x7B`, `350M`); the largest one if there are several."""
    found = list(re.finditer(rules.size.name, name[:200], re.IGNORECASE))
    if found:
        return max(float(each[1] or 1) * float(each[2]) for each in found) * 1e9
    small = re.search(rules.size.million, name[:200], re.IGNORECASE)
    return float(small[1]) * 1e6 if small else None
