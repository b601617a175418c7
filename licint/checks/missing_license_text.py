"""LF001."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Evidence, Finding, Location


@rule("LF001", severity="warning")
def missing_license_text(subject: Subject) -> Iterator[Finding]:
    """The repository holds no license text

    ## Why
    Most licenses ask that a copy travels with the work; whoever redistributes the model needs one. A tag in the card can change, a text in the
    repository is pinned with its revision.

    ## Example
    ```yaml title="README.md"
    ---
    license: apache-2.0
    ---
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
    card, license = subject.card, subject.declared_license
    if card is None or subject.declared is None or license is None or not subject.sees_files or subject.release.texts("license", "pointer"):
        return
    duty = next((each for each in license.terms.obligations if each.kind == "include-license-copy"), None)
    if duty is None or subject.release.parents:  # for a derivative LO001 says it, with the parent's clause
        return
    link_is_enough = any("link" in (each.note or "") for each in duty.because)
    if link_is_enough and any(subject.knowledge.resolve(each.target) == license.id for each in subject.release.links):
        return
    yield Finding(
        say("no copy of {license} in the repository", license=license.name),
        subject.declared.at if subject.declared else Location(card.path),
        because=(Evidence(license=license.id, section=duty.section, quote=duty.quote),),
        help="add the text as LICENSE",
    )
