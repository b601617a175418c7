"""Where phrases stand in a text: a tree of words, entered at the pairs of words with which phrases begin."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress

from licint.identification.core.lanes import find_pairs

Arrays = Mapping[str, memoryview]


def find_phrases(words: bytes, closed: bytes, arrays: Arrays, longest: int) -> list[tuple[int, int, int, int]]:
    """The longest phrase that begins at each word that is not closed: its first word, the one after its last, its check sum, the number of its licenses."""
    hashes = array("H", words)
    found: dict[int, tuple[int, int, int]] = {}
    for start, read, node in (*_pairs(words, arrays), *_singles(hashes, arrays)):
        if not closed[start]:
            end = min(start + longest, len(hashes))
            if (phrase := _longest_phrase(hashes, start + read, end, node, arrays)) and (start not in found or phrase[0] > found[start][0]):
                found[start] = phrase
    return [(start, *found[start]) for start in sorted(found)]


def _pairs(words: bytes, arrays: Arrays) -> Iterator[tuple[int, int, int]]:
    """Where two words stand with which a phrase begins, their number, and the node of the tree to which they lead."""
    starts, pairs, nodes = arrays["pair.starts"], arrays["pair.words"], arrays["pair.nodes"]
    for position, mix in find_pairs(words, arrays["pair.known"].tobytes()):
        pair = int.from_bytes(words[2 * position : 2 * position + 4], "little")
        for at in range(starts[mix], starts[mix + 1]):
            if pairs[at] == pair:
                yield position, 2, nodes[at]


def _singles(hashes: "array[int]", arrays: Arrays) -> Iterator[tuple[int, int, int]]:
    """Where a word stands that is a phrase alone."""
    singles = set(arrays["tree.singles"]).intersection(hashes)
    return ((start, 0, 0) for start in compress(range(len(hashes)), map(singles.__contains__, hashes)))


def _longest_phrase(words: Sequence[int], at: int, end: int, node: int, arrays: Arrays) -> tuple[int, int, int] | None:
    children, known, nodes, licenses = arrays["tree.children"], arrays["tree.words"], arrays["tree.nodes"], arrays["tree.licenses"]
    best = None
    while True:
        if number := licenses[node]:
            best = (at, arrays["tree.checks"][node], number - 1)
        if at >= end:
            break
        first, last, word = children[node], children[node + 1], words[at]
        if last - first > 1:
            first = bisect_left(known, word, first, last)
        if first >= last or known[first] != word:
            break
        node, at = nodes[first], at + 1
    return best
