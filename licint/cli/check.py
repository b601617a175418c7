"""`licint check`: findings, as a linter prints them."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from licint.cli.common import FORMAT, Choice, audited, configured, finish, rule_options
from licint.cli.output import COLOR, OUTPUT, write
from licint.errors import UsageError
from licint.expertise import open_expertise
from licint.model import Snapshot
from licint.sources.local import read_folder

if TYPE_CHECKING:
    from licint.fixes import Mended


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@FORMAT
@OUTPUT
@COLOR
@rule_options
@click.option("--staged", is_flag=True, help="Check what is staged in git instead of what lies in the folder.")
@click.option("--fix", is_flag=True, help="Mend what can be mended, and report what is left.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: also fixes that decide something for you, such as the license.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing; exit 1 if there is something.")
@click.option("--exit-non-zero-on-fix", is_flag=True, help="With --fix: exit 1 when a file was changed (for hooks).")
def command(
    paths: Sequence[str],
    format_: str,
    output: Path | None,
    color: str,
    choice: Choice,
    staged: bool,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    exit_non_zero_on_fix: bool,
) -> None:
    """Lint model repositories: what is missing, contradictory or untrue in a release.

    PATH is a folder or a file; the default is the current folder.
    """
    experts = open_expertise()
    found, repairs = [], []
    for path in paths or (".",):
        config = configured(Path(path), choice)
        snapshot = _snapshot(path, staged)
        report = audited(snapshot, experts, config, choice)
        if fix or diff:
            from licint.fixes import is_fixable, mend

            if any(is_fixable(each.fix, unsafe_fixes) for each in report.findings):
                mended = mend(snapshot, partial(audited, experts=experts, config=config, choice=choice), unsafe_fixes)
                repairs.append((path, snapshot, mended))
                report = mended.report
        found.append((report, config))
    fixed = _repaired(repairs, diff, choice, output)
    try:
        finish(found, "check", format_, experts.knowledge, choice, output, color)
    except click.exceptions.Exit as done:
        click.get_current_context().exit(max(done.exit_code, int(bool(fixed) and exit_non_zero_on_fix and not choice.exit_zero)))


def _repaired(repairs: Sequence[tuple[str, Snapshot, "Mended"]], diff: bool, choice: Choice, output: Path | None) -> int:
    """Write what was fixed and say how many files that were, or print it as a patch and leave."""
    if not repairs and not diff:
        return 0
    from licint.cli.fixing import Repair, patch, write_fixes

    listed = [Repair(*each) for each in repairs]
    if not diff:
        return write_fixes(listed)
    text = patch(listed)
    write(text, output)
    raise click.exceptions.Exit(int(bool(text) and not choice.exit_zero))


def _snapshot(path: str, staged: bool) -> Snapshot:
    if not Path(path).exists():
        raise UsageError(f"there is no file or folder {path}", "`licint check` lints local releases; for a model by name use `licint audit org/name`")
    if staged:
        from licint.sources.git import read_index

        return read_index(Path(path))
    return read_folder(Path(path))
