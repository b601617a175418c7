"""LU006."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.checks.terms import CONSUME, license_of, on_term
from licint.messages import say
from licint.model import Finding


@rule("LU006", severity="warning", profiles=CONSUME)
def terms_may_change(subject: Subject) -> Iterator[Finding]:
    """The licensor may change the terms

    ## Why
    What is allowed today need not be allowed tomorrow, even for a copy that was downloaded before.

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
    term = subject.verdict.terms.terms["licensor_may_change_terms"]
    if term.value == "yes":
        yield from on_term(
            subject,
            term,
            say("{license}: the licensor may change the terms", license=license_of(term.because)),
            "keep a dated copy of the terms, and watch for new ones",
        )
