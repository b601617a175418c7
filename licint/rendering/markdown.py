"""Reports as Markdown: for a pull request's comment, a job summary, or a lawyer's folder.

Everything that strangers wrote is escaped, so that it stays text: no link, image, mention or HTML of theirs takes effect.
"""

import re
from collections.abc import Iterator, Sequence

from licint.baseline import shown_path
from licint.knowledge import Vocabulary
from licint.messages import Language
from licint.model import USES, Evidence, Finding, Report, Term
from licint.regex import late
from licint.rendering.findings import SEVERITIES, summary_line
from licint.rendering.formats import Run
from licint.rendering.plain import one_line, section_mark
from licint.rendering.style import Style
from licint.rendering.words import answered, asked, condition_text, duty_words

SPECIAL = late(r"([\\`*_{}\[\]()<>#+!|~@$&:-])")


def render_markdown(reports: Sequence[Report], run: Run) -> str:
    """`--format markdown`: verdict and findings for `audit`, findings for `check`."""
    lines = [f"# licint {run.command}", ""]
    for report in reports:
        lines += [f"## {text(report.target.id)}", ""]
        if run.command == "audit":
            lines += _verdict(report, run.knowledge.vocabulary, Style(language=run.language))
        lines += _findings(report, run.language)
    return "\n".join([*lines, text(summary_line(reports, Style(language=run.language), run.knowledge.version))]) + "\n"


def text(words: str, limit: int = 400) -> str:
    """Words from anywhere, shown as they are."""
    return SPECIAL.sub(r"\\\1", one_line(words, limit))


def code(words: str, limit: int = 200) -> str:
    """Words in a code span, which nothing in them can end; a `|` would still end a table's cell."""
    safe = one_line(words, limit).replace("|", "\\|")
    longest = max((len(each) for each in re.findall(r"`+", safe)), default=0)
    fence = "`" * (longest + 1)
    space = " " if longest else ""
    return f"{fence}{space}{safe or ' '}{space}{fence}"


def _verdict(report: Report, vocabulary: Vocabulary, style: Style) -> Iterator[str]:
    verdict = report.verdict
    category = style.say("license category {category}", category=style.category(verdict.category))
    access = style.say("access {access}", access=style.word(verdict.access.value))
    yield f"**{style.word(verdict.place)}** · {category} · {access}"
    yield ""
    for each in verdict.licenses:
        what = style.word(each.component)
        what = style.say("{component} of {model}", component=what, model=code(each.variant)) if each.variant else what
        line = style.say("{label}: {value}", label=what, value=code(str(each.concluded)))
        yield f"- {line}" + (f" ({style.say('disputed')})" if each.disputed else "")
    for ancestor in verdict.lineage[:10]:
        facts = [text(ancestor.license or style.say("license unknown")), style.word(ancestor.relation)]
        yield "- " + style.say("base: {model} ({facts})", model=code(ancestor.id), facts=facts)
    yield ""
    yield f"| {style.say('May I …')} | | {style.say('because')} |"
    yield "|---|---|---|"
    for use in USES:
        yield _row(asked(use, vocabulary, style.language), verdict.terms.terms[use], style.language)
    yield ""
    if verdict.terms.obligations:
        yield style.say("I must, when I pass it on:")
        yield ""
        for duty in verdict.terms.obligations:
            mark = {True: "[x]", False: "[ ]", None: f"\\({style.say('not to be seen from here')}\\)"}[duty.met]
            words = duty_words(duty.kind, vocabulary, style.language)
            words = style.say("{duty}: “{words}”", duty=words, words=text(duty.text)) if duty.text else words
            yield f"- {mark} {words} ({_clause(Evidence(duty.license, duty.section))})"
        yield ""


def _row(label: str, term: Term, language: Language) -> str:
    conditions = language.semicolon.join(text(condition_text(each, language)) for each in term.conditions)
    reason = _clause(term.because[0]) if term.because else ""
    return f"| {label} | {answered(term.value, language)} | {language.semicolon.join(each for each in (conditions, reason) if each)} |"


def _clause(evidence: Evidence) -> str:
    where = f"{evidence.license or ''} {section_mark(evidence.section) if evidence.section else ''}".strip()
    quote = f"“{text(evidence.quote)}”" if evidence.quote else text(evidence.note or "")
    return ": ".join(each for each in (text(where), quote) if each)


def _findings(report: Report, language: Language) -> Iterator[str]:
    if not report.findings:
        yield language.say("No findings.")
        yield ""
        return
    yield f"| | {language.say('rule')} | {language.say('where')} | {language.say('what')} |"
    yield "|---|---|---|---|"
    for finding in sorted(report.findings, key=lambda each: -SEVERITIES[::-1].index(each.severity or "warning")):
        where = code(f"{shown_path(report.target, finding.at.path)}:{finding.at.line}")
        yield f"| {language.word(finding.severity or 'warning')} | {finding.code} | {where} | {_what(finding)} |"
    yield ""


def _what(finding: Finding) -> str:
    clause = next((_clause(each) for each in finding.because if each.quote), "")
    said = [text(finding.message), clause, f"*{text(finding.help)}*" if finding.help else ""]
    return "<br>".join(each for each in said if each)
