"""`licint openness`: what the openness frameworks say of a release, side by side."""

from pathlib import Path

import click

from licint.auditor import declared_facts
from licint.cli.common import LANG, Choice, configured, spoken
from licint.cli.output import COLOR, OUTPUT, use_color, write
from licint.config import Config, find_config
from licint.expertise import open_expertise
from licint.messages import ENGLISH, Language
from licint.model import Snapshot
from licint.openness.assessment import assess_file, assess_release, openness
from licint.openness.mot_file import ModelFile, is_mot, parse_mot, write_mot
from licint.openness.nouns import Assessment
from licint.openness.rules import Rules, load_rules

MAX_RECORD = 1_000_000


@click.command("openness")
@click.argument("target", metavar="PATH|MODEL|MOF.yml")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "mof"]),
    default="text",
    show_default=True,
    help="How to print the answer; mof: as a file of the Model Openness Tool.",
)
@OUTPUT
@COLOR
@LANG
def command(target: str, format_: str, output: Path | None, color: str, lang: str | None) -> None:
    """Say how open a release is by MOF, the openness index, OSAID and the EU AI Act, each by its own rules.

    The target is a folder, a model's name (answered from licint's knowledge), or a file of the Model Openness Tool. Not legal advice.
    """
    rules = load_rules()
    assessment = assess(target, rules)
    if format_ == "mof":
        write(as_record(target, assessment, rules), output)
        return
    if format_ == "json":
        import msgspec

        from licint.rendering.json import plain_data
        from licint.rendering.translation import translated

        data = plain_data(translated(openness(assessment), spoken(lang)))
        write(msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n", output)
        return
    write(table(assessment, rules, use_color(color, output), spoken(lang)), output)


def assess(target: str, rules: Rules) -> Assessment:
    """The assessment of a release, or of what a file of the Model Openness Tool says. Raises UsageError, SourceError."""
    from licint.sources import snapshot_of

    record = record_in(target)
    if record:
        return assess_file(record, open_expertise().knowledge, rules)
    path = find_config(Path(target).absolute()) if Path(target).exists() else None
    return assess_snapshot(snapshot_of(target), rules, configured(Path(target), Choice(config_path=path)) if path else Config())


def assess_snapshot(snapshot: Snapshot, rules: Rules, config: Config) -> Assessment:
    """The assessment of a release that was read, with what its publisher declares."""
    from licint.assembly import assemble
    from licint.resolution.verdict import resolve

    experts = open_expertise()
    release = assemble(snapshot, experts.knowledge, experts.index, experts.patterns)
    declared = declared_facts(release.target, config, experts.knowledge)
    return assess_release(release, resolve(release, experts.knowledge, experts.patterns), experts.knowledge, rules, declared)


def record_in(target: str) -> ModelFile | None:
    """The file of the Model Openness Tool that a target is, or None."""
    path = Path(target)
    if path.suffix.lower() not in (".yml", ".yaml") or not path.is_file():
        return None
    with path.open("rb") as file:
        text = file.read(MAX_RECORD).decode("utf-8", "replace")
    return parse_mot(text, target) if is_mot(text) else None


def as_record(target: str, assessment: Assessment, rules: Rules) -> str:
    """The components that are present as a file of the Model Openness Tool; a file that was read keeps what it says about the model."""
    record = record_in(target)
    if record:
        return write_mot(assessment.components, rules, record.about, record.licenses)
    owner, slash, _ = assessment.components.name.partition("/")
    about = {"producer": owner, "huggingface": f"https://huggingface.co/{assessment.components.name}"} if slash else {}
    return write_mot(assessment.components, rules, about)


def table(assessment: Assessment, rules: Rules, color: bool, language: Language = ENGLISH) -> str:
    """The table of components and what each framework says."""
    from licint.rendering.openness import render_openness

    return render_openness(assessment.components, assessment, rules, color, language)
