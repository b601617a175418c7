"""The patterns of rules/clauses and rules/prose: data that a lawyer can read, edit and test.

A pattern's `match` is one or more sequences: regular expressions joined by " … ", which must occur in this order in one sentence.
`{name}` stands for an entry of the vocabulary. A sequence is followed part by part from the left, so a sentence costs at most one scan per part.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from licint.errors import KnowledgeError
from licint.model import Component, Condition, Noun
from licint.regex import late

Strength = Literal["inferred", "general", "explicit"]
Scope = Literal["clause", "definition", "any"]
SPOKEN_OF = ("commercial_use", "purpose")  # the terms that sentences of prose are read for
EAST_ASIAN = ("zh", "ja", "ko")
STRENGTHS: tuple[Strength, ...] = ("inferred", "general", "explicit")

_LISTS_OF_WORDS = ("words", "gated")
_ENTRY = late(r"\{([^\W\d_][\w-]{0,40})\}")


class Pattern(Noun, frozen=True):
    """One way to say something about one term.

    `words`: substrings of which a sentence must hold one (the prefilter); `unless`: sequences that veto; `conditions`: what a value depends on
    (the group `number` of `match` is the limit); `strength`: how directly it speaks (a general grant < a purpose limit < a clause about this very use).
    """

    id: str
    term: str
    value: str
    words: tuple[str, ...]
    match: tuple[str, ...]
    unless: tuple[str, ...] = ()
    language: str = "en"
    strength: Strength = "general"
    scope: Scope = "clause"
    conditions: tuple[Condition, ...] = ()
    component: str | None = None
    matches: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()
    note: str = ""

    def can_speak(self, is_ascii: bool) -> bool:
        """Whether a sentence can match at all: one in plain ASCII holds no word of Chinese, Japanese or Korean."""
        return not is_ascii or self.language not in EAST_ASIAN


class Vocabulary(Noun, frozen=True):
    """What the reader itself needs of language: currencies, numbers, character folding, names of territories, and how a text names its prevailing version."""

    currencies: Mapping[str, str] = {}
    numbers: Mapping[str, int] = {}
    magnitudes: Mapping[str, int] = {}
    simplified: Mapping[str, str] = {}
    territories: Mapping[str, str] = {}
    purposes: Mapping[str, str] = {}
    disclaimers: str = ""
    prevailing: Mapping[str, str] = {}


class Prose(Noun, frozen=True):
    """What prose speaks about: expressions for components, subjects and names, and the words without which a paragraph is not read at all."""

    words: tuple[str, ...] = ()
    gated: Mapping[str, tuple[str, ...]] = {}
    components: Mapping[Component, str] = {}
    subjects: Mapping[str, str] = {}
    reports: str = ""
    hedges: str = ""
    bans: str = ""
    both: str = ""
    joined: str = ""
    whole: str = ""
    turn: str = ""
    names: str = ""
    variants: str = ""
    ours: str = ""
    ordinary: str = ""
    apart: str = ""
    generic: str = ""
    past: str = ""


class Patterns(Noun, frozen=True):
    """All patterns with their vocabulary, decodable from plain data."""

    vocabulary: Vocabulary
    clauses: tuple[Pattern, ...]
    statements: tuple[Pattern, ...]
    prose: Prose = Prose()
    clauses_by_word: Mapping[str, tuple[int, ...]] = {}
    spoken_by_word: Mapping[str, tuple[int, ...]] = {}  # of `clauses`, those on terms that prose is read for
    statements_by_word: Mapping[str, tuple[int, ...]] = {}
    ascii_spoken: Mapping[str, tuple[int, ...]] = {}  # of the two before, what a sentence in plain ASCII can hold
    ascii_statements: Mapping[str, tuple[int, ...]] = {}
    simplification: Mapping[int, str] = {}

    @classmethod
    def load(cls, rules: Path) -> "Patterns":
        """Read `rules`/clauses and `rules`/prose. Raises KnowledgeError."""
        return cls.from_data(read_data(rules))

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Patterns":
        """From the plain data that `read_data` gives. Raises KnowledgeError."""
        try:
            return msgspec.convert(data, cls)._indexed()
        except msgspec.ValidationError as error:
            raise KnowledgeError(f"rules/clauses or rules/prose: {error}", help="rules/clauses/commercial_use.yaml shows the form of a pattern") from error

    @classmethod
    def from_json(cls, data: bytes) -> "Patterns":
        """From the plain data as JSON. Raises KnowledgeError."""
        try:
            return msgspec.json.decode(data, type=cls)._indexed()
        except msgspec.DecodeError as error:
            raise KnowledgeError(f"rules/clauses or rules/prose: {error}", help="rules/clauses/commercial_use.yaml shows the form of a pattern") from error

    def _indexed(self) -> "Patterns":
        spoken = _by_word((number, each) for number, each in enumerate(self.clauses) if each.term in SPOKEN_OF)
        statements = _by_word(enumerate(self.statements))
        return Patterns(
            vocabulary=self.vocabulary,
            clauses=self.clauses,
            statements=self.statements,
            prose=self.prose,
            clauses_by_word=_by_word(enumerate(self.clauses)),
            spoken_by_word=spoken,
            statements_by_word=statements,
            ascii_spoken={word: numbers for word, numbers in spoken.items() if word.isascii()},
            ascii_statements={word: numbers for word, numbers in statements.items() if word.isascii()},
            simplification={ord(traditional): simple for traditional, simple in self.vocabulary.simplified.items()},
        )


def read_data(rules: Path) -> dict[str, Any]:
    """The plain data of `Patterns.from_data`, from the YAML files, the vocabulary put in. Raises KnowledgeError."""
    return compose({path.stem: _document(path) for path in _files(rules / "clauses")}, {path.stem: _document(path) for path in _files(rules / "prose")})


def compose(clauses: Mapping[str, Any], prose: Mapping[str, Any]) -> dict[str, Any]:
    """The plain data of `Patterns.from_data`, from the files of rules/clauses and rules/prose by stem. Raises KnowledgeError."""
    vocabulary, spoken = dict(clauses.get("vocabulary") or {}), _joined(dict(prose.get("vocabulary") or {}))
    entries = {**vocabulary.pop("entries", {}), **spoken.pop("entries", {})}
    return {
        "vocabulary": _expanded(vocabulary, entries),
        "prose": _expanded(spoken, entries),
        "clauses": [pattern for stem, document in clauses.items() if stem != "vocabulary" for pattern in _patterns(document, stem, entries)],
        "statements": [pattern for stem, document in prose.items() if stem != "vocabulary" for pattern in _patterns(document, stem, entries)],
    }


def _joined(vocabulary: dict[str, Any]) -> dict[str, Any]:
    """The vocabulary of prose, whose expressions may be written as lists of alternatives."""
    return {key: value if key in _LISTS_OF_WORDS else _either(value) for key, value in vocabulary.items()}


def _either(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _either(each) for key, each in value.items()}
    return "|".join(map(str, value)) if isinstance(value, list) else value


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


def _document(path: Path) -> dict[str, Any]:
    import yaml  # only to compile the patterns

    try:
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise KnowledgeError(f"{path}: {error}") from error
    if not isinstance(document, dict):
        raise KnowledgeError(f"{path}: a mapping is expected")
    return document


def _patterns(document: Mapping[str, Any], stem: str, entries: Mapping[str, str]) -> Iterable[dict[str, Any]]:
    for each in document.get("patterns", []):
        pattern = {"term": document.get("term"), **each}
        for key in ("match", "unless", "words", "matches", "rejects"):
            if isinstance(pattern.get(key), str):
                pattern[key] = [pattern[key]]
        if not pattern.get("id") or not pattern.get("match") or not pattern.get("words"):
            raise KnowledgeError(f"{stem}.yaml: a pattern needs id, words and match: {each!r:.80}")
        pattern |= {key: _expanded(pattern[key], entries) for key in ("match", "unless") if key in pattern}
        yield pattern


def _by_word(patterns: Iterable[tuple[int, Pattern]]) -> Mapping[str, tuple[int, ...]]:
    index: dict[str, list[int]] = {}
    for number, pattern in patterns:
        for word in pattern.words:
            index.setdefault(word, []).append(number)
    return {word: tuple(numbers) for word, numbers in index.items()}


def _expand(expression: str, entries: Mapping[str, str], depth: int = 0) -> str:
    if depth > 5:
        return expression
    return _ENTRY.sub(lambda name: f"(?:{_expand(entries[name[1]], entries, depth + 1)})" if name[1] in entries else name[0], expression)


def _expanded(value: Any, entries: Mapping[str, str]) -> Any:
    """`value` with the vocabulary's entries put in, wherever a text stands."""
    if isinstance(value, str):
        return _expand(value, entries)
    if isinstance(value, list):
        return [_expanded(each, entries) for each in value]
    return {key: _expanded(each, entries) for key, each in value.items()} if isinstance(value, dict) else value
