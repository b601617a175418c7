"""LL003."""

from collections.abc import Iterator, Mapping

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Finding, Location


@rule("LL003", severity="note", about="lineage")
def unreadable_base(subject: Subject) -> Iterator[Finding]:
    """The base model could not be read on the Hub

    ## Why
    A base that was removed, renamed, made private or gated leaves a gap in the chain: what it asks of its derivatives cannot be checked. A network
    that fails looks the same, so this is a note.

    ## Example
    ```yaml title="README.md" of="acme/derived-7b"
    ---
    license: apache-2.0
    base_model: acme/gone-7b
    ---
    ```
    ```json title=".hub.json"
    {"ancestors": {"acme/gone-7b": {"problem": "there is no such repository"}}}
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
        if isinstance(row, Mapping) and isinstance(row.get("problem"), str) and ancestor.license is None:
            yield Finding(
                say("{ancestor} could not be read: {problem}", ancestor=ancestor.id, problem=row["problem"][:200]),
                ancestor.at or Location("README.md"),
                confidence="medium",
                help="correct the id, or say on the card where the base model can be found and under which license it is",
            )
