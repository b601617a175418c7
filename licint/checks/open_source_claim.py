"""LW001."""

import re
from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Evidence, Finding, Statement
from licint.regex import late
from licint.resolution.wordings import normal

MAX_HEAD = 20_000
CLAIMS = ("claim-open-source", "claim-fully-open")
# What is called open source in such a sentence need not be the model, unless its weights are named beside it.
OTHER_THINGS = late(r"\b(?:source )?codes?\b|\blibrar(?:y|ies)\b|\btoolkit\b|\bframework\b|\boptimi[sz]er\b|代码|源码|コード|코드", re.I)
WEIGHTS = late(r"\bweights\b|\bcheckpoints?\b|\bckpts?\b|权重|模型参数|重み|가중치", re.I)
OPEN_SOURCE = late(r"open[- ]?sourc|开源|開源|オープンソース|오픈 ?소스", re.I)
CLAUSE_END = late(r"[,，;；。]")
COMPARING = late(r"\bevaluat(?!ion code)|\bcompar", re.I)
# Whom a sentence is about: "Acme-7B is …", "Acme-7B 是…", "Acme: an …".
ABOUT = late(
    r"^\W{0,8}(?:the )?([A-Za-z][\w.+-]{1,40}(?: [A-Z0-9][\w.+-]{0,20}){0,2})(?: (?:is|are)\b|\s?是|\s?は|는|은|: (?:an?|the)\b)"
    r"|(?:releas|introduc|present)\w{1,3} ([A-Z][\w.+-]{1,40}(?: [A-Z0-9][\w.+-]{0,20}){0,2}): an? "
)
NO_NAME = frozenset(("this", "it", "these", "model", "models", "weights", "following", "which", "that", "here"))
# What tells the sizes and uses of one model apart.
SIBLING = late(r"(?:small|large|base|chat|instruct|tiny|medium|mini|hf)*$")
REPOSITORY = late(r"https?://(?:www\.)?(?:github\.com|huggingface\.co|hf\.co|modelscope\.cn/models)/[\w.-]{1,96}/([\w.-]{1,96})", re.I)


@rule("LW001", severity="warning", about="statements")
def open_source_claim(subject: Subject) -> Iterator[Finding]:
    """ "Open source" is claimed, but the license is not

    ## Why
    The Open Source Definition and the Open Source AI Definition know no limits of purpose, person or size. People choose by the word, and
    since the EU AI Act it decides on duties.

    ## Example
    ```markdown title="README.md"
    ---
    license: cc-by-nc-4.0
    ---

    Acme-7B is an open-source language model.
    ```

    ## Use instead
    ```markdown title="README.md"
    ---
    license: cc-by-nc-4.0
    ---

    Acme-7B is an open-weight language model for non-commercial use.
    ```
    """
    category, license = subject.verdict.category, subject.governing_license
    if category in ("open-source", "unknown") or (license and license.category == "open-source"):
        return
    governing = subject.verdict.governing()
    granted = governing is not None and governing.concluded != "NONE"
    for statement in subject.release.statements:
        if _claims(statement) and not _is_about_another(subject, statement) and not _names_open_license(subject, statement):
            commercial = subject.verdict.terms.terms["commercial_use"]
            yield Finding(
                say("called open source, but the governing license is {category}", category=say(category))
                if granted
                else "called open source, but no license is given",
                statement.at,
                because=(Evidence(quote=statement.quote, at=statement.at), *commercial.because[:1]),
                help=say('say "open-weight" and name the terms: {license}', license=license.name if license else say(category))
                if granted
                else "choose an open-source license and declare it",
            )
            return


def _claims(statement: Statement) -> bool:
    about_the_model = statement.subject == "own" and statement.component in (None, "weights") and statement.confidence != "low"
    if statement.effect not in CLAIMS or not about_the_model or COMPARING.search(statement.quote):
        return False
    called = [part for part in CLAUSE_END.split(statement.quote) if OPEN_SOURCE.search(part)]
    return not OTHER_THINGS.search(statement.quote) or (statement.component == "weights" and any(WEIGHTS.search(part) for part in called))


def _names_open_license(subject: Subject, statement: Statement) -> bool:
    """Whether the sentence says under which open-source license the weights are: then it is the licenses that contradict each other, not the word."""
    named = (each for each in subject.release.statements if each.effect == "license" and each.license and each.at == statement.at and each.component != "code")
    licenses = (subject.knowledge.license(each.license or "") for each in named)
    return any(license is not None and license.category == "open-source" for license in licenses)


def _is_about_another(subject: Subject, statement: Statement) -> bool:
    """Whether the sentence is about a model of another name, or links to a repository of one: news about a sibling, usually."""
    card = next((each for each in (subject.release.card, *subject.release.readmes) if each and each.path == statement.at.path), None)
    heading = next((line for line in card.body[:MAX_HEAD].splitlines() if line.lstrip().startswith(("#", "<h1"))), "") if card else ""
    own = normal(subject.release.target.id + heading)
    named = ABOUT.search(statement.quote) if heading else None
    name = (named[1] or named[2]) if named else ""
    if name and name.lower() not in NO_NAME:
        return not _is_called(name, own)
    links = (each for each in subject.release.links if (each.at.path, each.at.line) == (statement.at.path, statement.at.line))
    return any((found := REPOSITORY.match(each.target)) and not _is_called(found[1], own) for each in links)


def _is_called(name: str, own: str) -> bool:
    """Whether a name is the release's own, or that of one of its sizes."""
    letters = normal(name)
    return not letters or letters in own or SIBLING.sub("", letters) in own
