"""What re-wrapping a text hides or shows: normalization drops numbers at the start of a line, lines of copyright, and placeholders (`<year>`) within one."""

import re
from collections.abc import Sequence

from licint.identification.alignment import Gap
from licint.identification.differences import is_copyright_statement, is_operative
from licint.identification.normalization import Words, hash_word
from licint.identification.passages import Lines
from licint.identification.vocabulary import MARKERS, RESTRICTION
from licint.regex import late

_NUMBERING = late(r"\W*(?:(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-z]|[ivx]{1,5})[.)]\W*){1,3}", re.I)
_PLACEHOLDER = late(r"<[^<>]{1,300}(?:>|\Z)")
_BLANK_TO_FILL = late(r"\W*\[[^\[\]]{1,80}\]\W*")
_WORD = late(r"[a-z0-9]+")
_ENTITY = late(r"&#?\w{1,8};?")
_LONGEST = 400
_MOST_LINES = 4


def is_of_rewrapping(gap: Gap, words: Words, lines: Lines, hashes: Sequence[int], slots: Sequence[int]) -> bool:
    """Whether a gap only seems to differ: what is missing stands there all the same, or what was added is a number of a section or a placeholder.

    `slots`: where the reference has placeholders of its own.
    """
    new, old = words.words[gap.start : gap.end], hashes[gap.from_ : gap.to]
    if gap.start == gap.end and not gap.from_ and [*map(hash_word, words.words[max(0, gap.start - len(old)) : gap.start])] == list(old):
        return True  # a title that stands there twice: the words before belong to it
    if old:
        return MARKERS.issuperset(new) and _stands_there([*old, *map(hash_word, new)], gap, words, lines)
    written = lines.written(gap.start, gap.end, words)
    at_slot = any(gap.from_ <= slot <= gap.to for slot in slots)
    if MARKERS.issuperset(new):
        return _NUMBERING.fullmatch(_ENTITY.sub(" ", written)) is not None
    if "<" in written and not is_operative(new):
        return _is_copyright_or_nothing(_PLACEHOLDER.sub(" ", written))
    return at_slot and _BLANK_TO_FILL.fullmatch(_PLACEHOLDER.sub(" ", written)) is not None and not RESTRICTION.search(written.lower())


def _stands_there(missing: list[int], gap: Gap, words: Words, lines: Lines) -> bool:
    """Whether the line whose first word follows a gap begins with what is missing, or a line before it, of which no word was kept, holds that."""
    at_end, there = gap.start == len(words), words.words[gap.start : gap.start + len(missing)]
    if not gap.start or not (at_end or words.line_start(gap.start) == gap.start) or [*map(hash_word, there)] == missing:
        return False
    first = words.line(gap.start - 1) + 1
    last = first + _MOST_LINES if at_end else words.line(gap.start)
    written = [lines.line(number)[:_LONGEST] for number in range(max(first, last - _MOST_LINES), last)]
    dropped = [_hashes(line) for each in written for line in {each, _PLACEHOLDER.sub(" ", each)}]
    begun = [] if at_end else _hashes(lines.line(last))[: len(missing)]
    return begun == missing or any(line[at : at + len(missing)] == missing for line in dropped for at in range(len(line)))


def _hashes(line: str) -> list[int]:
    return [hash_word(word) for word in _WORD.findall(line[:_LONGEST].lower())]


def _is_copyright_or_nothing(written: str) -> bool:
    rest = _WORD.findall(written.lower())
    return not rest or is_copyright_statement(rest)
