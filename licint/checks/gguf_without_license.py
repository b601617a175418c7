"""LP001."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.model import Finding, Location


@rule("LP001", severity="warning", about="weights")
def gguf_without_license(subject: Subject) -> Iterator[Finding]:
    """A GGUF file carries no `general.license`

    ## Why
    A GGUF file travels alone: runners, registries and bill-of-materials tools read its header and never see the card.

    ## Example
    ```yaml title="README.md"
    ---
    license: mit
    ---
    ```
    ```gguf title="model.gguf"
    general.name: Acme
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: mit
    ---
    ```
    ```gguf title="model.gguf"
    general.license: mit
    ```
    """
    for weights in subject.release.weights:
        if weights.format == "gguf" and not weights.problem and not weights.license:
            yield Finding(
                "the header has no `general.license`",
                Location(weights.path),
                help="write it when converting, or add it to the file with gguf-py's gguf_new_metadata",
            )
            return
