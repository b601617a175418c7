"""What was concluded of a release."""

from collections.abc import Mapping
from typing import Any, Literal

from licint.model.identification import Passage
from licint.model.terms import Derivatives, Terms
from licint.model.words import Category, Component, Confidence, Evidence, Location, Noun, Place, Relation


class Declaration(Noun, frozen=True):
    """What somebody says the license is: `value` as written, `license` what it names (None: nothing that is known)."""

    value: str
    license: str | None
    source: Literal["card", "license_name", "license_link", "badge", "prose", "weights", "hub", "knowledge"]
    at: Location | None = None


class Detection(Noun, frozen=True):
    """A license found in a file."""

    license: str
    coverage: float
    share: float
    exact: bool
    at: Location
    kind: str = "is"
    added: tuple[Passage, ...] = ()


class Governing(Noun, frozen=True):
    """What governs one component, or with `variant` what governs one of several models of the release: `concluded` from `declared` and `detected`;
    `agrees` is None where there is nothing to compare.
    """

    component: Component
    concluded: str | None
    aliases: tuple[str, ...] = ()
    declared: tuple[Declaration, ...] = ()
    detected: tuple[Detection, ...] = ()
    agrees: bool | None = None
    disputed: bool = False
    because: tuple[Evidence, ...] = ()
    variant: str | None = None


class Ancestor(Noun, frozen=True):
    """A model that this one descends from; `derivatives`: what its license lets the maker of a derivative declare."""

    id: str
    relation: Relation
    license: str | None
    known_from: Literal["knowledge", "hub", "local", "none"]
    depth: int = 1
    at: Location | None = None
    confidence: Confidence = "high"
    derivatives: Derivatives | None = None


class Reasoned(Noun, frozen=True):
    """A value with its reasons."""

    value: str
    because: tuple[Evidence, ...] = ()


class Verdict(Noun, frozen=True):
    """What licint concludes about a release. `licenses`: what governs each component, first what the release mainly is."""

    place: Place
    range: tuple[Place, Place]
    category: Category
    access: Reasoned
    licenses: tuple[Governing, ...]
    terms: Terms
    lineage: tuple[Ancestor, ...] = ()
    openness: Mapping[str, Any] = {}
    flags: tuple[str, ...] = ()
    because: tuple[Evidence, ...] = ()

    def governing(self, component: Component | None = None) -> Governing | None:
        """What governs a component, or None; by default what the release is mainly: a model's weights, the data of a data set."""
        return next((each for each in self.licenses if component in (None, each.component)), None)
