"""A declaration held against the licenses of the ancestors: conflicts, and duties that are not met."""

import re
from collections.abc import Iterator
from typing import Protocol

from licint.knowledge import Knowledge
from licint.model import Ancestor, Card, Evidence, Field, Finding, License, Location, Noun, Obligation, Release, Severity, Verdict
from licint.resolution.lineage import permission
from licint.resolution.obligations import with_fulfilment

SIZE = re.compile(r"(?<![a-z0-9.])\d{1,4}(?:\.\d{1,2})?b(?![a-z0-9])", re.I)
COMMON_SIZES = ("0.5B", "1.5B", "2B", "4B", "7B", "8B", "14B", "32B", "72B")


class Examined(Protocol):
    """What a rule looks at (checks.rule.Subject)."""

    @property
    def release(self) -> Release: ...
    @property
    def verdict(self) -> Verdict: ...
    @property
    def knowledge(self) -> Knowledge: ...
    @property
    def card(self) -> Card | None: ...
    @property
    def declared(self) -> Field | None: ...
    @property
    def declared_license(self) -> License | None: ...


class Conflict(Noun, frozen=True):
    """A declaration that the license of an ancestor rules out; `variant`: it is the license of other sizes of the same family."""

    declared: str
    ancestor: Ancestor
    base: License
    at: Location
    variant: bool

    def finding(self, message: str) -> Finding:
        """The finding, with the clause; an error only where both the ancestor's license and the clause are sure."""
        rule = self.base.derivatives
        sure = self.ancestor.confidence == "high" and self.base.confidence == "high"
        severity: Severity = "error" if sure else "warning"
        declare = (self.base.aliases.hub or ("other",))[0]
        return Finding(
            message,
            self.at,
            severity=severity,
            confidence="high" if sure else "medium",
            related=(self.ancestor.at,) if self.ancestor.at else (),
            because=(Evidence(license=self.base.id, section=rule.section, quote=rule.quote),),
            help=f"write `license: {declare}`" + (f" and `license_name: {self.base.id}`" if declare == "other" else ""),
        )


def conflicts(subject: Examined) -> Iterator[Conflict]:
    """Every ancestor whose license rules the declared one out."""
    declared, field = subject.declared_license, subject.declared
    if declared is None or field is None:
        return
    for ancestor in subject.verdict.lineage:
        base = subject.knowledge.license(ancestor.license) if ancestor.license else None
        if base and ancestor.relation != "distill" and base.confidence != "low" and permission(declared, base) == "conflict":
            yield Conflict(str(field.value), ancestor, base, field.at, _is_variant(ancestor.id, declared, base, subject.knowledge))


def _is_variant(model: str, declared: License, base: License, knowledge: Knowledge) -> bool:
    """Whether another size of the same family is under the declared license."""
    if not SIZE.search(model):
        return False
    siblings = (knowledge.model(SIZE.sub(size, model)) for size in COMMON_SIZES)
    return any(facts is not None and facts.license == declared.id for facts in siblings)


def unmet(subject: Examined, kind: str) -> Iterator[tuple[License, Obligation, Location]]:
    """Duties of this kind, of ancestors' licenses, that the release visibly does not meet: license, duty, and where the ancestor is named."""
    for ancestor in subject.verdict.lineage[:1]:
        license = subject.knowledge.license(ancestor.license) if ancestor.license else None
        if license is None or license.confidence == "low" or ancestor.confidence == "low":
            continue
        duties = [each for each in license.terms.obligations if each.kind == kind]
        for duty in with_fulfilment(duties, subject.release, subject.knowledge):
            if duty.met is False and not (kind == "name-prefix" and ancestor.relation == "quantized"):
                yield license, duty, ancestor.at or Location("README.md")
