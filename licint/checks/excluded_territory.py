"""LA006."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.checks.terms import CONSUME, license_of, on_term
from licint.messages import say
from licint.model import Finding


@rule("LA006", severity="note", profiles=CONSUME)
def excluded_territory(subject: Subject) -> Iterator[Finding]:
    """The license leaves territories out

    ## Why
    Whoever is established, or uses the model, in an excluded territory has no license at all.

    ## Example
    ```yaml title="README.md"
    ---
    license: llama3.2
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: apache-2.0
    ---
    ```
    """
    term = subject.verdict.terms.terms["territory"]
    if term.value == "excludes":
        yield from on_term(
            subject,
            term,
            say("{license} does not hold everywhere: {territories}", license=license_of(term.because), territories=term.excludes)
            if term.excludes
            else say("{license} does not hold everywhere", license=license_of(term.because)),
            "check where you, your users and your servers are",
        )
