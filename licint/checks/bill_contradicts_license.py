"""LP011."""

from collections.abc import Iterator, Sequence

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Evidence, Finding, License, Stated
from licint.openness.expressions import names_in


@rule("LP011", severity="warning", about="stated")
def bill_contradicts_license(subject: Subject) -> Iterator[Finding]:
    """A bill of materials gives the model another license than the release, or does not say whose word it is

    ## Why
    What a bill of materials says is read by people who never see the model. *Declared* is what the publisher says, *concluded* what somebody found out:
    SPDX has a field for each, CycloneDX 1.6 says it in `acknowledgement`.

    ## Example
    ```yaml title="README.md"
    ---
    license: llama3.1
    ---
    ```
    ```json title="aibom.json"
    {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
      {"type": "machine-learning-model", "name": "acme-7b", "licenses": [{"license": {"id": "MIT", "acknowledgement": "declared"}}]}
    ]}
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: llama3.1
    ---
    ```
    ```json title="aibom.json"
    {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
      {"type": "machine-learning-model", "name": "acme-7b", "licenses": [{"license": {"name": "llama3.1", "acknowledgement": "declared"}}]}
    ]}
    ```
    """
    files: dict[str, list[Stated]] = {}
    for each in subject.release.stated:
        if each.kind == "bill" and each.of:
            files.setdefault(each.at.path, []).append(each)
    for stated in files.values():
        if len({each.of for each in stated}) == 1:  # of several models, which one this release is cannot be told
            yield from _contradiction(stated, subject)
            yield from _one_sided(stated)


def _contradiction(stated: Sequence[Stated], subject: Subject) -> Iterator[Finding]:
    own = [each for each in (subject.governing_license, subject.declared_license) if each]
    for each in stated:
        known = [subject.knowledge.resolve(name) for name in names_in(each.value)]
        named = [subject.knowledge.license(id) if id else None for id in known]
        if own and named and all(named) and not any(_related(one, other) for one in named if one for other in own):
            yield Finding(
                say("the bill says {value}, the release {license}", value=each.value, license=own[0].name),
                each.at,
                because=(Evidence(quote=each.value, at=each.at), *(subject.verdict.governing() or subject.verdict).because[:1]),
                help=say("write {license} into the bill, as declared or as concluded", license=own[0].name),
            )
            return


def _one_sided(stated: Sequence[Stated]) -> Iterator[Finding]:
    """Whether it is nowhere said whose statement this is, or only one of SPDX's two fields is filled."""
    words = {each.as_ for each in stated}
    if len(words) == 1 and None in words:
        yield Finding(
            "the bill does not say whether the license was declared or concluded",
            stated[0].at,
            severity="note",
            help='add `"acknowledgement": "declared"` (CycloneDX 1.6), or `"concluded"` if somebody found it out',
        )
    elif len(words) == 1 and all(each.form == "expression" for each in stated):
        missing = "concluded" if "declared" in words else "declared"
        yield Finding(
            say("the bill gives no {missing} license", missing=say(missing)),
            stated[0].at,
            severity="note",
            help=say("fill `license{field}` too", field=missing.title()),
        )


def _related(one: License, other: License) -> bool:
    return one.id in (other.id, other.modifies) or other.id == one.modifies or bool(one.family and one.family == other.family)
