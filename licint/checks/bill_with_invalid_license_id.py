"""LP010."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Evidence, Finding, Stated
from licint.openness.expressions import names_in

REFERENCES = ("LicenseRef-", "DocumentRef-", "AdditionRef-")


@rule("LP010", severity="error", about="stated")
def bill_with_invalid_license_id(subject: Subject) -> Iterator[Finding]:
    """A bill of materials gives an identifier that is not on the SPDX list

    ## Why
    CycloneDX takes ids of the SPDX list alone, by their letters; SPDX takes those and `LicenseRef-…`. Tools refuse the whole document, or drop the license.

    ## Example
    ```json title="aibom.json"
    {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
      {"type": "machine-learning-model", "name": "acme-7b", "licenses": [{"license": {"id": "llama3.1"}}]}
    ]}
    ```

    ## Use instead
    ```json title="aibom.json"
    {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
      {"type": "machine-learning-model", "name": "acme-7b", "licenses": [{"license": {"name": "llama3.1"}}]}
    ]}
    ```
    """
    for stated in subject.release.stated:
        wrong = _wrong_name(stated, subject) if stated.kind == "bill" and stated.form != "name" else None
        if wrong is None:
            continue
        known = subject.knowledge.resolve(wrong)
        license = subject.knowledge.license(known) if known else None
        reference = say("`LicenseRef-{name}` in an expression", name=license.id if license else wrong)
        wanted = f"`{license.spdx}`" if license and license.spdx else reference
        by_name = not (license and license.spdx) and stated.form != "expression"
        yield Finding(
            say("`{value}` is no identifier of the SPDX list", value=wrong),
            stated.at,
            severity=None if license else "warning",  # the list may have grown
            because=(Evidence(quote=stated.value, at=stated.at),),
            help=say('write {wanted}, or `"name"` instead of `"id"`', wanted=wanted) if by_name else say("write {wanted}", wanted=wanted),
        )


def _wrong_name(stated: Stated, subject: Subject) -> str | None:
    """The first name that is neither on the list nor a reference; ids are compared by their letters, in expressions case does not matter."""
    if stated.form == "id":
        return None if stated.value in subject.knowledge.spdx or "exception" in stated.value else stated.value[:100]
    listed = {id.lower() for id in subject.knowledge.spdx}
    return next((each[:100] for each in names_in(stated.value) if each.rstrip("+").lower() not in listed and not each.startswith(REFERENCES)), None)
