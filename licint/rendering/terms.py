"""What a license lets one do, as a page for people: in the terminal and in Markdown."""

from collections.abc import Iterable, Iterator, Sequence

from licint.knowledge import Vocabulary
from licint.messages import ENGLISH, Language
from licint.model import OTHER_TERMS, USES, License, Obligation, Term, Terms
from licint.rendering.columns import pad, wrap
from licint.rendering.findings import WIDTH
from licint.rendering.plain import one_line, section_mark
from licint.rendering.style import ANSWER, Style
from licint.rendering.text import ASKED, declarable
from licint.rendering.words import answered, asked, condition_text, duty_words


def render_license(license: License, vocabulary: Vocabulary, color: bool = False, language: Language = ENGLISH) -> str:
    """The page of one license."""
    style = Style(color, language)
    lines = [style.paint(license.name, "bold"), *_facts(license, style)]
    if license.summary:
        lines += ["", *wrap(license.summary, WIDTH)]
    parts = (*terms_lines(license.terms, vocabulary, style), *_derivatives(license, style), *_remarks(license, style))
    return "\n".join([*lines, "", *parts]) + "\n"


def render_text_terms(path: str, terms: Terms, vocabulary: Vocabulary, color: bool = False, language: Language = ENGLISH) -> str:
    """What a text was read to let one do."""
    style = Style(color, language)
    return "\n".join([style.paint(one_line(path), "bold"), *terms_lines(terms, vocabulary, style)]) + "\n"


def terms_lines(terms: Terms, vocabulary: Vocabulary, style: Style) -> Iterator[str]:
    """Category, uses, other terms and obligations."""
    yield style.say("{label}: {value}", label=style.say("category"), value=style.paint(style.category(terms.category), "bold"))
    yield ""
    for name in USES:
        yield from _term_lines(asked(name, vocabulary, style.language), terms.terms[name], style)
    yield ""
    for name in OTHER_TERMS:
        if terms.terms[name].value not in ("unstated", "none"):
            yield from _term_lines(style.word(name.replace("_", " ")), terms.terms[name], style)
    if terms.obligations:
        yield ""
        yield style.say("when passing it on, one must:")
        for duty in terms.obligations:
            yield from _duty_lines(duty, vocabulary, style)


def _term_lines(label: str, term: Term, style: Style) -> Iterator[str]:
    answer = answered(term.value, style.language)
    section = f"  {section_mark(term.because[0].section)}" if term.because and term.because[0].section else ""
    excluded = f" {', '.join(term.excludes)}" if term.excludes else ""
    yield f"  {pad(label, ASKED)}{style.paint(answer + excluded, *ANSWER.get(term.value, ()))}{style.paint(section, 'dim')}"
    for condition in term.conditions:
        yield from _indented(
            condition_text(condition, style.language)
            + (f": {one_line(condition.detail, 300)}" if condition.limit is not None and condition.detail and condition.kind != "other" else "")
        )
    if term.because and term.because[0].quote:
        yield from _indented(f'"{one_line(term.because[0].quote, 300)}"')


def _duty_lines(duty: Obligation, vocabulary: Vocabulary, style: Style) -> Iterator[str]:
    words = duty_words(duty.kind, vocabulary, style.language)
    words = style.say('{duty}: "{words}"', duty=words, words=one_line(duty.text, 300)) if duty.text else words
    section = f" ({section_mark(duty.section)})" if duty.section else ""
    first, *rest = wrap(words + section, WIDTH - 4)
    yield f"  - {first}"
    yield from (f"    {each}" for each in rest)


def _indented(text: str) -> Iterator[str]:
    yield from (f"      {line}" for line in wrap(text, WIDTH - 6))


def _facts(license: License, style: Style) -> Iterator[str]:
    facts = (("id", license.id), ("by", license.steward), ("released", license.released))
    yield " · ".join(style.say("{label}: {value}", label=style.say(label), value=value) for label, value in facts if value)
    if license.known_as:
        yield from wrap(style.say("also: {names}", names=license.known_as[:12]), WIDTH)
    if license.confidence != "high":
        yield style.say("{label}: {value}", label=style.say("confidence"), value=style.word(license.confidence))


def _derivatives(license: License, style: Style) -> Iterator[str]:
    """What the maker of a derivative may declare, with the clause, and what that means for each kind of derivative."""
    rule = license.derivatives
    if rule.may_not_declare:
        yield ""
        yield from wrap(declarable(rule, license.id, style), WIDTH)
        if rule.quote:
            yield from _indented(f'"{one_line(rule.quote, 300)}"')
        for relation, note in rule.relations.items():
            first, *rest = wrap(style.say("{label}: {value}", label=style.word(relation), value=one_line(note, 300)), WIDTH - 4)
            yield f"  - {first}"
            yield from (f"    {each}" for each in rest)


def _remarks(license: License, style: Style) -> Iterator[str]:
    if license.changes:
        yield ""
        yield style.say("changed since {license}:", license=license.supersedes)
        for change in license.changes:
            first, *rest = wrap(change, WIDTH - 4)
            yield f"  - {first}"
            yield from (f"    {each}" for each in rest)
    if license.remarks:
        yield ""
        yield from wrap(style.say("remarks: {remarks}", remarks=license.remarks), WIDTH)


def render_list(licenses: Iterable[License]) -> str:
    """One line a license: id, category, commercial use, name."""
    rows = [(each.id, each.category, each.terms.terms["commercial_use"].value, each.name) for each in licenses]
    return "".join(f"{id:<36} {category:<23} {commercial:<12} {name}\n" for id, category, commercial, name in rows)


def render_diff(new: License, old: License, vocabulary: Vocabulary, color: bool = False, language: Language = ENGLISH) -> str:
    """What differs between two licenses, clause by clause."""
    style = Style(color, language)
    lines = [f"{style.paint(old.id, 'bold')} → {style.paint(new.id, 'bold')}"]
    if old.category != new.category:
        changed = f"{style.category(old.category)} → {style.category(new.category)}"
        lines.append("  " + style.say("{label}: {value}", label=style.say("category"), value=changed))
    for name in (*USES, *OTHER_TERMS):
        lines += _term_diff(name, old.terms.terms[name], new.terms.terms[name], style)
    lines += _duty_diff(old.terms.obligations, new.terms.obligations, vocabulary, style)
    if new.supersedes == old.id:
        lines += ["  " + style.say("note: {message}", message=each) for each in new.changes]
    return "\n".join(lines if len(lines) > 1 else [*lines, "  " + style.say("no term or obligation differs")]) + "\n"


def _term_diff(name: str, old: Term, new: Term, style: Style) -> Iterator[str]:
    before, after = _summary(old, style), _summary(new, style)
    if before != after:
        yield "  " + style.say("{label}: ", label=style.word(name.replace("_", " "))).rstrip()
        yield style.paint(f"    - {before}{_clause(old)}", "red")
        yield style.paint(f"    + {after}{_clause(new)}", "green")


def _summary(term: Term, style: Style) -> str:
    details = [condition_text(each, style.language) for each in term.conditions]
    return " ".join([answered(term.value, style.language), *term.excludes, *([f"({style.language.semicolon.join(details)})"] if details else [])])


def _clause(term: Term) -> str:
    return f"  {section_mark(term.because[0].section)}" if term.because and term.because[0].section else ""


def _duty_diff(old: Sequence[Obligation], new: Sequence[Obligation], vocabulary: Vocabulary, style: Style) -> Iterator[str]:
    before, after = ({(each.kind, each.text or ""): each for each in duties} for duties in (old, new))
    for mark, color, mine, other in (("-", "red", before, after), ("+", "green", after, before)):
        for key, duty in mine.items():
            if key not in other:
                must = style.say("must {duty}", duty=duty_words(duty.kind, vocabulary, style.language))
                must = style.say('{duty}: "{words}"', duty=must, words=duty.text) if duty.text else must
                yield style.paint(f"  {mark} {must}  {section_mark(duty.section or '–')}", color)
