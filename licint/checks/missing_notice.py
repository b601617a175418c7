"""LO002."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.model import Evidence, Finding
from licint.resolution.conflicts import unmet


@rule("LO002", severity="warning")
def missing_notice(subject: Subject) -> Iterator[Finding]:
    """A required notice is missing or altered

    ## Why
    Some licenses prescribe a sentence, word by word, that must travel in a notice file.

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
    ```text title="NOTICE"
    Llama 3.1 is licensed under the Llama 3.1 Community License, Copyright © Meta Platforms, Inc. All Rights Reserved.
    ```
    """
    for license, duty, at in unmet(subject, "notice-file"):
        yield Finding(
            f"the notice that {license.name} prescribes is missing",
            at,
            because=(Evidence(license=license.id, section=duty.section, quote=duty.quote or duty.text),),
            help=f"write it into NOTICE: {duty.text}",
        )
