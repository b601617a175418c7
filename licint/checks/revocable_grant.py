"""LU007."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.checks.terms import CONSUME, license_of, on_term
from licint.messages import say
from licint.model import Finding


@rule("LU007", severity="warning", profiles=CONSUME)
def revocable_grant(subject: Subject) -> Iterator[Finding]:
    """The grant can be taken back

    ## Why
    A product that is built on a revocable license can lose its base without a breach on anybody's side.

    ## Example
    ```yaml title="README.md"
    ---
    license: other
    license_name: aixcoder-license
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
    term = subject.verdict.terms.terms["irrevocable"]
    if term.value == "no":
        yield from on_term(
            subject,
            term,
            say("{license}: the licensor may take the grant back", license=license_of(term.because)),
            "plan for another model, or ask for a contract",
        )
