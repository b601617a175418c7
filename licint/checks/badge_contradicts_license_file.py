"""LC005."""

import re
from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Evidence, Finding, License, Location
from licint.regex import late

# A badge with words of its own; others show what the host found in the file.
STATIC = "/badge/"
# A badge that says what it is about.
PART = late(r"code|data|model|weight|checkpoint|paper|docs?\b|annotation", re.IGNORECASE)


@rule("LC005", severity="warning", about="texts")
def badge_contradicts_license_file(subject: Subject) -> Iterator[Finding]:
    """The badge shows another license than the file

    ## Why
    A badge is seen first and trusted most.

    ## Example
    ```markdown title="README.md"
    # Acme

    ![License](https://img.shields.io/badge/License-MIT-green.svg)
    ```
    ```text title="LICENSE"
    {{text apache-2.0}}
    ```

    ## Use instead
    ```markdown title="README.md"
    # Acme

    ![License](https://img.shields.io/badge/License-Apache_2.0-green.svg)
    ```
    ```text title="LICENSE"
    {{text apache-2.0}}
    ```
    """
    files = subject.release.texts("license", "pointer")
    found = [match for each in files for match in each.identification.matches]
    texts = [subject.knowledge.license(each.license) for each in found]
    if not files or any(not each.identification.matches for each in files) or any(each is None for each in texts):
        return
    for badge in subject.release.statements:
        shown = subject.knowledge.license(badge.license) if badge.effect == "license-badge" and badge.license else None
        if shown and STATIC in badge.quote and not PART.search(badge.quote) and not any(license and related(license, shown) for license in texts):
            yield Finding(
                say("the badge says {shown}, {path} is {license}", shown=shown.name, path=files[0].path, license=texts[0].name if texts[0] else say("another")),
                badge.at,
                related=(Location(files[0].path, found[0].line),),
                because=(Evidence(quote=badge.quote, at=badge.at),),
                help="show the license of the file, or say on the badge which part it is about",
            )


def related(license: License, shown: License) -> bool:
    """Whether two licenses are one, one made from the other, or of one family."""
    return shown.id in (license.id, license.modifies) or license.id == shown.modifies or bool(license.family and license.family == shown.family)
