"""LI003. Found where ignores are applied (licint/suppressions.py), after all other rules."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.model import Finding


@rule("LI003", severity="warning")
def expired_ignore(subject: Subject) -> Iterator[Finding]:
    """An ignore has run out

    ## Why
    An `[[ignore]]` table of the configuration may carry a date, `until`: after it the finding comes back. Remove the table, or decide anew.

    ## Example
    ```toml title="licint.toml"
    [[ignore]]
    rule = "LM004"
    reason = "waiting for the lawyers"
    until = 2026-01-01
    ```

    ## Use instead
    ```toml title="licint.toml"
    [[ignore]]
    rule = "LM004"
    reason = "waiting for the lawyers"
    until = 2099-01-01
    ```
    """
    yield from ()
