"""Decoders of nouns, for any thread.

What msgspec knows of a struct it gathers when the struct is first decoded, and it does not expect that two threads do so at once: the process then crashes
(msgspec 0.22). Here a decoder is made by one thread at a time, and none is used before it is whole.
"""

from _thread import allocate_lock
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

_one_at_a_time = allocate_lock()
_made: dict[tuple[Any, Any], Any] = {}


def json_decoder(form: type[T]) -> "msgspec.json.Decoder[T]":
    """The decoder of JSON into values of this type."""
    decoder: msgspec.json.Decoder[T] = _decoder(msgspec.json.Decoder, form)
    return decoder


def msgpack_decoder(form: type[T]) -> "msgspec.msgpack.Decoder[T]":
    """The decoder of MessagePack into values of this type."""
    decoder: msgspec.msgpack.Decoder[T] = _decoder(msgspec.msgpack.Decoder, form)
    return decoder


def _decoder(kind: Any, form: Any) -> Any:
    with _one_at_a_time:
        if (kind, form) not in _made:
            _made[kind, form] = kind(form)
        return _made[kind, form]
