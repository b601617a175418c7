"""LO004."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.model import Evidence, Finding
from licint.resolution.conflicts import unmet


@rule("LO004", severity="warning")
def missing_attribution(subject: Subject) -> Iterator[Finding]:
    """Words that the license asks to display are not on the card

    ## Why
    Some licenses prescribe a display such as "Built with …" on a web page, in an interface or in the documentation. The card is the place that everyone sees.

    ## Example
    ```yaml title="README.md"
    ---
    license: llama3.1
    base_model: meta-llama/Llama-3.1-8B
    ---
    ```

    ## Use instead
    ```markdown title="README.md"
    ---
    license: llama3.1
    base_model: meta-llama/Llama-3.1-8B
    ---

    Built with Llama
    ```
    """
    for license, duty, at in unmet(subject, "attribution-text"):
        yield Finding(
            f'{license.name} asks to display "{duty.text}"',
            at,
            because=(Evidence(license=license.id, section=duty.section, quote=duty.quote),),
            help=f"write it on the card: {duty.text}",
        )
