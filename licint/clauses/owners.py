"""Whose thing a sentence is about, by the names in its subject: in the README of Acme-7B, "Rival-7B is released under …" says nothing of Acme-7B."""

import re
from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from licint.clauses.patterns import Prose
from licint.clauses.segments import Sentence
from licint.clauses.things import LIMITS, holds
from licint.model import Noun, Statement
from licint.regex import compiled, late

OTHER, APART = "other", "third-party"  # called otherwise than the release; a thing that is none of its parts
MOST_NAMES = 6
SHORTEST, SHORT = 3, 4  # letters of a name that may stand within another

_CLOSED = late(r"\([^()]{0,200}\)|（[^（）]{0,200}）")
_BOUNDARY = late(
    r"[;；:：。，、(（]|,(?=\s)|\b(?:and|while|whereas|but)(?= (?:[A-Z]|the\b|our\b|all\b))"
    r"|(?<=[으하]며)\s|(?<=지만)\s|(?<=\s)(?=(?:which|that|who|whose) (?:is|are|was|were|has|can|may)\b)"
)
_RELATIVE = late(r"\W*(?:which|that|who|whose|an?)\b")
_VERB = late(
    r"\b(?:is|are|was|were|has|have|had|comes?|falls?|under|must|may|can|cannot|shall|should|will|released?|licen[sc]ed|distributed|supports?|permits?|allows?"
    r"|forbids?|prohibits?|requires?|needs?)\b|\b(?P<active>(?:releas|licens|provid|publish|distribut|shar)es)\b"
    r"|采用|遵循|使用|基于|支持|允许|禁止|可以?|由|是|仅|只|不得|需|が|は|を|[는은이가](?=\s)",
    re.IGNORECASE,
)
_PRONOUN = late(r"\W*(?:it|they)\s", re.IGNORECASE)
_BELONGING = late(r"\s(?:of|in|for|from|on|at|with|by)\s")
_MAKERS = late(r"[\w.+-]+['’]s\b")  # "Acme's weights": a maker, whose name tells nothing of the thing
_THING = late(r"(?:the |all |these |those )?(?:[a-z-]+ ){0,4}[a-z-]+$")
_WORD = late(r"[A-Za-z][A-Za-z0-9.+_-]*")
_MARKED = late(r".*[a-z].*[A-Z]|.*\d|[A-Z].*[-.+_]\w|[A-Z]{2}")  # capitals, digits or hyphens inside: no word of a language
_INFLECTED = late(r"[A-Z][a-z]+(?:s|ing|[ts]ion|ment|ity|ness)$")
_NUMBERED = late(r"v\.?\d[\d.]*$|.{1,2}$", re.IGNORECASE)
_TOKEN, _LETTERS = late(r"[a-z0-9]+"), late(r"[a-z]+")


class Topic(Noun, frozen=True):
    """What a sentence is about: the words before its verb, and the proper names in them."""

    words: str = ""
    names: tuple[str, ...] = ()


class Called(Noun, frozen=True):
    """What a release is called: the words of its names, and each name without spaces and signs."""

    words: frozenset[str]
    written: str


def topic_of(text: str, until: int, prose: Prose) -> Topic:
    """What a sentence is about in what it says up to the offset `until`: the subject of that clause, else of the whole.

    No names where it speaks of the release as its own ("our model", "the weights").
    """
    text = _CLOSED.sub(lambda found: " " * len(found.group()), text[: max(until, 0)])
    end = len(text)
    for start in reversed(_clauses(text)):
        clause, end = text[start:end], start
        verb = _VERB.search(clause)
        if verb is None:
            continue
        subject = clause[: verb.start()]
        if start and (_RELATIVE.match(subject) or text[start - 1] in "(（"):
            return Topic(subject, _names(text[:start], prose)[-1:])
        if subject.strip():
            return _about(clause[verb.end() :] if verb["active"] else subject, prose)  # who "releases Acme-7B" is its maker
    verb = _VERB.search(text)
    return _about(text[: verb.start()], prose) if verb else Topic()


def _clauses(text: str) -> list[int]:
    """Where the clauses of a sentence begin; "and" opens one only behind a verb ("A and B are" has one subject)."""
    starts = [0]
    for found in _BOUNDARY.finditer(text):
        if not found.group().isalpha() or _VERB.search(text, starts[-1], found.start()):
            starts.append(found.end())
    return starts


def _about(words: str, prose: Prose) -> Topic:
    return Topic(words, () if holds(prose.ours, words) else _names(words, prose))


def stands_for_another(sentence: str) -> bool:
    """Whether the subject of a sentence is that of the one before ("It is …")."""
    return _PRONOUN.match(sentence) is not None


def _names(words: str, prose: Prose) -> tuple[str, ...]:
    """The proper names among some words: with capitals, digits or hyphens inside, or with a capital that does not come from beginning the sentence."""
    written = [each.rstrip(".-") for each in _WORD.findall(_MAKERS.sub(" ", words))]
    alone = len(written) == 1 or not words.isascii()
    names = (each for place, each in enumerate(written) if _MARKED.match(each) or (each[:1].isupper() and (place or alone) and not _INFLECTED.match(each)))
    return tuple(each for each in names if not _NUMBERED.match(each) and not holds(prose.ordinary, each.lower()))[:MOST_NAMES]


def names_above(headings: Sequence[str], prose: Prose) -> tuple[str, ...]:
    """The proper names in the heading that a short answer ("License: MIT") stands under, if that heading is no "License"."""
    for heading in reversed(headings[-2:]):
        if "licen" not in heading.lower():
            return tuple(each for each in _names(heading, prose) if _MARKED.match(each))
    return ()


def without_past(sentence: Sentence, prose: Prose) -> Sentence:
    """The sentence without what it says was once ("from the Acme License to …"), which leaves a gap of the same length."""
    spans = [found.span(found.lastindex or 0) for found in compiled(prose.past).finditer(sentence.folded)] if prose.past else []
    folded = sentence.folded
    for start, end in spans:
        folded = folded[:start] + " " * (end - start) + folded[end:]
    return replace(sentence, folded=folded) if spans else sentence


def apart_in(topic: Topic, prose: Prose, is_part: bool = True) -> str:
    """The thing beside the release that a sentence is about ("the demo", "our teacher"), "" where it is about none.

    `is_part`: the sentence names a part of releases ("weights"); where it does not, whatever is no word for the whole is beside it ("the slides").
    """
    head = _BELONGING.split(topic.words.lower(), maxsplit=1)[0].strip()
    found = compiled(prose.apart).search(head) if prose.apart and head else None
    if found:
        return found.group()
    is_thing = not is_part and not topic.names and _THING.match(head) is not None
    return head if is_thing and not holds(prose.generic, head) and not holds(prose.ours, head) else ""


def called(names: Iterable[str], prose: Prose) -> Called:
    """What a release of these names is called; words that any release may be called are left out."""
    tokens = [[word for word in _TOKEN.findall(each.lower()) if not holds(prose.ordinary, word)] for each in names]
    words = {word for each in tokens for token in each for word in _LETTERS.findall(token) if len(word) > 1}
    return Called(frozenset(words), " ".join(map("".join, tokens)))


def is_called(name: str, release: Called) -> bool:
    """Whether a name may be the release's own: it or its first word stands in one of its names, or one of their words in it."""
    parts = _LETTERS.findall(name.lower())
    letters, first = "".join(parts), next(iter(parts), "")
    if letters in release.words or (len(first) >= SHORTEST and first in release.written) or "".join(_TOKEN.findall(name.lower())) in release.written:
        return True
    return any(len(word) >= SHORT and word in letters for word in release.words)


def without_others(
    statements: Sequence[Statement], release: Called, near: Called, declared: bool, is_free: Callable[[Statement], bool]
) -> tuple[Statement, ...]:
    """The statements, those about things that are called otherwise than the release marked as such (`subject`).

    What restricts is heard as the release's own unless its license is told elsewhere (`declared`, or by a statement of its own): a name that it is known by
    may be missing here. What restricts something near to it (an ancestor, a part that has a heading of its own) is always heard.
    """
    if not any(each.named for each in statements):
        return tuple(statements)
    told = declared or any(each.effect == "license" and each.component == "weights" and each.subject == "own" and not each.named for each in statements)
    told = told or any(each.effect == "license" and _is_of(each, release) for each in statements)
    marked = [_marked(each, release, near, told, is_free) if each.named else each for each in statements]
    others = {(each.at.path, each.at.line, each.license) for each in marked if each.subject == OTHER and each.license}
    return tuple(replace(each, subject=OTHER) if (each.at.path, each.at.line, each.license) in others else each for each in marked)  # the link in the sentence


def _is_of(statement: Statement, release: Called) -> bool:
    return any(is_called(name, release) for name in statement.named)


def _marked(statement: Statement, release: Called, near: Called, told: bool, is_free: Callable[[Statement], bool]) -> Statement:
    if _is_of(statement, release):
        statement = replace(statement, subject="own") if statement.subject == APART else statement
        is_limit = statement.component is None and statement.confidence == "medium" and statement.effect in LIMITS
        return replace(statement, component="weights", confidence="high") if is_limit else statement  # "Acme is for research only"
    if statement.subject != "own" or (not is_free(statement) and (not told or _is_of(statement, near))):
        return statement
    return replace(statement, subject=OTHER)
