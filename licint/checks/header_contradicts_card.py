"""LC010."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Evidence, Finding, License, Location


@rule("LC010", severity="error", about="weights")
def header_contradicts_card(subject: Subject) -> Iterator[Finding]:
    """A weight file names another license than the card

    ## Why
    The file travels without its card: who has only the file reads another license than who has the card.

    ## Example
    ```yaml title="README.md"
    ---
    license: llama3.1
    ---
    ```
    ```gguf title="model.gguf"
    general.license: apache-2.0
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: llama3.1
    ---
    ```
    ```gguf title="model.gguf"
    general.license: llama3.1
    ```
    """
    declared, field = subject.declared_license, subject.declared
    if declared is None or field is None:
        return
    for weights in subject.release.weights:
        value = weights.license_name if weights.license in (None, "other") else weights.license
        named = subject.knowledge.resolve(value) if value else None
        license = subject.knowledge.license(named) if named else None
        if license and license.category != "unknown" and not _related(license, declared):
            yield Finding(
                say("the header says {license}, the card {declared}", license=license.name, declared=declared.name),
                Location(weights.path),
                related=(field.at,),
                because=(Evidence(quote=str(field.value), at=field.at), Evidence(quote=value, at=Location(weights.path))),
                help=say("write `{value}` into the header, or correct the card", value=field.value),
            )
            return


def _related(license: License, declared: License) -> bool:
    """Whether two licenses are one, one made from the other, or of one family."""
    return declared.id in (license.id, license.modifies) or license.id == declared.modifies or bool(license.family and license.family == declared.family)
