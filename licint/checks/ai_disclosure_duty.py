"""LU012."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.checks.terms import CONSUME, named_at
from licint.messages import say
from licint.model import Evidence, Finding


@rule("LU012", severity="note", profiles=CONSUME)
def ai_disclosure_duty(subject: Subject) -> Iterator[Finding]:
    """The license asks to tell people that an AI is at work

    ## Why
    Outputs or interfaces have to say that they come from a machine. The duty falls on whoever runs the model, not only on its publisher.

    ## Example
    ```yaml title="README.md"
    ---
    license: bigscience-openrail-m
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: apache-2.0
    ---
    ```
    """
    for duty in subject.verdict.terms.obligations:
        if duty.kind == "display-ai-disclosure" and (duty.section or duty.quote):
            clause = Evidence(license=duty.license, section=duty.section, quote=duty.quote)
            yield Finding(
                say("{license} asks to tell people that an AI is at work", license=duty.license or say("the license")),
                named_at(subject),
                because=(clause,),
                help="say it where the outputs are shown",
            )
            return
