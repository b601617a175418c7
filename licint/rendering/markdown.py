"""Reports as Markdown: for a pull request's comment, a job summary, or a lawyer's folder.

Everything that strangers wrote is escaped, so that it stays text: no link, image, mention or HTML of theirs takes effect.
"""

import re
from collections.abc import Iterator, Sequence

from licint.baseline import shown_path
from licint.knowledge import Vocabulary
from licint.model import USES, Evidence, Finding, Report, Term
from licint.regex import late
from licint.rendering.findings import SEVERITIES, summary_line
from licint.rendering.formats import Run
from licint.rendering.plain import one_line, section_mark
from licint.rendering.style import Style
from licint.rendering.text import YES, condition_text
from licint.rendering.words import asked, duty_words

SPECIAL = late(r"([\\`*_{}\[\]()<>#+!|~@$&:-])")


def render_markdown(reports: Sequence[Report], run: Run) -> str:
    """`--format markdown`: verdict and findings for `audit`, findings for `check`."""
    lines = [f"# licint {run.command}", ""]
    for report in reports:
        lines += [f"## {text(report.target.id)}", ""]
        if run.command == "audit":
            lines += _verdict(report, run.knowledge.vocabulary)
        lines += _findings(report)
    return "\n".join([*lines, text(summary_line(reports, Style(), run.knowledge.version))]) + "\n"


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


def _verdict(report: Report, vocabulary: Vocabulary) -> Iterator[str]:
    verdict = report.verdict
    yield f"**{verdict.place}** · license category {verdict.category} · access {verdict.access.value}"
    yield ""
    for each in verdict.licenses:
        what = f"{each.component} of {code(each.variant)}" if each.variant else each.component
        yield f"- {what}: {code(str(each.concluded))}{' (disputed)' if each.disputed else ''}"
    for ancestor in verdict.lineage[:10]:
        yield f"- base: {code(ancestor.id)} ({text(ancestor.license or 'license unknown')}, {ancestor.relation})"
    yield ""
    yield "| May I … | | because |"
    yield "|---|---|---|"
    for use in USES:
        yield _row(asked(use, vocabulary), verdict.terms.terms[use])
    yield ""
    if verdict.terms.obligations:
        yield "I must, when I pass it on:"
        yield ""
        for duty in verdict.terms.obligations:
            mark = {True: "[x]", False: "[ ]", None: "\\(not to be seen from here\\)"}[duty.met]
            shown = f": “{text(duty.text)}”" if duty.text else ""
            yield f"- {mark} {duty_words(duty.kind, vocabulary)}{shown} ({_clause(Evidence(duty.license, duty.section))})"
        yield ""


def _row(label: str, term: Term) -> str:
    conditions = "; ".join(text(condition_text(each)) for each in term.conditions)
    reason = _clause(term.because[0]) if term.because else ""
    return f"| {label} | {YES[term.value]} | {'; '.join(each for each in (conditions, reason) if each)} |"


def _clause(evidence: Evidence) -> str:
    where = f"{evidence.license or ''} {section_mark(evidence.section) if evidence.section else ''}".strip()
    quote = f"“{text(evidence.quote)}”" if evidence.quote else text(evidence.note or "")
    return ": ".join(each for each in (text(where), quote) if each)


def _findings(report: Report) -> Iterator[str]:
    if not report.findings:
        yield "No findings."
        yield ""
        return
    yield "| | rule | where | what |"
    yield "|---|---|---|---|"
    for finding in sorted(report.findings, key=lambda each: -SEVERITIES[::-1].index(each.severity or "warning")):
        where = code(f"{shown_path(report.target, finding.at.path)}:{finding.at.line}")
        yield f"| {finding.severity} | {finding.code} | {where} | {_what(finding)} |"
    yield ""


def _what(finding: Finding) -> str:
    clause = next((_clause(each) for each in finding.because if each.quote), "")
    said = [text(finding.message), clause, f"*{text(finding.help)}*" if finding.help else ""]
    return "<br>".join(each for each in said if each)
