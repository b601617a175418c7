"""LM002."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Card, Field, Finding, Fix
from licint.parsing.edits import add_fields, replace_value


@rule("LM002", severity="error")
def unknown_license_identifier(subject: Subject) -> Iterator[Finding]:
    """The declared license is not one of the Hub's identifiers

    ## Why
    The Hub accepts a fixed list of lower-case identifiers (hub-docs, repositories-licenses). Anything else is refused when the card is pushed,
    or, in older cards, is lost to search and to every tool that reads the tag.

    ## Example
    ```yaml title="README.md"
    ---
    license: Apache 2.0
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
        if isinstance(field.value, str) and field.value.strip() and field.value not in subject.knowledge.hub:
            yield _finding(subject, field)


def _finding(subject: Subject, field: Field) -> Finding:
    known = subject.knowledge.resolve(field.value)
    license = subject.knowledge.license(known) if known else None
    hub_id = license.aliases.hub[0] if license and license.aliases.hub else None
    if hub_id:
        return Finding(
            say("`{value}` is not an identifier of the Hub; it means `{id}`", value=field.value, id=hub_id),
            field.at,
            help=say("write `license: {id}`", id=hub_id),
            fix=replace_value(field, hub_id),
        )
    if known:
        return Finding(
            say("`{value}` is not an identifier of the Hub", value=field.value),
            field.at,
            help=say("write `license: other`, `license_name: {value}` and `license_link:` to its text", value=field.value),
            fix=_as_name(subject.card, field, known),
        )
    near = subject.knowledge.nearest(field.value)
    return Finding(
        say("`{value}` is not an identifier of the Hub", value=field.value),
        field.at,
        help=say("did you mean `{near}`?", near=near[0]) if near else "write one of the Hub's identifiers, or `other` with `license_name` and `license_link`",
    )


def _as_name(card: Card | None, field: Field, known: str) -> Fix | None:
    """The same license where the Hub wants it: `other` with its name."""
    other, name = replace_value(field, "other"), add_fields(card, {"license_name": known.lower()}, after="license") if card else None
    return Fix(say("write `license: other` and `license_name: {name}`", name=known.lower()), (*other.edits, *name.edits)) if other and name else None
