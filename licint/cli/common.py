"""Options and steps that commands share."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec

from licint.checks import rules
from licint.config import Config, find_config, load_config
from licint.errors import UsageError
from licint.model import Report

Command = TypeVar("Command", bound=Callable[..., Any])

FORMAT = click.option("--format", "format_", type=click.Choice(["text", "concise", "json"]), default="text", show_default=True, help="How to print the answer.")
OUTPUT = click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the answer to a file instead of standard output.")
COLOR = click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True, help="NO_COLOR and FORCE_COLOR count, too.")


def rule_options(command: Command) -> Command:
    """--select, --ignore, --config, --no-config, --exit-zero."""
    options = [
        click.option("--select", multiple=True, metavar="RULE", help="Run these rules only: code, prefix of a code, name, or ALL."),
        click.option("--ignore", multiple=True, metavar="RULE", help="Leave these rules out."),
        click.option("--config", "config_path", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Use this configuration file."),
        click.option("--no-config", is_flag=True, help="Use no configuration file."),
        click.option("--exit-zero", is_flag=True, help="Exit 0 even when there are errors."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def configured(start: Path, config_path: Path | None, no_config: bool, select: Sequence[str], ignore: Sequence[str]) -> Config:
    """The configuration in force: the closest file, or the one given, then the command line. Raises ConfigError, UsageError."""
    path = None if no_config else config_path or find_config(start.absolute())
    config = load_config(path) if path else Config()
    chosen, left_out = _split(select), _split(ignore)
    _known(chosen + left_out)
    return msgspec.structs.replace(config, select=chosen or config.select, ignore_rules=config.ignore_rules + left_out)


def _split(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(each.strip() for value in values for each in value.split(",") if each.strip())


def _known(patterns: Sequence[str]) -> None:
    from licint.checks.rule import matches

    for pattern in patterns:
        if not any(matches(each.code, each.name, pattern) for each in rules().values()):
            raise UsageError(f"no rule is called {pattern!r}", "`licint explain --all` lists the rules")


def use_color(choice: str, output: Path | None) -> bool:
    """Whether to color: the option first, then NO_COLOR, FORCE_COLOR, then whether standard output is a terminal."""
    if choice != "auto":
        return choice == "always"
    if output or os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def write(text: str, output: Path | None) -> None:
    """Print, or write to a file. Raises UsageError."""
    if output is None:
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write {output}: {error.strerror}", "choose a path that can be written") from error


def exit_code(reports: Sequence[Report], exit_zero: bool) -> int:
    """1 if there is a finding of severity error."""
    return int(not exit_zero and any(finding.severity == "error" for report in reports for finding in report.findings))
