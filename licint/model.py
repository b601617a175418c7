"""The nouns of licint: frozen, typed, free of I/O.

They are msgspec structs, frozen and slotted like dataclasses, but forty times cheaper to define at start-up, and they encode and decode themselves.
Lines and columns are 1-based everywhere. The words are those of docs/design.md: SPDX's *declared*, *detected*, *concluded*; the Hub's card keys as they are.
"""

from collections.abc import Mapping
from typing import Any, Literal

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


# ---------------------------------------------------------------- places and reasons


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


# ---------------------------------------------------------------- terms


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


# ---------------------------------------------------------------- identification


class Passage(Noun, frozen=True, omit_defaults=True):
    """A stretch of text that differs; `line` counts in the file that was read, `text` is None for what a reference had and the file lacks."""

    line: int
    end_line: int
    text: str | None = None
    words: int = 0


class Match(Noun, frozen=True):
    """A license found in a text. `coverage`: share of the reference found; `share`: share of the file's words that this span explains (both 0 to 1)."""

    license: str
    kind: Literal["is", "derived-from", "reference", "none"]
    line: int
    end_line: int
    coverage: float = 1.0
    share: float = 0.0
    exact: bool = False
    added: tuple[Passage, ...] = ()
    removed: tuple[Passage, ...] = ()
    aliases: tuple[str, ...] = ()


class Nearest(Noun, frozen=True):
    """The closest known text to an unknown one, and how much of it was found (0 to 1)."""

    license: str
    coverage: float


class Identification(Noun, frozen=True):
    """What one text was recognized as; spans of `matches` do not overlap (references apart)."""

    matches: tuple[Match, ...] = ()
    nearest: Nearest | None = None


# ---------------------------------------------------------------- what a source reads


class Target(Noun, frozen=True):
    """What was asked about; `folder` is what the folder of a local release is called, where its path does not say."""

    kind: Literal["local", "hub", "table"]
    id: str
    revision: str | None = None
    url: str | None = None
    folder: str | None = None

    @property
    def name(self) -> str:
        """What the model is called, without its owner."""
        return self.folder or self.id.rstrip("/\\").replace("\\", "/").rpartition("/")[2]


class Entry(Noun, frozen=True):
    """A file that the release lists; `size` in bytes, None where the source does not say."""

    path: str
    size: int | None = None


class Skipped(Noun, frozen=True):
    """A file that was not read, or not wholly, and why."""

    path: str
    reason: str


class Snapshot(Noun, frozen=True):
    """A release as a source saw it: what it lists, and the bytes of what licint reads (weight files: a prefix)."""

    target: Target
    entries: tuple[Entry, ...] = ()
    contents: Mapping[str, bytes] = {}
    skipped: tuple[Skipped, ...] = ()
    access: Access = "unknown"
    metadata: Mapping[str, Any] = {}


# ---------------------------------------------------------------- parsed facts


class Field(Noun, frozen=True):
    """A value of a card's front matter with its place; `items` are the elements of a list, each with its own."""

    value: Any
    at: Location
    key_at: Location
    items: tuple["Field", ...] = ()


class Problem(Noun, frozen=True):
    """What is wrong with a file's form; a broken file is a value, never an exception."""

    kind: str
    message: str
    at: Location


class Heading(Noun, frozen=True):
    """A Markdown heading."""

    level: int
    title: str
    line: int


class Link(Noun, frozen=True):
    """A Markdown or HTML link or image (`image`: a badge, usually)."""

    text: str
    target: str
    at: Location
    image: bool = False


class Paragraph(Noun, frozen=True):
    """A block of prose as a reader sees it (markup removed, lines joined); `path` of headings above it, outermost first."""

    text: str
    line: int
    end_line: int
    headings: tuple[str, ...] = ()
    kind: Literal["text", "item", "quote", "cell"] = "text"


class Prose(Noun, frozen=True):
    """The body of a Markdown document."""

    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()


class Card(Noun, frozen=True):
    """A model card or README: front matter with positions, and the text below it (`body_line` is its first line)."""

    path: str
    text: str
    fields: Mapping[str, Field] = {}
    has_front_matter: bool = False
    body: str = ""
    body_line: int = 1
    problems: tuple[Problem, ...] = ()

    def get(self, key: str) -> Any:
        """The plain value of a field, or None."""
        field = self.fields.get(key)
        return field.value if field else None


class Weights(Noun, frozen=True):
    """A weight file's header, as far as it speaks of licenses and lineage."""

    path: str
    format: Literal["gguf", "safetensors", "onnx", "other"]
    license: str | None = None
    license_name: str | None = None
    license_link: str | None = None
    base_models: tuple[str, ...] = ()
    metadata: Mapping[str, str] = {}
    problem: str | None = None


class Parent(Noun, frozen=True):
    """A statement of descent: `id` as written, `relation` as far as the witness says, `at` where it stands."""

    id: str
    relation: Relation
    at: Location
    source: Literal["card", "adapter_config", "merge_config", "config", "weights", "prose", "hub"]


class Document(Noun, frozen=True):
    """A text of the release that bears on rights. `role` and `component` come from rules/files.yaml."""

    path: str
    role: Literal["license", "policy", "notice", "card", "readme", "pointer"]
    component: Component | None
    text: str
    identification: Identification = Identification()
    problems: tuple[Problem, ...] = ()


class Stated(Noun, frozen=True):
    """A license that a file written for other tools states: package metadata, or a bill of materials about the model `of`.

    `form`: an `id` of the SPDX list, an SPDX `expression`, or free text (`name`). `as_`: whose statement it is, as far as the file says.
    """

    value: str
    at: Location
    kind: Literal["package", "citation", "config", "bill"]
    form: Literal["id", "expression", "name"] = "name"
    of: str | None = None
    as_: Literal["declared", "concluded"] | None = None


# ---------------------------------------------------------------- statements in prose


class Statement(Noun, frozen=True):
    """What a sentence of a card or README says about rights (rules/prose/): about which component, on whose behalf, with which effect.

    `effect`: `license` (names one, in `license`), `license-elsewhere` (another page says), `license-unnamed` (one of its own that has no known name),
    `license-covers-weights` (the license at hand is the models' too), `commercial-allowed`, `commercial-conditional`, `commercial-forbidden`,
    `research-only`, `registration`, `permission`, `same-as-base`, `claim-open-source`, `claim-fully-open`, … ; `subject` is `own`, `sibling`, `base-model`,
    `third-party` or `unknown`; `about` is the variant that it names ("Acme-Small"), None where it speaks of the model as such.
    """

    effect: str
    component: Component | None
    quote: str
    at: Location
    license: str | None = None
    subject: str = "own"
    conditions: tuple[Condition, ...] = ()
    confidence: Confidence = "high"
    about: str | None = None


class Release(Noun, frozen=True):
    """One release, parsed: what the rules look at."""

    target: Target
    card: Card | None = None
    readmes: tuple[Card, ...] = ()
    documents: tuple[Document, ...] = ()
    weights: tuple[Weights, ...] = ()
    parents: tuple[Parent, ...] = ()
    statements: tuple[Statement, ...] = ()
    stated: tuple[Stated, ...] = ()
    links: tuple[Link, ...] = ()
    entries: tuple[Entry, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    access: Access = "unknown"
    metadata: Mapping[str, Any] = {}

    def texts(self, *roles: str) -> tuple[Document, ...]:
        """The documents that play one of these roles, in the order of the listing."""
        return tuple(each for each in self.documents if each.role in roles)


# ---------------------------------------------------------------- verdict


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
    """What licint concludes about a release."""

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

    def governing(self, component: Component = "weights") -> Governing | None:
        """What governs a component, or None."""
        return next((each for each in self.licenses if each.component == component), None)


# ---------------------------------------------------------------- findings


class Edit(Noun, frozen=True):
    """Replace a stretch of a file: from `start` (line, column) up to, not including, `end`; an empty `end_line` creates or appends."""

    path: str
    start: tuple[int, int]
    end: tuple[int, int]
    text: str


class Fix(Noun, frozen=True):
    """Edits that mend a finding; a safe fix never changes what a human meant."""

    description: str
    edits: tuple[Edit, ...]
    safe: bool = True


class Finding(Noun, frozen=True):
    """Something wrong, where, why it matters and what to write instead. The rule fills `code`, `name`, `severity`, `url`; `source` is the line itself."""

    message: str
    at: Location
    code: str = ""
    name: str = ""
    severity: Severity | None = None
    confidence: Confidence = "high"
    related: tuple[Location, ...] = ()
    because: tuple[Evidence, ...] = ()
    help: str | None = None
    fix: Fix | None = None
    url: str | None = None
    source: str | None = None


class Suppressed(Noun, frozen=True):
    """A finding that somebody silenced, with the reason given."""

    finding: Finding
    reason: str
    at: Location | None = None


class Report(Noun, frozen=True):
    """Everything licint says about one target."""

    target: Target
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    datasets: tuple[str, ...] = ()  # the training sets that the card names
