"""How words are shown: in which color, and in which language."""

from typing import Any

from licint.messages import ENGLISH, Language
from licint.model import Noun

CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34", "cyan": "36"}


class Style(Noun, frozen=True):
    """How words are shown; without color `paint` returns its text unchanged, in English `say` fills in its template."""

    color: bool = False
    language: Language = ENGLISH

    def say(self, template: str, /, **arguments: Any) -> str:
        """A sentence in the language that is spoken, from its English template."""
        return self.language.say(template, **arguments)

    def category(self, category: str) -> str:
        """A license category; in another language than English with its identifier."""
        word = self.word(category)
        return word if word == category else f"{word} ({category})"

    def word(self, word: str) -> str:
        """A word of the vocabulary in the language that is spoken."""
        return self.language.word(word)

    def paint(self, text: str, *how: str) -> str:
        """The text in a colour and weight (keys of CODES)."""
        return f"\x1b[{';'.join(CODES[each] for each in how)}m{text}\x1b[0m" if self.color and text and how else text


SEVERITY = {"error": ("red", "bold"), "warning": ("yellow",), "note": ("blue",)}
ANSWER = {"allowed": ("green",), "conditional": ("yellow",), "forbidden": ("red",), "unstated": ("dim",), "unknown": ("dim",)}
PLACE = {"open-source": ("green",), "open-weight": ("green",), "restricted": ("yellow",), "research-only": ("red",), "gated": ("red",), "closed": ("red",)}
