"""What has no Chinese yet, as a page for those who would add it."""

from collections.abc import Iterator

from licint.checks import rules
from licint.messages import Language
from scripts.messages import templates


def untranslated(language: Language) -> list[str]:
    """Sentences of the code, and codes of rules, that the catalog lacks."""
    sentences = [each for each in templates() if each not in language.sentences and each not in language.words]
    return [*sentences, *(code for code in rules() if code not in language.rules)]


def page(language: Language) -> Iterator[str]:
    """docs/untranslated.md."""
    yield "# Still to be translated\n\n"
    yield "What `--lang zh` says in English, because `rules/messages/zh.yaml` has no entry for it: sentences by their English templates, rules by code.\n"
    missing = untranslated(language)
    yield "\n" if missing else "\nNothing: all is translated.\n"
    yield from (f"- `` {each} ``\n" for each in missing)
