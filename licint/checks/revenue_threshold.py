"""LU004."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.checks.terms import CONSUME, amount, conditions, license_of, on_term
from licint.messages import say
from licint.model import USES, Finding


@rule("LU004", severity="note", profiles=CONSUME)
def revenue_threshold(subject: Subject) -> Iterator[Finding]:
    """Commercial use depends on revenue

    ## Why
    Above the threshold another contract is needed. Read whose revenue counts: the licensee's, its group's, or that of the product alone.

    ## Example
    ```yaml title="README.md"
    ---
    license: other
    license_name: datalab-openrail-m-5m
    license_link: LICENSE
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
        for each in conditions(term, "annual-revenue")[:1] if term.value == "conditional" else ():
            message = say("{license}: {use} up to a revenue of {amount}", license=license_of(term.because), use=say(use.replace("_", " ")), amount=amount(each))
            yield from on_term(subject, term, message, "compare it with the revenue that the clause means, in its currency")
            return
