"""LA001."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.checks.terms import CONSUME, named_at
from licint.model import Finding, Location


@rule("LA001", severity="note", profiles=CONSUME)
def gated_release(subject: Subject) -> Iterator[Finding]:
    """The release is gated: a download needs an account and an acceptance

    ## Why
    Builds and tests that fetch the weights need a token of somebody who accepted the terms, and stop when the gate closes.

    ## Example
    ```yaml title="README.md"
    ---
    license: mit
    extra_gated_prompt: Please accept the terms.
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: mit
    ---
    ```
    """
    card = subject.card
    keys = [field for key, field in card.fields.items() if key.startswith("extra_gated")] if card else []
    if keys or subject.verdict.access.value in ("gated-auto", "gated-manual"):
        at: Location = keys[0].key_at if keys else named_at(subject)
        yield Finding("downloads need an account that accepted the gate", at, help="give the build a token, or mirror the weights where the license allows it")
