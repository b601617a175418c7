"""The clause reader: what a text that nobody has seen before lets one do, and what a card's prose says about rights.

`read_terms` reads license texts, riders, policies and single statements; `read_statements` reads the paragraphs of cards and gate texts. Both are pure.
"""

from typing import TYPE_CHECKING, Any

from licint.clauses.patterns import Patterns, read_data
from licint.clauses.statements import read_statements

if TYPE_CHECKING:
    from licint.clauses.category import category_of
    from licint.clauses.terms import read_terms

__all__ = ["Patterns", "category_of", "read_data", "read_statements", "read_terms"]


def __getattr__(name: str) -> Any:
    """The reader of license texts is loaded when there is one to read: most are known."""
    if name == "read_terms":
        from licint.clauses.terms import read_terms

        return read_terms
    if name == "category_of":
        from licint.clauses.category import category_of

        return category_of
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
