"""LD007."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.knowledge import DatasetFacts, Knowledge
from licint.messages import say
from licint.model import Field, Finding, License
from licint.resolution.datasets import MAX_DATASETS, reason
from licint.resolution.lineage import permission

EXTENDED = "extended|"


@rule("LD007", severity="note")
def several_licenses_in_dataset(subject: Subject) -> Iterator[Finding]:
    """A set that was made from others is declared under one license that a part of it rules out

    ## Why
    Who puts sets together may license the work of doing so; the parts stay under their own terms. One license on the card reads as if it covered them all.

    ## Example
    ```yaml title="README.md"
    ---
    license: mit
    source_datasets:
    - extended|squad
    - extended|fashion_mnist
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: cc-by-sa-4.0
    source_datasets:
    - extended|squad
    - extended|fashion_mnist
    ---
    ```
    """
    declared, field = subject.declared_license, subject.card.fields.get("source_datasets") if subject.card else None
    for each in _parts(field) if declared and field else ():
        data = subject.knowledge.dataset(each.value.removeprefix(EXTENDED))
        if data and declared and data.confidence != "low" and _rules_out(data, declared, subject.knowledge):
            yield Finding(
                say(
                    "{value} is under {license}, the whole is declared {declared}",
                    value=each.value,
                    license=data.license or say("terms of its own"),
                    declared=declared.id,
                ),
                each.at,
                confidence=data.confidence,
                because=reason(data),
                help="list on the card which part is under which license; the declared one can cover what you added",
            )


def _rules_out(data: DatasetFacts, declared: License, knowledge: Knowledge) -> bool:
    license = knowledge.license(data.license) if data.license else None
    if license and permission(declared, license) == "conflict":
        return True
    return data.commercial_use == "forbidden" and declared.terms.terms["commercial_use"].value == "allowed"


def _parts(field: Field) -> tuple[Field, ...]:
    """The sets that another one extends; `original` and `extended|other-…` name none."""
    named = (each for each in (field.items or (field,))[:MAX_DATASETS] if isinstance(each.value, str))
    return tuple(each for each in named if each.value != "original" and not each.value.startswith(f"{EXTENDED}other"))
