"""LP003."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.model import Finding, Location


@rule("LP003", severity="note", about="weights")
def gguf_without_base_model(subject: Subject) -> Iterator[Finding]:
    """A GGUF file does not say what it was made from

    ## Why
    The card names a base model, the header (`general.base_model.*`) does not: who has only the file cannot find the license of the original.

    ## Example
    ```yaml title="README.md"
    ---
    license: apache-2.0
    base_model: mistralai/Mistral-7B-v0.1
    ---
    ```
    ```gguf title="model.gguf"
    general.license: apache-2.0
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: apache-2.0
    base_model: mistralai/Mistral-7B-v0.1
    ---
    ```
    ```gguf title="model.gguf"
    general.base_model.0.repo_url: https://huggingface.co/mistralai/Mistral-7B-v0.1
    ```
    """
    field = subject.card.fields.get("base_model") if subject.card else None
    for weights in subject.release.weights:
        if field and field.value and weights.format == "gguf" and not weights.problem and not weights.base_models:
            yield Finding(
                "the header names no base model, the card does",
                Location(weights.path),
                related=(field.at,),
                help="convert from a folder whose card has `base_model`, or write `general.base_model.*` with gguf-py's gguf_new_metadata",
            )
