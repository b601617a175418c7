"""Many threads decode at once without a crash: msgspec alone cannot, the first time that it meets a struct."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.material import ROOT

STRESS = """
import sys, threading, msgspec
from licint.decoding import json_decoder, msgpack_decoder
sys.setswitchinterval(1e-6)
for number in range(150):
    Inner = msgspec.defstruct(f"Inner{number}", [(f"f{each}", str | None, None) for each in range(12)], frozen=True)
    Outer = msgspec.defstruct(f"Outer{number}", [("a", tuple[Inner, ...], ()), ("b", dict[str, Inner], {})], frozen=True)
    value = {"a": [{"f0": "x", "f11": "y"}] * 3, "b": {"c": {"f5": "z"}}}
    text, packed = msgspec.json.encode(value), msgspec.msgpack.encode(value)
    gate = threading.Barrier(12)
    found = []
    def work():
        gate.wait()
        found.append(json_decoder(Outer).decode(text) == msgpack_decoder(Outer).decode(packed))
    threads = [threading.Thread(target=work) for _ in range(12)]
    for each in threads: each.start()
    for each in threads: each.join()
    assert found == [True] * 12
"""
# Modules whose typed decoding happens on one thread alone: before a run begins, where licint is built, or under another module's care (licint/audits.py).
ONE_THREAD = {
    "identification/index.py",
    "identification/sketch.py",
    "baseline.py",
    "clauses/patterns.py",
    "config.py",
    "knowledge/pack.py",
    "knowledge/reading.py",
}


def test_a_struct_that_many_threads_meet_at_once() -> None:
    done = subprocess.run([sys.executable, "-c", STRESS], env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")


def typed_decoding(path: Path) -> list[int]:
    """Lines on which msgspec itself is asked for values of a type."""
    calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute))
    return [
        node.lineno
        for node in calls
        if ast.unparse(node.func).startswith("msgspec.")
        and (
            node.func.attr in ("convert", "Decoder")  # type: ignore[attr-defined]
            or (node.func.attr == "decode" and any(each.arg == "type" and "Raw" not in ast.unparse(each.value) for each in node.keywords))  # type: ignore[attr-defined]
        )
    ]


@pytest.mark.parametrize("path", sorted((ROOT / "licint").rglob("*.py")), ids=lambda path: path.relative_to(ROOT / "licint").as_posix())
def test_whoever_decodes_nouns_asks_licint_decoding(path: Path) -> None:
    name = path.relative_to(ROOT / "licint").as_posix()
    assert name in (ONE_THREAD | {"decoding.py"}) or not typed_decoding(path), "use licint.decoding, or say here why one thread alone decodes"
