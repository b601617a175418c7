"""How far a long run is: a bar on a terminal, nothing elsewhere."""

import contextlib
import sys
from collections.abc import Callable, Iterator


@contextlib.contextmanager
def progress(total: int, wanted: bool) -> Iterator[Callable[[], None]]:
    """A function to call for each thing done. Draws on standard error, and only if that is a terminal."""
    if not wanted or total < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    try:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn
    except ImportError:
        yield _counter(total)
        sys.stderr.write("\n")
        return
    with Progress(BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)


def _counter(total: int) -> Callable[[], None]:
    done = 0

    def advance() -> None:
        nonlocal done
        done += 1
        sys.stderr.write(f"\r{done} of {total}")
        sys.stderr.flush()

    return advance
