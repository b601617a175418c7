"""Patterns on sentences: the parts of a sequence one after the other, each searched at most once, so that the cost is linear in the sentence."""

import functools
import re
from collections.abc import Mapping

from licint.clauses.patterns import Pattern
from licint.model import Noun
from licint.regex import compiled, late

THEN = " … "
SHORTEST_LITERAL = 3
# What a regular expression is made of: escapes, classes, quantifiers, runs of plain characters, and the rest.
_TOKEN = late(r"""\\.|\[\^?\]?(?:\\.|[^\\\]])*+\]|\{[^}]*+\}|(?:[^\W_]|[ '"-])++|.""", re.S)

Starts = dict[re.Pattern[str], re.Match[str] | None]


class Found(Noun, frozen=True):
    """Where a pattern matched a sentence, and the named groups it filled."""

    start: int
    end: int
    groups: Mapping[str, str] = {}


def find(pattern: Pattern, folded: str, starts: Starts | None = None) -> Found | None:
    """Where `pattern` matches a folded sentence, or None. `starts` remembers, for one sentence, where the first parts that many patterns share were found."""
    starts = {} if starts is None else starts
    for sequence in pattern.match:
        found = _follow(sequence, folded, starts)
        if found is not None:
            return None if any(_follow(veto, folded, starts) for veto in pattern.unless) else found
    return None


def _follow(sequence: str, folded: str, starts: Starts) -> Found | None:
    """The parts of `sequence` in order, each from where the one before ended; None where one is missing."""
    steps = steps_of(sequence)
    for literal in steps.literals:
        if literal not in folded:
            return None
    parts = steps.parts
    start, position = -1, 0
    groups: dict[str, str] = {}
    for part in parts:
        if position:
            match = part.search(folded, position)
        elif part in starts:
            match = starts[part]
        else:
            match = starts[part] = part.search(folded)
        if match is None:
            return None
        start = match.start() if start < 0 else start
        position = match.end()
        if part.groups:
            groups |= {name: value for name, value in match.groupdict().items() if value is not None}
    return Found(start=start, end=position, groups=groups)


class Steps:
    """A sequence: the words without which it cannot match, and its parts, compiled when a sentence first holds those words (a cold start pays for no other)."""

    def __init__(self, sequence: str) -> None:
        self._sources = sequence.split(THEN)
        self.literals = tuple(dict.fromkeys(filter(None, map(literal_in, self._sources))))

    @functools.cached_property
    def parts(self) -> tuple[re.Pattern[str], ...]:
        """The regular expressions, in their order."""
        return tuple(compiled(source) for source in self._sources)


@functools.cache
def steps_of(sequence: str) -> Steps:
    """The steps of a sequence, made once."""
    return Steps(sequence)


def literal_in(source: str) -> str:
    """The longest run of plain characters that every match of a regular expression holds, "" where there is none of any use.

    Only what stands outside groups, classes and alternatives counts; a character that a quantifier follows does not.
    """
    runs, run, depth = [], "", 0
    for token in _TOKEN.findall(source):
        first = token[0]
        if first == "(" or first == ")":
            depth += 1 if first == "(" else -1
        elif depth == 0 and first == "|":
            return ""
        elif depth == 0 and (first.isalnum() or first in " -'\""):
            run = token
            continue
        runs.append(run[:-1] if first in "?*{" else run)
        run = ""
    longest = max([*runs, run], key=len)
    return longest if len(longest) >= SHORTEST_LITERAL or not longest.isascii() else ""
