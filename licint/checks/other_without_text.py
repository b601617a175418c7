"""LM005."""

import re
from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Finding
from licint.regex import late

# By this word a link in the prose is known to lead to terms.
WORD = late(r"licen[sc]e", re.IGNORECASE)


@rule("LM005", severity="error")
def other_without_text(subject: Subject) -> Iterator[Finding]:
    """`license: other`, and neither a link nor a file leads to its text

    ## Why
    The terms of a license that is not on the Hub's list can be read nowhere but in its own text (hub-docs: `other` requires `license_link`).

    ## Example
    ```yaml title="README.md"
    ---
    license: other
    license_name: acme-community-1.0
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: other
    license_name: acme-community-1.0
    license_link: https://example.com/license
    ---
    ```
    """
    declared = subject.declared
    if subject.card is None or declared is None or declared.value != "other" or subject.release.texts("license", "pointer"):
        return
    link = subject.card.fields.get("license_link")
    if link is None or not isinstance(link.value, str) or not link.value.strip():
        told = next((each for each in subject.release.links if not each.image and WORD.search(f"{each.text} {each.target}") and "://" in each.target), None)
        if told:
            yield Finding(
                "`license_link` is missing; only the prose links to a text",
                declared.at,
                severity="warning",
                related=(told.at,),
                help=say("add `license_link: {target}`", target=told.target[:200]),
            )
            return
        help = "put the text into LICENSE and add `license_link: LICENSE`, or link to it"
        if not subject.sees_files or any(each.effect == "license" and each.license and each.subject == "own" for each in subject.release.statements):
            # A file may lie beside a card that was read alone; a known license that the prose names can be found.
            yield Finding("`license_link` is missing: nothing on the card leads to a text", declared.at, severity="warning", help=help)
            return
        yield Finding("nothing leads to the text of this license", declared.at, help=help)
    elif "://" not in link.value and subject.sees_files:
        yield Finding(
            say("`license_link: {link}`: there is no such file", link=link.value),
            link.at,
            help=say("add the file {path}, or link to the text", path=link.value),
        )
