"""Identification: how fast, with how much memory, and beside the peers that are installed. All figures come from one run; compare ratios.

    python bench/identify.py FOLDER [--peers [--labeled FOLDER] [--peer-python scancode=PATH …]]

FOLDER holds license files (any names, below it too). `--labeled` names a folder with expected.csv (file, expected_spdx_expression, source_tool). Peers
(bench/peers.py) run under interpreters of their own: `--peer-python NAME=PATH` says which, for licensee a ruby.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from peers import compare

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from licint.identification import Index, identify  # noqa: E402
from licint.identification.compilation import build  # noqa: E402
from licint.identification.core import COMPILED  # noqa: E402
from licint.identification.sketch import digest_text  # noqa: E402
from licint.parsing.text import read_text  # noqa: E402

NAMES = ("licen", "copying", "notice", "terms", "agreement", "协议")
ROUNDS = 5
COLD = (
    "import sys; from pathlib import Path; from licint.identification import Index, identify; "
    "identify(Path(sys.argv[2]).read_text(encoding='utf-8', errors='replace'), Index.open(Path(sys.argv[1])))"
)
MEMORY = "rss = lambda: int(open('/proc/self/statm').read().split()[1]) * 4; before = rss(); {}; print(rss() - before)"


def least(run: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The least processor time of some runs, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def wall(command: list[str]) -> float:
    """The median wall time of a command, in seconds."""
    times = []
    for _ in range(ROUNDS + 2):
        start = time.perf_counter()
        subprocess.run(command, check=False, capture_output=True, cwd=ROOT)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def speed(texts: Iterable[str], run: Callable[[str], object]) -> tuple[float, float]:
    """MB/s over all texts, and the median milliseconds of one."""
    held = list(texts)
    times = [least(lambda text=text: run(text), 3) for text in held]  # type: ignore[misc]
    return sum(len(text.encode("utf-8", "replace")) for text in held) / 1e6 / max(sum(times), 1e-9), statistics.median(times) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peers", action="store_true", help="run other identifiers beside licint")
    parser.add_argument("--labeled", type=Path, help="with --peers: a folder with expected.csv")
    parser.add_argument("--peer-python", action="append", default=[], metavar="NAME=PATH", help="with --peers: the interpreter that runs a tool")
    options = parser.parse_args()
    paths = sorted(path for path in options.folder.rglob("*") if path.is_file() and any(name in path.name.lower() for name in NAMES) and path.suffix != ".yaml")
    texts = {path: text for path in paths if (text := read_text(path.read_bytes(), path.name).text).strip()}
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "identification.index"
        print(f"build            {least(lambda: build(ROOT / 'rules', out), 1):6.1f} s, {out.stat().st_size / 1e6:.1f} MB")
        index = Index.open(out)
        print(f"core             {'compiled' if COMPILED else 'in Python'}")
        same = [text for text in texts.values() if index.texts_with_digest("digest", digest_text(text)) is not None]
        exact = [text for text in texts.values() if text not in same and any(match.exact for match in identify(text, index).matches)]
        other = [text for text in texts.values() if text not in same and text not in exact]
        print(f"files            {len(texts)}: {len(same)} the same letters, {len(exact)} the same words, {len(other)} others")
        for name, held in (("same letters", same), ("same words", exact), ("sketch path", other), ("all", list(texts.values()))):
            rate, median = speed(held, lambda text: identify(text, index))
            print(f"{name:16} {rate:6.1f} MB/s, median {median:.3f} ms a text")
        any_path = str(next(path for path in texts if path.suffix != ".pdf"))
        click, cold = wall([sys.executable, "-c", "import click"]), wall([sys.executable, "-c", COLD, str(out), any_path])
        print(f"cold start       {cold / click:6.2f} x import click ({cold:.3f} s, {click:.3f} s)")
        opening = f"import sys; sys.argv = ['', {str(out)!r}, {any_path!r}]; {COLD.removeprefix('import sys; ')}"
        used = subprocess.run([sys.executable, "-c", MEMORY.format(opening)], check=False, capture_output=True, text=True, cwd=ROOT).stdout.strip()
        print(f"memory           {int(used or 0) / 1024:6.1f} MiB, modules included")
    if options.peers:
        compare(options.labeled, [path for path in texts if path.suffix != ".pdf"], dict(each.split("=", 1) for each in options.peer_python))


if __name__ == "__main__":
    main()
