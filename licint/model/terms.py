"""Licenses and what they let one do."""

from collections.abc import Mapping
from typing import Any, Literal

from licint.model.words import Category, Confidence, Evidence, Noun


class Condition(Noun, frozen=True, omit_defaults=True):
    """What a `conditional` depends on; `limit` is a plain number, `currency` its ISO code where it is money."""

    kind: str
    limit: int | float | None = None
    currency: str | None = None
    detail: str | None = None


class Term(Noun, frozen=True):
    """One right or property with its value (an Answer for the five uses; see rules/terms.yaml for the others)."""

    value: str
    conditions: tuple[Condition, ...] = ()
    because: tuple[Evidence, ...] = ()
    confidence: Confidence = "high"
    excludes: tuple[str, ...] = ()
    url: str | None = None


class Obligation(Noun, frozen=True):
    """A duty when distributing; `text` is what must appear; `met` is None where it cannot be seen."""

    kind: str
    text: str | None = None
    license: str | None = None
    section: str | None = None
    quote: str | None = None
    met: bool | None = None
    because: tuple[Evidence, ...] = ()


class Terms(Noun, frozen=True):
    """What a text, or several together, let one do; `terms` has a key for each of USES and OTHER_TERMS."""

    category: Category
    terms: Mapping[str, Term]
    obligations: tuple[Obligation, ...] = ()


class Aliases(Noun, frozen=True):
    """Other names of a license, by who uses them."""

    hub: tuple[str, ...] = ()
    scancode: tuple[str, ...] = ()
    slugs: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()


class Derivatives(Noun, frozen=True):
    """What the maker of a derivative may declare (docs/license-files.md)."""

    own_terms: Literal["yes", "additive", "no", "unknown"] = "unknown"
    may_declare: tuple[str, ...] = ()
    may_not_declare: tuple[str, ...] = ()
    section: str | None = None
    quote: str | None = None
    relations: Mapping[str, str] = {}


class License(Noun, frozen=True):
    """One license, as `rules/licenses/<id>.yaml` or a row of `rules/spdx.yaml` describes it."""

    id: str
    name: str
    terms: Terms
    aliases: Aliases = Aliases()
    spdx: str | None = None
    steward: str | None = None
    family: str | None = None
    version: str | None = None
    released: str | None = None
    supersedes: str | None = None
    modifies: str | None = None
    changes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    summary: str = ""
    derivatives: Derivatives = Derivatives()
    confidence: Confidence = "high"
    remarks: str = ""
    source: Mapping[str, Any] | None = None

    @property
    def category(self) -> Category:
        return self.terms.category

    @property
    def known_as(self) -> tuple[str, ...]:
        """Every identifier under which others know this text, itself left out."""
        names = [self.spdx, *self.aliases.hub, *self.aliases.scancode, *self.aliases.slugs]
        return tuple(dict.fromkeys(name for name in names if name and name != self.id))
