"""LF002."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.model import Finding, Location


@rule("LF002", severity="warning", about="texts")
def code_license_only(subject: Subject) -> Iterator[Finding]:
    """Only the code has a license; the weights have none

    ## Why
    A license covers what it is put on. Where a file or a sentence limits it to the code, nobody has been given a right to the weights.

    ## Example
    ```markdown title="README.md"
    # Acme

    The license in this repository applies only to the code, not to the models.
    ```
    ```text title="LICENSE"
    {{text mit}}
    ```

    ## Use instead
    ```markdown title="README.md"
    # Acme

    The code and the model weights are released under the MIT License.
    ```
    ```text title="LICENSE"
    {{text mit}}
    ```
    """
    governing = subject.verdict.governing()
    if governing is None or governing.declared or governing.detected or subject.release.target.kind == "table":
        return
    files = subject.release.texts("license")
    limits = [each for each in subject.release.statements if each.effect == "license-covers-code-only"]
    if files and (limits or all(each.component == "code" for each in files)):
        at = limits[0].at if limits else Location(files[0].path)
        yield Finding("a license for the code, none for the weights", at, help="say in the card under which license the weights are, and add its text")
