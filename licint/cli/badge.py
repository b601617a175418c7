"""`licint badge`: a badge with the place and category of a release, to put on its card."""

from pathlib import Path

import click

from licint.api import audit
from licint.cli.output import OUTPUT, write
from licint.rendering.badge import render_badge, render_shield


@click.command("badge")
@click.argument("target", default=".", metavar="[PATH|MODEL]")
@click.option("--format", "format_", type=click.Choice(["svg", "shields"]), default="svg", show_default=True, help="SVG, or a shields.io endpoint.")
@OUTPUT
def command(target: str, format_: str, output: Path | None) -> None:
    """Write a badge that says where a release stands: its place, and the category of its license.

    A model's name is answered from what was read earlier and from licint's own knowledge.
    """
    verdict = audit(target, offline=True).verdict
    write((render_badge if format_ == "svg" else render_shield)(verdict.place, verdict.category), output)
