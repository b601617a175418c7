"""Words that are the same for all that they are written differently."""

from collections.abc import Sequence
from functools import lru_cache

from licint.identification.normalization import hash_word
from licint.regex import late

_LONGEST = 40
_BRITISH = (
    (late(r"is(?=(?:e[drs]?|ing|ations?|able|ably)$)"), "iz"),
    (late(r"ys(?=(?:e[drs]?|ing)$)"), "yz"),
    (late(r"(?<=[a-z]{2})our(?=(?:s|ed|ing|able|ably|al|ally|ite)?$)"), "or"),
    (late(r"licenc"), "licens"),
    (late(r"(?<=[fe])ence(?=s?$)"), "ense"),
    (late(r"(?<=t)re(?=s?$)"), "er"),
    (late(r"ll(?=(?:ed|ing|er|ers)$)"), "l"),
    (late(r"mme(?=s?$)"), "m"),
)


def is_same_spelled(new: Sequence[str], old: Sequence[int]) -> bool:
    """Whether words differ from the hashes of others in hyphens, a trademark sign, or British spelling only."""
    if len(old) == 1 and 1 < len(new) <= 3:
        return hash_word("".join(new)) == old[0]
    if len(new) == 1 and len(old) == 2:
        word = new[0]
        return any(hash_word(word[:cut]) == old[0] and hash_word(word[cut:]) == old[1] for cut in range(1, min(len(word), _LONGEST)))
    return len(new) == len(old) and all(is_variant(word, hashed) for word, hashed in zip(new, old, strict=True))


def is_variant(word: str, hashed: int) -> bool:
    """Whether a word is the one with a hash, in another spelling."""
    if len(word) > _LONGEST:
        return False
    if hashed in (hash_word(word), hash_word(word.removesuffix("tm"))):
        return True
    return any(hash_word(changed) == hashed for changed in _americanized(word))


@lru_cache(4096)
def _americanized(word: str) -> list[str]:
    return [changed for pattern, american in _BRITISH if (changed := pattern.sub(american, word)) != word]
