"""LA002."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Evidence, Finding


@rule("LA002", severity="warning", stability="preview")
def gate_names_other_license(subject: Subject) -> Iterator[Finding]:
    """The gate asks to accept another license than the card declares

    ## Why
    Whoever passes the gate has agreed to one text and reads of another: two contracts for the same weights.

    ## Example
    ```yaml title="README.md"
    ---
    license: mit
    extra_gated_prompt: The model is released under the CC BY-NC 4.0 license.
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: cc-by-nc-4.0
    extra_gated_prompt: The model is released under the CC BY-NC 4.0 license.
    ---
    ```
    """
    card, declared = subject.card, subject.declared_license
    if card is None or declared is None:
        return
    family = {each.license for each in subject.verdict.lineage}
    for each in subject.release.statements:
        in_gate = each.at.path == card.path and each.at.line < card.body_line and each.effect == "license" and each.license is not None
        license = subject.knowledge.license(each.license or "") if in_gate else None
        tag = subject.knowledge.hub.get(license.id) if license else None
        if tag and tag.kind == "family":
            continue
        if license and license.id not in {declared.id, *family} and not (license.family and license.family == declared.family):
            because = (Evidence(quote=each.quote, at=each.at),)
            yield Finding(
                say("the gate speaks of {license}, the card declares {declared}", license=license.name, declared=declared.name),
                each.at,
                because=because,
                help="let the gate and `license` name the same license",
            )
            return
