"""The parts of an index file: arrays, sorted tables, records and bitmaps, each a named item type with little-endian bytes."""

from array import array
from collections.abc import Iterable, Mapping

import msgspec

from licint.identification.index import MAGIC

Arrays = dict[str, tuple[str, bytes]]


def records(name: str, entries: list[bytes]) -> Arrays:
    """Records of any length, and where each begins."""
    starts = array("I", [0])
    for entry in entries:
        starts.append(starts[-1] + len(entry))
    return {name: ("B", b"".join(entries)), name + ".starts": ("I", starts.tobytes())}


def sorted_table(name: str, values: str, table: Mapping[int, int]) -> Arrays:
    """A table from 64-bit keys to numbers, in the order of the keys."""
    keys = sorted(table)
    return {f"{name}.keys": ("Q", array("Q", keys).tobytes()), f"{name}.{values}": ("I", array("I", [table[key] for key in keys]).tobytes())}


def bitmap(bits: int, values: Iterable[int], shift: int) -> bytes:
    """A bit for each value shifted right, of `bits` bits."""
    filled = bytearray(1 << bits - 3)
    for value in values:
        slot = value >> shift
        filled[slot >> 3] |= 1 << (slot & 7)
    return bytes(filled)


def assemble(arrays: Arrays) -> bytes:
    """The bytes of an index file from named arrays (item type, little-endian bytes)."""
    directory, body = {}, bytearray()
    for name, (kind, data) in arrays.items():
        body += bytes(-len(body) % 8)
        directory[name] = (kind, len(body), len(data))
        body += data
    head = msgspec.msgpack.encode(directory)
    return MAGIC + len(head).to_bytes(4, "little") + head + bytes(-(12 + len(head)) % 8) + bytes(body)
