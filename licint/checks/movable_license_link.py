"""LX005."""

import re
from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.model import Finding
from licint.regex import late

BRANCH = late(r"^https?://.{1,300}/(?:(?:blob|raw|resolve|tree)/)?(?:main|master|refs/heads/[\w.-]{1,60})/", re.I)


@rule("LX005", severity="note", stability="preview")
def movable_license_link(subject: Subject) -> Iterator[Finding]:
    """The license link follows a branch

    ## Why
    What stands on a branch can be replaced: whoever checks the release later may read other terms than those it was taken under.

    ## Example
    ```yaml title="README.md"
    ---
    license: other
    license_name: acme-1.0
    license_link: https://huggingface.co/acme/acme-7b/blob/main/LICENSE
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: other
    license_name: acme-1.0
    license_link: https://huggingface.co/acme/acme-7b/blob/4f1c2ab8e1d3a5b7c9f0e2d4a6b8c0d1e3f5a7b9/LICENSE
    ---
    ```
    """
    field = subject.card.fields.get("license_link") if subject.card else None
    if field and isinstance(field.value, str) and BRANCH.search(field.value[:500]):
        yield Finding(
            "the text behind this link can change", field.at, help="link to a commit, or put the text into this repository and write `license_link: LICENSE`"
        )
