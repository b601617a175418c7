"""LX006."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.checks.terms import CONSUME, named_at
from licint.messages import say
from licint.model import Finding


@rule("LX006", severity="note", profiles=CONSUME)
def unfit_for_distributions(subject: Subject) -> Iterator[Finding]:
    """The license keeps the model out of free-software distributions

    ## Why
    The Open Source Definition (5, 6) and the Debian Free Software Guidelines (5, 6) know no limits of persons, purposes or sizes; distributions and app
    stores that follow them cannot carry the model.

    ## Example
    ```yaml title="README.md"
    ---
    license: llama3.1
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: apache-2.0
    ---
    ```
    """
    license = subject.governing_license
    if license and license.category not in ("open-source", "unknown"):
        terms = license.terms.terms
        because = terms["commercial_use" if terms["commercial_use"].value in ("conditional", "forbidden") else "acceptable_use"].because
        yield Finding(
            say(
                "{license} is {category}: distributions that ask for free software cannot carry the model", license=license.name, category=say(license.category)
            ),
            named_at(subject),
            because=because[:1],
            help="load the weights at run time, from their publisher, instead of packaging them",
        )
