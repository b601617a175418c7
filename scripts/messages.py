"""The sentences that licint's code says to people: what a catalog under rules/messages/ translates."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "licint"

# Which arguments of a call are sentences: places, then names. `say` marks every other one.
SPOKEN: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {
    "say": ((0,), ()),
    "against": ((0,), ()),
    "said": ((0,), ()),
    "finding": ((0,), ()),
    "Finding": ((0,), ("message", "help")),
    "on_term": ((2, 3), ("message", "help")),
    "_fault": ((2, 3), ()),
    "Evidence": ((), ("note",)),
    "Fix": ((0,), ("description",)),
    "Problem": ((1,), ("message",)),
    "Skipped": ((1,), ("reason",)),
    "_said": ((1,), ()),
    "_because": ((2,), ()),
    "_worst": ((1,), ()),
}


@cache
def templates() -> dict[str, str]:
    """Every sentence of the code, with the file that says it."""
    return {text: path for path, node in _spoken() if isinstance(node, ast.Constant) and isinstance(text := node.value, str)}


def built_on_the_way() -> list[str]:
    """Sentences that cannot be translated because they are put together before they are said: f-strings where `say` is wanted."""
    return [f"{path}:{node.lineno}" for path, node in _spoken() if isinstance(node, ast.JoinedStr)]


@cache
def literals() -> frozenset[str]:
    """Every string of the code."""
    return frozenset(node.value for _, tree in _modules() for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))


def _spoken() -> Iterator[tuple[str, ast.expr]]:
    for path, tree in _modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                places, names = SPOKEN.get(_name(node.func), ((), ()))
                wanted = [node.args[place] for place in places if place < len(node.args)] + [each.value for each in node.keywords if each.arg in names]
                yield from ((path, leaf) for each in wanted for leaf in _leaves(each))


def _leaves(node: ast.expr) -> Iterator[ast.expr]:
    """What an expression may come to: both ends of a condition, each part of an `or`."""
    if isinstance(node, ast.IfExp):
        yield from (*_leaves(node.body), *_leaves(node.orelse))
    elif isinstance(node, ast.BoolOp):
        yield from (leaf for each in node.values for leaf in _leaves(each))
    else:
        yield node


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if "rules" not in path.relative_to(PACKAGE).parts:
            yield path.relative_to(PACKAGE.parent).as_posix(), ast.parse(path.read_text(encoding="utf-8"))
