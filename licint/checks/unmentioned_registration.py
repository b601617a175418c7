"""LO012."""

import re
from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Finding, Location
from licint.regex import late

# Words by which cards speak of it.
ASKING = late(
    r"\bregist(?:er|ration)|\bappl(?:y|ication)\b|\bpermission\b|\bauthori[sz]|\bcontact\b|\brequest\b"
    r"|申请|申請|登记|登記|授权|授權|許諾|허가",
    re.IGNORECASE,
)


@rule("LO012", severity="note", about="lineage")
def unmentioned_registration(subject: Subject) -> Iterator[Finding]:
    """Commercial users must register or ask first, and the card does not say so

    ## Why
    Some licenses open commerce only after a registration or a permission. Whoever picks up a derivative cannot know that from its name.

    ## Example
    ```yaml title="README.md"
    ---
    license: other
    license_name: kolors
    base_model: Kwai-Kolors/Kolors
    ---
    ```

    ## Use instead
    ```markdown title="README.md"
    ---
    license: other
    license_name: kolors
    base_model: Kwai-Kolors/Kolors
    ---

    Commercial users apply for a license from the makers of the base model.
    ```
    """
    release = subject.release
    told = "\n".join(each.body for each in (release.card, *release.readmes) if each)
    for ancestor in subject.verdict.lineage:
        license = subject.knowledge.license(ancestor.license) if ancestor.license else None
        if license is None or "low" in (license.confidence, ancestor.confidence) or ancestor.relation == "distill":
            continue
        term = license.terms.terms["commercial_use"]
        asks = [each for each in term.conditions if each.kind in ("registration", "written-permission")]
        if asks and release.card and not ASKING.search(told) and not release.texts("license"):
            yield Finding(
                say("commercial users of {ancestor} must ask or register first, and the card does not say so", ancestor=ancestor.id),
                ancestor.at or Location(release.card.path),
                because=term.because[:1],
                help=say("say so on the card: {detail}", detail=asks[0].detail or say(asks[0].kind)),
            )
            return
