"""LC001."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Evidence, Finding, License
from licint.resolution.witnesses import is_model_repository


@rule("LC001", severity="error", about="texts")
def card_contradicts_license_file(subject: Subject) -> Iterator[Finding]:
    """The card declares one license, the file holds another

    ## Why
    Two grants by one author: a user can rely on neither. Where the files are about different parts, the card or the file names can say so.

    ## Example
    ```yaml title="README.md"
    ---
    license: cc-by-nc-4.0
    ---
    ```
    ```text title="LICENSE"
    {{text apache-2.0}}
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
    declared, governing, field = subject.declared_license, subject.verdict.governing(), subject.declared
    if declared is None or governing is None or field is None or isinstance(field.value, list):
        return
    about_weights = {each.path for each in subject.release.texts("license") if each.component == "weights"}
    meant = [each for each in governing.detected if each.kind == "is" and (is_model_repository(subject.release) or each.at.path in about_weights)]
    texts = [(each, subject.knowledge.license(each.license)) for each in meant]
    if any(license is None or related(license, declared) for _, license in texts):
        return
    for detection, license in texts[:1]:
        if license:
            yield Finding(
                say("the card declares {declared}, {path} is {license}", declared=declared.name, path=detection.at.path, license=license.name),
                field.at,
                related=(detection.at,),
                because=(
                    Evidence(license=license.id, at=detection.at, note=say("{coverage:.0%} of its words stand in the file", coverage=detection.coverage)),
                ),
                help=say(
                    "declare `{id}`, or put the text of {declared} into {path}",
                    id=(license.aliases.hub or ("other",))[0],
                    declared=declared.name,
                    path=detection.at.path,
                ),
            )


def related(license: License, declared: License) -> bool:
    """Whether two licenses are one, or of one family (another rule speaks of versions and riders)."""
    return declared.id in (license.id, license.modifies) or bool(license.family and license.family == declared.family)
