"""LD005."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.knowledge import DatasetFacts
from licint.messages import say
from licint.model import Finding
from licint.resolution.datasets import is_without_derivatives, named_datasets, reason
from licint.resolution.lineage import permission


@rule("LD005", severity="note", profiles=("consume",))
def share_alike_dataset(subject: Subject) -> Iterator[Finding]:
    """Share-alike or no-derivatives data behind a model under other terms

    ## Why
    If a model were an adaptation of its data, share-alike would reach it, and no-derivatives would keep it from being shared. That is unsettled: a
    note to know, no breach.

    ## Example
    ```yaml title="README.md"
    ---
    license: apache-2.0
    datasets: [wikimedia/wikipedia]
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
        if (data.share_alike or is_without_derivatives(data, subject.knowledge)) and not keeps(data, subject):
            yield Finding(
                say("{dataset} is share-alike or allows no derivatives; the model is under other terms", dataset=field.value),
                field.at,
                confidence=data.confidence,
                because=reason(data),
                help="say on the card that the data were used, and under which license they are",
            )


def keeps(data: DatasetFacts, subject: Subject) -> bool:
    """Whether the model's license is one that the license of the data allows, or is not known."""
    declared = subject.declared_license or subject.governing_license
    license = subject.knowledge.license(data.license) if data.license else None
    return declared is None or license is None or permission(declared, license) == "fine"
