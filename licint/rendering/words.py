"""The vocabulary's sentences, as tables and lists use them."""

from licint.knowledge import Vocabulary
from licint.messages import ENGLISH, Language
from licint.model import Condition
from licint.rendering.plain import one_line

YES = {"allowed": "yes", "conditional": "if", "forbidden": "no", "unstated": "unstated", "unknown": "unknown"}
PEOPLE = {"monthly-active-users": "monthly users", "daily-active-users": "daily users"}


def asked(name: str, vocabulary: Vocabulary, language: Language = ENGLISH) -> str:
    """What a use asks, without "May I": for a table under that heading."""
    words = vocabulary.terms[name].in_language(language.code)
    return words.removeprefix("May I ").removeprefix("能否").rstrip("?？")


def answered(value: str, language: Language = ENGLISH) -> str:
    """An answer in a word."""
    return language.words.get(value) or YES.get(value, value)


def duty_words(kind: str, vocabulary: Vocabulary, language: Language = ENGLISH) -> str:
    """What a duty asks for, as the rest of "I must …"."""
    word = vocabulary.obligations.get(kind)
    words = word.in_language(language.code).rstrip(".") if word else kind.replace("-", " ")
    return words[:1].lower() + words[1:]


def condition_text(condition: Condition, language: Language = ENGLISH) -> str:
    """A condition in a few words."""
    if condition.limit is None or condition.kind == "other":
        return one_line(condition.detail or language.word(condition.kind.replace("-", " ")), 120)
    unit = PEOPLE.get(condition.kind, condition.kind.replace("-", " "))
    amount = number(condition.limit, language) + (f" {condition.currency}" if condition.currency else "")
    return language.say("up to {amount} {unit}", amount=amount, unit=language.word(unit))


def number(value: float, language: Language = ENGLISH) -> str:
    """A large number as people say it: Chinese counts in ten thousands."""
    for size, word in language.numbers:
        if value >= size:
            return f"{value / size:g}{word}"
    return f"{value:,.0f}"
