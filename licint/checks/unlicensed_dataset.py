"""LD002."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Finding
from licint.resolution.datasets import named_datasets, reason


@rule("LD002", severity="note", profiles=("consume",))
def unlicensed_dataset(subject: Subject) -> Iterator[Finding]:
    """A training set has no license

    ## Why
    What nobody licensed nobody may copy. Whether training needs permission is unsettled, and text-and-data-mining exceptions may cover it: this is a
    note.

    ## Example
    ```yaml title="README.md"
    ---
    license: apache-2.0
    datasets: [stanfordnlp/imdb]
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: apache-2.0
    datasets: [zalando-datasets/fashion_mnist]
    ---
    ```
    """
    for field, data in named_datasets(subject.card, subject.knowledge):
        if data.license is None and data.commercial_use == "unknown" and data.scope != "compilation":
            yield Finding(
                say("{dataset} comes without a license", dataset=field.value),
                field.at,
                confidence=data.confidence,
                because=reason(data),
                help="say on the card on which ground it was used",
            )
