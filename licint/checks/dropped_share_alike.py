"""LO008."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.model import Finding
from licint.resolution.conflicts import conflicts


@rule("LO008", severity="warning", about="lineage")
def dropped_share_alike(subject: Subject) -> Iterator[Finding]:
    """The base is share-alike, and the derivative does not keep its license

    ## Why
    Share-alike (copyleft) licenses let a derivative go out under themselves or a license they name. Whether a fine-tune is an adaptation of the
    weights is unsettled, so this is a warning; what the text asks is quoted.

    ## Example
    ```yaml title="README.md"
    ---
    license: apache-2.0
    base_model: stabilityai/stablelm-base-alpha-7b
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: cc-by-sa-4.0
    base_model: stabilityai/stablelm-base-alpha-7b
    ---
    ```
    """
    for each in conflicts(subject):
        if each.aspect == "share-alike":
            yield each.finding(each.against("`license: {declared}` cannot be declared for a derivative of {ancestor} ({base})"), each.redeclare(subject.card))
