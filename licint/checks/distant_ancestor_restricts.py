"""LL009."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Finding
from licint.resolution.conflicts import conflicts


@rule("LL009", severity="error", about="lineage")
def distant_ancestor_restricts(subject: Subject) -> Iterator[Finding]:
    """An ancestor two or more steps up rules the declared license out

    ## Why
    Conditions travel along the whole chain; that a model in between dropped them gives nobody more rights.

    ## Example
    ```yaml title="README.md"
    ---
    license: apache-2.0
    base_model: nvidia/Llama-3_3-Nemotron-Super-49B-v1
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: llama3.3
    base_model: nvidia/Llama-3_3-Nemotron-Super-49B-v1
    ---
    ```
    """
    found = list(conflicts(subject))
    if all(each.aspect == "distant" for each in found):  # a conflict with a parent says it already
        for each in found[:1]:
            message = say(
                "`license: {declared}` cannot be declared: {ancestor} ({base}) is among the ancestors",
                declared=each.declared,
                ancestor=each.ancestor.id,
                base=each.base.name,
            )
            yield each.finding(message, each.redeclare(subject.card))
