"""LC003."""

import re
from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Evidence, Finding, Location, Statement
from licint.regex import late

# Sentences about the one thing that is released; others may tell several models, versions or parts apart.
SUBJECT = late(
    r"(?:licen[sc]e\W{1,3})?(?:(?:this|the|our|all)\s)?((?:model\s)?(?:weights?|checkpoints?)|models?|code|source\scode|projects?|repositor(?:y|ies)|repo|software|data(?:sets?)?)\b",
    re.IGNORECASE,
)


@rule("LC003", severity="warning", about="statements")
def contradictory_statements(subject: Subject) -> Iterator[Finding]:
    """Two sentences put the same thing under licenses that contradict each other

    ## Why
    A reader cannot know which of the two counts. Where they are about different parts, each can say which.

    ## Example
    ```markdown title="README.md"
    # Acme

    The model weights are released under the Apache License 2.0.

    The model weights are licensed under CC BY-NC 4.0.
    ```

    ## Use instead
    ```markdown title="README.md"
    # Acme

    The code is released under the Apache License 2.0.

    The model weights are licensed under CC BY-NC 4.0.
    ```
    """
    path = subject.release.card.path if subject.release.card else ""
    named = [each for each in subject.release.statements if each.effect == "license" and each.subject == "own" and each.at.path == path]
    for index, later in enumerate(named):
        for earlier in named[:index]:
            if earlier.component == later.component and earlier.at.line != later.at.line and _contradict(subject, earlier, later):
                yield Finding(
                    say("line {line} says something else about the license", line=earlier.at.line),
                    later.at,
                    related=(earlier.at,),
                    because=(Evidence(quote=later.quote, at=later.at), Evidence(quote=earlier.quote, at=earlier.at)),
                    help="keep one, or say which part each is about (code, weights, data)",
                )
                return
    yield from _beside_a_file(subject)


def _beside_a_file(subject: Subject) -> Iterator[Finding]:
    """A sentence about a part that frees what the part's own license file restricts, or the reverse."""
    told = [each for each in subject.release.statements if each.effect == "license" and each.subject == "own" and each.component and SUBJECT.match(each.quote)]
    for document in subject.release.texts("license"):
        texts = [each.license for each in document.identification.matches if each.kind == "is"] if document.component else []
        for statement in told if len(texts) == 1 else ():
            if statement.component == document.component and _opposed(subject, statement.license, texts[0]) and statement.confidence == "high":
                yield Finding(
                    say("{path}, the license of the {component}, says something else", path=document.path, component=say(document.component or "weights")),
                    statement.at,
                    related=(Location(document.path),),
                    because=(Evidence(quote=statement.quote, at=statement.at), Evidence(license=texts[0], at=Location(document.path))),
                    help="name the license of the file, or say which part the sentence is about",
                )
                return


def _contradict(subject: Subject, earlier: Statement, later: Statement) -> bool:
    """Whether one of two sentences gives openly what the other restricts; two open licenses may both hold."""
    things = [SUBJECT.match(each.quote.strip()) for each in (earlier, later)]
    if "low" in (earlier.confidence, later.confidence) or len({each[1].lower().rstrip("s") if each else "" for each in things}) > 1 or not all(things):
        return False
    return _opposed(subject, earlier.license, later.license)


def _opposed(subject: Subject, one: str | None, other: str | None) -> bool:
    """Whether one of two known licenses is open source and the other is not."""
    licenses = [subject.knowledge.license(each) for each in (one, other) if each]
    return len([each for each in licenses if each]) == 2 and {"open-source"} < {each.category for each in licenses if each and each.category != "unknown"}
