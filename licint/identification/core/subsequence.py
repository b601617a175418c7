"""The longest common subsequence of two small stretches of words: what stayed the same between two anchors."""

_CELLS = 2500


def common_pairs(words: bytes, at: int, end: int, reference: bytes, place: int, to: int) -> list[tuple[int, int]]:
    """Longest common subsequence of two small stretches; nothing where they are large (then all of it was replaced)."""
    width, height = end - at, to - place
    if not width or not height:
        return []
    left, right = memoryview(words)[2 * at : 2 * end].cast("H"), memoryview(reference)[2 * place : 2 * to].cast("H")
    head = 0
    while head < min(width, height) and left[head] == right[head]:
        head += 1
    pairs = [(at + each, place + each) for each in range(head)]
    if head == min(width, height) or set(left[head:]).isdisjoint(right[head:]):
        return pairs
    if (width - head) * (height - head) > _CELLS:
        return pairs + _common_tail(left, right, head, at, place)
    return pairs + [(at + i, place + j) for i, j in _subsequence(left[head:].tolist(), right[head:].tolist(), head)]


def _common_tail(left: memoryview, right: memoryview, head: int, at: int, place: int) -> list[tuple[int, int]]:
    tail = 0
    while tail < min(len(left), len(right)) - head and left[-1 - tail] == right[-1 - tail]:
        tail += 1
    return [(at + len(left) - each, place + len(right) - each) for each in range(tail, 0, -1)]


def _subsequence(left: list[int], right: list[int], offset: int) -> list[tuple[int, int]]:
    """A longest common subsequence, its places counted from `offset`.

    `kept[i]` has a bit for each word of `right`, the last one lowest, that makes a common subsequence with `left[i:]` longer (Hyyrö's bit-parallel method):
    the length of that from any word on is the number of the bits below.
    """
    width, height = len(left), len(right)
    everything = (1 << height) - 1
    where: dict[int, int] = {}
    for j, word in enumerate(reversed(right)):
        where[word] = where.get(word, 0) | 1 << j
    kept, row = [0] * (width + 1), everything
    for i in range(width - 1, -1, -1):
        if same := row & where.get(left[i], 0):
            row = (row + same | row - same) & everything
        kept[i] = row ^ everything
    pairs, i, j = [], 0, 0
    while i < width and j < height:
        if left[i] == right[j]:
            pairs.append((i + offset, j + offset))
            i, j = i + 1, j + 1
        elif (kept[i + 1] & (everything >> j)).bit_count() >= (kept[i] & (everything >> j + 1)).bit_count():
            i += 1
        else:
            j += 1
    return pairs
