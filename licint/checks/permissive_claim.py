"""LW006."""

import re
from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.checks.texts import found_in
from licint.messages import say
from licint.model import Evidence, Finding
from licint.regex import late

CLAIM = late(
    r"\b(?:released|available|distributed|licensed|shared|published) (?:\w{1,20} ){0,3}(?:under|with) (?:an? |the )?(?:very |highly |more )?permissive\b", re.I
)
OTHERS = late(r"\b(?:code|data|datasets?|source|base|trained|repositor\w+|software|other)\b", re.I)


@rule("LW006", severity="note", stability="preview")
def permissive_claim(subject: Subject) -> Iterator[Finding]:
    """The license is called permissive and is not

    ## Why
    "Permissive" has a settled meaning: use, change and pass on for any purpose, with little more than a notice. Share-alike, non-commercial and
    use-restricted terms are something else.

    ## Example
    ```markdown title="README.md"
    ---
    license: cc-by-nc-4.0
    ---

    The model is released under a permissive license.
    ```

    ## Use instead
    ```markdown title="README.md"
    ---
    license: apache-2.0
    ---

    The model is released under a permissive license.
    ```
    """
    card, license = subject.card, subject.governing_license
    if card is None or license is None:
        return
    restrictive = license.category not in ("open-source", "unknown")
    duty = next((each for each in license.terms.obligations if each.kind in ("share-alike", "disclose-source")), None)
    if not restrictive and duty is None:
        return
    for at, line in found_in(card, CLAIM):
        if not OTHERS.search(line):
            clause = Evidence(license=license.id, section=duty.section, quote=duty.quote) if duty and not restrictive else None
            because = (clause,) if clause else license.terms.terms["commercial_use"].because[:1]
            what = say(license.category if restrictive else "share-alike")
            yield Finding(
                say("called permissive, but {license} is {what}", license=license.name, what=what),
                at,
                because=because,
                help=say("say what it is: {what}", what=what),
            )
            return
