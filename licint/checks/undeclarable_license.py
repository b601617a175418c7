"""LL001."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.model import Finding
from licint.resolution.conflicts import conflicts


@rule("LL001", severity="error")
def undeclarable_license(subject: Subject) -> Iterator[Finding]:
    """The declared license cannot be declared for a derivative of the base model

    ## Why
    A derivative carries the conditions of what it was made from. Some licenses let its maker add terms, some let them choose freely, some let the
    whole go out under nothing but themselves. This rule fires only where the license of the base rules the declared one out, and quotes the clause.

    ## Example
    ```yaml title="README.md"
    ---
    license: apache-2.0
    base_model: meta-llama/Llama-3.1-8B
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: llama3.1
    base_model: meta-llama/Llama-3.1-8B
    ---
    ```
    """
    for each in conflicts(subject):
        if each.aspect == "finetune":
            yield each.finding(each.against("`license: {declared}` cannot be declared for a derivative of {ancestor} ({base})"), each.redeclare(subject.card))
