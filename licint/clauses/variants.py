"""Which of a maker's models a sentence speaks of ("the 22B", "Acme-Small"), and whether that is the one that was asked about.

One README often serves several models under several licenses. A sentence about a sibling is no statement about this model.
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from licint.clauses.segments import Sentence
from licint.model import Statement
from licint.regex import compiled, late

LONGEST = 80
SIBLING, EXCEPTED = "sibling", "unknown"
_VERB = late(
    r"\b(?:is|are|was|were|has|have|comes?|falls?|under|must|may|can|cannot|shall|released|licen[sc]ed|distributed)\b|采用|遵循|使用|基于|は|(?<!또)[는은](?=\s)"
)
_ARTICLE = late(r"^(?:\W*\b(?:the|our|all|and|both|while|whereas|however|but)\b)+\s*")
_NOUN = late(r"\s+(?:models?|checkpoints?|weights|version)\s*$")
# One way of tuning has many spellings; two spellings of one never tell two models apart.
_TUNED = late(r"\bfine[- ]?tun(?:ed|e|ing)\b|\btun(?:e|ing)\b|\bft\b|\bsft\b")
_SAME = {"instruction": "instruct", "it": "instruct", "instructions": "instruct", "distilled": "distill", "chatbot": "chat", "conversational": "chat"}
_TOKEN = late(r"[a-z0-9.]*[a-z0-9]")
_SIZE = late(r"\d+(?:x\d+)?(?:\.\d+)?[bm]$")
# "All models except Acme-7B" speaks of the others; a range of sizes ("above 7B", "7B to 70B") or a comparison names no one model.
_EXCEPT = late(r"\b(?:except(?: for)?|excluding|other than|apart from|with the exception of)\b|除了?")
_INEXACT = late(
    r"\b(?:above|below|over|beyond|up|larger|smaller|bigger|greater|less|more|least|than|from|to|through|between)\b|[+<>≤≥~–—]|\d[bm]\s?-\s?\d"
    r"|以上|以下|以内|至|到"
)
# Words that every variant is called.
_COMMON = frozenset(
    ("model", "models", "checkpoint", "checkpoints", "weight", "weights", "version", "versions", "series", "family", "and", "or", "the", "release", "releases")
)


def variant_named(sentence: Sentence, expression: str) -> str | None:
    """The variant that a sentence has as its subject, as it names it; None where it speaks of the model as such. `expression`: what tells variants apart."""
    own = sentence.folded[sentence.lead :]
    subject, *predicate = _VERB.split(own, maxsplit=1)
    if not predicate:
        subject, *predicate = own.split(": ", 1)  # "Acme-7B: MIT"
    named = variant_in(_NOUN.sub("", _ARTICLE.sub("", subject)), expression) if predicate else None
    at = sentence.text.lower().find(named) if named else -1
    return sentence.text[at : at + len(named)] if named and at >= 0 else named


def variant_in(name: str, expression: str) -> str | None:
    """A short name if it tells a variant, else None."""
    name = name.strip(" *`'\"-:,(")
    tells = 1 < len(name) <= LONGEST and "licen" not in name.lower() and bool(expression) and compiled(expression).search(name.lower())
    return name if tells else None


def words_of(name: str) -> frozenset[str]:
    """The words of a model's name, in lower case."""
    written = _TUNED.sub("tuned", name.lower().replace("_", "-"))
    return frozenset(_SAME.get(word, word) for word in _TOKEN.findall(written)) - _COMMON


def without_siblings(statements: Sequence[Statement], name: str, expression: str) -> tuple[Statement, ...]:
    """The statements, those about siblings of the model called `name` marked as such (`subject`)."""
    if not any(each.about for each in statements):
        return tuple(statements)
    own, told = words_of(name), {each.about for each in statements if each.about}
    others = {**dict.fromkeys(siblings_among(told, name, expression), SIBLING), **{each: EXCEPTED for each in told if _excepts(each, own)}}
    return tuple(replace(each, subject=others[each.about]) if each.about in others and each.subject == "own" else each for each in statements)


def siblings_among(told: Iterable[str], name: str, expression: str) -> list[str]:
    """Those of the models that a text tells apart which are surely not the one called `name`."""
    exact = (each for each in told if not _INEXACT.search(each.lower()) and not _EXCEPT.search(each.lower()))
    return _siblings(words_of(name), {each: words_of(each) for each in exact}, expression)


def _excepts(about: str, own: frozenset[str]) -> bool:
    """Whether words such as "all models except Acme-7B" leave out the model whose words are `own`."""
    before, *after = _EXCEPT.split(about.lower(), maxsplit=1)
    left_out = words_of(after[0]) if before.strip() and after else frozenset()
    return bool(left_out) and (left_out <= own or own <= left_out)


def is_kin(variant: str, name: str) -> bool:
    """Whether a variant is called like the model `name`, but for sizes and numbers: "Acme-6B" and "Acme-13B-chat" are kin, "Other-7B" is neither's."""
    return any(len(word) > 1 and word.isalpha() for word in words_of(variant) & words_of(name))


def _siblings(own: frozenset[str], told: Mapping[str, frozenset[str]], expression: str) -> list[str]:
    """The variants that are surely not the model whose words are `own`: of another size, or told apart by words of size or tuning that it lacks
    where another variant's are in its name.
    """
    shared = frozenset.intersection(*told.values()) if len(told) > 1 else frozenset()
    telling = {word for word in own - shared if compiled(expression).fullmatch(word)}
    fitting = {each for each, words in told.items() if words & telling}
    return [each for each, words in told.items() if _other_size(words, own) or (fitting and each not in fitting)]


def _other_size(words: frozenset[str], own: frozenset[str]) -> bool:
    sizes, ours = ({_size(word) for word in each if _SIZE.match(word)} for each in (words, own))
    return bool(sizes and ours and not sizes & ours)


def _size(word: str) -> str:
    """One spelling of a size: "500m" and "0.5b" are one."""
    return word if "x" in word else f"{float(word[:-1]) / (1000 if word.endswith('m') else 1):g}"
