"""The vocabulary's sentences, as tables and lists use them."""

from licint.knowledge import Vocabulary


def asked(name: str, vocabulary: Vocabulary) -> str:
    """What a use asks, without "May I": for a table under that heading."""
    words = vocabulary.terms[name].en
    return words.removeprefix("May I ").rstrip("?")


def duty_words(kind: str, vocabulary: Vocabulary) -> str:
    """What a duty asks for, as the rest of "I must …"."""
    word = vocabulary.obligations.get(kind)
    words = word.en.rstrip(".") if word else kind.replace("-", " ")
    return words[:1].lower() + words[1:]
