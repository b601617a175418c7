"""The words of verdicts, and where something stands and why it is said."""

from typing import Literal

import msgspec

Answer = Literal["allowed", "conditional", "forbidden", "unstated", "unknown"]
Category = Literal["open-source", "open-restricted-use", "conditional-commercial", "non-commercial", "research-only", "proprietary", "unknown"]
Access = Literal["public", "gated-auto", "gated-manual", "api-only", "unavailable", "unknown"]
Place = Literal["open-source", "open-weight", "restricted", "research-only", "gated", "closed", "unknown"]
Component = Literal["weights", "code", "data", "documents", "outputs"]
Severity = Literal["error", "warning", "note"]
Confidence = Literal["high", "medium", "low"]
Relation = Literal["finetune", "adapter", "quantized", "merge", "distill", "unknown"]

USES = ("commercial_use", "redistribution", "derivatives", "hosted_service", "outputs_training")
OTHER_TERMS = ("outputs_owned", "acceptable_use", "patent_grant", "irrevocable", "licensor_may_change_terms", "territory", "governing_law")
CATEGORIES: tuple[Category, ...] = ("open-source", "open-restricted-use", "conditional-commercial", "non-commercial", "research-only", "proprietary", "unknown")
PLACES: tuple[Place, ...] = ("open-source", "open-weight", "restricted", "research-only", "gated", "closed", "unknown")


class Noun(msgspec.Struct, frozen=True, gc=False):
    """What every noun is: immutable, compared by value. Nouns form trees, never cycles, so the garbage collector need not walk them."""


class Location(Noun, frozen=True, order=True):
    """Where something stands: a file of the release, relative to its root, `/`-separated."""

    path: str
    line: int = 1
    column: int = 1
    end_line: int | None = None
    end_column: int | None = None


class Evidence(Noun, frozen=True):
    """Why something is said: a clause of a license, a line of a file, a field of the Hub, or a row of the knowledge."""

    license: str | None = None
    section: str | None = None
    quote: str | None = None
    at: Location | None = None
    note: str | None = None
