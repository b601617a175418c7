"""LL012."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Finding
from licint.resolution.conflicts import conflicts


@rule("LL012", severity="error", about="lineage")
def other_license_for_this_size(subject: Subject) -> Iterator[Finding]:
    """The license of the family is declared, but this size or variant has another

    ## Why
    Some makers release the sizes of one family under different licenses: what holds for the 7B need not hold for the 3B.

    ## Example
    ```yaml title="README.md"
    ---
    license: apache-2.0
    base_model: Qwen/Qwen2.5-3B
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: apache-2.0
    base_model: Qwen/Qwen2.5-7B
    ---
    ```
    """
    for each in conflicts(subject):
        if each.aspect == "size":
            yield each.finding(
                say(
                    "`license: {declared}` is that of other sizes; {ancestor} is under {base}",
                    declared=each.declared,
                    ancestor=each.ancestor.id,
                    base=each.base.name,
                ),
                each.redeclare(subject.card),
            )
