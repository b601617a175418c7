"""What the knowledge holds besides licenses: Hub ids, SPDX ids, known models, training sets, and the words shown to users."""

from collections.abc import Mapping
from typing import Literal

from licint.model import Access, Category, Confidence, Noun, Place

HubKind = Literal["spdx", "deprecated", "renamed", "family", "own", "placeholder"]
Openness = Literal["open", "documented", "partial", "closed", "unknown"]
Scope = Literal["annotations", "content", "compilation", "unknown"]


class HubId(Noun, frozen=True):
    """One value that the Hub accepts (or once accepted) for `license:` in a card.

    `kind`: `spdx` the SPDX id but for case; `deprecated` a deprecated SPDX id; `renamed` an SPDX license under another name; `family` names no single text;
    `own` a license that is not on the SPDX list; `placeholder` names nothing. `added` and `removed` are dates as far as they are known; a removed id has `now`,
    the id that took its place, if one did.
    """

    id: str
    name: str
    kind: HubKind
    spdx: str | None = None
    added: str | None = None
    removed: str | None = None
    now: str | None = None
    url: str | None = None


class SpdxId(Noun, frozen=True, omit_defaults=True):
    """One id of the SPDX license list. `osi` and `fsf` are the list's own flags; `now` is what a deprecated id became; `rule` gave the coarse terms."""

    id: str
    name: str
    rule: str
    key: str | None = None
    osi: bool = False
    fsf: bool = False
    deprecated: bool = False
    now: str | None = None


class ModelFacts(Noun, frozen=True, omit_defaults=True):
    """What is known of a model by its name. `pattern` is the row that matched.

    `license` governs the weights: a license id, or the slug as written where no license file has it; None where there is none. `also` are further licenses that
    apply at the same time, `tag` what the card declares where that is something else. `category` is given only where it does not follow from `license`.
    `base_models` are ids of parents. `inherited_from` is set where the license was read off another model's name: the confidence is low then.
    """

    pattern: str
    license: str | None = None
    also: tuple[str, ...] = ()
    tag: str | None = None
    category: Category | None = None
    access: Access = "unknown"
    training_data: Openness = "unknown"
    training_code: Openness = "unknown"
    base_models: tuple[str, ...] = ()
    released: str | None = None
    confidence: Confidence = "medium"
    note: str = ""
    inherited_from: str | None = None

    @property
    def place(self) -> Place | None:
        """`closed` for what is only served or was never released; None where the place depends on the license."""
        return "closed" if self.access in ("api-only", "unavailable") else None


class DatasetFacts(Noun, frozen=True, omit_defaults=True):
    """What is known of a training set. `scope`: what the license speaks of; `generated_by`: the system whose output it holds, if any."""

    id: str
    license: str | None = None
    commercial_use: Literal["allowed", "forbidden", "conditional", "unknown"] = "unknown"
    share_alike: bool = False
    generated_by: str | None = None
    scope: Scope = "unknown"
    confidence: Confidence = "medium"
    note: str = ""


class Word(Noun, frozen=True):
    """The sentence shown for a word of the vocabulary, in English and Chinese."""

    en: str
    zh: str

    def in_language(self, code: str) -> str:
        """The sentence in a language."""
        return self.zh if code == "zh" else self.en


class TermWords(Word, frozen=True):
    """A term of a license: what it asks, and what each value answers. `free` terms (a place, a law) take any value."""

    values: Mapping[str, Word] = {}
    free: bool = False


class Vocabulary(Noun, frozen=True):
    """Every word of terms, conditions, obligations, categories, places and access, with its sentences (rules/terms.yaml)."""

    terms: Mapping[str, TermWords]
    conditions: Mapping[str, Word]
    obligations: Mapping[str, Word]
    categories: Mapping[str, Word]
    places: Mapping[str, Word]
    access: Mapping[str, Word]


class Head(Noun, frozen=True):
    """About a compiled pack: what it was made from (`sealed`: installed, never stale), the date of the knowledge, and what was left out, with why."""

    signature: str
    version: str
    problems: tuple[str, ...] = ()
