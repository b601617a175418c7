"""Whether a passage speaks of somebody else's components ("this product includes …, under its own license") and so changes nothing of the license before it.

A sentence does if it names parts or third parties, and once what it says of their licenses is set aside, nothing in it takes back, demands or turns to
what rights are about. In doubt it does not.
"""

from licint.identification.differences import is_operative
from licint.identification.third_party_words import ABOUT_PARTS, BINDING, HARMLESS, OF_LICENSES, OF_OTHERS, SAID_OF_PARTS, WHOLE_WORK
from licint.identification.vocabulary import CONCERN
from licint.regex import late

_SENTENCE_END = late(r"(?<=[.!?;])\s+(?=\S)|(?<=[。；！？])\s*(?=\S)|\n\s{0,40}(?=[-*•]\s|\d{1,2}[.)]\s)")
_LONGEST = 20_000
_LONGEST_SENTENCE = 1_500


class ThirdParties:
    """Reads the passages beside license texts in the order of the file: after one about components others may follow that only make sense with it."""

    def __init__(self) -> None:
        """`are_open`: whether a passage before was about components."""
        self.are_open = False

    def claim(self, passage: str, names_license: bool) -> bool:
        """Whether a passage is about somebody else's components, and about nothing else. `names_license`: a license is named in it."""
        inside = self.are_open
        if not inside and not ABOUT_PARTS.search(" ".join(passage[:_LONGEST].split()).lower()):
            return False
        for each in _SENTENCE_END.split(passage[: _LONGEST + 1]):
            sentence = " ".join(each.split()).lower()
            about_parts = ABOUT_PARTS.search(sentence[:_LONGEST_SENTENCE]) is not None
            if len(sentence) > _LONGEST_SENTENCE or not _is_harmless(sentence, about_parts, inside, names_license):
                return False
            inside = inside or about_parts
        self.are_open = inside and len(passage) <= _LONGEST
        return self.are_open


def concerns_the_whole(passage: str) -> bool:
    """Whether a passage names the work that the license is about, and not just a component."""
    return WHOLE_WORK.search(passage.lower()) is not None


def _is_harmless(sentence: str, about_parts: bool, inside: bool, names_license: bool) -> bool:
    """Whether a sentence says no more of rights than that parts have licenses of their own."""
    if not (is_operative([sentence]) or BINDING.search(sentence) or CONCERN.search(sentence)):
        return True
    rest = SAID_OF_PARTS.sub(" ", sentence)
    if BINDING.search(rest) or CONCERN.search(rest) or is_operative([HARMLESS.sub(" ", rest)]):
        return False
    if not is_operative([rest]):
        return True
    of_others = names_license or OF_OTHERS.search(sentence) is not None
    return of_others and (about_parts or (inside and OF_LICENSES.search(sentence) is not None))
