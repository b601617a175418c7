"""The form of the files under rules/, key by key (docs/license-files.md). An unknown key is an error."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from licint.knowledge.nouns import HubKind, ModelFacts, Openness, Scope, TermWords, Word
from licint.model import Access, Category, Confidence


class Entry(Struct, forbid_unknown_fields=True):
    """What every part of a file is: its keys are listed, others are refused."""


class ConditionEntry(Entry):
    kind: str
    limit: int | float | None = None
    currency: str | None = None
    detail: str | None = None


class TermEntry(Entry):
    value: str
    section: str | None = None
    quote: str | None = None
    detail: str | None = None
    conditions: tuple[ConditionEntry, ...] = ()
    excludes: tuple[str, ...] = ()
    url: str | None = None
    confidence: Confidence = "high"


class TermsEntry(Entry):
    commercial_use: TermEntry
    redistribution: TermEntry
    derivatives: TermEntry
    hosted_service: TermEntry
    outputs_training: TermEntry
    outputs_owned: TermEntry
    acceptable_use: TermEntry
    patent_grant: TermEntry
    irrevocable: TermEntry
    licensor_may_change_terms: TermEntry
    territory: TermEntry
    governing_law: TermEntry


class ObligationEntry(Entry):
    kind: str
    section: str | None = None
    text: str | None = None
    quote: str | None = None
    detail: str | None = None


class AliasesEntry(Entry):
    hub: tuple[str, ...] = ()
    scancode: tuple[str, ...] = ()
    slugs: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()


class DerivativesEntry(Entry):
    own_terms: Literal["yes", "additive", "no", "unknown"] = "unknown"
    may_declare: tuple[str, ...] = ()
    may_not_declare: tuple[str, ...] = ()
    section: str | None = None
    quote: str | None = None
    relations: Mapping[str, str] = {}


class LicenseFile(Entry):
    """rules/licenses/<id>.yaml"""

    id: str
    name: str
    summary: str
    steward: str
    languages: tuple[str, ...]
    category: Category
    aliases: AliasesEntry
    terms: TermsEntry
    obligations: tuple[ObligationEntry, ...] | None
    derivatives: DerivativesEntry
    confidence: Confidence
    source: Mapping[str, str | None] | None = None
    texts: tuple[Mapping[str, str], ...] | None = None
    family: str | None = None
    version: str | None = None
    released: str | None = None
    supersedes: str | None = None
    modifies: str | None = None
    changes: tuple[str, ...] | None = None
    spdx: str | None = None
    remarks: str | None = None


class HubEntry(Entry):
    id: str
    name: str
    kind: HubKind
    spdx: str | None = None
    added: str | None = None
    removed: str | None = None
    now: str | None = None
    url: str | None = None


class HubFile(Entry):
    """rules/hub.yaml"""

    as_of: str
    source: str
    ids: tuple[HubEntry, ...]
    retired: tuple[HubEntry, ...] = ()


class CoarseRule(Entry):
    """How an SPDX id without a license file gets its terms. All of the conditions that are given must hold; the first rule that fits is taken."""

    rule: str
    reason: str
    category: Category
    terms: Mapping[str, str] = {}
    conditions: Mapping[str, tuple[ConditionEntry, ...]] = {}
    obligations: tuple[str, ...] = ()
    confidence: Confidence = "medium"
    ids: tuple[str, ...] = ()
    scancode: tuple[str, ...] = ()
    approved: bool | None = None


class SpdxEntry(Entry):
    id: str
    name: str
    rule: str
    key: str | None = None
    osi: bool = False
    fsf: bool = False
    deprecated: bool = False
    now: str | None = None


class SpdxFile(Entry):
    """rules/spdx.yaml"""

    as_of: str
    list_version: str
    rules: tuple[CoarseRule, ...]
    ids: tuple[SpdxEntry, ...]


class ModelEntry(Entry):
    pattern: str
    license: str | None = None
    also: tuple[str, ...] = ()
    tag: str | None = None
    category: Category | None = None
    access: Access = "unknown"
    data: Openness = "unknown"
    code: Openness = "unknown"
    base: tuple[str, ...] = ()
    released: str | None = None
    confidence: Confidence = "medium"
    note: str = ""

    def facts(self) -> ModelFacts:
        """The row as it is kept."""
        return ModelFacts(
            pattern=self.pattern,
            license=self.license,
            also=self.also,
            tag=self.tag,
            category=self.category,
            access=self.access,
            training_data=self.data,
            training_code=self.code,
            base_models=self.base,
            released=self.released,
            confidence=self.confidence,
            note=self.note,
        )


class ModelsFile(Entry):
    """rules/models.yaml"""

    as_of: str
    models: tuple[ModelEntry, ...]


class DatasetEntry(Entry):
    id: str
    license: str | None = None
    commercial_use: Literal["allowed", "forbidden", "conditional", "unknown"] = "unknown"
    share_alike: bool = False
    generated_by: str | None = None
    scope: Scope = "unknown"
    confidence: Confidence = "medium"
    note: str = ""


class DatasetsFile(Entry):
    """rules/datasets.yaml"""

    as_of: str
    datasets: tuple[DatasetEntry, ...]


class TermsFile(Entry):
    """rules/terms.yaml"""

    terms: Mapping[str, TermWords]
    conditions: Mapping[str, Word]
    obligations: Mapping[str, Word]
    categories: Mapping[str, Word]
    places: Mapping[str, Word]
    access: Mapping[str, Word]
