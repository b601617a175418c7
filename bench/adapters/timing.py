"""What each adapter does: reads paths from standard input, asks its tool about each, prints a JSON object a line.

    {"licenses": [["Apache-2.0", "apache-2"], ["MIT"]], "seconds": 0.01}

`licenses` has a list for each license found: its names. `seconds` is processor time (all threads), the best of up to ten runs on one file; slow tools run
once. The first file is asked about once before, so that what a tool loads at its first question does not count.
"""

import json
import sys
import time
from collections.abc import Callable

ROUNDS = 10
LONG_ENOUGH = 0.5  # seconds on one file after which it is not asked about again
Names = list[list[str]]


def answer(ask: Callable[[str], Names]) -> None:
    """Asks about every path on standard input and prints the answers."""
    paths = sys.stdin.read().splitlines()
    _try(ask, paths[0])
    for path in paths:
        found: Names = []
        times: list[float] = []
        while len(times) < ROUNDS and sum(times) < LONG_ENOUGH:
            start = time.process_time()
            found = _try(ask, path)
            times.append(time.process_time() - start)
        print(json.dumps({"licenses": found, "seconds": min(times)}), flush=True)


def _try(ask: Callable[[str], Names], path: str) -> Names:
    try:
        return ask(path)
    except Exception as error:  # a tool that fails on a file has said nothing about it
        print(f"{path}: {error}", file=sys.stderr)
        return []
