"""LO003."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Evidence, Finding, Location
from licint.resolution.obligations import unmet


@rule("LO003", severity="warning", about="lineage")
def missing_name_prefix(subject: Subject) -> Iterator[Finding]:
    """The model's name lacks the prefix that the license of its base prescribes

    ## Why
    Some licenses let a fine-tuned model be passed on only under a name that begins with a word of theirs. An unmodified copy keeps its name.

    ## Example
    ```yaml title="README.md" of="acme/Zephyr-8B"
    ---
    license: llama3.1
    base_model: meta-llama/Llama-3.1-8B
    ---
    ```

    ## Use instead
    ```yaml title="README.md" of="acme/Llama-Zephyr-8B"
    ---
    license: llama3.1
    base_model: meta-llama/Llama-3.1-8B
    ---
    ```
    """
    for license, duty, ancestor in unmet(subject.release, subject.verdict.lineage, subject.knowledge, "name-prefix"):
        yield Finding(
            say("the name does not begin with {words!r}, as {license} prescribes", words=duty.text, license=license.name),
            ancestor.at or Location("README.md"),
            because=(Evidence(license=license.id, section=duty.section, quote=duty.quote),),
            help=say("rename the model: {words}-…", words=duty.text),
        )
