"""LO007."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Evidence, Finding, Location
from licint.resolution.obligations import unmet


@rule("LO007", severity="note", about="lineage")
def unstated_changes(subject: Subject) -> Iterator[Finding]:
    """Nothing says what was changed from the base model

    ## Why
    Many licenses ask that changes be stated. A sentence on the card about how the model was made is enough.

    ## Example
    ```markdown title="README.md"
    ---
    license: apache-2.0
    base_model: mistralai/Mistral-7B-v0.1
    ---

    # Acme

    A fast model.
    ```

    ## Use instead
    ```markdown title="README.md"
    ---
    license: apache-2.0
    base_model: mistralai/Mistral-7B-v0.1
    ---

    # Acme

    Fine-tuned on our support tickets.
    ```
    """
    for license, duty, ancestor in unmet(subject.release, subject.verdict.lineage, subject.knowledge, "state-changes"):
        yield Finding(
            say("nothing says how this differs from {ancestor}, as {license} asks", ancestor=ancestor.id, license=license.name),
            ancestor.at or Location("README.md"),
            because=(Evidence(license=license.id, section=duty.section, quote=duty.quote),),
            help="say on the card what was done to the base model, and set `base_model_relation`",
        )
        return
