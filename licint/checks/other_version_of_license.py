"""LF006."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Evidence, Finding


@rule("LF006", severity="error", about="texts")
def other_version_of_license(subject: Subject) -> Iterator[Finding]:
    """The text is another version of the declared license

    ## Why
    Versions of one license differ in what they ask and allow; the reader of the card and the reader of the text hold different contracts.

    ## Example
    ```yaml title="README.md"
    ---
    license: cc-by-nc-4.0
    ---
    ```
    ```text title="LICENSE"
    {{text cc-by-nc-3.0}}
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: cc-by-nc-4.0
    ---
    ```
    ```text title="LICENSE"
    {{text cc-by-nc-4.0}}
    ```
    """
    declared, governing, field = subject.declared_license, subject.verdict.governing(), subject.declared
    if declared is None or governing is None or field is None or not declared.family:
        return
    found = [(each, subject.knowledge.license(each.license)) for each in governing.detected if each.kind == "is"]
    if any(license is None or license.id == declared.id or field.value in license.aliases.hub for _, license in found):
        return
    for detection, license in found:
        if license and license.family == declared.family and license.version != declared.version:
            yield Finding(
                say("declared is {declared}, the text is {license}", declared=declared.name, license=license.name),
                field.at,
                related=(detection.at,),
                because=(
                    Evidence(license=license.id, at=detection.at, note=say("{coverage:.0%} of its words stand in the file", coverage=detection.coverage)),
                ),
                help=say("put the text of {declared} there, or declare {license}", declared=declared.name, license=license.id),
            )
            return
