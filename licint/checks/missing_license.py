"""LM001."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.model import Edit, Finding, Fix, License, Location


@rule("LM001", severity="error")
def missing_license(subject: Subject) -> Iterator[Finding]:
    """The card declares no license

    ## Why
    Without a license nobody has permission to copy, change or use a work: that is copyright's default. On the Hub `license` is the only
    declaration that search, filters and bills of materials read (hub-docs, model cards).

    ## Example
    ```yaml title="README.md"
    ---
    language: en
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    language: en
    license: apache-2.0
    ---
    ```
    """
    card = subject.card
    if card is None or any(key in card.fields for key in ("license", "license_name")) or card.problems:
        return
    license = _identified(subject)
    hub_id = license.aliases.hub[0] if license and license.aliases.hub else None
    yield Finding(
        "no license is declared in the front matter",
        Location(card.path),
        help=f"add `license: {hub_id}`, the license of the file in this repository" if hub_id else "add `license: <id>`: what may others do with this model?",
        fix=Fix(f"add `license: {hub_id}`", (Edit(card.path, (2, 1), (2, 1), f"license: {hub_id}\n"),)) if hub_id and card.text.startswith("---") else None,
    )


def _identified(subject: Subject) -> License | None:
    governing = subject.verdict.governing()
    exact = governing and len(governing.detected) == 1 and governing.detected[0].kind == "is" and not governing.disputed
    return subject.governing_license if exact else None
