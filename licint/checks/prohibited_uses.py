"""LU009."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.checks.terms import CONSUME, license_of, on_term
from licint.messages import say
from licint.model import Finding


@rule("LU009", severity="note", profiles=CONSUME)
def prohibited_uses(subject: Subject) -> Iterator[Finding]:
    """Some uses are ruled out

    ## Why
    Lists of prohibited uses name fields such as weapons, surveillance, medicine or law; they bind whoever uses the model and often those whom it is
    passed on to.

    ## Example
    ```yaml title="README.md"
    ---
    license: llama3.1
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: apache-2.0
    ---
    ```
    """
    term = subject.verdict.terms.terms["acceptable_use"]
    if term.value in ("inline", "external-policy"):
        where = say("in the license") if term.value == "inline" else say("in a policy beside it")
        yield from on_term(
            subject,
            term,
            say("{license} rules out some uses, listed {where}", license=license_of(term.because), where=where),
            "compare the list with what you want to do",
        )
