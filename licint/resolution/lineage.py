"""What a release descends from, and what its ancestors' licenses allow it to declare."""

from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import Literal

from licint.knowledge import Knowledge
from licint.model import Ancestor, License, Location, Parent, Release

MAX_DEPTH = 8
Permission = Literal["fine", "conflict", "unknown"]

# A stronger witness of descent speaks first; the same parent named twice is one ancestor.
SOURCE_ORDER = ("adapter_config", "merge_config", "card", "weights", "hub", "config", "prose")


def ancestors(release: Release, knowledge: Knowledge) -> tuple[Ancestor, ...]:
    """Every known ancestor, nearest first; licenses come from the knowledge of models, which says how sure it is."""
    found: dict[str, Ancestor] = {}
    own = release.target.id.lower() if release.target.kind == "hub" else ""
    for parent in sorted(release.parents, key=lambda each: SOURCE_ORDER.index(each.source)):
        key = parent.id.lower()
        if key != own and key not in found:
            found[key] = _ancestor(parent, knowledge, 1)
    return tuple(_with_grandparents(found.values(), knowledge))


def _with_grandparents(parents: Iterable[Ancestor], knowledge: Knowledge) -> list[Ancestor]:
    lineage = list(parents)
    seen = {each.id.lower() for each in lineage}
    for each in lineage:  # grows while it is walked: each ancestor adds its own parents
        facts = knowledge.model(each.id)
        for base in facts.base_models if facts else ():
            if base.lower() not in seen and each.depth < MAX_DEPTH:
                seen.add(base.lower())
                lineage.append(_ancestor(Parent(base, "unknown", each.at or Location("README.md"), "hub"), knowledge, each.depth + 1))
    return lineage


def _ancestor(parent: Parent, knowledge: Knowledge, depth: int) -> Ancestor:
    facts = knowledge.model(parent.id)
    license = facts.license if facts else None
    return Ancestor(
        id=parent.id,
        relation=parent.relation,
        license=license,
        known_from="knowledge" if license else "none",
        depth=depth,
        at=parent.at,
        confidence=facts.confidence if facts else "low",
    )


def permission(declared: License, base: License) -> Permission:
    """Whether a derivative of `base` may be declared under `declared` (docs/license-files.md, `derivatives`).

    `conflict` only where the base's file says so in so many words, or where it forbids own terms and lists what may be declared.
    """
    if declared.id == base.id or (declared.family and declared.family == base.family and base.derivatives.own_terms == "yes"):
        return "fine"
    rule = base.derivatives
    if _listed(declared, base, rule.may_declare):
        return "fine"
    if _listed(declared, base, rule.may_not_declare):
        return "conflict"
    return "fine" if rule.own_terms == "yes" else "unknown"


def _listed(declared: License, base: License, patterns: Iterable[str]) -> bool:
    names = {declared.id.lower(), *(name.lower() for name in declared.known_as)}
    for pattern in patterns:
        if pattern == "any" or (pattern == "same" and declared.id == base.id):
            return True
        if pattern.startswith("category:"):
            if declared.category == pattern.removeprefix("category:"):
                return True
        elif any(fnmatchcase(name, pattern.lower()) for name in names):
            return True
    return False
