"""LW007."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from licint.checks.rule import Subject, rule
from licint.checks.texts import found_in
from licint.messages import say
from licint.model import Evidence, Finding, Location
from licint.regex import late

if TYPE_CHECKING:
    from licint.openness.nouns import Assessment

FRAMEWORK = r"(?:\bMOF\b|\bModel Openness (?:Framework|Tool)\b)"
CLASS = late(rf"{FRAMEWORK}.{{0,60}}?\bclass[ _:-]{{0,3}}(III|II|I|[123])\b|\bclass[ _-]?(III|II|I|[123])\b.{{0,60}}?{FRAMEWORK}", re.I)
DEFINITION = late(
    r"\b(?:meets?|satisf(?:y|ies)|conforms?|complies|compliant|conformant|passes|certified|according)\b.{0,60}?\b(?:OSAID|Open Source AI Definition)\b"
    r"|\b(?:OSAID|Open Source AI Definition)\b[ -]?(?:1\.0)?[ -]{0,3}(?:compliant|conformant|compliance|badge|passed|approved)\b",
    re.I,
)
DENIED = late(r"\b(?:not|no|never|without|cannot|unless|whether|if|aim(?:s|ing)?|plan(?:s|ned)?|goal|toward|work(?:s|ing) to)\b|n't\b", re.I)
NUMBER = {"I": 1, "II": 2, "III": 3, "1": 1, "2": 2, "3": 3}
ROMAN = {1: "I", 2: "II", 3: "III"}
MOST_REASONS = 4


@rule("LW007", severity="warning", stability="preview")
def openness_grade_claim(subject: Subject) -> Iterator[Finding]:
    """A class of the Model Openness Framework, or the Open Source AI Definition, is claimed that cannot be met

    ## Why
    Class III asks for open licenses on six components, class I for training data and checkpoints too; the definition of the Open Source Initiative asks for
    training code and data information. The rule takes everything that cannot be seen for open, and fires where that is still not enough.

    ## Example
    ```markdown title="README.md"
    ---
    license: cc-by-nc-4.0
    ---

    Acme-7B is a MOF Class I model.
    ```
    ```text title="model.safetensors"
    (weights)
    ```

    ## Use instead
    ```markdown title="README.md"
    ---
    license: apache-2.0
    ---

    Acme-7B is a MOF Class I model.
    ```
    """
    for card in (subject.release.card, *subject.release.readmes):
        for at, line in found_in(card, CLASS) if card else ():
            claimed = CLASS.search(line)
            if claimed and not DENIED.search(line):
                yield from _below(subject, at, line, NUMBER[(claimed[1] or claimed[2]).upper()])
                break
        for at, line in found_in(card, DEFINITION) if card else ():
            if not DENIED.search(line) and subject.assessment.osaid.answer == "fail":
                failed = [(name, each) for name, each in subject.assessment.osaid.requirements.items() if each.value == "fail"]
                yield Finding(
                    say("the Open Source AI Definition is not met: {failed}", failed=[say(name) for name, _ in failed]),
                    at,
                    because=(Evidence(quote=line.strip()[:300], at=at), *(reason for _, each in failed for reason in each.because[:1])),
                    help="leave the claim out, or release what is missing under an open license",
                )
                break


def _below(subject: Subject, at: Location, line: str, claimed: int) -> Iterator[Finding]:
    """A finding if something that the class asks for is surely withheld, or surely not under an open license."""
    obstacles = _obstacles(subject.assessment, claimed)
    if obstacles:
        yield Finding(
            say("class {grade} is claimed, but {obstacles}", grade=ROMAN[claimed], obstacles=obstacles),
            at,
            because=(Evidence(quote=line.strip()[:300], at=at), *_reasons(subject.assessment, claimed)),
            help="claim the class that `licint audit --openness` computes, or release what it lacks under an open license",
        )


def _obstacles(assessment: "Assessment", grade: int) -> list[str]:
    withheld, closed = ([say(each.replace("_", " ")) for each in ids] for ids in (_withheld(assessment, grade), _closed(assessment, grade)))
    found: list[str] = [say("{parts} is withheld", parts=withheld)] if withheld else []
    return [*found, say("{parts} is not under an open license", parts=closed)] if closed else found


def _reasons(assessment: "Assessment", grade: int) -> list[Evidence]:
    ids = (*_withheld(assessment, grade), *_closed(assessment, grade))
    return [reason for id in ids[:MOST_REASONS] for reason in assessment.components.get(id).because[:1]]


def _withheld(assessment: "Assessment", grade: int) -> list[str]:
    return [id for id in assessment.strict.classes[grade].missing if assessment.components.get(id).presence == "absent"]


def _closed(assessment: "Assessment", grade: int) -> list[str]:
    from licint.openness.rules import load_rules

    report, rules = assessment.strict.classes[grade], load_rules()
    return [id for id in (*report.invalid, *report.unlicensed) if rules.component(id).required]
