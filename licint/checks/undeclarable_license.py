"""LL001."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Evidence, Finding, Location
from licint.resolution.conflicts import conflicts
from licint.resolution.license_files import main_matches
from licint.resolution.lineage import permission

CLAIMS = ("commercial-allowed", "claim-open-source", "claim-fully-open")


@rule("LL001", severity="error")
def undeclarable_license(subject: Subject) -> Iterator[Finding]:
    """The declared license cannot be declared for a derivative of the base model

    ## Why
    A derivative carries the conditions of what it was made from. Some licenses let its maker add terms, some let them choose freely, some let the
    whole go out under nothing but themselves. This rule fires only where the license of the base rules the declared one out, and quotes the clause.

    ## Example
    ```yaml title="README.md"
    ---
    license: apache-2.0
    base_model: meta-llama/Llama-3.1-8B
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: llama3.1
    base_model: meta-llama/Llama-3.1-8B
    ---
    ```
    """
    for each in conflicts(subject):
        if each.aspect == "finetune":
            yield each.finding(each.against("`license: {declared}` cannot be declared for a derivative of {ancestor} ({base})"), each.redeclare(subject.card))
    if subject.card is None:
        yield from _in_a_code_repository(subject)


def _in_a_code_repository(subject: Subject) -> Iterator[Finding]:
    """A repository without a card that promises open weights: its license file is that of the model it leads to, whose base rules it out."""
    governing, base = subject.verdict.governing(), subject.governing_license
    linked = next((each for each in governing.declared if each.source == "knowledge"), None) if governing else None
    facts = subject.knowledge.model(linked.value) if linked else None
    tag = subject.knowledge.resolve(facts.tag) if facts and facts.tag else None
    declared = subject.knowledge.license(tag) if tag else None
    claim = next((each for each in subject.release.statements if each.effect in CLAIMS and each.component == "weights" and each.subject == "own"), None)
    if linked is None or declared is None or base is None or claim is None or permission(declared, base) != "conflict":
        return
    for document in subject.release.texts("license"):
        if document.component is None and [each.license for each in main_matches(document)] == [declared.id]:
            rule = base.derivatives
            yield Finding(
                say("{declared} cannot be declared for {model} ({base})", declared=declared.name, model=linked.value, base=base.name),
                Location(document.path),
                severity="warning",
                confidence="medium",
                related=tuple(each for each in (claim.at, linked.at) if each),
                because=(Evidence(license=base.id, section=rule.section, quote=rule.quote), Evidence(quote=claim.quote, at=claim.at)),
                help="say that the file is about the code, and name the license of the weights",
            )
