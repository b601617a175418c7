"""LL010."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Finding
from licint.resolution.lineage import components
from licint.resolution.obligations import holds_text


@rule("LL010", severity="warning")
def unnamed_component_license(subject: Subject) -> Iterator[Finding]:
    """A component model has a restrictive license of its own, and the card does not say so

    ## Why
    Text encoders, vision towers and vocoders that are shipped along keep their own license; who uses the release uses them, too.

    ## Example
    ```yaml title="README.md"
    ---
    license: apache-2.0
    ---
    ```
    ```json title="text_encoder/config.json"
    {"_name_or_path": "meta-llama/Llama-3.1-8B-Instruct"}
    ```

    ## Use instead
    ```markdown title="README.md"
    ---
    license: apache-2.0
    ---

    The text encoder is meta-llama/Llama-3.1-8B-Instruct, under the Llama 3.1 Community License.
    ```
    ```json title="text_encoder/config.json"
    {"_name_or_path": "meta-llama/Llama-3.1-8B-Instruct"}
    ```
    """
    governing, card = subject.verdict.governing(), subject.release.card
    parts = components(subject.release, subject.knowledge)
    told = card.text.lower() if card and parts else ""
    for each in parts:
        license = subject.knowledge.license(each.license) if each.license else None
        if license is None or license.category in ("open-source", "unknown") or "low" in (license.confidence, each.confidence) or each.at is None:
            continue
        if (governing and governing.concluded == license.id) or each.id.lower() in told or holds_text(subject.release, license):
            continue
        terms = license.terms.terms["commercial_use"]
        yield Finding(
            say(
                "{part} is {model}, under {license}, and the card does not say so",
                part=each.at.path.rpartition("/")[0],
                model=each.id,
                license=license.name,
            ),
            each.at,
            because=terms.because[:1],
            help="name the component and its license on the card, and add its text",
        )
