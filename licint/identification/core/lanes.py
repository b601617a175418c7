"""All words of a text at once: they are the 16-bit lanes of one long integer, whose arithmetic runs in C.

Packed words are little-endian 16-bit hashes, as everywhere here.
"""

from collections.abc import Iterable, Iterator
from itertools import compress

from licint.identification.shingles import FILTER_BITS, SCATTER, SHINGLE

WORD = 16
_HALF = 0xFFFFFFFF
_FILTER_BYTES = (1 << FILTER_BITS - 3) - 1
_SAMPLED = bytes(code < 64 for code in range(256))


def mix_pair(first: int, second: int) -> int:
    """Two neighboring words as 16 bits."""
    return first ^ (second << 5 | second >> 11) & 0xFFFF


def find_pairs(words: bytes, known: bytes) -> Iterator[tuple[int, int]]:
    """Where a pair of words begins whose mix has a byte other than zero in a table of 65,536, and the mix."""
    count = len(words) // 2 - 1
    if count <= 0:
        return iter(())
    first = int.from_bytes(words, "little")
    second = first >> WORD
    turned = (second << 5) & int.from_bytes(b"\xe0\xff" * count, "little") | (second >> 11) & int.from_bytes(b"\x1f\x00" * count, "little")
    mixes = memoryview((first ^ turned).to_bytes(2 * count + 2, "little")).cast("H")[:count]
    held = bytes(map(known.__getitem__, mixes))
    return zip(compress(range(count), held), compress(mixes, held), strict=True)


def positions_of_shingles(words: bytes, known: memoryview | bytes, only_sampled: bool) -> list[int]:
    """Where a shingle begins that passes the filter of known ones (see shingles.py); of the sampled ones, or of all."""
    count = len(words) // 2 - SHINGLE + 1
    found: list[int] = []
    every = int.from_bytes(words, "little")
    for phase in range(min(SHINGLE, count)):
        held = (count - phase + SHINGLE - 1) // SHINGLE
        scattered = memoryview(_scatter_tops(every >> WORD * phase, held))
        positions: Iterable[int] = range(phase, count, SHINGLE)
        tops: Iterable[int] = scattered.cast("I")[::2]
        if only_sampled:
            sampled = scattered[3::8].tobytes().translate(_SAMPLED)
            positions, tops = compress(positions, sampled), compress(tops, sampled)
        found += [position for position, top in zip(positions, tops, strict=True) if known[top >> 9 & _FILTER_BYTES] >> (top >> 6 & 7) & 1]
    return sorted(found)


def _scatter_tops(lanes: int, count: int) -> bytes:
    """The upper halves of 64-bit lanes after scattering (the product with a constant, modulo 2 ** 64); each stands in the lower half of its lane."""
    mask = int.from_bytes(b"\xff\xff\xff\xff\0\0\0\0" * count, "little")
    low, high = lanes & mask, lanes >> 32 & mask
    carried = low * (SCATTER & _HALF) >> 32 & mask
    crossed = (low * (SCATTER >> 32) & mask) + (high * (SCATTER & _HALF) & mask)
    return ((carried + crossed) & mask).to_bytes(8 * count, "little")
