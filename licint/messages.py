"""What people are told: English as it stands in the code, made so that it can be said in another language (rules/messages/)."""

from collections.abc import Mapping
from typing import Any

from licint.model import Noun

LIST = ", "


class Message(str):
    """A text for people that remembers what it was made of: a template, and what was put into its places."""

    __slots__ = ("arguments", "template")

    template: str
    arguments: Mapping[str, Any]


def say(template: str, /, **arguments: Any) -> Message:
    """The English sentence: `say("no copy of {license} in the repository", license=license.name)`.

    A list is joined with commas. Words that are to be translated, too, are messages themselves: `say("called open, but {what}", what=say("gated"))`.
    """
    if isinstance(template, Message) and not arguments:
        return template
    return _message(template, template, arguments, {name: _joined(value) for name, value in arguments.items()})


def english(text: str) -> str:
    """A text as it was written in the code, in whatever language it is shown: what fingerprints are made of."""
    if not isinstance(text, Message):
        return text
    return _filled(text.template, {name: _english_argument(value) for name, value in text.arguments.items()})


class Language(Noun, frozen=True):
    """A language to speak: words of the vocabulary, sentences by their English templates, and of rules (by code) the summary and the reason.

    What is unknown stays English.
    """

    code: str = "en"
    comma: str = LIST
    semicolon: str = "; "
    numbers: tuple[tuple[float, str], ...] = ((1e9, " billion"), (1e6, " million"))
    words: Mapping[str, str] = {}
    sentences: Mapping[str, str] = {}
    rules: Mapping[str, tuple[str, str]] = {}

    def say(self, template: str, /, **arguments: Any) -> str:
        """A sentence in this language, from its English template."""
        return self.translated(say(template, **arguments)) if self.sentences else say(template, **arguments)

    def word(self, word: str) -> str:
        """A word of the vocabulary, such as a category, in this language."""
        return self.words.get(word, word)

    def translated(self, text: str) -> str:
        """What was said in English, in this language."""
        template, arguments = (text.template, text.arguments) if isinstance(text, Message) else (text, {})
        here = self.sentences.get(template) or self.words.get(template)
        if here is None and not arguments:
            return text
        return _message(here or template, template, arguments, {name: self._argument(value) for name, value in arguments.items()})

    def _argument(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return self.comma.join(str(self._argument(each)) for each in value)
        return self.translated(value) if isinstance(value, Message) else value


ENGLISH = Language()


def _message(shown: str, template: str, arguments: Mapping[str, Any], filled: Mapping[str, Any]) -> Message:
    message = Message(_filled(shown, filled))
    message.template, message.arguments = template, arguments
    return message


def _filled(template: str, arguments: Mapping[str, Any]) -> str:
    """A template without arguments is a text as it stands, braces and all."""
    return template.format(**arguments) if arguments else template


def _joined(value: Any) -> Any:
    return LIST.join(map(str, value)) if isinstance(value, list | tuple) else value


def _english_argument(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return LIST.join(str(_english_argument(each)) for each in value)
    return english(value) if isinstance(value, Message) else value
