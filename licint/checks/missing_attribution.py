"""LO004."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Evidence, Finding, Fix, Location
from licint.parsing.edits import append_line
from licint.resolution.obligations import unmet
from licint.resolution.wordings import read_wording


@rule("LO004", severity="warning", about="lineage")
def missing_attribution(subject: Subject) -> Iterator[Finding]:
    """Words that the license asks to display are not on the card

    ## Why
    Some licenses prescribe a display such as "Built with …" on a web page, in an interface or in the documentation. The card is the place that everyone sees.

    ## Example
    ```yaml title="README.md"
    ---
    license: llama3.1
    base_model: meta-llama/Llama-3.1-8B
    ---
    ```

    ## Use instead
    ```markdown title="README.md"
    ---
    license: llama3.1
    base_model: meta-llama/Llama-3.1-8B
    ---

    Built with Llama
    ```
    """
    for license, duty, ancestor in unmet(subject.release, subject.verdict.lineage, subject.knowledge, "attribution-text"):
        words = read_wording(duty.text or "").plain or duty.text or ""
        yield Finding(
            say('{license} asks to display "{words}"', license=license.name, words=words),
            ancestor.at or Location("README.md"),
            because=(Evidence(license=license.id, section=duty.section, quote=duty.quote),),
            help=say("write it on the card: {words}", words=words),
            fix=_fix(subject, words, safe=ancestor.confidence == "high") if read_wording(duty.text or "").plain else None,
        )


def _fix(subject: Subject, words: str, *, safe: bool) -> Fix | None:
    card = subject.card
    return Fix(say("write “{words}” on the card", words=words), (append_line(card.path, card.text, words),), safe) if card else None
