"""LP002."""

import re
from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.knowledge import Knowledge
from licint.messages import say
from licint.model import Finding, Location


@rule("LP002", severity="note", about="weights")
def gguf_license_not_spdx(subject: Subject) -> Iterator[Finding]:
    """`general.license` of a GGUF file is no SPDX expression

    ## Why
    The GGUF specification asks for an SPDX license expression there; tools that write bills of materials read it as one. Other licenses have the form
    `LicenseRef-…`.

    ## Example
    ```yaml title="README.md"
    ---
    license: llama3.1
    ---
    ```
    ```gguf title="model.gguf"
    general.license: llama3.1
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: llama3.1
    ---
    ```
    ```gguf title="model.gguf"
    general.license: LicenseRef-llama3.1
    ```
    """
    for weights in subject.release.weights:
        value = (weights.license or "").strip()
        if weights.format != "gguf" or not value or _is_expression(value, subject.knowledge):
            continue
        known = subject.knowledge.resolve(value)
        license = subject.knowledge.license(known) if known else None
        wanted = (license.spdx or f"LicenseRef-{license.id}") if license else "LicenseRef-<name>"
        yield Finding(
            say("`general.license: {value}` is no SPDX expression", value=value[:100]),
            Location(weights.path),
            help=say("write `{wanted}` into the header, and the name into `general.license.name`", wanted=wanted),
        )


def _is_expression(value: str, knowledge: Knowledge) -> bool:
    """Whether every name in an expression is on the SPDX list, by whatever case, or a reference."""
    names = re.split(r"[\s()]+|\b(?:AND|OR|WITH)\b", value[:1_000])
    listed = {id.lower() for id in knowledge.spdx}
    return all(not name or name.rstrip("+").lower() in listed or name.startswith(("LicenseRef-", "DocumentRef-")) for name in names)
