"""`licint explain`: what a rule, a license or a term means."""

from pathlib import Path

import click

from licint.checks import Rule, rules
from licint.cli.common import LANG, spoken
from licint.cli.output import COLOR, OUTPUT, use_color, write
from licint.errors import UsageError
from licint.knowledge import Knowledge, load
from licint.messages import Language


@click.command("explain")
@click.argument("subject", required=False, metavar="RULE|LICENSE|TERM")
@click.option("--all", "all_", is_flag=True, help="List every rule.")
@click.option("--format", "format_", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True, help="How to print the answer.")
@OUTPUT
@COLOR
@LANG
def command(subject: str | None, all_: bool, format_: str, output: Path | None, color: str, lang: str | None) -> None:
    """Explain a rule (code or name), a license, or a term such as hosted_service."""
    from licint.rendering import pages

    language = spoken(lang)
    if all_:
        chosen = list(rules().values())
        shown = {"json": pages.rules_json, "markdown": pages.rules_table, "text": pages.rules_list}[format_]
        write(shown(chosen, language), output)
        return
    if not subject:
        raise UsageError("nothing to explain", "give a rule, a license or a term, or --all")
    rule = _rule(subject)
    if rule:
        write(pages.rules_json([rule], language) if format_ == "json" else pages.rule_page(rule, format_ == "markdown", language), output)
        return
    write(_license_or_term(subject, load(), format_, use_color(color, output), language), output)


def _rule(subject: str) -> Rule | None:
    return next((each for each in rules().values() if subject.upper() == each.code or subject.lower() == each.name), None)


def _rules_like(subject: str) -> list[str]:
    """Rules whose code or name looks like this, or whose code begins with it."""
    from difflib import get_close_matches

    names = {name: each.code for each in rules().values() for name in (each.code.lower(), each.name)}
    group = [each.code for each in rules().values() if len(subject) > 1 and each.code.startswith(subject.upper())]
    return list(dict.fromkeys([*group, *(names[each] for each in get_close_matches(subject.lower(), names, 2, 0.75))]))


def _license_or_term(subject: str, knowledge: Knowledge, format_: str, color: bool, language: Language) -> str:
    from licint.rendering import pages
    from licint.rendering.json import render_terms
    from licint.rendering.terms import render_license

    words = pages.word_page(subject, knowledge.vocabulary, language)
    if words:
        return words
    id = subject if knowledge.license(subject) else knowledge.resolve(subject)
    license = knowledge.license(id) if id else None
    if license is None:
        near = [*_rules_like(subject), *knowledge.nearest(subject)][:3]
        hint = f"did you mean {' or '.join(near)}?" if near else "`licint explain --all` lists the rules, `licint terms --list` the licenses"
        raise UsageError(f"{subject!r} is no rule, license or term", hint)
    if format_ == "json":
        return render_terms([(license.id, license.terms)])
    if format_ == "markdown":
        return pages.license_page(license, knowledge.vocabulary, language)
    return render_license(license, knowledge.vocabulary, color, language)
