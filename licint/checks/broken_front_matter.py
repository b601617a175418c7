"""LM012."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.model import Finding


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
    for problem in subject.release.card.problems if subject.release.card else ():
        yield Finding(problem.message, problem.at, severity="warning" if problem.kind in ("misspelled-key", "tab") else "error")
