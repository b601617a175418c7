"""LF008."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Evidence, Finding


@rule("LF008", severity="error", about="texts")
def permissive_name_with_conditions(subject: Subject) -> Iterator[Finding]:
    """An open-source license is declared, the text holds further conditions

    ## Why
    A "modified MIT" with a duty above some size is not MIT. Who builds on the identifier alone misses the duty.

    ## Example
    ```yaml title="README.md"
    ---
    license: mit
    ---
    ```
    ```text title="LICENSE"
    {{text moonshot-ai-modified-mit-2025}}
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: other
    license_name: modified-mit
    license_link: LICENSE
    ---
    ```
    ```text title="LICENSE"
    {{text moonshot-ai-modified-mit-2025}}
    ```
    """
    declared, governing, field = subject.declared_license, subject.verdict.governing(), subject.declared
    if declared is None or governing is None or field is None or declared.category != "open-source":
        return
    for detection in governing.detected:
        license = subject.knowledge.license(detection.license)
        if license and license.id != declared.id and license.modifies == declared.id:
            commercial = license.terms.terms["commercial_use"]
            yield Finding(
                say("`license: {declared}` is declared, the text is {license}", declared=field.value, license=license.name),
                field.at,
                related=(detection.at,),
                because=commercial.because or (Evidence(license=license.id, at=detection.at),),
                help=say("write `license: other`, `license_name: {license}`, `license_link: {path}`", license=license.id, path=detection.at.path),
            )
