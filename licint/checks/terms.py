"""What rules on terms share: where a license is named, and the finding that a term gives rise to. Holds no rule."""

from collections.abc import Iterator

from licint.checks.rule import Subject
from licint.messages import say
from licint.model import Condition, Evidence, Finding, Location, Severity, Term

CONSUME = ("consume",)


def named_at(subject: Subject, license: str | None = None) -> Location:
    """Where a reader of the release meets the license that governs it: the text, else the declaration, else the card.

    `license`: the one that a term comes from; there may be several texts, and an ancestor's license stands where the ancestor is named.
    """
    governing = subject.verdict.governing()
    if license and governing:
        texts = (each.at for each in governing.detected if each.license == license)
        ancestors = (each.at for each in subject.verdict.lineage if each.license == license and each.at)
        elsewhere = [*texts, *ancestors]
        if elsewhere:
            return elsewhere[0]
    if governing and governing.detected:
        return governing.detected[0].at
    if governing:
        declared = next((each.at for each in governing.declared if each.at), None)
        if declared:
            return declared
    return Location(subject.release.card.path if subject.release.card else "README.md")


def on_term(subject: Subject, term: Term, message: str, help: str, severity: Severity | None = None) -> Iterator[Finding]:
    """One finding with the clause; none where the term has no clause to quote, or is not sure."""
    clauses = tuple(each for each in term.because if each.section or each.quote)
    if clauses and term.confidence != "low":
        yield Finding(message, named_at(subject, clauses[0].license), severity=severity, confidence=term.confidence, because=clauses[:3], help=help)


def conditions(term: Term, *kinds: str) -> list[Condition]:
    """The conditions of these kinds that carry a limit."""
    return [each for each in term.conditions if each.kind in kinds and each.limit is not None]


def amount(condition: Condition) -> str:
    """A limit for people: digits in groups of three, and the currency."""
    return f"{condition.limit:,.0f}{' ' + condition.currency if condition.currency else ''}"


def license_of(because: tuple[Evidence, ...]) -> str:
    """The license that the first clause belongs to."""
    return next((each.license for each in because if each.license), say("the license"))
