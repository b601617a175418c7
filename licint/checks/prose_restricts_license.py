"""LC002."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Evidence, Finding, Statement
from licint.resolution.statements import narrowing


@rule("LC002", severity="warning", about="statements")
def prose_restricts_license(subject: Subject) -> Iterator[Finding]:
    """The prose restricts what the license allows to everybody

    ## Why
    "For research only" beside a license that allows commerce leaves a user to guess which of the two was meant; the narrower sentence counts in good faith.

    ## Example
    ```markdown title="README.md"
    ---
    license: apache-2.0
    ---

    # Acme

    The model weights are for non-commercial research use only.
    ```

    ## Use instead
    ```markdown title="README.md"
    ---
    license: cc-by-nc-4.0
    ---

    # Acme

    The model weights are for non-commercial research use only.
    ```
    """
    license = subject.governing_license
    if license is None or license.terms.terms["commercial_use"].value != "allowed":
        return
    is_copyleft = any(each.kind == "disclose-source" for each in license.terms.obligations)
    for statement in narrowing(subject.release, is_copyleft):
        if statement.confidence != "low" and not _names_license(subject, statement):
            clause = license.terms.terms["commercial_use"].because
            yield Finding(
                say("the prose restricts use, {license} does not", license=license.name),
                statement.at,
                because=(Evidence(quote=statement.quote, at=statement.at), *clause),
                help="choose a license that says so, or say which part the sentence is about (code, weights, data, outputs)",
            )
            return


def _names_license(subject: Subject, statement: Statement) -> bool:
    """Whether the sentence, or its neighbor, restricts by naming a license: then it speaks of what has one of its own, such as another size."""
    named = (each.license for each in subject.release.statements if each.effect == "license" and each.license and abs(each.at.line - statement.at.line) <= 1)
    licenses = [license for id in named if (license := subject.knowledge.license(id))]
    return len({each.category for each in licenses}) > 1
