"""`licint check --fix` and `--diff`: what fixing came to, written to the files or shown as a patch."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from licint.errors import UsageError
from licint.fixes import Mended
from licint.model import Noun, Snapshot


class Repair(Noun, frozen=True):
    """One release of a run: where it lies, as it was read, and as fixing left it."""

    path: str
    before: Snapshot
    mended: Mended

    @property
    def root(self) -> Path:
        place = Path(self.path)
        return place.parent if place.is_file() else place


def write_fixes(repairs: Sequence[Repair]) -> int:
    """Write the changed files; how many were written. Says on standard error what was done, standard output holds what is left.

    A file that is not what was read (it changed since, it was read in part, it is a symbolic link) is left alone.
    Raises UsageError where one cannot be written.
    """
    files = findings = 0
    for repair in repairs:
        chosen = [name for name in repair.mended.changed if _is_as_read(repair.root / name, repair.before.contents.get(name))]
        for name in repair.mended.changed:
            if name in chosen:
                _write(repair.root / name, repair.mended.changed[name])
            else:
                click.echo(f"not fixed: {repair.root / name} is not what was checked", err=True)
        files += len(chosen)
        findings += sum(each.fix is not None and all(edit.path in chosen for edit in each.fix.edits) for each in repair.mended.fixed)
    if files:
        click.echo(f"fixed {findings} {'finding' if findings == 1 else 'findings'} in {files} {'file' if files == 1 else 'files'}", err=True)
    return files


def _write(place: Path, data: bytes) -> None:
    try:
        place.write_bytes(data)
    except OSError as error:
        raise UsageError(f"cannot write {place}: {error.strerror}", "make the file writable, or see the fixes with --diff") from error


def _is_as_read(place: Path, data: bytes | None) -> bool:
    if place.is_symlink():
        return False
    if data is None:
        return not place.exists()
    try:
        return place.read_bytes() == data
    except OSError:
        return False


def patch(repairs: Sequence[Repair]) -> str:
    """All changes as one unified diff, with paths as they were given."""
    return "".join(line for repair in repairs for name in sorted(repair.mended.changed) for line in _file_patch(repair, name))


def _file_patch(repair: Repair, name: str) -> Iterator[str]:
    from difflib import unified_diff

    path = (repair.root / name).as_posix().lstrip("/")
    before = repair.before.contents.get(name)
    old, new = _lines(before or b""), _lines(repair.mended.changed[name])
    for line in unified_diff(old, new, "/dev/null" if before is None else f"a/{path}", f"b/{path}"):
        yield line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"


def _lines(data: bytes) -> list[str]:
    """Lines as diff and patch count them: they end in a line feed, whatever stands before it."""
    parts = data.decode("utf-8", "replace").split("\n")
    return [each + "\n" for each in parts[:-1]] + ([parts[-1]] if parts[-1] else [])
