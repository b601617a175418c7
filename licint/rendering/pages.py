"""Pages of rules, licenses and words: the same text for the terminal and for docs/."""

from collections.abc import Iterable, Iterator

import msgspec

from licint.checks import Rule
from licint.knowledge import Vocabulary
from licint.messages import ENGLISH, Language, say
from licint.model import OTHER_TERMS, USES, License, Term
from licint.rendering.columns import pad
from licint.rendering.explanations import rule_doc, rule_summary
from licint.rendering.plain import section_mark
from licint.rendering.words import answered, asked, condition_text, duty_words


def rules_list(rules: Iterable[Rule], language: Language = ENGLISH) -> str:
    """One line a rule."""
    return "".join(f"{each.code}  {pad(language.word(each.severity), 8)} {each.name:<34} {rule_summary(each, language)}\n" for each in rules)


def rules_table(rules: Iterable[Rule], language: Language = ENGLISH) -> str:
    """One row a rule, in Markdown."""
    heads = " | ".join(language.say(each) for each in ("code", "name", "severity", "runs"))
    rows = (f"| {each.code} | {each.name} | {language.word(each.severity)} | {when(each, language)} | {rule_summary(each, language)} |\n" for each in rules)
    return "".join([f"| {heads} | |\n|---|---|---|---|---|\n", *rows])


def rules_json(rules: Iterable[Rule], language: Language = ENGLISH) -> str:
    """Rules as JSON."""
    data = [{"code": each.code, "name": each.name, "severity": each.severity, "stability": each.stability, "profiles": list(each.profiles), "since": each.since,
             "summary": rule_summary(each, language), "doc": rule_doc(each, language), "url": each.url} for each in rules]  # fmt: skip
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n"


def when(rule: Rule, language: Language = ENGLISH) -> str:
    """In which profiles a rule runs, and whether only with --preview."""
    runs = say("always") if len(rule.profiles) > 1 else say("profile {profiles}", profiles=[*rule.profiles, "strict"])
    return language.translated(say("{profiles}, with --preview", profiles=runs) if rule.stability == "preview" else runs)


def rule_page(rule: Rule, markdown: bool = True, language: Language = ENGLISH) -> str:
    """The page of a rule: its docstring, with a title."""
    title = f"{rule_summary(rule, language)} ({rule.code})"
    since = language.say("{stability} since {version}", stability=say(rule.stability), version=rule.since)
    facts = f"`{rule.name}` · {language.word(rule.severity)} · {since} · {language.say('runs: {when}', when=when(rule, language))}"
    head = f"# {title}\n\n{facts}\n" if markdown else f"{title}\n{facts.replace('`', '')}\n"
    return f"{head}\n{rule_doc(rule, language).partition(chr(10))[2].strip()}\n"


def word_page(word: str, vocabulary: Vocabulary, language: Language = ENGLISH) -> str | None:
    """What a term, a kind of condition or duty, a category or a place means, or None for another word."""
    term = vocabulary.terms.get(word.replace("-", "_"))
    if term:
        values = [f"  {value}: {meaning.in_language(language.code)}" for value, meaning in term.values.items()]
        return "\n".join([f"{word}: {term.in_language(language.code)}", *values]) + "\n"
    for table in (vocabulary.categories, vocabulary.places, vocabulary.access, vocabulary.conditions, vocabulary.obligations):
        if word in table:
            return f"{word}: {table[word].in_language(language.code)}\n"
    return None


def license_page(license: License, vocabulary: Vocabulary, language: Language = ENGLISH) -> str:
    """The page of a license, in Markdown."""
    return "\n".join(_license_lines(license, vocabulary, language)) + "\n"


def _license_lines(license: License, vocabulary: Vocabulary, language: Language) -> Iterator[str]:
    yield f"# {license.name}"
    yield ""
    yield license.summary or language.say("A license of the category {category}.", category=say(license.category))
    yield ""
    yield "| | |"
    yield "|---|---|"
    heads = f"| | | {language.say('conditions')} | {language.say('clause')} |"
    facts = {
        "id": f"`{license.id}`",
        "category": language.word(license.category),
        "steward": license.steward,
        "version": license.version,
        "released": license.released,
        "supersedes": f"[{license.supersedes}]({license.supersedes}.md)" if license.supersedes else None,
        "confidence": language.word(license.confidence),
        "also known as": ", ".join(f"`{each}`" for each in license.known_as) or None,
    }
    for label, value in facts.items():
        if value:
            yield f"| {language.say(label)} | {_cell(str(value))} |"
    yield ""
    yield f"## {language.say('What one may do')}"
    yield ""
    yield heads
    yield "|---|---|---|---|"
    for name in USES:
        yield _row(asked(name, vocabulary, language), license.terms.terms[name], language)
    yield ""
    yield f"## {language.say('Other terms')}"
    yield ""
    yield heads
    yield "|---|---|---|---|"
    for name in OTHER_TERMS:
        yield _row(language.word(name.replace("_", " ")), license.terms.terms[name], language)
    if license.terms.obligations:
        yield ""
        yield f"## {language.say('What one must do when passing it on')}"
        yield ""
        for duty in license.terms.obligations:
            words = duty_words(duty.kind, vocabulary, language)
            words = language.say("{duty}: “{words}”", duty=words, words=duty.text) if duty.text else words
            yield f"- {words} ({section_mark(duty.section or '–')})"
    yield from _derivatives(license, language)
    if license.changes:
        yield ""
        yield f"## {language.say('Changed since {license}', license=license.supersedes)}"
        yield ""
        yield from (f"- {each}" for each in license.changes)
    if license.remarks:
        yield ""
        yield f"## {language.say('Remarks')}"
        yield ""
        yield license.remarks


def _derivatives(license: License, language: Language) -> Iterator[str]:
    rule = license.derivatives
    if rule.own_terms == "unknown" and not rule.may_declare:
        return
    yield ""
    yield f"## {language.say('What a derivative may declare')}"
    yield ""
    may, may_not = (", ".join(each) or "–" for each in (rule.may_declare, rule.may_not_declare))
    own = say(rule.own_terms)
    yield language.say("Own terms on the whole derivative: {own}. May declare: {may}. May not declare: {may_not}.", own=own, may=may, may_not=may_not)
    if rule.quote:
        yield ""
        yield f"> {rule.quote}" + (f" ({section_mark(rule.section)})" if rule.section else "")


def _row(label: str, term: Term, language: Language) -> str:
    clause = next(iter(term.because), None)
    quote = f"{section_mark(clause.section)}" + (f": “{clause.quote}”" if clause.quote else "") if clause and clause.section else ""
    conditions = language.semicolon.join(condition_text(each, language) for each in term.conditions)
    value = " ".join([answered(term.value, language), *term.excludes])
    return f"| {_cell(label)} | {_cell(value)} | {_cell(conditions)} | {_cell(quote)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
