"""LI002. Found where ignores are applied (licint/suppressions.py), after all other rules."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.model import Finding


@rule("LI002", severity="warning")
def ignore_without_reason(subject: Subject) -> Iterator[Finding]:
    """An ignore gives no reason

    ## Why
    Whoever reads the card next must be able to tell a considered exception from a finding that somebody wanted out of the way.

    ## Example
    ```yaml title="README.md"
    ---
    license: mit  # licint: ignore[LM001]
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: mit  # licint: ignore[LM001] the declaration is generated
    ---
    ```
    """
    yield from ()
