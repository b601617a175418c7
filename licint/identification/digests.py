"""Digests of texts and word sequences: BLAKE2b, without OpenSSL, whose loading would cost a cold start more than all else here."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import blake2b
else:
    try:
        from _blake2 import blake2b
    except ImportError:  # a Python without its own implementation
        from hashlib import blake2b

__all__ = ["blake2b"]
