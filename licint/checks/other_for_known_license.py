"""LM008."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Finding


@rule("LM008", severity="note")
def other_for_known_license(subject: Subject) -> Iterator[Finding]:
    """`license: other` for a license that has an identifier of its own

    ## Why
    Under `other` a model is missing from every search, statistic and policy that goes by the identifier.

    ## Example
    ```yaml title="README.md"
    ---
    license: other
    license_name: llama-3.1
    license_link: LICENSE
    ---
    ```
    ```text title="LICENSE"
    {{text llama-3.1-license-2024}}
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: llama3.1
    ---
    ```
    ```text title="LICENSE"
    {{text llama-3.1-license-2024}}
    ```
    """
    card, declared, license = subject.card, subject.declared, subject.governing_license
    name = card.fields.get("license_name") if card else None
    if card is None or declared is None or declared.value != "other" or name is None or license is None or not isinstance(name.value, str):
        return
    governing = subject.verdict.governing()
    altered = governing is not None and any(each.kind != "is" for each in governing.detected)
    known = next((each for each in license.aliases.hub if each in subject.knowledge.hub), None)
    if known and not altered and subject.knowledge.resolve(name.value) == license.id:
        yield Finding(say("{license} has an identifier: `{id}`", license=license.name, id=known), declared.at, help=say("write `license: {id}`", id=known))
