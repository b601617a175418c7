"""rules/openness.yaml as nouns: components, licenses, signs and tests of the openness frameworks."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from licint.knowledge.locations import rules_dir
from licint.knowledge.reading import fault, read_yaml

ContentType = Literal["code", "data", "document"]
MAX_SEARCHED = 2_000  # characters of a path, a link or a line of prose


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of rules/openness.yaml; its comments say what each key holds."""


class ComponentRow(Table, frozen=True, rename={"mof_class": "class"}):
    """A component of the Model Openness Framework; `mof_class` is the class that first asks for it."""

    id: str
    number: int
    name: str
    label: str
    type: ContentType
    mof_class: int
    required: bool


class StrictTable(Table, frozen=True):
    """What the strict mode corrects: further open ids with the reason, ids appropriate for a type, and ids that are not."""

    open: Mapping[str, str]
    appropriate: Mapping[ContentType, tuple[str, ...]]
    not_appropriate: tuple[str, ...]


class MofTable(Table, frozen=True):
    """The tables of the Model Openness Tool."""

    classes: Mapping[int, str]
    unknown_name_means: str
    unlicensed: str
    report: str
    paper: str
    open: frozenset[str]
    appropriate: Mapping[ContentType, frozenset[str]]
    strict: StrictTable
    words: Mapping[str, tuple[str, ...]]


class Sign(Table, frozen=True):
    """How a release shows a component."""

    files: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    link: str | None = None
    link_text: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


class OwnPaper(Table, frozen=True):
    """Where a link to a paper stands for the release's own: within `top` lines of the start of the page, or in a paragraph that says so."""

    top: int
    generic: frozenset[str]
    says: tuple[str, ...]


class Withheld(Table, frozen=True):
    """Sentences in which a publisher says that a part is not shared."""

    says: tuple[str, ...]
    what: Mapping[str, tuple[str, ...]]


class SizeTable(Table, frozen=True):
    """How a name tells the number of parameters (billions: experts, each; millions), and the fewest bits of one in a weight file, by format."""

    name: str
    million: str
    bits: Mapping[str, float]


class IndexTable(Table, frozen=True):
    """The parameters of the openness index by category, and the topics of a model card."""

    availability: tuple[str, ...]
    documentation: tuple[str, ...]
    access: tuple[str, ...]
    topics: Mapping[str, tuple[str, ...]]
    comprehensive: int
    minimal: int

    @property
    def parameters(self) -> tuple[str, ...]:
        """Every parameter, in the order of the index."""
        return (*self.availability, *self.documentation, *self.access)


class Checklist(Table, frozen=True):
    """The checklist of draft 0.0.9 of the Open Source AI Definition."""

    data_any: tuple[str, ...]
    code_all: tuple[str, ...]
    model_all: tuple[str, ...]


class OsaidTable(Table, frozen=True):
    """Which components answer which requirement of the Open Source AI Definition."""

    code: tuple[str, ...]
    information: tuple[str, ...]
    checklist: Checklist
    sections: Mapping[str, str]


class EuTest(Table, frozen=True):
    """A test of the AI Act: what it asks, and the paragraphs of the guidelines."""

    asks: str
    paragraph: str


class EuTable(Table, frozen=True):
    """The tests of Art. 53(2), the conditions that fail them, and the presumption of Art. 51(2): `compute` in FLOP."""

    tests: Mapping[str, EuTest]
    use_limits: frozenset[str]
    paid: frozenset[str]
    compute: float
    tokens: float
    still_owed: str


class Rules(Table, frozen=True):
    """rules/openness.yaml."""

    as_of: str
    components: tuple[ComponentRow, ...]
    mof: MofTable
    signs: Mapping[str, Sign]
    gives: tuple[str, ...]
    others: tuple[str, ...]
    others_headings: tuple[str, ...]
    own_paper: OwnPaper
    not_yet: tuple[str, ...]
    withheld: Withheld
    withheld_not: tuple[str, ...]
    difference: tuple[str, ...]
    hosts: Mapping[str, tuple[str, ...]]
    paper_licenses: Mapping[str, tuple[str, ...]]
    size: SizeTable
    libraries: Mapping[str, str]
    index: IndexTable
    osaid: OsaidTable
    eu_ai_act: EuTable

    def component(self, id: str) -> ComponentRow:
        """The row of a component. Raises KeyError for an id that rules/openness.yaml does not have."""
        found = next((each for each in self.components if each.id == id), None)
        if found is None:
            raise KeyError(id)
        return found

    def by_name(self, name: str) -> str | None:
        """The id of a component by the framework's own name, compared exactly, or None."""
        return next((each.id for each in self.components if each.name == name), None)


def load_rules(path: Path | None = None) -> Rules:
    """The rules of the frameworks (default: licint's own, read once). Raises KnowledgeError naming file and line."""
    return _load(path or rules_dir() / "openness.yaml")


@cache
def _load(path: Path) -> Rules:
    rules = read_yaml(path, Rules)
    ids = {each.id for each in rules.components}
    named = {*rules.signs, *rules.withheld.what, rules.mof.unknown_name_means, rules.mof.report, rules.mof.paper, *rules.osaid.code, *rules.osaid.information}
    for unknown in sorted(named - ids):
        raise fault(path, "$.components", f"there is no component `{unknown}`", f"use one of: {', '.join(sorted(ids))}")
    return rules


@cache
def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in patterns), re.IGNORECASE)


def search(patterns: tuple[str, ...], text: str) -> str | None:
    """What the first of some patterns to be found in the text matches, or None. Only the first MAX_SEARCHED characters are looked at."""
    found = _compiled(patterns).search(text[:MAX_SEARCHED]) if patterns else None
    return found[0] if found else None
