"""LA003."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.model import Finding

KEY = "extra_gated_eu_disallowed"


@rule("LA003", severity="note", stability="preview")
def eu_gate_without_gate(subject: Subject) -> Iterator[Finding]:
    """`extra_gated_eu_disallowed` stands alone

    ## Why
    The key works only in a repository whose gate is switched on (hub-docs, gated models); a card with no other key of the gate looks as if it was not.

    ## Example
    ```yaml title="README.md"
    ---
    license: mit
    extra_gated_eu_disallowed: true
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: mit
    extra_gated_eu_disallowed: true
    extra_gated_prompt: Please accept the terms.
    ---
    ```
    """
    card = subject.card
    keys = [key for key in card.fields if key.startswith("extra_gated")] if card else []
    if card and keys == [KEY] and card.get(KEY) and subject.release.access in ("public", "unknown"):
        yield Finding(
            "this has no effect unless access requests are enabled", card.fields[KEY].key_at, help="enable access requests in the repository's settings"
        )
