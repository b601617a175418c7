"""LM012."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.model import Card, Finding, Fix, Problem, Severity
from licint.parsing.edits import rename_key
from licint.parsing.files import file_rules


@rule("LM012", severity="error")
def broken_front_matter(subject: Subject) -> Iterator[Finding]:
    """The front matter cannot be read as it stands

    ## Why
    What the Hub cannot parse it does not show: a declaration inside a broken block is lost, and a misspelled key is no declaration at all.

    ## Example
    ```yaml title="README.md"
    ---
    license: mit
    license: apache-2.0
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: mit
    ---
    ```
    """
    card = subject.release.card
    for problem in card.problems if card else ():
        severity: Severity = "warning" if problem.kind in ("misspelled-key", "tab") else "error"
        yield Finding(problem.message, problem.at, severity=severity, fix=_fix(card, problem) if card else None)


def _fix(card: Card, problem: Problem) -> Fix | None:
    """The key that a misspelled one stands for, unless it is there as well."""
    key = next((key for key, field in card.fields.items() if field.key_at == problem.at), None) if problem.kind == "misspelled-key" else None
    known = file_rules().card_keys
    meant = (known.get(key) or known.get(key.lower())) if key else None
    others = [each for each in card.fields if each != key and (each == meant or known.get(each.lower()) == meant)]
    return rename_key(card.fields[key], meant) if key and meant and not others else None
