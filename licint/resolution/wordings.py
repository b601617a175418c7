"""Wordings that a license prescribes, as license files note them.

`Built with X [or: Improved using X]`, `X [only above the limits]`, `[name of the work] is built with X`.
"""

import re

from licint.model import Noun
from licint.regex import late

_BRACKET = late(r"\s*\[([^\]]{0,200})\]\s*")


class Wording(Noun, frozen=True):
    """`alternatives`: any one of them will do, each in pieces that stand in this order. `always`: False where the text must appear in some cases only."""

    alternatives: tuple[tuple[str, ...], ...]
    always: bool = True

    @property
    def plain(self) -> str | None:
        """The first alternative if it can be written as it stands, without a gap to fill."""
        first = self.alternatives[0] if self.alternatives else ()
        return first[0] if len(first) == 1 else None

    def is_in(self, text: str) -> bool:
        """Whether one alternative stands in a text; only letters and digits count."""
        letters = normal(text)
        return any(_stands(alternative, letters) for alternative in self.alternatives)


def read_wording(text: str) -> Wording:
    """A wording out of an obligation's `text`. In brackets: `or: …` another wording, `or …` another way that may not be literal, `only …` and `on …` a
    case, anything else (and `...` outside) a gap to be filled in."""
    always, others = True, []
    gaps = text.replace("…", "...")
    for found in _BRACKET.finditer(text):
        inner = found[1].strip()
        if inner.startswith("or"):
            others.append((inner.removeprefix("or:").removeprefix("or ").strip(),))
            always = always and inner.startswith("or:")
        always = always and not inner.startswith(("only ", "on ", "where ", "if "))
        gaps = gaps.replace(found[0], " " if inner.startswith(("or", "only ", "on ", "where ", "if ")) else "...")
    pieces = tuple(piece.strip() for piece in gaps.split("...") if normal(piece))
    whole = (pieces if "..." not in gaps or len(pieces) > 1 else (*pieces, ""),) if pieces else ()
    return Wording((*whole, *((each,) for (each,) in others if normal(each))), always)


def normal(text: str) -> str:
    """Letters and digits alone, lower case: two spellings of a notice that differ in punctuation or © are one."""
    return re.sub(r"[\W_]+", "", text.lower().replace("(c)", ""))


def _stands(pieces: tuple[str, ...], letters: str) -> bool:
    position = 0
    for piece in pieces:
        wanted = normal(piece)
        found = letters.find(wanted, position)
        if found < 0:
            return False
        position = found + len(wanted)
    return True
