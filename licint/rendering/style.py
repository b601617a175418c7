"""ANSI colours, or none."""

from licint.model import Noun

CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34", "cyan": "36"}


class Style(Noun, frozen=True):
    """How words are emphasized; without color every method returns its text unchanged."""

    color: bool = False

    def paint(self, text: str, *how: str) -> str:
        """The text in a colour and weight (keys of CODES)."""
        return f"\x1b[{';'.join(CODES[each] for each in how)}m{text}\x1b[0m" if self.color and text and how else text


SEVERITY = {"error": ("red", "bold"), "warning": ("yellow",), "note": ("blue",)}
ANSWER = {"allowed": ("green",), "conditional": ("yellow",), "forbidden": ("red",), "unstated": ("dim",), "unknown": ("dim",)}
PLACE = {"open-source": ("green",), "open-weight": ("green",), "restricted": ("yellow",), "research-only": ("red",), "gated": ("red",), "closed": ("red",)}
