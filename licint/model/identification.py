"""What a text was recognized as."""

from typing import Literal

from licint.model.words import Noun


class Passage(Noun, frozen=True, omit_defaults=True):
    """A stretch of text that differs; `line` counts in the file that was read, `text` is None for what a reference had and the file lacks."""

    line: int
    end_line: int
    text: str | None = None
    words: int = 0


class Match(Noun, frozen=True):
    """A license found in a text. `coverage`: share of the reference found; `share`: share of the file's words that this span explains (both 0 to 1)."""

    license: str
    kind: Literal["is", "derived-from", "reference", "none"]
    line: int
    end_line: int
    coverage: float = 1.0
    share: float = 0.0
    exact: bool = False
    added: tuple[Passage, ...] = ()
    removed: tuple[Passage, ...] = ()
    aliases: tuple[str, ...] = ()


class Nearest(Noun, frozen=True):
    """The closest known text to an unknown one, and how much of it was found (0 to 1)."""

    license: str
    coverage: float


class Identification(Noun, frozen=True):
    """What one text was recognized as; spans of `matches` do not overlap (references apart)."""

    matches: tuple[Match, ...] = ()
    nearest: Nearest | None = None
