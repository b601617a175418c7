"""LA004."""

import re
from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Finding
from licint.regex import late

PERSONAL = late(
    r"\b(?:phone|mobile|date of birth|birthday|(?<!mail )address|job|employer|passport|salary|gender|linkedin)\b|电话|手机|生日|职位|電話|전화", re.I
)


@rule("LA004", severity="note", stability="preview")
def gate_asks_personal_data(subject: Subject) -> Iterator[Finding]:
    """The gate asks for personal data that the license does not need

    ## Why
    The Commission's guidelines on general-purpose AI models (C(2025) 5045) count personal data that are a condition of access like a price, unless they
    are processed for security alone: a release then loses the open-source exemption.

    ## Example
    ```yaml title="README.md"
    ---
    license: apache-2.0
    extra_gated_fields:
      Phone number: text
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: apache-2.0
    extra_gated_fields:
      I accept the license: checkbox
    ---
    ```
    """
    card = subject.card
    field = card.fields.get("extra_gated_fields") if card else None
    if field is None or not isinstance(field.value, dict):
        return
    asked = [name for name in list(field.value)[:100] if isinstance(name, str) and PERSONAL.search(name[:200])]
    if asked:
        yield Finding(
            say("the gate asks for: {asked}", asked=[each[:60] for each in asked[:5]]),
            field.key_at,
            help="ask only for what the license or security needs",
        )
