"""LX001."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.checks.terms import named_at
from licint.messages import say
from licint.model import Finding


@rule("LX001", severity="note", profiles=())
def license_without_spdx_id(subject: Subject) -> Iterator[Finding]:
    """The license is not on the SPDX list

    ## Why
    Bills of materials name such a license by a reference of their own. Everyone who coins another one makes the same license look like many.

    ## Example
    ```yaml title="README.md"
    ---
    license: llama3.1
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: apache-2.0
    ---
    ```
    """
    license = subject.governing_license
    tag = subject.knowledge.hub.get(license.id) if license else None
    if license and not (tag and tag.kind == "family") and (license.spdx or license.id) not in subject.knowledge.spdx:
        yield Finding(
            say("{license} has no SPDX identifier", license=license.name),
            named_at(subject),
            help=say("write `LicenseRef-{license}` in expressions, with the text beside it", license=license.id),
        )
