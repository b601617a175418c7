"""LL009."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.model import Finding
from licint.resolution.conflicts import conflicts


@rule("LL009", severity="error")
def distant_ancestor_restricts(subject: Subject) -> Iterator[Finding]:
    """An ancestor two or more steps up rules the declared license out

    ## Why
    Conditions travel along the whole chain; that a model in between dropped them gives nobody more rights.

    ## Example
    ```yaml title="README.md"
    ---
    license: mit
    base_model: lmsys/vicuna-7b-v1.5
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: llama2
    base_model: lmsys/vicuna-7b-v1.5
    ---
    ```
    """
    for each in conflicts(subject):
        if each.ancestor.depth > 1:
            yield each.finding(f"`license: {each.declared}` cannot be declared: {each.ancestor.id} ({each.base.name}) is among the ancestors")
