"""LM001."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Card, Finding, Fix, License, Location
from licint.parsing.edits import add_fields
from licint.resolution.conflicts import hub_name


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
    yield Finding("no license is declared in the front matter", Location(card.path), help=_help(subject), fix=_fix(subject, card))


def _help(subject: Subject) -> str:
    found, base = _identified(subject), _inherited(subject)
    if found:
        return say("add `license: {id}`, the license of the file in this repository", id=hub_name(found))
    if base:
        return say("add `license: {id}`, the license of the base model", id=hub_name(base))
    return say("add `license: <id>`: what may others do with this model?")


def _fix(subject: Subject, card: Card) -> Fix | None:
    """The license of the one file that lies there; that of the base only where somebody lets licint decide."""
    found, base = _identified(subject), _inherited(subject)
    if found and found.aliases.hub:
        return add_fields(card, {"license": hub_name(found)})
    governing = subject.verdict.governing()
    if found and governing:
        return add_fields(card, {"license": "other", "license_name": found.id.lower(), "license_link": governing.detected[0].at.path})
    return add_fields(card, {"license": hub_name(base)}, safe=False) if base and not subject.release.texts("license") else None


def _identified(subject: Subject) -> License | None:
    governing = subject.verdict.governing()
    exact = governing and len(governing.detected) == 1 and governing.detected[0].kind == "is" and not governing.disputed
    return subject.governing_license if exact else None


def _inherited(subject: Subject) -> License | None:
    """The license that all parents have in common, if it is surely known and has an identifier."""
    parents = [each for each in subject.verdict.lineage if each.depth == 1 and each.relation != "distill"]
    ids = {each.license for each in parents}
    license = subject.knowledge.license(ids.pop() or "") if len(ids) == 1 and all(each.confidence == "high" for each in parents) else None
    return license if license and license.aliases.hub else None
