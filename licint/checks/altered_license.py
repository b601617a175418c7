"""LF007."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Evidence, Finding, Passage


@rule("LF007", severity="warning", about="texts")
def altered_license(subject: Subject) -> Iterator[Finding]:
    """A known license with added, changed or missing clauses

    ## Why
    A rider is part of the license. Under a well-known title nobody looks for it.

    Notices of somebody else's components ("this product includes …, under its own license") are no riders: they change nothing of the license before them.

    ## Example
    ```yaml title="README.md"
    ---
    license: mit
    ---
    ```
    ```text title="LICENSE"
    {{text mit}}

    The Software shall not be sold, rented or offered to third parties as a paid service by anyone whosoever.
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: mit
    ---
    ```
    ```text title="LICENSE"
    {{text mit}}
    ```
    """
    governing, declared = subject.verdict.governing(), subject.declared_license
    for detection in governing.detected if governing else ():
        license = subject.knowledge.license(detection.license)
        if detection.kind != "derived-from" or license is None:
            continue
        first = detection.added[0] if detection.added else None
        plainly = declared is not None and declared.id == license.id
        yield Finding(
            say("not {license} as it is known: {what}", license=license.name, what=_what(detection.added)),
            detection.at,
            severity="error" if plainly and first else "warning",
            because=(
                Evidence(
                    quote=_short(first.text) if first else None,
                    at=detection.at,
                    note=say("{coverage:.0%} of {license} is there", coverage=detection.coverage, license=license.name),
                ),
            ),
            help=say("give the text a name of its own: `license: other`, `license_name: …`, `license_link: {path}`", path=detection.at.path),
        )


def _what(added: tuple[Passage, ...]) -> str:
    if not added:
        return say("words of it are missing or changed")
    first = added[0]
    lines = say("line {line}", line=first.line) if first.line == first.end_line else say("lines {line} to {end}", line=first.line, end=first.end_line)
    if len(added) == 1:
        return say("1 passage added or changed, first at {lines}", lines=lines)
    return say("{count} passages added or changed, first at {lines}", count=len(added), lines=lines)


def _short(text: str | None) -> str | None:
    words = text.split() if text else []
    return " ".join(words[:25]) + (" …" if len(words) > 25 else "") if words else None
