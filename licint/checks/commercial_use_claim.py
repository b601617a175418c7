"""LW003."""

import re
from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.identification import find_references
from licint.messages import say
from licint.model import Evidence, Finding, Statement
from licint.regex import late

# A promise, and one without reserve: a large user threshold leaves "intended for commercial use" true, "free for commercial use" not.
MAX_LINE = 2_000
PROMISE = late(
    r"\b(?:free(?:ly)?|allow(?:s|ed)?|permit(?:s|ted)?|may|can|available|licensed|supports?|open)\b"
    r"|可商用|允许|允許|可以|支持商|免费|可用于|商用利用可|商業利用可|가능|허용|무료",
    re.I,
)
WITHOUT_RESERVE = late(
    r"\bfree(?:ly)?\b|\bunrestricted|\bno restrict|\bwithout (?:any )?(?:restrict|limit)|\bfully\b|完全可|完全开源|免费|无限制|無料|무료", re.I
)
RESERVE = late(
    r"\b(?:but|comply|subject to|provided|accordance|after|if|unless|terms|below|non-?commercial)\b|\bregist"
    r"|申请|登记|遵[守循][^，。；]{0,20}(?:协议|许可|条款|license)|但|需|条件|申請|登録|조건",
    re.I,
)
# "Under this agreement" points at one that was named before, which may be another than the license at hand.
OTHER_TERMS = late(r"\bunder (?:this|that|these|those|such an?|such) (?:licen[sc]e|agreement|terms)", re.I)


@rule("LW003", severity="error", about="statements")
def commercial_use_claim(subject: Subject) -> Iterator[Finding]:
    """Commercial use is promised that the license does not allow

    ## Why
    A user relies on the sentence that is easiest to find. A promise on the card beside a license that forbids it leaves both in doubt.

    ## Example
    ```markdown title="README.md"
    ---
    license: cc-by-nc-4.0
    ---

    The model weights are free for commercial use.
    ```

    ## Use instead
    ```markdown title="README.md"
    ---
    license: apache-2.0
    ---

    The model weights are free for commercial use.
    ```
    """
    commercial = subject.verdict.terms.terms["commercial_use"]
    clauses = [each for each in commercial.because if each.license and (each.section or each.quote)]
    if commercial.value not in ("forbidden", "conditional") or not clauses or commercial.confidence == "low":
        return
    for each in subject.release.statements:
        line = _line(subject, each)
        if _promises(each, commercial.value) and not _is_reserved(line, commercial.value) and not _names_its_own(subject, line):
            proved = commercial.value == "forbidden" and each.confidence == "high" and commercial.confidence == "high" and _is_named_here(subject)
            said = say("forbids it") if commercial.value == "forbidden" else say("allows it under conditions")
            yield Finding(
                say("commercial use is promised, but {license} {said}", license=clauses[0].license, said=said),
                each.at,
                severity="error" if proved else "warning",
                because=(Evidence(quote=each.quote, at=each.at), *clauses[:1]),
                help="name the conditions in the sentence, or choose a license that allows it",
            )
            return


def _is_named_here(subject: Subject) -> bool:
    """Whether the release itself names the governing license: what is known of a model by its name may be true of an older one."""
    governing = subject.verdict.governing()
    if governing is None or any(each.license == governing.concluded for each in governing.detected):
        return governing is not None
    return not governing.declared or any(each.license == governing.concluded and each.source != "knowledge" for each in governing.declared)


def _names_its_own(subject: Subject, line: str) -> bool:
    """Whether the line names another license, which allows commercial use and may be that of other models."""
    governing = subject.verdict.governing()
    named = {each.license for each in find_references(line, subject.index)} - {governing.concluded if governing else None}
    licenses = (subject.knowledge.license(each) for each in named)
    return any(license is not None and license.terms.terms["commercial_use"].value == "allowed" for license in licenses)


def _is_reserved(line: str, commercial_use: str) -> bool:
    return bool(OTHER_TERMS.search(line) or (commercial_use == "conditional" and RESERVE.search(line)))


def _line(subject: Subject, statement: Statement) -> str:
    """The line on which a statement begins: its quote may end before the reserve."""
    card = next((each for each in (subject.release.card, *subject.release.readmes) if each and each.path == statement.at.path), None)
    lines = card.text.splitlines() if card else []
    return lines[statement.at.line - 1][:MAX_LINE] if statement.at.line <= len(lines) else ""


def _promises(statement: Statement, commercial_use: str) -> bool:
    """Whether a sentence promises more than a license whose answer is `commercial_use` gives."""
    about_the_model = statement.subject == "own" and statement.component in (None, "weights") and statement.confidence != "low"
    if statement.effect != "commercial-allowed" or not about_the_model or RESERVE.search(statement.quote):
        return False
    return bool((PROMISE if commercial_use == "forbidden" else WITHOUT_RESERVE).search(statement.quote))
