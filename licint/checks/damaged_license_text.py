"""LF012."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Document, Evidence, Finding, Location

REPLACEMENT = "\ufffd"
MIN_LOST = 4  # a lost © or two quotation marks change nothing
MIN_COVERAGE = 0.7


@rule("LF012", severity="warning", stability="preview", about="texts")
def damaged_license_text(subject: Subject) -> Iterator[Finding]:
    """The license text is damaged or cut off

    ## Why
    What is missing from a license cannot be relied on, and what is garbled may be read in more than one way.

    ## Example
    ```yaml title="README.md"
    ---
    license: other
    ---
    ```
    ```text title="LICENSE"
    You may ����� this model on Sundays.
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: other
    ---
    ```
    ```text title="LICENSE"
    You may look at this model on Sundays.
    ```
    """
    for document in subject.release.texts("license"):
        yield from _garbled(document)
    for detection in governing.detected if (governing := subject.verdict.governing()) else ():
        license = subject.knowledge.license(detection.license)
        if license and detection.kind == "derived-from" and detection.coverage < MIN_COVERAGE and not detection.added:
            yield Finding(
                say("only {coverage:.0%} of {license} is there", coverage=detection.coverage, license=license.name),
                detection.at,
                because=(
                    Evidence(license=license.id, at=detection.at, note=say("{coverage:.0%} of its words stand in the file", coverage=detection.coverage)),
                ),
                help="put the whole text there",
            )


def _garbled(document: Document) -> Iterator[Finding]:
    lost = document.text.count(REPLACEMENT)
    if lost < MIN_LOST:
        return
    number = next(number for number, line in enumerate(document.text.splitlines(), 1) if REPLACEMENT in line)
    yield Finding(
        say("{lost} characters of {path} were lost", lost=lost, path=document.path),
        Location(document.path, number),
        help="save the text as UTF-8, from its source",
    )
