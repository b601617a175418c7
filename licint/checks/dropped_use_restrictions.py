"""LO006."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Evidence, Finding, Location
from licint.resolution.conflicts import conflicts
from licint.resolution.obligations import unmet


@rule("LO006", severity="warning", about="lineage")
def dropped_use_restrictions(subject: Subject) -> Iterator[Finding]:
    """The use restrictions of the base are not passed on

    ## Why
    Some licenses let a derivative have terms of its own as long as their use restrictions go with it as an enforceable provision. A license
    without restrictions, and no text that holds them, does not do that.

    ## Example
    ```yaml title="README.md"
    ---
    license: other
    license_name: cc-by-nc-4.0
    base_model: runwayml/stable-diffusion-v1-5
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: creativeml-openrail-m
    base_model: runwayml/stable-diffusion-v1-5
    ---
    ```
    """
    against = {each.base.id for each in conflicts(subject)}
    for license, duty, ancestor in unmet(subject.release, subject.verdict.lineage, subject.knowledge, "pass-on-use-restrictions"):
        if license.id not in against:  # a conflict with the same license says it already
            yield Finding(
                say("the use restrictions of {license} are not passed on", license=license.name),
                ancestor.at or Location("README.md"),
                because=(Evidence(license=license.id, section=duty.section, quote=duty.quote),),
                help=say("add the text of {license}, or make its restrictions part of your terms", license=license.name),
            )
