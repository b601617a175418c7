"""`licint check`: findings, as a linter prints them."""

from collections.abc import Sequence
from pathlib import Path

import click

from licint import __version__
from licint.auditor import audit_snapshot
from licint.cli.common import COLOR, FORMAT, OUTPUT, configured, exit_code, rule_options, use_color, write
from licint.errors import UsageError
from licint.expertise import open_expertise
from licint.model import Snapshot
from licint.sources.local import read_folder


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@FORMAT
@OUTPUT
@COLOR
@rule_options
@click.option("--staged", is_flag=True, help="Check what is staged in git instead of what lies in the folder.")
def command(
    paths: Sequence[str],
    format_: str,
    output: Path | None,
    color: str,
    select: Sequence[str],
    ignore: Sequence[str],
    config_path: Path | None,
    no_config: bool,
    exit_zero: bool,
    staged: bool,
) -> None:
    """Lint model repositories: what is missing, contradictory or untrue in a release.

    PATH is a folder or a file; the default is the current folder.
    """
    experts = open_expertise()
    reports = []
    for path in paths or (".",):
        config = configured(Path(path), config_path, no_config, select, ignore)
        reports.append(audit_snapshot(_snapshot(path, staged), experts, config))
    version = experts.knowledge.version
    if format_ == "json":
        from licint.rendering.json import render_reports

        text = render_reports(reports, __version__, version)
    else:
        from licint.rendering.text import render_check

        text = render_check(reports, version, use_color(color, output), concise=format_ == "concise")
    write(text, output)
    click.get_current_context().exit(exit_code(reports, exit_zero))


def _snapshot(path: str, staged: bool) -> Snapshot:
    if not Path(path).exists():
        raise UsageError(f"there is no file or folder {path}", "`licint check` lints local releases; for a model by name use `licint audit org/name`")
    if staged:
        from licint.sources.git import read_index

        return read_index(Path(path))
    return read_folder(Path(path))
