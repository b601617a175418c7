"""LM007."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Card, Edit, Field, Finding, Fix
from licint.parsing.edits import scalar


@rule("LM007", severity="warning")
def license_list(subject: Subject) -> Iterator[Finding]:
    """The license of a model is a list

    ## Why
    The Hub expects one identifier for a model. A list does not say whether its licenses hold together or may be chosen from.

    ## Example
    ```yaml title="README.md"
    ---
    license:
    - mit
    - apache-2.0
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: mit
    ---
    ```
    """
    declared = subject.declared
    if declared is None or not isinstance(declared.value, list | dict):
        return
    one = len(declared.value) == 1 and isinstance(declared.value, list)
    yield Finding(
        "`license` is a list" if isinstance(declared.value, list) else "`license` is a mapping",
        declared.at,
        severity="note" if one else "warning",
        help=say("write `license: {id}`", id=declared.value[0]) if one else "write one identifier, and say in the card which part is under which license",
        fix=_fix(subject.card, declared) if one and subject.card else None,
    )


def _fix(card: Card, field: Field) -> Fix | None:
    """The one element as a value; not where a comment would be lost."""
    key, at, value = field.key_at, field.at, field.items[0].value if field.items else None
    if not isinstance(value, str) or at.end_line is None or at.end_column is None or key.end_line is None or key.end_column is None:
        return None
    if any("#" in line for line in card.text.splitlines()[key.line - 1 : at.end_line]):
        return None
    return Fix(say("write `license: {id}`", id=value), (Edit(card.path, (key.end_line, key.end_column), (at.end_line, at.end_column), f": {scalar(value)}"),))
