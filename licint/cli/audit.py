"""`licint audit`: verdicts and findings."""

from collections.abc import Sequence
from pathlib import Path

import click

from licint import __version__
from licint.auditor import audit_snapshot
from licint.cli.common import COLOR, FORMAT, OUTPUT, configured, exit_code, rule_options, use_color, write
from licint.expertise import open_expertise
from licint.knowledge import Knowledge
from licint.model import Report
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
    select: Sequence[str],
    ignore: Sequence[str],
    config_path: Path | None,
    no_config: bool,
    exit_zero: bool,
    offline: bool,
) -> None:
    """Say what governs a model, what it lets you do, what you must do in return, and where it stands.

    TARGET is a folder or file, or the name of a model (org/name), answered from licint's knowledge.
    """
    experts = open_expertise()
    reports = []
    for target in targets:
        snapshot = snapshot_of(target)
        start = Path(target) if snapshot.target.kind == "local" else Path()
        config = configured(start, config_path, no_config, select, ignore)
        reports.append(audit_snapshot(snapshot, experts, config))
    write(_rendered(reports, format_, experts.knowledge, use_color(color, output)), output)
    click.get_current_context().exit(exit_code(reports, exit_zero))


def _rendered(reports: Sequence[Report], format_: str, knowledge: Knowledge, color: bool) -> str:
    if format_ == "json":
        from licint.rendering.json import render_reports

        return render_reports(reports, __version__, knowledge.version)
    if format_ == "concise":
        from licint.rendering.text import render_check

        return render_check(reports, knowledge.version, color, concise=True)
    from licint.rendering.text import render_audit

    return render_audit(reports, knowledge.vocabulary, knowledge.version, color)
