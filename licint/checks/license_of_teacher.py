"""LL004."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Finding
from licint.resolution.conflicts import conflicts


@rule("LL004", severity="error", about="lineage")
def license_of_teacher(subject: Subject) -> Iterator[Finding]:
    """The declared license is the teacher's, the weights are another model's

    ## Why
    A distilled model learns from a teacher and is made of a carrier: the weights of the carrier bring their own license with them, and the
    license of the teacher, or a card that follows it, does not replace it.

    ## Example
    ```yaml title="README.md"
    ---
    license: mit
    base_model: deepseek-ai/DeepSeek-R1-Distill-Llama-8B
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: llama3.1
    base_model: deepseek-ai/DeepSeek-R1-Distill-Llama-8B
    ---
    ```
    """
    for each in conflicts(subject):
        if each.aspect == "teacher":
            carrier = each.ancestor.id
            message = say(
                "`license: {declared}` is that of the teacher or of a card that follows it; the weights of {carrier} are under {base}",
                declared=each.declared,
                carrier=carrier,
                base=each.base.name,
            )
            yield each.finding(message, each.redeclare(subject.card))
            return
