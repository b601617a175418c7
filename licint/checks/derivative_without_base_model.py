"""LM009."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Evidence, Finding, Location
from licint.parsing.edits import add_fields


@rule("LM009", severity="error")
def derivative_without_base_model(subject: Subject) -> Iterator[Finding]:
    """The files name a base model, the card does not

    ## Why
    Whoever uses a derivative must be able to find the license of what it was made from: the Hub's model tree, SPDX's `descendantOf` and
    CycloneDX's pedigree all start from `base_model`.

    ## Example
    ```yaml title="README.md"
    ---
    license: apache-2.0
    ---
    ```
    ```json title="adapter_config.json"
    {"base_model_name_or_path": "acme/base-7b"}
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: apache-2.0
    base_model: acme/base-7b
    ---
    ```
    ```json title="adapter_config.json"
    {"base_model_name_or_path": "acme/base-7b"}
    ```
    """
    card = subject.card
    if card is None or "base_model" in card.fields or card.problems:
        return
    witnesses = [each for each in subject.release.parents if each.source in ("adapter_config", "merge_config", "weights")]
    for parent in witnesses[:1]:
        yield Finding(
            say("derived from {parent}, but `base_model` is not declared", parent=parent.id),
            Location(card.path),
            related=(parent.at,),
            because=(Evidence(at=parent.at, note=say("named in {path}", path=parent.at.path)),),
            help=say("add `base_model: {parent}`", parent=parent.id),
            fix=add_fields(card, {"base_model": parent.id}) if len(witnesses) == 1 and "/" in parent.id else None,
        )
