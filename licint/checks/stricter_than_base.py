"""LC009."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Evidence, Finding
from licint.resolution.conflicts import hub_name


@rule("LC009", severity="note", about="lineage")
def stricter_than_base(subject: Subject) -> Iterator[Finding]:
    """The declared license is stricter than the base is today

    ## Why
    Some families were opened later: a license copied from an older member keeps people from what they may do. Who means to restrict their own
    work may do so; then this is no mistake.

    ## Example
    ```yaml title="README.md"
    ---
    license: gemma
    base_model: google/gemma-4-31B-it
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: apache-2.0
    base_model: google/gemma-4-31B-it
    ---
    ```
    """
    declared, field = subject.declared_license, subject.declared
    if declared is None or field is None or not declared.family or declared.category in ("open-source", "unknown"):
        return
    parents = [each for each in subject.verdict.lineage if each.depth == 1]
    licenses = [subject.knowledge.license(each.license) if each.license else None for each in parents]
    if not parents or any(each is None or each.category != "open-source" for each in licenses):
        return
    for parent, license in zip(parents, licenses, strict=True):
        if license and parent.confidence == "high" and declared.family in parent.id.lower():
            yield Finding(
                say(
                    "`license: {declared}` is that of other members of the family; {parent} is under {license}",
                    declared=field.value,
                    parent=parent.id,
                    license=license.name,
                ),
                field.at,
                related=(parent.at,) if parent.at else (),
                because=(Evidence(license=license.id, note=say("{parent} is known to be under it", parent=parent.id)),),
                help=say("`license: {id}` would do, unless you mean to restrict your own work", id=hub_name(license)),
            )
            return
