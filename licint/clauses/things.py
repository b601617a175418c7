"""What a sentence is about: components of a release ("the code and the weights"), and whose."""

from collections.abc import Iterator

import msgspec

from licint.clauses.matching import Found
from licint.clauses.patterns import Patterns
from licint.clauses.segments import Sentence
from licint.model import Component, Statement
from licint.regex import compiled

# Effects that take something away from the license beside them.
LIMITS = ("research-only", "commercial-forbidden", "commercial-conditional", "registration", "permission")


def component_near(folded: str, found: Found, patterns: Patterns) -> Component | None:
    """The component that the sentence names first: before the matched words, else in or after them."""
    return component_in(folded[: found.start], patterns) or component_in(folded[found.start :], patterns)


def component_in(text: str, patterns: Patterns) -> Component | None:
    """The component that a text names first."""
    places = ((match.start(), name) for name, expression in patterns.prose.components.items() if (match := compiled(expression).search(text.lower())))
    return min(places, default=(0, None))[1]


def subject_of(folded: str, patterns: Patterns) -> str:
    """On whose behalf a folded sentence speaks: `own` where it names nobody else."""
    return next((subject for subject, expression in patterns.prose.subjects.items() if holds(expression, folded)), "own")


def of_each_thing(statement: Statement, subject: str, sentence: Sentence, patterns: Patterns) -> Iterator[Statement]:
    """A sentence about several things ("code and weights are …") says of each what it says; `subject`: its words up to what it says."""
    prose, subject = patterns.prose, subject.rpartition(":")[2]
    if statement.component is None:
        yield statement
        return
    told: list[Component] = [statement.component]
    if statement.component == "code" and holds(prose.both, sentence.folded):
        told.append("weights")
    for each in told:  # grows while it is walked: "code, data and models"
        joined = (name for name, words in prose.components.items() if holds(f"(?:{prose.components[each]}){prose.joined}(?:{words})", subject))
        told += [name for name in joined if name not in told]
    yield from (msgspec.structs.replace(statement, component=each) for each in told)


def of_the_whole(statement: Statement, sentence: Sentence, patterns: Patterns, *, under_license: bool) -> Iterator[Statement]:
    """A limit of the project as a whole ("this repository may only be used …") is one of its weights, too; so is one of nothing in particular
    `under_license`, the heading.
    """
    of_all = holds(patterns.prose.whole, sentence.folded) or (under_license and statement.component is None)
    is_limit = of_all and statement.component in (None, "code") and statement.effect in LIMITS
    if is_limit:
        yield msgspec.structs.replace(statement, component="weights", confidence="low" if statement.confidence == "low" else "high")
    if statement.component or not is_limit:
        yield statement


def holds(expression: str, text: str) -> bool:
    """Whether an expression of the vocabulary is found in a text; an empty one never is."""
    return bool(expression) and compiled(expression).search(text) is not None
