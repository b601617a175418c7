"""LO001."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Evidence, Finding, Location
from licint.resolution.obligations import unmet


@rule("LO001", severity="warning", about="lineage")
def missing_upstream_license_copy(subject: Subject) -> Iterator[Finding]:
    """The license of the base model asks for a copy of itself, and there is none

    ## Why
    Passing on a copy of the license is the first condition of nearly every grant; without it the permission to distribute is not complete.

    ## Example
    ```yaml title="README.md"
    ---
    license: llama3.1
    base_model: meta-llama/Llama-3.1-8B
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: llama3.1
    base_model: meta-llama/Llama-3.1-8B
    ---
    ```
    ```text title="LICENSE"
    {{text llama-3.1-license-2024}}
    ```
    """
    for license, duty, ancestor in unmet(subject.release, subject.verdict.lineage, subject.knowledge, "include-license-copy"):
        yield Finding(
            say("no copy of {license} in the repository", license=license.name),
            ancestor.at or Location("README.md"),
            severity="note" if license.category == "open-source" else "warning",
            because=(Evidence(license=license.id, section=duty.section, quote=duty.quote),),
            help="add its text as LICENSE",
        )
