"""LW004."""

import re
from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.checks.texts import found_in
from licint.messages import say
from licint.model import Finding, License


@rule("LW004", severity="note")
def license_style_name(subject: Subject) -> Iterator[Finding]:
    """A modified license is called after the one it was made from

    ## Why
    "In the style of" an open-source license says nothing of the added conditions, and it is the conditions that differ.

    ## Example
    ```markdown title="README.md"
    ---
    license: other
    license_name: kimi-k2-license
    ---

    Released under an MIT-style license.
    ```

    ## Use instead
    ```markdown title="README.md"
    ---
    license: other
    license_name: kimi-k2-license
    ---

    Released under a modified MIT license that asks large services to show a credit.
    ```
    """
    card, license = subject.card, subject.governing_license
    original = subject.knowledge.license(license.modifies) if license and license.modifies else None
    if card is None or license is None or original is None:
        return
    for at, _ in found_in(card, _styled(original)):
        yield Finding(
            say("{license} adds conditions to {original}", license=license.name, original=original.name),
            at,
            because=license.terms.terms["commercial_use"].because[:1],
            help="name the conditions where the license is named",
        )
        return


def _styled(license: License) -> re.Pattern[str]:
    """The license's names, followed by "-style", "-like" or "-based"."""
    names = {license.id.partition("-")[0], license.id, *license.aliases.hub}
    return re.compile(rf"\b(?:{'|'.join(re.escape(each) for each in sorted(names))})[- ](?:style|like|based|compatible)\b", re.I)
