"""The catalogs of rules/messages/: what licint says, in other languages than English. Loaded only where such a language is asked for."""

from collections.abc import Mapping
from functools import cache

from licint.knowledge.locations import rules_dir
from licint.messages import ENGLISH, Language
from licint.model import Noun


class RuleWords(Noun, frozen=True, forbid_unknown_fields=True):
    """A rule's summary, and why it matters."""

    summary: str
    why: str


class Catalog(Noun, frozen=True, forbid_unknown_fields=True):
    """One file of rules/messages/: how lists and large numbers are written, words, sentences by their English templates, rules by code."""

    comma: str
    semicolon: str
    numbers: tuple[tuple[float, str], ...]
    words: Mapping[str, str]
    sentences: Mapping[str, str]
    rules: Mapping[str, RuleWords]


@cache
def open_language(code: str) -> Language:
    """The language of a code: `en`, or one that has a catalog. Raises KnowledgeError where that cannot be read."""
    if code == ENGLISH.code:
        return ENGLISH
    from licint.knowledge.reading import read_yaml

    catalog = read_yaml(rules_dir() / "messages" / f"{code}.yaml", Catalog)
    rules = {code: (each.summary, each.why) for code, each in catalog.rules.items()}
    return Language(code, catalog.comma, catalog.semicolon, catalog.numbers, catalog.words, catalog.sentences, rules)
