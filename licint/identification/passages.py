"""The words of a passage as they stand in the file."""

import re

from licint.identification.normalization import Words
from licint.model import Passage

_LONGEST = 20_000


class Lines:
    """The lines of a text; split only when a passage is asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines: list[str] | None = None

    def passage(self, start: int, end: int, words: Words) -> Passage:
        """Words `start` to `end` of the file (as they are written, without the rest of their lines), with their lines."""
        first, last = words.line(start), words.line(end - 1)
        return Passage(first, last, self.written(start, end, words)[:_LONGEST], end - start)

    def line(self, number: int) -> str:
        """A line, by its number."""
        return next(iter(self._between(number, number)), "")

    def _between(self, first: int, last: int) -> list[str]:
        if self._lines is None:
            self._lines = re.split(r"\r\n|\r|\n", self._text)
        return self._lines[first - 1 : last]

    def written(self, start: int, end: int, words: Words) -> str:
        """Words `start` to `end` as the file writes them."""
        first, last = words.line(start), words.line(end - 1)
        lines = self._between(first, last)
        if not lines:
            return " ".join(words.words[start:end])
        lines = [line[:_LONGEST] for line in lines]
        before, after = words.words[words.line_start(start) : start], words.words[end : words.line_end(end - 1)]
        lines[-1] = lines[-1][: len(lines[-1]) - _skipped(lines[-1][::-1], [word[::-1] for word in reversed(after)])]
        lines[0] = lines[0][_skipped(lines[0], before) :]
        return "\n".join(lines).strip(" \t#*>|,;")


def _skipped(line: str, words: list[str]) -> int:
    """How many characters of a line the first words take; all that can be found in order."""
    lower, at = line.lower(), 0
    for word in words:
        found = lower.find(word, at)
        if found < 0:
            break
        at = found + len(word)
    return at
