"""LM006."""

import re
from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Card, Field, Finding
from licint.regex import late

PLACEHOLDER = late(
    r"\[?more information needed\]?|[?.\-_]{1,10}|<[^<>]{0,60}>|\[[^\[\]]{0,60}\]|\{\{.{0,60}\}\}|todo|tbd|fixme"
    r"|(?:your|insert|choose|add)[ _-].{0,40}licen[sc]e.{0,20}",
    re.I,
)
COPIED = late(r"#\s{0,4}(?:example|e\.g\.|for example)\s{0,2}:\s{0,4}([\w.+-]{1,60})", re.I)


@rule("LM006", severity="warning")
def untouched_template(subject: Subject) -> Iterator[Finding]:
    """The license is what a template put there

    ## Why
    A placeholder expresses nobody's will: the card says neither what is allowed nor that somebody has thought about it.

    ## Example
    ```yaml title="README.md"
    ---
    license: "[More Information Needed]"
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: apache-2.0
    ---
    ```
    """
    declared = subject.declared
    for field in (declared.items or (declared,)) if declared else ():
        if isinstance(field.value, str) and PLACEHOLDER.fullmatch(field.value.strip()):
            yield _finding(field, say("`{value}` is a placeholder", value=field.value.strip()[:60]))
            return
    copied = COPIED.search(_line(subject.card, declared)) if declared and subject.card else None
    if declared and copied and copied[1] == declared.value:
        yield _finding(declared, "value and comment are those of the template: was this license chosen?")


def _finding(field: Field, message: str) -> Finding:
    return Finding(message, field.at, help="write the identifier of the license that you mean; without one nobody may use the model")


def _line(card: Card, field: Field) -> str:
    """The line of the front matter that a field stands on."""
    lines = card.text[: len(card.text) - len(card.body)].splitlines()
    return lines[field.key_at.line - 1] if field.key_at.line <= len(lines) else ""
