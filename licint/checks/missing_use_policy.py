"""LO005."""

import re
from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Finding, Location
from licint.resolution.obligations import shows_whole


@rule("LO005", severity="warning", about="lineage")
def missing_use_policy(subject: Subject) -> Iterator[Finding]:
    """The use policy that the license of the base incorporates is neither there nor linked

    ## Why
    Some licenses bind every user to a policy that stands elsewhere. Who receives the model must be able to read it.

    ## Example
    ```yaml title="README.md"
    ---
    license: llama3.1
    base_model: meta-llama/Llama-3.1-8B
    ---
    ```

    ## Use instead
    ```markdown title="README.md"
    ---
    license: llama3.1
    base_model: meta-llama/Llama-3.1-8B
    ---

    Subject to the [use policy](https://llama.meta.com/llama3_1/use-policy).
    ```
    """
    release, seen = subject.release, set()
    for ancestor in subject.verdict.lineage:
        license = subject.knowledge.license(ancestor.license) if ancestor.license else None
        if license is None or license.id in seen or "low" in (license.confidence, ancestor.confidence) or ancestor.relation == "distill":
            continue
        seen.add(license.id)
        term = license.terms.terms["acceptable_use"]
        if term.value != "external-policy" or not term.url or not shows_whole(release):
            continue
        if release.texts("policy") or release.texts("license", "pointer") or _is_linked(subject, term.url):
            continue  # the agreement itself, where it is there, names its policy
        yield Finding(
            say("the use policy of {license} is neither in the repository nor linked", license=license.name),
            ancestor.at or Location("README.md"),
            because=term.because[:1],
            help=say("link to {url}, or add the policy as a file", url=term.url),
        )


def _is_linked(subject: Subject, url: str) -> bool:
    """Whether the address stands on the card or in a README, however its scheme and host are written."""
    wanted = re.sub(r"^https?://(?:www\.)?", "", url.lower()).rstrip("/")
    texts = [each.text.lower() for each in (subject.release.card, *subject.release.readmes) if each]
    return any(wanted in text for text in texts)
