"""Regular expressions that cost nothing until they are used: a cold check compiles only those that it needs, and those only once on a machine.

`re` compiles in Python: the thirty expressions of a small card take longer than all else that is done with it. `known` holds what earlier runs compiled
(licint/start/ reads and writes it), in the form that the matching engine takes; the engine itself checks that form before it uses it.
"""

import marshal
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

__all__ = ["Source", "compiled", "known", "late", "learned", "portable"]

Source = tuple[str, int]  # an expression and its flags

known: dict[Source, tuple[bytes | memoryview]] = {}
learned: set[Source] = set()  # what this run had to compile itself


@lru_cache(4_096)
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, from what an earlier run compiled where there is such."""
    source = (pattern, int(flags))
    kept, *_ = known.get(source, (None,))
    if kept:
        try:
            return _engine().compile(pattern, *marshal.loads(kept))  # type: ignore[no-any-return]
        except (ValueError, TypeError, EOFError, RuntimeError, OverflowError):
            kept = None
    if kept is None:
        learned.add(source)
    return re.compile(pattern, flags)


def portable(pattern: str, flags: int) -> bytes:
    """An expression in the form that `known` holds; nothing where this Python's `re` works in another way."""
    try:
        from re import _compiler, _parser  # type: ignore[attr-defined]

        parsed = _parser.parse(pattern, flags)
        names = dict(parsed.state.groupdict)
        by_number: list[str | None] = [None] * parsed.state.groups
        for name, number in names.items():
            by_number[number] = name
        parts = (int(flags | parsed.state.flags), [int(each) for each in _compiler._code(parsed, flags)], parsed.state.groups - 1, names, tuple(by_number))
        is_same = _engine().compile(pattern, *parts) == re.compile(pattern, flags)
    except Exception:  # internals of `re`: whatever they do in a Python to come, the expressions are compiled as ever
        return b""
    return marshal.dumps(parts) if is_same else b""


def _engine() -> Any:
    import _sre  # type: ignore[import-not-found, unused-ignore]

    return _sre


if TYPE_CHECKING:
    from re import compile as late
else:

    class late:
        """Stands for `re.compile(pattern, flags)`, which is called when an attribute (`search`, `sub`, …) is first asked for."""

        def __init__(self, pattern: str, flags: int = 0) -> None:
            self._source = (pattern, flags)

        def __getattr__(self, name: str) -> Any:
            expression = compiled(*self._source)
            for method in (
                "search",
                "match",
                "fullmatch",
                "finditer",
                "findall",
                "sub",
                "subn",
                "split",
                "pattern",
                "flags",
                "groupindex",
                "groups",
                "scanner",
            ):
                setattr(self, method, getattr(expression, method))
            return getattr(expression, name)
