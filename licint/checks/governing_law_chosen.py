"""LX007."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.checks.terms import CONSUME, license_of, on_term
from licint.messages import say
from licint.model import Finding


@rule("LX007", severity="note", profiles=CONSUME)
def governing_law_chosen(subject: Subject) -> Iterator[Finding]:
    """The license chooses a governing law

    ## Why
    A dispute would be decided under the law, and often before the courts, of another country.

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
    term = subject.verdict.terms.terms["governing_law"]
    if term.value != "unstated":
        yield from on_term(
            subject, term, say("{license} names its governing law: {law}", license=license_of(term.because), law=term.value), "let your lawyers know"
        )
