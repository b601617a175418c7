"""LL007."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.model import Finding
from licint.resolution.conflicts import conflicts


@rule("LL007", severity="error", about="lineage")
def merge_ignores_parent(subject: Subject) -> Iterator[Finding]:
    """A merge declares a license that one of its parents rules out

    ## Why
    What is merged carries the conditions of every model that went into it: the strictest parent decides what may be declared.

    ## Example
    ```yaml title="README.md"
    ---
    license: apache-2.0
    base_model: [meta-llama/Llama-3.1-8B, mistralai/Mistral-7B-v0.1]
    base_model_relation: merge
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: llama3.1
    base_model: [meta-llama/Llama-3.1-8B, mistralai/Mistral-7B-v0.1]
    base_model_relation: merge
    ---
    ```
    """
    for each in conflicts(subject):
        if each.aspect == "merge":
            yield each.finding(each.against("`license: {declared}` cannot be declared for a merge with {ancestor} ({base})"))
