"""What a release descends from, and what its ancestors' licenses allow it to declare."""

from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any, Literal

from licint.knowledge import Knowledge
from licint.model import Ancestor, Confidence, License, Location, Noun, Parent, Release
from licint.parsing.configs import is_config
from licint.parsing.files import classify

MAX_DEPTH = 8
MAX_ANCESTORS = 300
Permission = Literal["fine", "version", "conflict", "unknown"]

# A stronger witness of descent speaks first; the same parent named twice is one ancestor.
SOURCE_ORDER = ("adapter_config", "merge_config", "card", "weights", "hub", "config", "prose")
CONFIDENCE_ORDER: tuple[Confidence, ...] = ("low", "medium", "high")


class Standing(Noun, frozen=True):
    """The license that an ancestor carries, who says so, and what it was made from itself."""

    license: str | None = None
    known_from: Literal["knowledge", "hub", "none"] = "none"
    confidence: Confidence = "low"
    base_models: tuple[str, ...] = ()


def ancestors(release: Release, knowledge: Knowledge) -> tuple[Ancestor, ...]:
    """Every ancestor of the whole release, nearest first; licenses come from the knowledge of models or, where it has none, from the Hub.

    A data set descends from no model: one that its card names wrote it, or was trained on it.
    """
    if release.target.is_dataset:
        return ()
    found: dict[str, Ancestor] = {}
    own = release.target.id.lower() if release.target.kind == "hub" else ""
    stated = sorted((each for each in release.parents if not is_component(each)), key=lambda each: SOURCE_ORDER.index(each.source))
    for parent in stated or _known_parents(release, knowledge):
        key = parent.id.lower()
        if key != own and key not in found:
            found[key] = _ancestor(parent, 1, release, knowledge)
    return tuple(_with_grandparents(found.values(), own, release, knowledge))


def components(release: Release, knowledge: Knowledge) -> tuple[Ancestor, ...]:
    """The models that parts of the release (a text encoder in its folder) are said to be: no ancestors of the whole."""
    return tuple(_ancestor(each, 1, release, knowledge) for each in release.parents if is_component(each))


def is_component(parent: Parent) -> bool:
    """Whether a configuration in a subfolder names the parent: it speaks of that folder alone."""
    return parent.source == "config" and "/" in parent.at.path


def holds_no_weights(release: Release) -> bool:
    """Whether a release on the Hub is known to hold other things than weights (workflows, scripts, a card alone): what it names as its base is then what it
    is used with.

    A folder may lack them for other reasons: they are large, and kept elsewhere.
    """
    if release.weights or release.target.kind == "local" or release.target.is_dataset:
        return False
    told = release.metadata
    if told.get("holds_weights") is not None:
        return told["holds_weights"] is False
    if release.target.kind == "table" or not release.entries:
        return False
    others = any(classify(each.path) is None and not is_config(each.path) and not each.path.startswith(".") for each in release.entries)
    return others or told.get("source") == "hub"


def _known_parents(release: Release, knowledge: Knowledge) -> Iterator[Parent]:
    """What is known of a model of the Hub that says nothing of its descent itself."""
    facts = knowledge.model(release.target.id) if release.target.kind == "hub" else None
    path = release.card.path if release.card else "README.md"
    for base in facts.base_models if facts else ():
        yield Parent(base, "unknown", Location(path), "hub")


def _with_grandparents(parents: Iterable[Ancestor], own: str, release: Release, knowledge: Knowledge) -> list[Ancestor]:
    lineage = list(parents)
    seen = {own, *(each.id.lower() for each in lineage)}
    for each in lineage:  # grows while it is walked: each ancestor adds its own parents
        for base in _standing(each.id, release, knowledge).base_models:
            if base.lower() not in seen and each.depth < MAX_DEPTH and len(lineage) < MAX_ANCESTORS:
                seen.add(base.lower())
                lineage.append(_ancestor(Parent(base, "unknown", each.at or Location("README.md"), "hub"), each.depth + 1, release, knowledge))
    return lineage


def _ancestor(parent: Parent, depth: int, release: Release, knowledge: Knowledge) -> Ancestor:
    standing = _standing(parent.id, release, knowledge)
    confidence = min(standing.confidence, _certainty(parent), key=_sure)
    license = knowledge.license(standing.license) if standing.license else None
    return Ancestor(parent.id, parent.relation, standing.license, standing.known_from, depth, parent.at, confidence, license.derivatives if license else None)


def _certainty(parent: Parent) -> Confidence:
    """How sure the descent itself is: a copied config or a loose "based on" does not prove it."""
    return "medium" if parent.relation == "unknown" and parent.source in ("config", "prose") else "high"


def _standing(model: str, release: Release, knowledge: Knowledge) -> Standing:
    facts = knowledge.model(model)
    told = _from_hub(release.metadata.get("ancestors"), model, knowledge)
    if facts is None or not facts.license:
        return told or Standing(base_models=facts.base_models if facts else ())
    if told and told.license and facts.confidence == "low":  # a row that only resembles the name; the model's own card says more
        return told
    return Standing(facts.license, "knowledge", facts.confidence, facts.base_models or (told.base_models if told else ()))


def _from_hub(known: Any, model: str, knowledge: Knowledge) -> Standing | None:
    """What a source read of an ancestor on the Hub; the tag of a card can be wrong, so it is of medium confidence."""
    row = known.get(model) if isinstance(known, Mapping) else None
    if not isinstance(row, Mapping):
        return None
    tag, bases = row.get("license"), row.get("base_models")
    license = knowledge.resolve(tag) if isinstance(tag, str) else None
    parents = tuple(each for each in bases if isinstance(each, str))[:50] if isinstance(bases, list | tuple) else ()
    return Standing(license, "hub" if license else "none", "medium" if license else "low", parents)


def _sure(confidence: Confidence) -> int:
    return CONFIDENCE_ORDER.index(confidence)


# ---------------------------------------------------------------- what may be declared


def permission(declared: License, base: License) -> Permission:
    """Whether a derivative of `base` may be declared under `declared` (docs/license-files.md, `derivatives`).

    `conflict` only where the base's file lists it under `may_not_declare`; `version` where it is another text of the same steward's family.
    """
    if declared.id == base.id or set(declared.aliases.hub) & set(base.aliases.hub):
        return "fine"
    rule = base.derivatives
    if _listed(declared, base, rule.may_declare):
        return "fine"
    same_family = bool(declared.family) and (declared.family, declared.steward) == (base.family, base.steward)
    if same_family and base.category != "open-source":
        return "fine" if rule.own_terms == "yes" else "version"
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
