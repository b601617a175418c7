"""LA006."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.checks.terms import CONSUME, license_of, on_term
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
        left_out = f": {', '.join(term.excludes)}" if term.excludes else ""
        yield from on_term(subject, term, f"{license_of(term.because)} does not hold everywhere{left_out}", "check where you, your users and your servers are")
