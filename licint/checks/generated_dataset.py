"""LD006."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Finding
from licint.resolution.datasets import named_datasets, reason


@rule("LD006", severity="note", profiles=("consume",))
def generated_dataset(subject: Subject) -> Iterator[Finding]:
    """Training data were written by a model whose terms may forbid that use

    ## Why
    The terms of some services forbid training competing models on their output. They bind who made the data with an account there, hardly a third
    party; who trains on them should know.

    ## Example
    ```yaml title="README.md"
    ---
    license: apache-2.0
    datasets: [lin-chen/sharegpt4v]
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
        if bool(data.generated_by):
            yield Finding(
                say("{dataset} holds output of {system}", dataset=field.value, system=data.generated_by),
                field.at,
                confidence=data.confidence,
                because=reason(data),
                help="say on the card who generated the data, and read the terms under which it was done",
            )
