"""LU005."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.checks.terms import CONSUME, license_of, on_term
from licint.messages import say
from licint.model import Finding


@rule("LU005", severity="note", profiles=CONSUME)
def hosting_restricted(subject: Subject) -> Iterator[Finding]:
    """Offering the model as a service is restricted

    ## Why
    Some licenses count hosting as distribution, ask for the source, or want a contract of their own for services that offer the model to others.

    ## Example
    ```yaml title="README.md"
    ---
    license: agpl-3.0
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: apache-2.0
    ---
    ```
    """
    terms = subject.verdict.terms.terms
    term = terms["hosted_service"]
    if term.value in ("conditional", "forbidden") and terms["commercial_use"].value != "forbidden":
        what = say("forbidden") if term.value == "forbidden" else say("allowed under conditions")
        yield from on_term(
            subject,
            term,
            say("{license}: offering the model as a service is {what}", license=license_of(term.because), what=what),
            "read the clause before you put it behind an API",
        )
