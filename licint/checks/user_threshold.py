"""LU003."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.checks.terms import CONSUME, amount, conditions, license_of, on_term
from licint.messages import say
from licint.model import USES, Finding


@rule("LU003", severity="note", profiles=CONSUME)
def user_threshold(subject: Subject) -> Iterator[Finding]:
    """Commercial use depends on the number of users

    ## Why
    Above the threshold another contract is needed, which the licensor may refuse. A product that grows, or a company that is bought, can cross it.

    ## Example
    ```yaml title="README.md"
    ---
    license: llama3.1
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: apache-2.0
    ---
    ```
    """
    for use in USES:
        term = subject.verdict.terms.terms[use]
        for each in conditions(term, "monthly-active-users", "daily-active-users")[:1] if term.value == "conditional" else ():
            message = say(
                "{license}: {use} up to {amount} {kind}",
                license=license_of(term.because),
                use=say(use.replace("_", " ")),
                amount=amount(each),
                kind=say(each.kind.replace("-", " ")),
            )
            yield from on_term(subject, term, message, "count the users of all products and affiliates that the clause names")
            return
