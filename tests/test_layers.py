"""Imports go down only, and what is slow or does I/O stays at the edge."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "licint"

# A layer may import itself and those before it.
LAYERS = [
    {"model", "errors", "regex", "messages", "start", "decoding", "__init__"},
    {"parsing", "identification", "clauses", "knowledge", "openness", "sources"},
    {"resolution"},
    {"checks"},
    {"paths", "mistakes", "config", "suppressions", "baseline", "fixes", "assembly"},
    {"auditor"},
    {"expertise", "audits"},
    {"api"},
    {"rendering"},
    {"cli", "__main__"},
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
ONLY_IN = {"click": "cli", "requests": "sources", "spdx_tools": "rendering"}


def modules() -> Iterator[Path]:
    return (path for path in sorted(PACKAGE.rglob("*.py")) if "rules" not in path.parts)


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def layer_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", [*modules()], ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down(path: Path) -> None:
    own = layer_of(path)
    assert own in LEVEL, f"name the layer of {own} in LAYERS"
    for name in imported(path):
        package, _, rest = name.partition(".")
        if package == "licint" and rest and own != "__init__":
            assert LEVEL[rest.split(".")[0]] <= LEVEL[own], f"{path} imports {name}"
        assert package not in ONLY_IN or ONLY_IN[package] == own, f"{package} belongs to {ONLY_IN.get(package)}/"
