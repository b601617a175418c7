"""Pages of rules, licenses and words: the same text for the terminal and for docs/."""

from collections.abc import Iterable, Iterator

import msgspec

from licint.checks import Rule
from licint.knowledge import Vocabulary
from licint.model import OTHER_TERMS, USES, License, Term
from licint.rendering.plain import section_mark
from licint.rendering.text import YES, condition_text
from licint.rendering.words import asked, duty_words


def rules_list(rules: Iterable[Rule]) -> str:
    """One line a rule."""
    return "".join(f"{each.code}  {each.severity:<8} {each.name:<34} {each.summary}\n" for each in rules)


def rules_table(rules: Iterable[Rule]) -> str:
    """One row a rule, in Markdown."""
    rows = (f"| {each.code} | {each.name} | {each.severity} | {when(each)} | {each.summary} |\n" for each in rules)
    return "".join(["| code | name | severity | runs | |\n|---|---|---|---|---|\n", *rows])


def rules_json(rules: Iterable[Rule]) -> str:
    """Rules as JSON."""
    data = [{"code": each.code, "name": each.name, "severity": each.severity, "stability": each.stability, "profiles": list(each.profiles), "since": each.since,
             "summary": each.summary, "doc": each.doc, "url": each.url} for each in rules]  # fmt: skip
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n"


def when(rule: Rule) -> str:
    """In which profiles a rule runs, and whether only with --preview."""
    profiles = "always" if len(rule.profiles) > 1 else f"profile {', '.join([*rule.profiles, 'strict'])}"
    return f"{profiles}, with --preview" if rule.stability == "preview" else profiles


def rule_page(rule: Rule, markdown: bool = True) -> str:
    """The page of a rule: its docstring, with a title."""
    title = f"{rule.summary} ({rule.code})"
    facts = f"`{rule.name}` · {rule.severity} · {rule.stability} since {rule.since} · runs: {when(rule)}"
    head = f"# {title}\n\n{facts}\n" if markdown else f"{title}\n{facts.replace('`', '')}\n"
    return f"{head}\n{rule.doc.partition(chr(10))[2].strip()}\n"


def word_page(word: str, vocabulary: Vocabulary) -> str | None:
    """What a term, a kind of condition or duty, a category or a place means, or None for another word."""
    term = vocabulary.terms.get(word.replace("-", "_"))
    if term:
        values = [f"  {value}: {meaning.en}" for value, meaning in term.values.items()]
        return "\n".join([f"{word}: {term.en}", *values]) + "\n"
    for table in (vocabulary.categories, vocabulary.places, vocabulary.access, vocabulary.conditions, vocabulary.obligations):
        if word in table:
            return f"{word}: {table[word].en}\n"
    return None


def license_page(license: License, vocabulary: Vocabulary) -> str:
    """The page of a license, in Markdown."""
    return "\n".join(_license_lines(license, vocabulary)) + "\n"


def _license_lines(license: License, vocabulary: Vocabulary) -> Iterator[str]:
    yield f"# {license.name}"
    yield ""
    yield license.summary or f"A license of the category {license.category}."
    yield ""
    yield "| | |"
    yield "|---|---|"
    facts = {"id": f"`{license.id}`", "category": license.category, "steward": license.steward, "version": license.version, "released": license.released,
             "supersedes": f"[{license.supersedes}]({license.supersedes}.md)" if license.supersedes else None, "confidence": license.confidence,
             "also known as": ", ".join(f"`{each}`" for each in license.known_as) or None}  # fmt: skip
    for label, value in facts.items():
        if value:
            yield f"| {label} | {_cell(str(value))} |"
    yield ""
    yield "## What one may do"
    yield ""
    yield "| | | conditions | clause |"
    yield "|---|---|---|---|"
    for name in USES:
        yield _row(asked(name, vocabulary), license.terms.terms[name])
    yield ""
    yield "## Other terms"
    yield ""
    yield "| | | conditions | clause |"
    yield "|---|---|---|---|"
    for name in OTHER_TERMS:
        yield _row(name.replace("_", " "), license.terms.terms[name])
    if license.terms.obligations:
        yield ""
        yield "## What one must do when passing it on"
        yield ""
        for duty in license.terms.obligations:
            text = f": “{duty.text}”" if duty.text else ""
            yield f"- {duty_words(duty.kind, vocabulary)}{text} ({section_mark(duty.section or '–')})"
    yield from _derivatives(license)
    if license.changes:
        yield ""
        yield f"## Changed since {license.supersedes}"
        yield ""
        yield from (f"- {each}" for each in license.changes)
    if license.remarks:
        yield ""
        yield "## Remarks"
        yield ""
        yield license.remarks


def _derivatives(license: License) -> Iterator[str]:
    rule = license.derivatives
    if rule.own_terms == "unknown" and not rule.may_declare:
        return
    yield ""
    yield "## What a derivative may declare"
    yield ""
    may, may_not = (", ".join(each) or "–" for each in (rule.may_declare, rule.may_not_declare))
    yield f"Own terms on the whole derivative: {rule.own_terms}. May declare: {may}. May not declare: {may_not}."
    if rule.quote:
        yield ""
        yield f"> {rule.quote}" + (f" ({section_mark(rule.section)})" if rule.section else "")


def _row(label: str, term: Term) -> str:
    clause = next(iter(term.because), None)
    quote = f"{section_mark(clause.section)}" + (f": “{clause.quote}”" if clause.quote else "") if clause and clause.section else ""
    conditions = "; ".join(condition_text(each) for each in term.conditions)
    value = " ".join([YES.get(term.value, term.value), *term.excludes])
    return f"| {_cell(label)} | {_cell(value)} | {_cell(conditions)} | {_cell(quote)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
