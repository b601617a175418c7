"""LL002."""

from collections.abc import Iterator, Mapping

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Evidence, Finding, Location


@rule("LL002", severity="warning", about="lineage")
def base_without_license(subject: Subject) -> Iterator[Finding]:
    """The base model has no license

    ## Why
    Nobody may change and pass on what nobody licensed: a derivative can give only the rights that its maker has. This rule speaks only where the
    base's card was read.

    ## Example
    ```yaml title="README.md" of="acme/derived-7b"
    ---
    license: apache-2.0
    base_model: acme/secret-7b
    ---
    ```
    ```json title=".hub.json"
    {"ancestors": {"acme/secret-7b": {"license": null, "base_models": []}}}
    ```

    ## Use instead
    ```yaml title="README.md" of="acme/derived-7b"
    ---
    license: apache-2.0
    base_model: acme/open-7b
    ---
    ```
    ```json title=".hub.json"
    {"ancestors": {"acme/open-7b": {"license": "apache-2.0", "base_models": []}}}
    ```
    """
    rows = subject.release.metadata.get("ancestors")
    for ancestor in subject.verdict.lineage:
        row = rows.get(ancestor.id) if isinstance(rows, Mapping) else None
        if ancestor.license or ancestor.depth > 1 or ancestor.relation == "distill" or not isinstance(row, Mapping):
            continue
        if "license" in row and row["license"] is None:
            yield Finding(
                say("{ancestor} has no license: nobody was given the right to pass on a derivative", ancestor=ancestor.id),
                ancestor.at or Location("README.md"),
                because=(Evidence(note=say("the card of {ancestor} declares no license", ancestor=ancestor.id)),),
                help="ask its makers for a license, or build on another model",
            )
