"""`licint identify`: which licenses a text is, or names."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from licint.cli.output import OUTPUT, write
from licint.errors import UsageError
from licint.expertise import open_index
from licint.identification import identify
from licint.model import Identification, Match
from licint.parsing.text import PROBLEMS, read_text

MAX_BYTES = 32 * 1024 * 1024


@click.command("identify")
@click.argument("files", nargs=-1, required=True, metavar="FILE…|-")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print the answer.")
@OUTPUT
def command(files: Sequence[str], format_: str, output: Path | None) -> None:
    """Name the licenses in a text: what it is, what it was made from and what was changed, or what it refers to."""
    index = open_index()
    found = [(path, identify(text, index)) for path, text in texts(files)]
    if format_ == "json":
        from licint.rendering.json import render_identifications

        write(render_identifications(found), output)
    else:
        write("\n".join(line for path, each in found for line in _lines(path, each)) + "\n", output)


def texts(files: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Path and text of each file, `-` being standard input. Raises UsageError for a file that cannot be read."""
    for path in files:
        try:
            data = sys.stdin.buffer.read(MAX_BYTES) if path == "-" else _read(Path(path))
        except OSError as error:
            raise UsageError(f"cannot read {path}: {error.strerror}", "give the path of a text file, or - for standard input") from error
        read = read_text(data, path)
        if read.problem and not read.text:
            raise UsageError(f"cannot read {path}: {PROBLEMS[read.problem]}", "give the license as a text file")
        yield path, read.text


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_BYTES)


def _lines(path: str, found: Identification) -> Iterator[str]:
    from licint.rendering.plain import one_line

    if not found.matches:
        nearest = f"; nearest: {found.nearest.license} ({found.nearest.coverage:.0%} of it)" if found.nearest else ""
        yield f"{one_line(path)}: unknown{nearest}"
    for match in found.matches:
        yield f"{one_line(path)}:{match.line}-{match.end_line}: {_what(match)}"
        for passage in match.added:
            yield f"    + {passage.line}-{passage.end_line}: {one_line(passage.text or '', 300)}"
        for passage in match.removed:
            yield f"    - {passage.words} words missing near line {passage.line}"


def _what(match: Match) -> str:
    if match.kind == "reference":
        return f"{match.license} (named there)"
    if match.kind == "is":
        return f"{match.license}" + (" (exact)" if match.exact else f" ({match.coverage:.1%})")
    return f"altered {match.license} ({match.coverage:.1%} of it)"
