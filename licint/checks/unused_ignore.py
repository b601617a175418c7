"""LI001. Found where ignores are applied (licint/suppressions.py), after all other rules."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.model import Finding


@rule("LI001", severity="warning")
def unused_ignore(subject: Subject) -> Iterator[Finding]:
    """An ignore silences nothing

    ## Why
    An ignore that outlives its finding hides the next one, and a misspelled one hides nothing. An ignore is only called unused when every rule that it names
    was run; a table in a configuration file further up is shared by several releases, so that of it only unknown rules are reported.

    ## Example
    ```yaml title="README.md"
    ---
    license: mit  # licint: ignore[LM4] agreed with the maintainers
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: mit
    ---
    ```
    """
    yield from ()
