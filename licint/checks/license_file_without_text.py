"""LF003."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Document, Evidence, Finding, License, Location, Obligation

MAX_NOTICE = 2_000  # characters; a longer file is a text of its own


@rule("LF003", severity="warning", about="texts")
def license_file_without_text(subject: Subject) -> Iterator[Finding]:
    """The license file points at a license and holds none

    ## Why
    "A copy of this License" is what most licenses ask for. A notice or an address in its place leaves the reader without terms when the page moves.

    ## Example
    ```yaml title="README.md"
    ---
    license: apache-2.0
    ---
    ```
    ```text title="LICENSE"
    Licensed under the Apache License, Version 2.0.
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: apache-2.0
    ---
    ```
    ```text title="LICENSE"
    {{text apache-2.0}}
    ```
    """
    texts = subject.release.texts("license")
    if any(each.kind != "reference" for document in texts for each in document.identification.matches):
        return
    for document in texts:
        license = _only_named(subject, document)
        duty = _copy_duty(license) if license else None
        if license and duty:
            yield Finding(
                say("{path} names {license} and does not hold its text", path=document.path, license=license.name),
                Location(document.path, document.identification.matches[0].line),
                because=(Evidence(license=license.id, section=duty.section, quote=duty.quote),),
                help=say("put the whole text of {license} into {path}", license=license.name, path=document.path),
            )


def _only_named(subject: Subject, document: Document) -> License | None:
    """The one license that a short file refers to; of a file that could not be read nobody knows what it holds."""
    if document.problems:
        return None
    named = {each.license for each in document.identification.matches}
    return subject.knowledge.license(named.pop()) if len(named) == 1 and len(document.text) <= MAX_NOTICE else None


def _copy_duty(license: License) -> Obligation | None:
    """The duty to pass on a copy, where a link is not enough."""
    for duty in license.terms.obligations:
        if duty.kind == "include-license-copy" and not any("link" in (each.note or "") for each in duty.because):
            return duty
    return None
