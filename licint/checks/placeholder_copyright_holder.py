"""LF010."""

import re
from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.model import Evidence, Finding, Location
from licint.regex import late

HEAD = 12  # lines with text; further down stands the appendix of a license
MAX_TEXT = 5_000
PLACEHOLDER = late(
    r"(?<=\s)[<\[{]{1,2}\s?(?:years?|yyyy|date|full ?name|name of (?:the )?(?:copyright )?(?:owner|holder|author)|copyright (?:owner|holders?)|owner|author"
    r"|your name|organization)\s?[>\]}]{1,2}",
    re.I,
)


@rule("LF010", severity="warning", about="texts")
def placeholder_copyright_holder(subject: Subject) -> Iterator[Finding]:
    """The copyright line is still a placeholder

    ## Why
    Who grants the rights? A license whose notice names nobody cannot be passed on as it asks to be. The appendix of a license, which shows how to fill
    in a notice, is not meant.

    ## Example
    ```yaml title="README.md"
    ---
    license: mit
    ---
    ```
    ```text title="LICENSE"
    MIT License

    Copyright (c) [year] [fullname]

    You may look at this model on Sundays.
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: mit
    ---
    ```
    ```text title="LICENSE"
    MIT License

    Copyright (c) 2024 Acme

    You may look at this model on Sundays.
    ```
    """
    for document in subject.release.texts("license"):
        lines = [(number, line) for number, line in enumerate(document.text[:MAX_TEXT].splitlines(), 1) if line.strip()]
        for number, line in lines[:HEAD]:
            found = PLACEHOLDER.search(line[:300])
            if found:
                at = Location(document.path, number, found.start() + 1, number, found.end() + 1)
                yield Finding(
                    "nobody is named as the copyright holder",
                    at,
                    because=(Evidence(quote=line.strip()[:200], at=at),),
                    help="write the year and the holder's name",
                )
                return
