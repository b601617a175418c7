"""LO009."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Evidence, Finding, Location


@rule("LO009", severity="note", about="lineage")
def missing_credit(subject: Subject) -> Iterator[Finding]:
    """The base asks for credit, and the card does not name it in its text

    ## Why
    Attribution licenses ask for the creator, a link to the license, and a word on changes, in any reasonable manner. Front matter alone is read by
    machines.

    ## Example
    ```markdown title="README.md"
    ---
    license: cc-by-nc-4.0
    base_model: facebook/mms-1b-all
    ---

    # Acme

    Recognizes speech.
    ```

    ## Use instead
    ```markdown title="README.md"
    ---
    license: cc-by-nc-4.0
    base_model: facebook/mms-1b-all
    ---

    # Acme

    A fine-tuned version of facebook/mms-1b-all (CC BY-NC 4.0).
    ```
    """
    release = subject.release
    lineage = subject.verdict.lineage
    told = "\n".join(each.body for each in (release.card, *release.readmes) if each).lower() if lineage else ""
    for ancestor in lineage:
        license = subject.knowledge.license(ancestor.license) if ancestor.license else None
        if license is None or ancestor.depth > 1 or ancestor.relation == "distill" or "low" in (license.confidence, ancestor.confidence):
            continue
        duty = next((each for each in license.terms.obligations if each.kind == "attribution-text" and not each.text), None)
        if duty and release.card and ancestor.id.rpartition("/")[2].lower() not in told:
            yield Finding(
                say("the text of the card does not name {ancestor}, whose license asks for credit", ancestor=ancestor.id),
                ancestor.at or Location(release.card.path),
                because=(Evidence(license=license.id, section=duty.section, quote=duty.quote),),
                help=say("name {ancestor}, its makers, its license with a link, and what you changed", ancestor=ancestor.id),
            )
