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
# What is called open source in such a sentence need not be the model.
OTHER_THINGS = late(r"\b(?:source )?codes?\b|\blibrar(?:y|ies)\b|\btoolkit\b|\bframework\b|\boptimi[sz]er\b|\bevaluat|\bcompar|代码|源码|コード|코드", re.I)
REPOSITORY = late(r"https?://(?:www\.)?(?:github\.com|huggingface\.co|hf\.co|modelscope\.cn/models)/[\w.-]{1,96}/([\w.-]{1,96})", re.I)


@rule("LW001", severity="warning")
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
        if _claims(statement) and not _leads_elsewhere(subject, statement):
            commercial = subject.verdict.terms.terms["commercial_use"]
            yield Finding(
                say("called open source, but the governing license is {category}", category=say(category))
                if granted
                else "called open source, but no license is given",
                statement.at,
                because=(Evidence(quote=statement.quote, at=statement.at), *commercial.because[:1]),
                help=say('say "open-weight" and name the terms: {category}', category=say(category))
                if granted
                else "choose an open-source license and declare it",
            )
            return


def _claims(statement: Statement) -> bool:
    about_the_model = statement.subject == "own" and statement.component in (None, "weights") and statement.confidence != "low"
    return statement.effect in CLAIMS and about_the_model and not OTHER_THINGS.search(statement.quote)


def _leads_elsewhere(subject: Subject, statement: Statement) -> bool:
    """Whether the sentence links to a repository of another name: news about a sibling, usually."""
    card = next((each for each in (subject.release.card, *subject.release.readmes) if each and each.path == statement.at.path), None)
    heading = next((line for line in card.body[:MAX_HEAD].splitlines() if line.lstrip().startswith(("#", "<h1"))), "") if card else ""
    own = normal(subject.release.target.id + heading)
    links = (each for each in subject.release.links if (each.at.path, each.at.line) == (statement.at.path, statement.at.line))
    return any((found := REPOSITORY.match(each.target)) and normal(found[1]) not in own for each in links)
