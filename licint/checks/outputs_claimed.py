"""LU002."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.checks.terms import CONSUME, license_of, on_term
from licint.messages import say
from licint.model import Finding


@rule("LU002", severity="note", profiles=CONSUME)
def outputs_claimed(subject: Subject) -> Iterator[Finding]:
    """The licensor claims rights in the outputs

    ## Why
    Nearly every license leaves the outputs to the user. Where it does not, what is made with the model is not freely yours.

    ## Example
    ```yaml title="README.md"
    ---
    license: other
    license_name: exaone-1.1-nc
    license_link: LICENSE
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: apache-2.0
    ---
    ```
    """
    term = subject.verdict.terms.terms["outputs_owned"]
    if term.value == "licensor":
        yield from on_term(
            subject,
            term,
            say("{license} claims rights in the outputs", license=license_of(term.because)),
            "ask the licensor before you publish or sell outputs",
        )
