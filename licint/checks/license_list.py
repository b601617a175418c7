"""LM007."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.model import Finding


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
        help=f"write `license: {declared.value[0]}`" if one else "write one identifier, and say in the card which part is under which license",
    )
