"""A declaration held against the licenses of the ancestors: what its maker could not declare, and how sure that is."""

import re
from collections.abc import Iterator
from typing import Literal, Protocol

from licint.knowledge import Knowledge
from licint.messages import say
from licint.model import Ancestor, Card, Evidence, Field, Finding, Fix, License, Noun, Release, Severity, Verdict
from licint.parsing.edits import add_fields, replace_value
from licint.regex import late
from licint.resolution.join import CATEGORY_ORDER
from licint.resolution.lineage import MAX_DEPTH, holds_no_weights, permission
from licint.resolution.merges import is_merge
from licint.resolution.obligations import holds_text

SIZE = late(r"(?<![a-z0-9.])\d{1,4}(?:\.\d{1,2})?b(?![a-z0-9])", re.I)
COMMON_SIZES = ("0.5B", "1.5B", "2B", "4B", "7B", "8B", "14B", "32B", "72B")

# What a conflict is about; each is the business of one rule.
Aspect = Literal["finetune", "adapter", "conversion", "merge", "teacher", "size", "distant", "share-alike", "restriction"]


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
    """A declaration that does not fit the license of an ancestor. `sure`: whether the license, the clause and the relation leave no doubt."""

    field: Field
    license: License
    ancestor: Ancestor
    base: License
    aspect: Aspect
    sure: bool
    version: bool = False

    @property
    def declared(self) -> str:
        """The license as the card has it."""
        return str(self.field.value)

    def against(self, otherwise: str) -> str:
        """The conflict in a sentence: another version is said in one way, all else as `otherwise` does, with the places of `said`."""
        if self.version:
            return self.said("`license: {declared}` is another version than {base}, the license of {ancestor}")
        return self.said(otherwise)

    def said(self, template: str) -> str:
        """A sentence with the declaration (`declared`), the ancestor and its license (`base`) in their places."""
        return say(template, declared=self.declared, ancestor=self.ancestor.id, base=self.base.name)

    def finding(self, message: str, fix: Fix | None = None) -> Finding:
        """The finding, with the clause; an error only where nothing is in doubt."""
        rule, declare = self.base.derivatives, hub_name(self.base)
        severity: Severity = "error" if self.sure else "warning"
        return Finding(
            message,
            self.field.at,
            severity=severity,
            confidence="high" if self.sure else "medium",
            related=(self.ancestor.at,) if self.ancestor.at else (),
            because=(Evidence(license=self.base.id, section=rule.section, quote=rule.quote, note=rule.relations.get(self.ancestor.relation)),),
            help=say("write `license: other` and `license_name: {name}`", name=self.base.id)
            if declare == "other"
            else say("write `license: {id}`", id=declare),
            fix=fix,
        )

    def redeclare(self, card: Card | None) -> Fix | None:
        """Declare the license of the ancestor instead; which license to choose is for people to decide, so the fix is not safe."""
        name = hub_name(self.base)
        value = replace_value(self.field, name, safe=False)
        if name != "other" or value is None or card is None:
            return value
        named = add_fields(card, {"license_name": self.base.id.lower()}, after="license")
        return (
            Fix(say("write `license: other` and `license_name: {name}`", name=self.base.id.lower()), (*value.edits, *named.edits), safe=False)
            if named
            else None
        )


def hub_name(license: License) -> str:
    """The Hub's identifier for a license, `other` where it has none."""
    return next(iter(license.aliases.hub), "other")


def conflicts(subject: Examined) -> Iterator[Conflict]:
    """Every license of an ancestor that the declared one does not fit, once; a teacher whose outputs alone were used is no ancestor here."""
    declared, field = (subject.declared_license, subject.declared) if subject.verdict.lineage else (None, None)
    if declared is None or field is None or holds_no_weights(subject.release):
        return
    told, explained = set(), 0 if _is_of_a_part(declared, subject.release.target.id, subject.knowledge) else MAX_DEPTH
    for ancestor in sorted(subject.verdict.lineage, key=lambda each: (each.depth, each.confidence != "high")):
        base = subject.knowledge.license(ancestor.license) if ancestor.license else None
        if base is None or ancestor.relation == "distill" or base.confidence == "low" or base.id in told:
            continue
        if ancestor.depth > explained or _is_of_a_part(declared, ancestor.id, subject.knowledge):
            explained = min(explained, ancestor.depth)
            continue
        allowed = permission(declared, base)
        # A name in prose or `license_name` may be that of the whole family; an identifier of the Hub names one text.
        other_version = allowed == "version" and ancestor.depth == 1 and field.value in declared.aliases.hub and bool(base.aliases.hub)
        if allowed == "conflict" or other_version:
            told.add(base.id)
            yield _conflict(declared, field, ancestor, base, other_version, subject)


def _is_of_a_part(declared: License, model: str, knowledge: Knowledge) -> bool:
    """Whether a license is known to be that of a part of a model (its adapters), and not merely what its card says of the whole."""
    facts = knowledge.model(model)
    names = {knowledge.resolve(each) for each in facts.also} if facts else set()
    return declared.id in names and not (facts and facts.tag and knowledge.resolve(facts.tag) == declared.id)


def _conflict(declared: License, field: Field, ancestor: Ancestor, base: License, version: bool, subject: Examined) -> Conflict:
    aspect = _aspect(declared, ancestor, base, version, subject)
    sure = not version and ancestor.confidence == "high" and base.confidence == "high" and bool(base.derivatives.quote) and _undoubted(aspect, base, subject)
    return Conflict(field, declared, ancestor, base, aspect, sure, version)


def _aspect(declared: License, ancestor: Ancestor, base: License, version: bool, subject: Examined) -> Aspect:
    if not version and _is_teachers(declared, ancestor, base, subject):
        return "teacher"
    if ancestor.depth > 1:
        return "distant"
    if not version and _is_of_another_size(ancestor.id, declared, base, subject.knowledge):
        return "size"
    if not version and base.category == "open-source" and ancestor.relation != "quantized":
        return "restriction" if _is_stricter(declared, base) else "share-alike"
    if ancestor.relation == "adapter" or (ancestor.relation == "merge" and is_merge(subject.release)):
        return ancestor.relation
    return "conversion" if ancestor.relation == "quantized" else "restriction" if not version and _is_stricter(declared, base) else "finetune"


def _undoubted(aspect: Aspect, base: License, subject: Examined) -> bool:
    """Whether the relation leaves no doubt that the clause binds.

    Whether weights are an adaptation of open material is unsettled. An adapter holds nothing of the base: only a license that names such works in a section
    (`relations.adapter` cites it) binds it for sure. Who may set own terms and ships the text of the base may have passed its conditions on.
    """
    rule = base.derivatives
    if aspect in ("share-alike", "restriction", "teacher"):
        return False
    if aspect == "adapter":
        return "(" in rule.relations.get("adapter", "")
    return rule.own_terms not in ("yes", "additive") or not holds_text(subject.release, base)


def _is_stricter(declared: License, base: License) -> bool:
    return CATEGORY_ORDER.index(declared.category) > CATEGORY_ORDER.index(base.category) and declared.category != "unknown"


def _is_teachers(declared: License, ancestor: Ancestor, base: License, subject: Examined) -> bool:
    """Whether the declared license was taken from a teacher, or from a card that follows one."""
    teachers = [each for each in subject.verdict.lineage if each.relation == "distill" and each.license == declared.id]
    facts = subject.knowledge.model(ancestor.id)
    tag = subject.knowledge.resolve(facts.tag) if facts and facts.tag and facts.license == base.id else None
    return bool(teachers) or tag == declared.id


def _is_of_another_size(model: str, declared: License, base: License, knowledge: Knowledge) -> bool:
    """Whether another size of the same family is under the declared license."""
    if not SIZE.search(model):
        return False
    siblings = (knowledge.model(SIZE.sub(size, model)) for size in COMMON_SIZES)
    return any(facts is not None and facts.license == declared.id for facts in siblings)
