"""A release, parsed: what the rules look at."""

from collections.abc import Mapping
from typing import Any, Literal

from licint.model.identification import Identification
from licint.model.snapshot import Entry, Skipped, Target
from licint.model.terms import Condition
from licint.model.words import Access, Component, Confidence, Location, Noun, Relation


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
    """A statement of descent: `id` as written, `relation` as far as the witness says, `at` where it stands.

    `about` is the model that prose names as the child.
    """

    id: str
    relation: Relation
    at: Location
    source: Literal["card", "adapter_config", "merge_config", "config", "weights", "prose", "hub"]
    about: str | None = None


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


class Statement(Noun, frozen=True):
    """What a sentence of a card or README says about rights (rules/prose/): about which component, on whose behalf, with which effect.

    `effect`: `license` (names one, in `license`), `license-elsewhere` (another page says), `license-unnamed` (one of its own that has no known name),
    `license-covers-weights` (the license at hand is the models' too), `commercial-allowed`, `commercial-conditional`, `commercial-forbidden`,
    `research-only`, `registration`, `permission`, `same-as-base`, `claim-open-source`, `claim-fully-open`, … ; `subject` is `own`, `sibling`, `base-model`,
    `third-party`, `other` (called otherwise than the release) or `unknown`; `about` is the variant that it names ("Acme-Small"), None where it speaks of the
    model as such; `named` are the names in its subject.
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
    named: tuple[str, ...] = ()


class Release(Noun, frozen=True):
    """One release, parsed: what the rules look at. `parents_of_others`: those that its prose states of other models than itself."""

    target: Target
    card: Card | None = None
    readmes: tuple[Card, ...] = ()
    documents: tuple[Document, ...] = ()
    weights: tuple[Weights, ...] = ()
    parents: tuple[Parent, ...] = ()
    parents_of_others: tuple[Parent, ...] = ()
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
