"""What rules on prose share: the lines of a card's body as they stand. Holds no rule."""

import re
from collections.abc import Iterator

from licint.model import Card, Location
from licint.regex import late

MAX_LINES = 20_000
MAX_LINE = 2_000
FENCE = late(r"[ \t]{0,3}(?:```|~~~)")


def body_lines(card: Card) -> Iterator[tuple[int, str]]:
    """Number and text of each line of the body, fenced code left out."""
    fenced = False
    for number, line in enumerate(card.body.splitlines()[:MAX_LINES], card.body_line):
        if FENCE.match(line):
            fenced = not fenced
        elif not fenced and line.strip():
            yield number, line[:MAX_LINE]


def found_in(card: Card, pattern: re.Pattern[str]) -> Iterator[tuple[Location, str]]:
    """The places in a card's body where a pattern is found, with the line: at most one a line."""
    for number, line in body_lines(card):
        match = pattern.search(line)
        if match:
            yield Location(card.path, number, match.start() + 1, number, match.end() + 1), line
