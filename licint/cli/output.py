"""Where answers go, and whether they are colored."""

import os
import sys
from pathlib import Path

import click

from licint.errors import UsageError

OUTPUT = click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the answer to a file instead of standard output.")
COLOR = click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True, help="NO_COLOR and FORCE_COLOR count, too.")


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
