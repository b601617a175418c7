"""Regular expressions that cost nothing until they are used: a cold check compiles only those that it needs."""

import re
from typing import TYPE_CHECKING, Any

__all__ = ["late"]

if TYPE_CHECKING:
    from re import compile as late
else:

    class late:
        """Stands for `re.compile(pattern, flags)`, which is called when an attribute (`search`, `sub`, …) is first asked for."""

        def __init__(self, pattern: str, flags: int = 0) -> None:
            self._source = (pattern, flags)

        def __getattr__(self, name: str) -> Any:
            compiled = re.compile(*self._source)
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
                setattr(self, method, getattr(compiled, method))
            return getattr(compiled, name)
