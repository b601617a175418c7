"""LD003."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Finding
from licint.resolution.datasets import named_datasets, reason


@rule("LD003", severity="note", profiles=("consume",))
def dataset_content_unlicensed(subject: Subject) -> Iterator[Finding]:
    """The license of a training set covers annotations or the compilation, not the content

    ## Why
    Labels may be free while the images or texts under them belong to others.

    ## Example
    ```yaml title="README.md"
    ---
    license: apache-2.0
    datasets: [detection-datasets/coco]
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
        if data.license is not None and data.commercial_use == "unknown" and data.scope in ("annotations", "compilation"):
            yield Finding(
                say("the license of {dataset} covers the {scope}, not what it holds", dataset=field.value, scope=say(data.scope)),
                field.at,
                confidence=data.confidence,
                because=reason(data),
                help="say on the card what the content is and whose",
            )
