"""LM003."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Finding


@rule("LM003", severity="warning")
def license_family(subject: Subject) -> Iterator[Finding]:
    """The declared identifier names a family, not a license

    ## Why
    The members of a family ask for different things: among the Creative Commons licenses some forbid commerce, some forbid changes.
    The Hub marks these identifiers as families (hub-docs, repositories-licenses).

    ## Example
    ```yaml title="README.md"
    ---
    license: cc
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: cc-by-4.0
    ---
    ```
    """
    declared = subject.declared
    for field in (declared.items or (declared,)) if declared else ():
        known = subject.knowledge.hub.get(field.value) if isinstance(field.value, str) else None
        if known and known.kind == "family":
            yield Finding(
                say("`{id}` names a family of licenses; which one?", id=field.value),
                field.at,
                help="write the identifier of the one license that you mean",
            )
