"""rules/licenses/<id>.yaml and the rows of rules/spdx.yaml -> License."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec.structs import asdict

from licint.knowledge.nouns import SpdxId, Vocabulary
from licint.knowledge.reading import fault, read_yaml
from licint.knowledge.schema import CoarseRule, ConditionEntry, LicenseFile, ObligationEntry, TermEntry
from licint.model import OTHER_TERMS, USES, Aliases, Condition, Derivatives, Evidence, License, Obligation, Term, Terms
from licint.regex import late

LONGEST_QUOTE_WORDS = 25
_ID = late(r"[A-Za-z0-9][A-Za-z0-9.+_-]{0,99}")
_SILENT = ("unstated", "none")


def read_license(path: Path, words: Vocabulary) -> License:
    """The license that a file describes. Raises KnowledgeError: unknown key, word outside the vocabulary, term without section, quotation too long, bad id."""
    file = read_yaml(path, LicenseFile)
    for where, what, remedy in _mistakes(file, path.stem, words):
        raise fault(path, where, what, remedy)
    named = {name: _term(file.id, entry) for name, entry in asdict(file.terms).items()}
    return License(
        id=file.id,
        name=file.name,
        terms=Terms(file.category, named, tuple(_obligation(file.id, each) for each in file.obligations or ())),
        aliases=Aliases(**asdict(file.aliases)),
        spdx=file.spdx,
        steward=file.steward,
        family=file.family,
        version=file.version,
        released=file.released,
        supersedes=file.supersedes,
        modifies=file.modifies,
        changes=file.changes or (),
        languages=file.languages,
        summary=file.summary,
        derivatives=Derivatives(**asdict(file.derivatives)),
        confidence=file.confidence,
        remarks=file.remarks or "",
        source=file.source,
    )


def coarse_license(row: SpdxId, rule: CoarseRule, hub: tuple[str, ...]) -> License:
    """What a row of the SPDX list is known to be: the terms of its rule, with the rule as the reason."""
    reason = (Evidence(license=row.id, note=rule.reason),)
    terms = {name: _coarse_term(name, rule, reason) for name in (*USES, *OTHER_TERMS)}
    duties = tuple(Obligation(kind, license=row.id, because=reason) for kind in rule.obligations)
    return License(
        id=row.id,
        name=row.name,
        terms=Terms(rule.category, terms, duties),
        aliases=Aliases(hub=hub, scancode=(row.key,) if row.key else ()),
        spdx=row.id,
        summary=rule.reason,
        confidence=rule.confidence,
        remarks=f"Coarse terms from rules/spdx.yaml, rule {rule.rule}; nobody read the text for licint.",
    )


def _coarse_term(name: str, rule: CoarseRule, reason: tuple[Evidence, ...]) -> Term:
    value = rule.terms.get(name, "unstated")
    conditions = tuple(_condition(each) for each in rule.conditions.get(name, ()))
    return Term(value, conditions, reason if value not in _SILENT else (), rule.confidence)


def _term(license: str, entry: TermEntry) -> Term:
    because = Evidence(license=license, section=entry.section, quote=entry.quote, note=entry.detail)
    return Term(
        value=entry.value,
        conditions=tuple(_condition(each) for each in entry.conditions),
        because=(because,) if entry.section or entry.quote or entry.detail else (),
        confidence=entry.confidence,
        excludes=entry.excludes,
        url=entry.url,
    )


def _condition(entry: ConditionEntry) -> Condition:
    return Condition(entry.kind, entry.limit, entry.currency, entry.detail)


def _obligation(license: str, entry: ObligationEntry) -> Obligation:
    because = Evidence(license=license, section=entry.section, quote=entry.quote, note=entry.detail)
    return Obligation(entry.kind, entry.text, license, entry.section, entry.quote, because=(because,))


# ---------------------------------------------------------------- what a file must not do

Mistake = tuple[str, str, str]


def _mistakes(file: LicenseFile, stem: str, words: Vocabulary) -> Iterator[Mistake]:
    if file.id != stem or not _ID.fullmatch(file.id):
        yield "$.id", f"the id is `{file.id}`, the file is `{stem}.yaml`", "name the file after the id: letters, digits, `.`, `+`, `-`"
    for name, entry in asdict(file.terms).items():
        yield from _mistakes_of_term(f"$.terms.{name}", name, entry, words)
    for place, duty in enumerate(file.obligations or ()):
        yield from _mistakes_of_obligation(f"$.obligations[{place}]", duty, words)


def _mistakes_of_term(where: str, name: str, entry: TermEntry, words: Vocabulary) -> Iterator[Mistake]:
    term = words.terms[name]
    if not term.free and entry.value not in term.values:
        yield f"{where}.value", f"`{entry.value}` is no value of {name}", f"use one of: {', '.join(term.values)}"
    if entry.value not in _SILENT and not entry.section:
        yield where, f"{name} says `{entry.value}` and names no section", "add `section:`, the place in the text where it was read"
    if name == "commercial_use" and entry.value == "conditional" and not entry.conditions:
        yield where, "commercial_use is conditional and lists no condition", "add `conditions:` with a kind, and the limit where it is a number"
    for place, each in enumerate(entry.conditions):
        yield from _unknown_word(f"{where}.conditions[{place}].kind", "kind of condition", each.kind, words.conditions)
    yield from _long_quote(where, entry.quote)


def _mistakes_of_obligation(where: str, entry: ObligationEntry, words: Vocabulary) -> Iterator[Mistake]:
    yield from _unknown_word(f"{where}.kind", "kind of obligation", entry.kind, words.obligations)
    if not entry.section:
        yield where, f"the obligation {entry.kind} names no section", "add `section:`, the place in the text where it was read"
    yield from _long_quote(where, entry.quote)


def _unknown_word(where: str, what: str, word: str, known: Mapping[str, object]) -> Iterator[Mistake]:
    if word not in known:
        yield where, f"`{word}` is no {what}", f"use one of: {', '.join(known)}"


def _long_quote(where: str, quote: str | None) -> Iterator[Mistake]:
    if quote and len(quote.split()) > LONGEST_QUOTE_WORDS:
        remedy = f"quote the decisive words, at most {LONGEST_QUOTE_WORDS}; `...` stands for what is left out"
        yield f"{where}.quote", f"the quotation has {len(quote.split())} words", remedy
