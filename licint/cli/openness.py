"""`licint openness`: what the openness frameworks say of a release, side by side."""

from pathlib import Path

import click

from licint.cli.output import COLOR, OUTPUT, use_color, write
from licint.expertise import open_expertise
from licint.openness.assessment import assess_file, assess_release, openness
from licint.openness.mot_file import is_mot, parse_mot
from licint.openness.nouns import Assessment
from licint.openness.rules import Rules, load_rules


@click.command("openness")
@click.argument("target", metavar="PATH|MODEL|MOF.yml")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print the answer.")
@OUTPUT
@COLOR
def command(target: str, format_: str, output: Path | None, color: str) -> None:
    """Say how open a release is by MOF, the openness index, OSAID and the EU AI Act, each by its own rules.

    The target is a folder, a model's name (answered from licint's knowledge), or a file of the Model Openness Tool. Not legal advice.
    """
    rules = load_rules()
    assessment = assess(target, rules)
    if format_ == "json":
        import msgspec

        from licint.rendering.json import plain_data

        write(msgspec.json.format(msgspec.json.encode(plain_data(openness(assessment))), indent=2).decode() + "\n", output)
        return
    from licint.rendering.openness import render_openness

    write(render_openness(assessment.components, assessment, rules, color=use_color(color, output)), output)


def assess(target: str, rules: Rules) -> Assessment:
    """The assessment of a release, or of what a file of the Model Openness Tool says. Raises UsageError, SourceError."""
    from licint.assembly import assemble
    from licint.resolution.verdict import resolve
    from licint.sources import snapshot_of

    experts = open_expertise()
    path = Path(target)
    if path.is_file() and path.suffix.lower() in (".yml", ".yaml"):
        text = path.read_text(encoding="utf-8", errors="replace")
        if is_mot(text):
            return assess_file(parse_mot(text, target), experts.knowledge, rules)
    release = assemble(snapshot_of(target), experts.knowledge, experts.index, experts.patterns)
    return assess_release(release, resolve(release, experts.knowledge, experts.patterns), experts.knowledge, rules)
