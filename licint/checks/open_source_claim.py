"""LW001."""

import re
from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.model import Evidence, Finding
from licint.regex import late

CLAIMS = ("claim-open-source", "claim-fully-open")
# What is called open source in such a sentence need not be the model.
ABOUT_CODE = late(r"\b(?:source )?codes?\b|\blibrar(?:y|ies)\b|\btoolkit\b|\bframework\b|代码|源码|コード|코드", re.I)


@rule("LW001", severity="warning")
def open_source_claim(subject: Subject) -> Iterator[Finding]:
    """ "Open source" is claimed, but the license is not

    ## Why
    The Open Source Definition and the Open Source AI Definition know no limits of purpose, person or size. People choose by the word, and
    since the EU AI Act it decides on duties.

    ## Example
    ```markdown title="README.md"
    ---
    license: cc-by-nc-4.0
    ---

    Acme-7B is an open-source language model.
    ```

    ## Use instead
    ```markdown title="README.md"
    ---
    license: cc-by-nc-4.0
    ---

    Acme-7B is an open-weight language model for non-commercial use.
    ```
    """
    category = subject.verdict.category
    if category in ("open-source", "unknown"):
        return
    governing = subject.verdict.governing()
    granted = governing is not None and governing.concluded != "NONE"
    for statement in subject.release.statements:
        if statement.effect in CLAIMS and statement.subject == "own" and statement.component in (None, "weights") and statement.confidence != "low" and not ABOUT_CODE.search(statement.quote):
            commercial = subject.verdict.terms.terms["commercial_use"]
            yield Finding(
                f"called open source, but {f'the governing license is {category}' if granted else 'no license is given'}",
                statement.at,
                because=(Evidence(quote=statement.quote, at=statement.at), *commercial.because[:1]),
                help=f'say "open-weight" and name the terms: {category}' if granted else "choose an open-source license and declare it",
            )
            return
