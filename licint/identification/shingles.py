"""Shingles: four words in a row as one 64-bit number, and a scattering of such numbers."""

SHINGLE = 4
SCATTER = 0x9E3779B97F4A7C15
_MASK = 0xFFFFFFFFFFFFFFFF
FILTER_BITS = 24
_FILTER_SHIFT = 62 - FILTER_BITS
_FILTER_MASK = (1 << FILTER_BITS) - 1


def shingles(words: bytes) -> list[int]:
    """The packed shingle at each word but the last three. `words`: little-endian 16-bit hashes."""
    count = len(words) // 2 - SHINGLE + 1
    if count <= 0:
        return []
    packed = [0] * count
    view = memoryview(words)
    for phase in range(min(SHINGLE, count)):
        held = (count - phase + SHINGLE - 1) // SHINGLE
        packed[phase::SHINGLE] = view[2 * phase : 2 * phase + 8 * held].cast("Q").tolist()
    return packed


def tiles(words: bytes) -> list[int]:
    """The packed shingles side by side, the first at the first word: each word but the last few stands in one of them."""
    return memoryview(words)[: len(words) // (2 * SHINGLE) * 2 * SHINGLE].cast("Q").tolist()


def scatter(value: int) -> int:
    """Spreads a packed shingle over 64 bits, reversibly."""
    return (value * SCATTER) & _MASK


def is_sampled(scattered: int) -> bool:
    """Whether a scattered shingle belongs to the quarter that is kept of long texts."""
    return not scattered >> 62


def filter_of(values: list[int]) -> bytes:
    """A bitmap that tells most unknown scattered shingles from known ones."""
    bitmap = bytearray(1 << FILTER_BITS - 3)
    for value in values:
        slot = value >> _FILTER_SHIFT & _FILTER_MASK
        bitmap[slot >> 3] |= 1 << (slot & 7)
    return bytes(bitmap)
