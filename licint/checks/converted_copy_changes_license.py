"""LL008."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.model import Finding
from licint.resolution.conflicts import conflicts


@rule("LL008", severity="error", about="lineage")
def converted_copy_changes_license(subject: Subject) -> Iterator[Finding]:
    """A quantized or converted copy declares a license that the original rules out

    ## Why
    Another file format creates no new rights: who converts a model passes it on as it is licensed.

    ## Example
    ```yaml title="README.md"
    ---
    license: mit
    base_model: meta-llama/Llama-3.1-8B
    base_model_relation: quantized
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: llama3.1
    base_model: meta-llama/Llama-3.1-8B
    base_model_relation: quantized
    ---
    ```
    """
    for each in conflicts(subject):
        if each.aspect == "conversion":
            yield each.finding(
                each.against("`license: {declared}` cannot be declared for a converted copy of {ancestor} ({base})"), each.redeclare(subject.card)
            )
