"""`licint audit`: verdicts and findings."""

from collections.abc import Sequence
from pathlib import Path

import click

from licint.cli.common import COLOR, FORMAT, OUTPUT, Choice, audited, configured, finish, rule_options
from licint.expertise import open_expertise
from licint.sources import snapshot_of


@click.command("audit")
@click.argument("targets", nargs=-1, required=True, metavar="TARGET…")
@FORMAT
@OUTPUT
@COLOR
@rule_options
@click.option("--offline", is_flag=True, help="Use no network: local files and licint's own knowledge.")
def command(
    targets: Sequence[str],
    format_: str,
    output: Path | None,
    color: str,
    choice: Choice,
    offline: bool,
) -> None:
    """Say what governs a model, what it lets you do, what you must do in return, and where it stands.

    TARGET is a folder or file, or the name of a model (org/name), answered from licint's knowledge.
    """
    experts = open_expertise()
    found = []
    for target in targets:
        snapshot = snapshot_of(target)
        config = configured(Path(target) if snapshot.target.kind == "local" else Path(), choice)
        found.append((audited(snapshot, experts, config, choice), config))
    finish(found, "audit", format_, experts.knowledge, choice, output, color)
