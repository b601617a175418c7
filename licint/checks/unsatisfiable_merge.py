"""LL006."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Finding, Location
from licint.resolution.merges import clashes, is_merge


@rule("LL006", severity="warning", about="lineage")
def unsatisfiable_merge(subject: Subject) -> Iterator[Finding]:
    """The licenses of two merged models ask for what cannot be done together

    ## Why
    Two names that must each stand first, or two agreements that each let the whole go out under nothing but themselves, leave no way to publish
    the merge.

    ## Example
    ```yaml title="README.md"
    ---
    license: other
    license_name: acme-1.0
    base_model: [meta-llama/Llama-3.1-8B, stabilityai/stablelm-base-alpha-7b]
    base_model_relation: merge
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: llama3.1
    base_model: [meta-llama/Llama-3.1-8B, mistralai/Mistral-7B-v0.1]
    base_model_relation: merge
    ---
    ```
    """
    if not is_merge(subject.release):
        return
    for each in clashes(subject.verdict.lineage, subject.knowledge):
        at = each.first.at or Location("README.md")
        yield Finding(
            say("{first} and {second} cannot be merged and passed on: {reason}", first=each.first.id, second=each.second.id, reason=each.reason),
            at,
            severity="error" if each.sure else "warning",
            confidence="high" if each.sure else "medium",
            related=(each.second.at,) if each.second.at and each.second.at != at else (),
            because=each.because,
            help="merge models whose licenses go together, or ask one of the licensors",
        )
