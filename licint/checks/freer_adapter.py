"""LL005."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.model import Finding
from licint.resolution.conflicts import conflicts


@rule("LL005", severity="error", about="lineage")
def freer_adapter(subject: Subject) -> Iterator[Finding]:
    """An adapter is licensed more freely than the model that it modifies

    ## Why
    Many licenses name adapters among the derivatives that they bind. An adapter holds none of the base's weights, so how far that reaches is argued;
    what the text asks is quoted.

    ## Example
    ```yaml title="README.md"
    ---
    license: mit
    base_model: meta-llama/Llama-3.1-8B
    ---
    ```
    ```json title="adapter_config.json"
    {"base_model_name_or_path": "meta-llama/Llama-3.1-8B"}
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: llama3.1
    base_model: meta-llama/Llama-3.1-8B
    ---
    ```
    ```json title="adapter_config.json"
    {"base_model_name_or_path": "meta-llama/Llama-3.1-8B"}
    ```
    """
    for each in conflicts(subject):
        if each.aspect == "adapter":
            yield each.finding(each.against("`license: {declared}` cannot be declared for an adapter of {ancestor} ({base})"), each.redeclare(subject.card))
