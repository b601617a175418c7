"""LW005."""

import re
from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.checks.texts import found_in
from licint.messages import say
from licint.model import Evidence, Finding
from licint.regex import late

CLAIM = late(r"\b(?:exempt(?:ion|ed)?\b.{0,80}\bAI Act\b|AI Act\b.{0,80}\bexempt(?:ion|ed)?\b)", re.I)
WHAT = {"E1": "access", "E2": "use", "E3": "changes", "E4": "passing on", "E5": "a price", "E6": "publication", "E7": "systemic risk"}
DENIED = late(r"\b(?:not|no|never|without|cannot|unless|whether|if)\b|n't\b", re.I)


@rule("LW005", severity="warning", stability="preview")
def ai_act_exemption_claim(subject: Subject) -> Iterator[Finding]:
    """The EU AI Act's open-source exemption is claimed under a license that does not qualify

    ## Why
    The exemption asks for a license that lets everybody use, change and pass on the model (AI Act, recital 102, Art. 53(2)); the Commission's guidelines
    (C(2025) 5045) rule out non-commercial and size-dependent licenses.

    ## Example
    ```markdown title="README.md"
    ---
    license: cc-by-nc-4.0
    ---

    As an open-source model it is exempt under the EU AI Act.
    ```

    ## Use instead
    ```markdown title="README.md"
    ---
    license: apache-2.0
    ---

    As an open-source model it is exempt under the EU AI Act.
    ```
    """
    claims = ((at, line) for card in (subject.release.card, *subject.release.readmes) if card for at, line in found_in(card, CLAIM) if not DENIED.search(line))
    at, line = next(claims, (None, ""))
    if at is None:
        return
    failed = [(name, test.because) for name, test in subject.assessment.eu_ai_act.tests.items() if test.value == "fail"]
    if failed:
        reasons = [reason for _, because in failed for reason in (*because[:1], because[-1])]
        yield Finding(
            say("the exemption needs a free license and public weights; what fails: {failed}", failed=[say(WHAT[name]) for name, _ in failed]),
            at,
            because=(Evidence(quote=line.strip()[:300], at=at), *reasons[:4]),
            help="leave the claim out, or choose an open-source license (not legal advice)",
        )
