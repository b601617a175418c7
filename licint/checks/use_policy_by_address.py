"""LU011."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.checks.terms import CONSUME, license_of, on_term
from licint.messages import say
from licint.model import Finding


@rule("LU011", severity="note", profiles=CONSUME)
def use_policy_by_address(subject: Subject) -> Iterator[Finding]:
    """The use policy lies at an address and can change there

    ## Why
    A policy that the license brings in by its address binds in the wording of the day. Without a copy nobody can show what it said.

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
    term = subject.verdict.terms.terms["acceptable_use"]
    if term.value == "external-policy" and not subject.release.texts("policy"):
        message = say("{license} brings in a use policy that is not in this repository", license=license_of(term.because))
        yield from on_term(subject, term, message, say("keep a dated copy of {url}", url=term.url) if term.url else "keep a dated copy of the policy")
