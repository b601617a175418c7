"""Throughput of `check` over a folder of cards, each taken as a release of its own: cards a second, memory, findings by rule, and where the time goes.

    python bench/check_cards.py FOLDER [--limit 5000] [--profile] [--findings FILE]

FOLDER holds README files (any names). --findings writes every finding as a JSON line, to read a sample of.
"""

import argparse
import collections
import gc
import json
import resource
import sys
import time
from pathlib import Path

from licint.auditor import audit_snapshot
from licint.config import Config
from licint.expertise import open_expertise
from licint.model import Snapshot, Target
from licint.rendering.findings import finding_lines
from licint.rendering.style import Style


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, default=None)
    parser.add_argument("--skip", type=int, default=1, help="take every n-th card")
    parser.add_argument("--rules", default="publish", choices=["publish", "consume", "strict"])
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--findings", type=Path)
    args = parser.parse_args()
    gc.set_threshold(100_000, 20, 100)  # as licint/__main__.py does
    cards = [(path.name, path.read_bytes()) for path in sorted(args.folder.iterdir())[:: args.skip][: args.limit] if path.is_file()]
    experts, config, style = open_expertise(), Config(profile=args.rules), Style()
    profiler = _profiler() if args.profile else None
    out = args.findings.open("w", encoding="utf-8") if args.findings else None
    counts: collections.Counter[tuple[str, str]] = collections.Counter()
    slowest: list[tuple[float, str]] = []
    start = time.process_time()
    for name, data in cards:
        before = time.process_time()
        report = audit_snapshot(Snapshot(Target("table", name), (), {"README.md": data}), experts, config)
        for finding in report.findings:
            next(finding_lines(finding, style, name))
            counts[finding.code, str(finding.severity)] += 1
            if out:
                quotes = [each.quote for each in finding.because if each.quote]
                row = {"card": name, "code": finding.code, "severity": finding.severity, "line": finding.at.line, "message": finding.message}
                out.write(json.dumps({**row, "source": finding.source, "because": quotes, "help": finding.help}, ensure_ascii=False) + "\n")
        slowest.append((time.process_time() - before, name))
    taken = time.process_time() - start
    if profiler:
        _report(profiler)
    size = sum(len(data) for _, data in cards)
    print(f"{len(cards):,} cards, {size / 1e6:.1f} MB: {taken:.1f} s CPU, {len(cards) / taken:,.0f} cards/s, {size / 1e6 / taken:.1f} MB/s")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")
    print("slowest:", ", ".join(f"{name} {seconds * 1000:.0f} ms" for seconds, name in sorted(slowest)[-5:]))
    for (code, severity), count in sorted(counts.items()):
        print(f"{code} {severity:<8}{count:>8,}")


def _profiler() -> object:
    import cProfile

    profiler = cProfile.Profile()
    profiler.enable()
    return profiler


def _report(profiler: object) -> None:
    import pstats

    profiler.disable()  # type: ignore[attr-defined]
    pstats.Stats(profiler, stream=sys.stdout).sort_stats("tottime").print_stats(30)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
