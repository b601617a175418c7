"""Identification: which license a text is, or is made from, or speaks of."""

from typing import TYPE_CHECKING, Any

from licint.identification.identifier import identify
from licint.identification.index import Index

if TYPE_CHECKING:
    from licint.identification.references import find_references, resolve_name

__all__ = ["Index", "find_references", "identify", "resolve_name"]


def __getattr__(name: str) -> Any:
    """References are loaded when something asks for them."""
    if name in __all__:
        from licint.identification import references

        return getattr(references, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
