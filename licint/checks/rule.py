"""What a rule is: a check, its code, and the docstring that explains it to people."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import msgspec

from licint.identification import Index
from licint.knowledge import Knowledge
from licint.model import Card, Field, Finding, License, Noun, Release, Severity, Verdict
from licint.resolution.lineage import holds_no_weights

if TYPE_CHECKING:
    from licint.openness.nouns import Assessment, Fact

DOCS = "docs/rules"
# Who is meant by a profile: the publisher of a release, its user. The profile `strict` takes every rule.
EVERYBODY = ("publish", "consume")
# What a rule is about: without license files, weights, weights that descend from others', sentences on rights, or other tools' files, the rules about them
# have nothing to look at.
About = Literal["release", "texts", "weights", "lineage", "statements", "stated"]


class Subject(Noun, frozen=True, dict=True, gc=True):
    """What a rule looks at: the release, what was concluded of it, the knowledge to compare with, and what its publisher declares of its components."""

    release: Release
    verdict: Verdict
    knowledge: Knowledge
    index: Index
    declared_components: "tuple[Fact, ...]" = ()

    @cached_property
    def assessment(self) -> "Assessment":
        """What the openness frameworks say: asked by rules that have found a claim to compare."""
        from licint.openness.assessment import assess_release
        from licint.openness.rules import load_rules

        return assess_release(self.release, self.verdict, self.knowledge, load_rules(), self.declared_components)

    @cached_property
    def card(self) -> Card | None:
        """The model card, if there is one with front matter."""
        card = self.release.card
        return card if card and card.has_front_matter else None

    @cached_property
    def sees_files(self) -> bool:
        """Whether the listing is the release's: a card alone (a row of a table, one file given as a path) does not show what lies beside it."""
        target, entries = self.release.target, self.release.entries
        alone = target.kind == "local" and len(entries) == 1 and target.id.replace("\\", "/").endswith(entries[0].path)
        return target.kind != "table" and bool(entries) and not alone

    def has(self) -> frozenset[About]:
        """What there is of all that rules are about."""
        found: list[About] = ["release"]
        if self.release.documents:
            found.append("texts")
        if self.release.weights:
            found.append("weights")
        if self.verdict.lineage and not holds_no_weights(self.release):
            found.append("lineage")
        if self.release.statements:
            found.append("statements")
        if self.release.stated:
            found.append("stated")
        return frozenset(found)

    @cached_property
    def declared(self) -> Field | None:
        """The `license:` field of the card."""
        return self.card.fields.get("license") if self.card else None

    @cached_property
    def declared_license(self) -> License | None:
        """The known license that the card declares: `license_name` where `license` is `other`."""
        if not self.card:
            return None
        for key in ("license", "license_name"):
            value = self.card.get(key)
            name = self.knowledge.resolve(value) if isinstance(value, str) else None
            if name:
                return self.knowledge.license(name)
        return None

    @cached_property
    def governing_license(self) -> License | None:
        """The known license that governs the weights."""
        governing = self.verdict.governing()
        return self.knowledge.license(governing.concluded) if governing and governing.concluded else None


Check = Callable[[Subject], Iterator[Finding]]


class Rule(Noun, frozen=True):
    """A rule, named after its check; `doc` is the docstring, its first line the summary. It runs where the release has what it is `about`."""

    code: str
    name: str
    severity: Severity
    since: str
    check: Check
    stability: Literal["preview", "stable"] = "stable"
    profiles: tuple[str, ...] = EVERYBODY
    about: About = "release"

    @property
    def doc(self) -> str:
        """The docstring, without its indent."""
        return re.sub(r"\n    ", "\n", self.check.__doc__ or "").strip()

    @property
    def summary(self) -> str:
        """One line that says what is wrong."""
        return self.doc.partition("\n")[0]

    @property
    def url(self) -> str:
        """The rule's page, relative to the repository."""
        return f"{DOCS}/{self.name}.md"

    def stamped(self, finding: Finding) -> Finding:
        """A finding with the rule's code, name and page, and with its severity where the check gave none of its own."""
        return msgspec.structs.replace(finding, code=self.code, name=self.name, severity=finding.severity or self.severity, url=self.url)


def rule(
    code: str,
    *,
    severity: Severity,
    since: str = "0.1.0",
    stability: Literal["preview", "stable"] = "stable",
    profiles: tuple[str, ...] = EVERYBODY,
    about: About = "release",
) -> Callable[[Check], Rule]:
    """Turn a check into a rule named after it; `profiles` are those that it is part of (`strict` has every rule), `about` is what it looks at."""

    def register(check: Check) -> Rule:
        return Rule(code, check.__name__.replace("_", "-"), severity, since, check, stability, profiles, about)

    return register


def matches(code: str, name: str, pattern: str) -> bool:
    """Whether a rule is meant by a pattern: `ALL`, its name, its code, or a prefix of its code."""
    return pattern == "ALL" or name == pattern or bool(pattern and code.startswith(pattern))
