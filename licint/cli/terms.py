"""`licint terms`: what a license or a text lets one do."""

from collections.abc import Sequence
from pathlib import Path

import click

from licint.clauses import read_terms
from licint.cli.common import LANG, spoken
from licint.cli.identify import texts
from licint.cli.output import COLOR, OUTPUT, use_color, write
from licint.errors import UsageError
from licint.expertise import open_index, open_patterns
from licint.identification import identify
from licint.knowledge import Knowledge, load
from licint.model import CATEGORIES, License, Terms


@click.command("terms")
@click.argument("subjects", nargs=-1, metavar="LICENSE|FILE|-…")
@click.option("--format", "format_", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True, help="How to print the answer.")
@OUTPUT
@COLOR
@LANG
@click.option("--by-clause", is_flag=True, help="Read the text itself, clause by clause, without looking it up.")
@click.option("--diff", "diff_with", metavar="LICENSE", help="Show what differs from another license.")
@click.option("--list", "list_", is_flag=True, help="List the licenses that licint knows.")
@click.option("--category", type=click.Choice(CATEGORIES), help="With --list: only this category.")
@click.option("--commercial-use", type=click.Choice(["allowed", "conditional", "forbidden", "unstated"]), help="With --list: only this answer.")
def command(
    subjects: Sequence[str],
    format_: str,
    output: Path | None,
    color: str,
    lang: str | None,
    by_clause: bool,
    diff_with: str | None,
    list_: bool,
    category: str | None,
    commercial_use: str | None,
) -> None:
    """Show what a license (an id or any name of it) or the text in a file lets you do, each term with its section and words."""
    from licint.rendering import terms as page

    knowledge = load()
    painted, language = use_color(color, output), spoken(lang)
    if list_:
        write(page.render_list(each for each in knowledge.licenses() if _wanted(each, category, commercial_use)), output)
        return
    if not subjects:
        raise UsageError("nothing to show", "give a license id, a file, or --list")
    if diff_with:
        write(
            "".join(page.render_diff(_license(each, knowledge), _license(diff_with, knowledge), knowledge.vocabulary, painted, language) for each in subjects),
            output,
        )
        return
    read = [each for subject in subjects for each in _read(subject, by_clause, knowledge)]
    if format_ == "json":
        from licint.rendering.json import render_terms
        from licint.rendering.translation import translated

        write(render_terms([(name, translated(terms, language)) for name, terms, _ in read]), output)
    elif format_ == "markdown":
        from licint.rendering.pages import license_page

        write("\n".join(license_page(_license(name, knowledge), knowledge.vocabulary, language) for name, _, _ in read), output)
    else:
        pages = (
            page.render_license(known, knowledge.vocabulary, painted, language)
            if known
            else page.render_text_terms(name, terms, knowledge.vocabulary, painted, language)
            for name, terms, known in read
        )
        write("\n".join(pages), output)


def _wanted(license: License, category: str | None, commercial_use: str | None) -> bool:
    return category in (None, license.category) and commercial_use in (None, license.terms.terms["commercial_use"].value)


def _read(subject: str, by_clause: bool, knowledge: Knowledge) -> list[tuple[str, Terms, License | None]]:
    if subject != "-" and not Path(subject).is_file():
        license = _license(subject, knowledge)
        return [(license.id, license.terms, license)]
    return [(path, _terms_of(text, by_clause, knowledge), None) for path, text in texts([subject])]


def _terms_of(text: str, by_clause: bool, knowledge: Knowledge) -> Terms:
    if not by_clause:
        matches = [each for each in identify(text, open_index()).matches if each.kind == "is"]
        known = knowledge.license(matches[0].license) if len(matches) == 1 else None
        if known:
            return known.terms
    return read_terms(text, open_patterns(knowledge))


def _license(name: str, knowledge: Knowledge) -> License:
    id = name if knowledge.license(name) else knowledge.resolve(name)
    license = knowledge.license(id) if id else None
    if license is None:
        near = knowledge.nearest(name)
        raise UsageError(
            f"no license is called {name!r}", f"did you mean {' or '.join(near)}?" if near else "`licint terms --list` lists them; a file is read as a text"
        )
    return license
