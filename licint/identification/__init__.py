"""Identification: which license a text is, or is made from, or speaks of."""

from licint.identification.identifier import identify
from licint.identification.index import Index
from licint.identification.references import find_references, resolve_name

__all__ = ["Index", "find_references", "identify", "resolve_name"]
