"""LD004."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Finding
from licint.resolution.datasets import is_restricted, named_datasets, reason


@rule("LD004", severity="warning")
def non_commercial_dataset(subject: Subject) -> Iterator[Finding]:
    """Training data for non-commercial use, and a model that claims commercial use

    ## Why
    Whether the terms of data reach the model that learned from them is unsettled: read it as a question that a buyer's lawyer will ask, never as a
    breach. Data whose tag says non-commercial gives a warning, data with terms of access a note.

    ## Example
    ```yaml title="README.md"
    ---
    license: apache-2.0
    datasets: [tatsu-lab/alpaca]
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
    license = subject.declared_license or subject.governing_license
    commercial = license is not None and license.terms.terms["commercial_use"].value == "allowed"
    for field, data in named_datasets(subject.card, subject.knowledge):
        if commercial and data.commercial_use == "forbidden" and data.confidence != "low":
            yield Finding(
                say("{dataset} is for non-commercial use, the declared license allows commerce", dataset=field.value),
                field.at,
                severity="warning" if is_restricted(data, subject.knowledge) else "note",
                confidence=data.confidence,
                because=reason(data),
                help="say on the card how the data were used; the law is unsettled",
            )
