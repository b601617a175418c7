"""LM004."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Finding, Fix, License
from licint.parsing.edits import add_fields, replace_value


@rule("LM004", severity="error")
def other_without_name(subject: Subject) -> Iterator[Finding]:
    """`license: other` without a `license_name`

    ## Why
    The Hub asks for `license_name` and `license_link` beside `other` (hub-docs, repositories-licenses). Without a name nobody can look up the terms.

    ## Example
    ```yaml title="README.md"
    ---
    license: other
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
    if subject.card is None or declared is None or declared.value != "other" or subject.card.get("license_name"):
        return
    license = subject.governing_license
    name = (license.aliases.hub or (license.id.lower(),))[0] if license else "<name>"
    help = (
        say("write `license: {id}`", id=name)
        if license and license.aliases.hub
        else say("add `license_name: {name}` and `license_link:` to its text", name=name)
    )
    yield Finding("`license: other` does not say which license", declared.at, help=help, fix=_fix(subject, license))


def _fix(subject: Subject, license: License | None) -> Fix | None:
    """The name of the one license whose text lies there unchanged."""
    governing, card, declared = subject.verdict.governing(), subject.card, subject.declared
    if license is None or governing is None or card is None or declared is None or governing.disputed:
        return None
    texts = [each for each in governing.detected if each.kind == "is" and each.license == license.id]
    if len(texts) != 1 or len(governing.detected) != 1:
        return None
    if license.aliases.hub:
        return replace_value(declared, license.aliases.hub[0])
    link = {} if "license_link" in card.fields else {"license_link": texts[0].at.path}
    return add_fields(card, {"license_name": license.id.lower(), **link}, after="license")
