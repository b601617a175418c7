"""A license text to its terms."""

from collections.abc import Sequence

import msgspec

from licint.clauses.category import category_of
from licint.clauses.joining import join, research_only
from licint.clauses.patterns import Patterns
from licint.clauses.reading import Reading, evidence_of, readings_of
from licint.clauses.segments import Sentence, sentences_of
from licint.messages import say
from licint.model import Evidence, Obligation, Term, Terms
from licint.regex import compiled

BILINGUAL_SHARE = 0.12
LONGEST_REQUIRED_TEXT = 260


def read_terms(text: str, patterns: Patterns) -> Terms:
    """What `text` says, clause by clause: every key of USES and OTHER_TERMS, `unstated` where it is silent, each with section, quote and line.

    Nothing is looked up and nothing raises. `at.path` is empty: the caller knows the file. A text in two languages is read in both; where it says which
    version prevails, that one governs each term it speaks of, and a contradiction is noted in `because`.
    """
    sentences = sentences_of(text, patterns.simplification)
    readings = readings_of(sentences, patterns)
    territories = _territories(readings, patterns)
    terms = join(readings, territories)
    languages = _languages(sentences)
    if len(languages) > 1:
        terms = _reconciled(terms, readings, languages, _prevailing(sentences, patterns), territories)
    return Terms(category=category_of(terms, research_only(readings)), terms=terms, obligations=_obligations(readings))


def _obligations(readings: Sequence[Reading]) -> tuple[Obligation, ...]:
    found: dict[tuple[str, str | None], Obligation] = {}
    for reading in readings:
        if reading.term != "obligation":
            continue
        evidence = evidence_of(reading)
        required = _required_text(reading)
        duty = Obligation(kind=reading.value, text=required, section=evidence.section, quote=evidence.quote, because=(evidence,))
        plain = found.get((reading.value, None))
        if required and plain:
            del found[(reading.value, None)]
        if not required and any(kind == reading.value for kind, _ in found):
            continue
        found.setdefault((reading.value, required), duty)
    return tuple(found.values())


def _required_text(reading: Reading) -> str | None:
    """The text that must appear, as the license writes it."""
    folded = reading.found.groups.get("text")
    if not folded:
        return None
    start = reading.sentence.folded.find(folded) - reading.sentence.lead
    return reading.sentence.text[start : start + len(folded)].strip()[:LONGEST_REQUIRED_TEXT] if start >= 0 else None


def _territories(readings: Sequence[Reading], patterns: Patterns) -> tuple[str, ...]:
    """ISO codes of the territories that the text leaves out."""
    named = " ".join(each.found.groups.get("territories", "") for each in readings if each.term == "territory" and each.value == "excludes")
    return tuple(code for expression, code in patterns.vocabulary.territories.items() if compiled(expression).search(named))


# ---------------------------------------------------------------- two languages


def _languages(sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """The languages that carry the text, each at least a good tenth of it."""
    lengths: dict[str, int] = {}
    for sentence in sentences:
        weight = len(sentence.text) * (1 if sentence.language == "en" else 3)
        lengths[sentence.language] = lengths.get(sentence.language, 0) + weight
    whole = sum(lengths.values()) or 1
    return tuple(language for language, length in lengths.items() if length / whole > BILINGUAL_SHARE)


def _prevailing(sentences: Sequence[Sentence], patterns: Patterns) -> str | None:
    for language, expression in patterns.vocabulary.prevailing.items():
        if any(compiled(expression).search(sentence.folded) for sentence in sentences):
            return language
    return None


def _reconciled(
    terms: dict[str, Term], readings: Sequence[Reading], languages: Sequence[str], prevailing: str | None, territories: tuple[str, ...]
) -> dict[str, Term]:
    versions = {language: join([each for each in readings if each.sentence.language == language], territories) for language in languages}
    result = dict(terms)
    for name, term in terms.items():
        spoken = {language: version[name] for language, version in versions.items() if version[name].value not in ("unstated", "none")}
        if prevailing in spoken:
            term = spoken[prevailing]
        if name != "governing_law" and len({each.value for each in spoken.values()}) > 1:
            said = [say("{language}: {value}", language=language, value=say(each.value)) for language, each in spoken.items()]
            governs = say("the {language} version prevails", language=prevailing) if prevailing in spoken else say("the stricter is taken")
            note = say("the versions contradict each other ({said}); {governs}", said=said, governs=governs)
            term = msgspec.structs.replace(term, because=(*term.because, Evidence(note=note)), confidence="low")
        result[name] = term
    return result
