"""Whether what differs between a file and a reference matters.

Not: numbering, hyphens, filled-in names, holders, addresses, copyright statements and the parts that a sketch marks as optional. All else does.
"""

from collections.abc import Sequence
from functools import cache

from licint.identification.alignment import Alignment, Gap
from licint.identification.index import Index, Reference
from licint.identification.normalization import Words, hash_word
from licint.identification.sketch import Variant
from licint.identification.spelling import is_same_spelled
from licint.identification.vocabulary import (
    ADDRESS,
    ADDRESSEE,
    ARTICLES,
    DAYS,
    HOLDER,
    HOLDERS,
    MARKERS,
    MONTHS,
    OPERATIVE,
    OPERATIVE_WORDS,
    PAGE_NUMBER,
    REMOVABLE_MARKERS,
    SECTION_WORDS,
    TITLE_SUBSTANCE,
    YEARS,
)
from licint.model import Noun

_LONGEST_NAME = 14
_LONGEST_STATEMENT = 60
_LONGEST_FILLING = 30
_HEAD = 30
_SHORTEST_ITEM = 4


class Differences(Noun, frozen=True):
    """The gaps that matter, the words added and removed in them, and how many words of the reference
    should be there (optional ones only if they are) and how many of those were found.

    `telling`: a word by which licenses are told apart (of their names and versions) is among what differs.
    """

    gaps: tuple[Gap, ...]
    added: int
    removed: int
    needed: int
    found: int
    telling: bool = False

    @property
    def coverage(self) -> float:
        return self.found / self.needed if self.needed else 1.0


@cache
def _hashes_of(words: frozenset[str]) -> frozenset[int]:
    return frozenset(map(hash_word, words))


def judge(alignment: Alignment, reference: Reference, words: Words, hashes: Sequence[int], index: Index) -> Differences:
    """Sorts the gaps of an alignment. `hashes` are the reference's."""
    gaps, added, removed, missing = [], 0, 0, 0
    for gap in alignment.gaps:
        lost = _needed_words(gap, reference.optional, hashes)
        new = words.words[gap.start : gap.end]
        if not _is_immaterial(gap, new, lost, reference, hashes, words):
            gaps.append(gap)
            added += len(new)
            removed += lost
            missing += lost
    telling = reference.kind == "notice" and any(
        index.is_naming_word(word) for gap in gaps for word in (*map(hash_word, words.words[gap.start : gap.end]), *hashes[gap.from_ : gap.to])
    )
    return Differences(tuple(gaps), added, removed, alignment.matched + missing, alignment.matched, telling)


def _needed_words(gap: Gap, optional: tuple[tuple[int, int], ...], hashes: Sequence[int]) -> int:
    """How many of the words that are gone may not be missing.

    An optional part may be missing as a whole; of a part that is there no word of rights may be, and of an attachment at the end no item.
    """
    lost = gap.to - gap.from_
    for start, end in optional:
        first, last = max(gap.from_, start), min(gap.to, end)
        is_item = start > 0 and end == len(hashes) and last - first >= _SHORTEST_ITEM
        needed = _hashes_of(TITLE_SUBSTANCE) if start == 0 else _operative_hashes()
        if first < last and ((last - first) * 10 >= (end - start) * 9 or (needed.isdisjoint(hashes[first:last]) and not is_item)):
            lost -= last - first
    return lost


@cache
def _operative_hashes() -> frozenset[int]:
    return _hashes_of(OPERATIVE_WORDS)


def _is_immaterial(gap: Gap, new: list[str], lost: int, reference: Reference, hashes: Sequence[int], words: Words) -> bool:
    old = hashes[gap.from_ : gap.to]
    if any(_allows(variant, gap, new, hashes) for variant in reference.variants):
        return True
    if not new:
        return lost == 0 or (lost == len(old) == 1 and old[0] in _hashes_of(REMOVABLE_MARKERS))
    if old and (is_same_spelled(new, old) or _is_date_of_head(gap, new, old, words)):
        return True
    if lost == 0 and _repeats_title(gap, new, reference, hashes):
        return True
    if lost == 0:
        return _is_filling(new, gap, reference, words)
    if len(new) > _LONGEST_NAME or len(old) > _LONGEST_NAME or is_operative(new):
        return False
    addresses = sum(word in _hashes_of(ADDRESS) for word in old)
    if addresses * 2 > len(old) and all(word in _hashes_of(ADDRESS | ADDRESSEE) for word in old):
        return all(word in ADDRESS or word in ADDRESSEE for word in new)
    return _means_holder(new, old, _is_at_slot(gap, reference))


def _means_holder(new: list[str], old: Sequence[int], at_slot: bool) -> bool:
    """Whether what was replaced is how templates mean whoever holds the copyright, or an article by another."""
    if ARTICLES.issuperset(new) and all(word in _hashes_of(ARTICLES) for word in old):
        return True
    return (at_slot or any(word in _hashes_of(HOLDER) for word in old)) and all(word in _hashes_of(HOLDERS) for word in old)


def _is_date_of_head(gap: Gap, new: list[str], old: Sequence[int], words: Words) -> bool:
    """Whether the head of a text gives another date for it."""
    dates = MONTHS | YEARS | DAYS
    if gap.to > _HEAD or not dates.issuperset(new) or not all(word in _hashes_of(dates) for word in old):
        return False
    around = {*new, *words.words[max(0, gap.start - 1) : gap.start]}
    return not around.isdisjoint(MONTHS | YEARS)


def _allows(variant: Variant, gap: Gap, new: list[str], hashes: Sequence[int]) -> bool:
    """Whether a replaceable part takes the new words."""
    if gap.from_ < variant.start or gap.to > variant.end:
        return False
    rest = [word for word in new if hash_word(word) not in variant.words]
    return (not rest and bool(new)) or (variant.wide and len(rest) <= _LONGEST_FILLING and not is_operative(rest))


def _is_filling(new: list[str], gap: Gap, reference: Reference, words: Words) -> bool:
    """Whether words that replace nothing are numbering, a name in a slot, or a copyright statement."""
    starts_line = words.line_start(gap.start) == gap.start
    if len(new) <= 2 and all(word in MARKERS or word in SECTION_WORDS for word in new):
        return gap.from_ == gap.to and starts_line
    if PAGE_NUMBER.fullmatch(" ".join(new)):
        return starts_line and words.line_end(gap.end - 1) == gap.end
    if len(new) > _LONGEST_STATEMENT or is_operative(new):
        return False
    return (_is_at_slot(gap, reference) and len(new) <= _LONGEST_NAME) or is_copyright_statement(new) or all(word in ADDRESS for word in new)


def _is_at_slot(gap: Gap, reference: Reference) -> bool:
    return any(gap.from_ - 1 <= slot <= gap.to + 1 for slot in reference.slots)


def _repeats_title(gap: Gap, new: list[str], reference: Reference, hashes: Sequence[int]) -> bool:
    """Whether the title begins twice."""
    title = next((end for start, end in reference.optional if start == 0), 0)
    return gap.to <= title and 3 <= len(new) <= _LONGEST_NAME and [hash_word(word) for word in new] == list(hashes[: len(new)])


def is_operative(words: Sequence[str]) -> bool:
    """Whether one of the words speaks of rights or duties."""
    return OPERATIVE.search(" ".join(words)) is not None


def is_copyright_statement(words: Sequence[str]) -> bool:
    """Whether the words are a copyright statement: they begin as one and say nothing of rights or duties."""
    return len(words) <= _LONGEST_STATEMENT and not {"copyright", "copyrights", "reserved"}.isdisjoint(words[:6]) and not is_operative(words)
