"""Cold start: `licint check` of a card, a license and a notice against `python -c "import click, yaml"`, in one run.

    python bench/cold_start.py [--runs 15]

Prints the best of several runs of each, interleaved, and their ratios. What is measured is the licint that this Python imports from an empty folder: install
the wheel into an environment of its own, and call that environment's Python. The first run fills the user's cache (licint/start/), as it does for a user; it
is not counted. Where others work on the machine, compare processor time, or count instructions (`valgrind --tool=cachegrind --cache-sim=no`).
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CARD = """---
license: apache-2.0
base_model: acme/base-7b
language:
- en
---

# Acme 7B

Acme is a chat model. The code and the weights are under the Apache License 2.0.
"""
COMMANDS = {
    "import click, yaml": ["-c", "import click, yaml"],
    "import click": ["-c", "import click"],
    "licint check": ["-m", "licint", "check", "{folder}", "--exit-zero", "--no-config"],
    "licint identify": ["-m", "licint", "identify", "{folder}/LICENSE"],
}


def main(runs: int = 15) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "README.md").write_text(CARD, encoding="utf-8")
        (Path(folder) / "LICENSE").write_bytes((ROOT / "LICENSE").read_bytes())
        (Path(folder) / "NOTICE").write_text("Acme\nCopyright 2026 Acme\n", encoding="utf-8")
        commands = {name: [each.format(folder=folder) for each in arguments] for name, arguments in COMMANDS.items()}
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for _ in range(runs + 1):
            for name, arguments in commands.items():
                taken[name].append(seconds(arguments, folder))
    wall, cpu = ({name: min(each[which] for each in times[1:]) for name, times in taken.items()} for which in (0, 1))
    for name in commands:
        print(f"{name:22} {wall[name] * 1000:7.1f} ms   cpu {cpu[name] * 1000:7.1f} ms")
    for name, to, budget in (("licint check", "import click, yaml", 1.6), ("licint identify", "import click", 1.7)):
        print(f"{name:15} / {to}: {wall[name] / wall[to]:.2f}, cpu {cpu[name] / cpu[to]:.2f} (budget {budget})")


def seconds(arguments: list[str], folder: str) -> tuple[float, float]:
    """Wall and processor time of one Python process."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main(int(sys.argv[sys.argv.index("--runs") + 1]) if "--runs" in sys.argv else 15)
