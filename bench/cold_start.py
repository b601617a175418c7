"""Cold start: `licint check` of a card, a license and a notice against `python -c "import click, yaml"`, in one run.

    python bench/cold_start.py [--runs 15]

Prints the best of several runs of each, interleaved, and their ratio. The budget is 1.6 (docs/how-licint-decides.md speaks of answers, this of speed).
"""

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
        best = dict.fromkeys(COMMANDS, float("inf"))
        for _ in range(runs):
            for name, arguments in COMMANDS.items():
                best[name] = min(best[name], seconds([each.format(folder=folder) for each in arguments]))
    for name, value in best.items():
        print(f"{name:22} {value * 1000:7.1f} ms")
    print(f"check    / import click, yaml: {best['licint check'] / best['import click, yaml']:.2f} (budget 1.6)")
    print(f"identify / import click:       {best['licint identify'] / best['import click']:.2f} (budget 1.7)")


def seconds(arguments: list[str]) -> float:
    """Wall time of one Python process."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[sys.argv.index("--runs") + 1]) if "--runs" in sys.argv else 15)
