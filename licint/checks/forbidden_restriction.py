"""LL011."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Finding
from licint.resolution.conflicts import conflicts


@rule("LL011", severity="warning", about="lineage")
def forbidden_restriction(subject: Subject) -> Iterator[Finding]:
    """The declared license restricts what the license of the base keeps free

    ## Why
    Share-alike licenses let nobody take back what they give: a derivative under narrower terms withholds rights that its users have from the
    original. Whether weights are an adaptation is unsettled; what the text asks is quoted.

    ## Example
    ```yaml title="README.md"
    ---
    license: cc-by-nc-4.0
    base_model: stabilityai/stablelm-base-alpha-7b
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: cc-by-sa-4.0
    base_model: stabilityai/stablelm-base-alpha-7b
    ---
    ```
    """
    for each in conflicts(subject):
        if each.aspect == "restriction":
            yield each.finding(
                say(
                    "`license: {declared}` restricts more than {base}, the license of {ancestor}, lets a derivative do",
                    declared=each.declared,
                    base=each.base.name,
                    ancestor=each.ancestor.id,
                ),
                each.redeclare(subject.card),
            )
