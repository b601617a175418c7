"""LO002."""

import re
from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Evidence, Finding, Fix, Location
from licint.parsing.edits import append_line, new_file
from licint.regex import late
from licint.resolution.obligations import unmet
from licint.resolution.wordings import read_wording

NAME = "NOTICE"
PLAIN = late(r"[^/.]{1,80}(?:\.(?:txt|md))?", re.IGNORECASE)


@rule("LO002", severity="warning", about="lineage")
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
    for license, duty, ancestor in unmet(subject.release, subject.verdict.lineage, subject.knowledge, "notice-file"):
        yield Finding(
            say("the notice that {license} prescribes is missing", license=license.name),
            ancestor.at or Location("README.md"),
            because=(Evidence(license=license.id, section=duty.section, quote=duty.quote or duty.text),),
            help=say("write it into NOTICE: {words}", words=duty.text),
            fix=_fix(subject, read_wording(duty.text or "").plain, safe=ancestor.confidence == "high"),
        )


def _fix(subject: Subject, words: str | None, *, safe: bool) -> Fix | None:
    """The sentence in a notice file: behind what the file says already, or in one of its own."""
    if not words:
        return None
    notice = next((each for each in subject.release.texts("notice") if each.component is None and PLAIN.fullmatch(each.path) and not each.problems), None)
    edit = append_line(notice.path, notice.text, words) if notice else new_file(NAME, words + "\n")
    return Fix(say("write the notice into {path}", path=edit.path), (edit,), safe)
