"""LW001."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.model import Evidence, Finding

CLAIMS = ("claim-open-source", "claim-fully-open")


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
    for statement in subject.release.statements:
        if statement.effect in CLAIMS and statement.subject == "own" and statement.component in (None, "weights") and statement.confidence != "low":
            commercial = subject.verdict.terms.terms["commercial_use"]
            yield Finding(
                f"called open source, but the governing license is {category}",
                statement.at,
                because=(Evidence(quote=statement.quote, at=statement.at), *commercial.because[:1]),
                help=f'say "open-weight" and name the terms: {category}',
            )
            return
