"""Nouns of the openness frameworks: what a release shows of its components, and what each framework answers."""

from collections.abc import Mapping
from typing import Literal

from licint.model import Access, Evidence, Noun, Reasoned, Term

Presence = Literal["present", "absent", "unknown"]
Extent = Literal["whole", "part", "described", "unknown"]
Judgement = Literal["open", "partial", "closed", "unknown"]
Standing = Literal["included", "invalid", "unlicensed", "absent", "unknown"]


class Fact(Noun, frozen=True):
    """One component of a release (an id of rules/openness.yaml; None where its name is not known there) and its license.

    `declared` is the license as written, `license` the id or SPDX expression that it means; `license_known` is False where nobody said, so that none there
    is no statement that there is none. `extent`: `described` is spoken of and not shared.
    """

    component: str | None
    presence: Presence = "unknown"
    extent: Extent = "unknown"
    declared: str | None = None
    license: str | None = None
    license_known: bool = False
    name: str = ""
    path: str | None = None
    license_path: str | None = None
    because: tuple[Evidence, ...] = ()


class Base(Noun, frozen=True):
    """What is known of the model that a release descends from."""

    id: str
    access: Access = "unknown"
    data: Presence = "unknown"
    data_extent: Extent = "unknown"


class Components(Noun, frozen=True):
    """The components of one release, in the order in which they were stated; the last statement about a component counts.

    `recorded` is True where a complete record was read (a MOF file), so that silence means absence to those who ask the record alone.
    `topics` are those that the model card speaks of, None where no card was read. `size`: the parameters, as many as there can be, None where unknown.
    `gate` is what a reader must give to obtain the weights. `base` is None where the release descends from no other, or nobody says.
    """

    name: str
    facts: tuple[Fact, ...] = ()
    recorded: bool = False
    access: Access = "unknown"
    base: Base | None = None
    topics: tuple[str, ...] | None = None
    gate: Evidence | None = None
    size: float | None = None

    def get(self, component: str) -> Fact:
        """What is known of a component; an unknown one if nothing was stated."""
        return next((each for each in reversed(self.facts) if each.component == component), Fact(component))


class ClassReport(Noun, frozen=True):
    """One class of the Model Openness Framework: percent, gated by the classes below and not; and what stands in the way. Ids of components."""

    progress: float
    share: float
    included: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    invalid: tuple[str, ...] = ()
    unlicensed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    inappropriate: tuple[str, ...] = ()


class Mof(Noun, frozen=True):
    """What the Model Openness Framework says: class 1 (the most open) to 3, or 0 unclassified; `possible` is the class if all that is unknown were open."""

    mode: Literal["mot", "strict"]
    grade: int
    label: str
    classes: Mapping[int, ClassReport]
    possible: int = 0
    remarks: tuple[str, ...] = ()

    @property
    def total_progress(self) -> float:
        """The mean of the three classes, in percent."""
        return sum(each.progress for each in self.classes.values()) / len(self.classes)


class Judged(Noun, frozen=True):
    """One parameter of the openness index; `low` and `high` (0 to 1) are equal where it is decided."""

    value: Judgement
    low: float
    high: float
    because: tuple[Evidence, ...] = ()


class OpennessIndex(Noun, frozen=True):
    """The European Open Source AI Index: its parameters, and the score with what is unknown as closed and as open."""

    judgements: Mapping[str, Judged]
    score: tuple[float, float]


class Osaid(Noun, frozen=True):
    """The Open Source AI Definition 1.0: `pass`, `fail` or `review`, by requirement; and the checklist of draft 0.0.9 (yes, no, unknown)."""

    answer: Literal["pass", "fail", "review"]
    requirements: Mapping[str, Reasoned]
    checklist: Mapping[str, Reasoned] = {}


class EuAiAct(Noun, frozen=True):
    """Art. 53(2) of the AI Act: tests E1 to E7, each `pass`, `fail` or `review`. Not legal advice."""

    answer: Literal["exempt-eligible", "not-exempt", "unclear"]
    tests: Mapping[str, Reasoned]


class Granted(Noun, frozen=True):
    """What the license of the parameters lets one do, as the frameworks ask it: id, category and terms."""

    license: str | None
    category: str
    terms: Mapping[str, Term] = {}
    duties: tuple[str, ...] = ()


class Assessment(Noun, frozen=True):
    """What every framework says of one release, side by side."""

    components: Components
    mot: Mof
    strict: Mof
    index: OpennessIndex
    osaid: Osaid
    eu_ai_act: EuAiAct
