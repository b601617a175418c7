"""Which shingles of a file an index knows, and which texts hold them."""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping

from licint.identification.core.lanes import positions_of_shingles
from licint.identification.shingles import scatter, shingles


def find_known(words: bytes, arrays: Mapping[str, memoryview], only_sampled: bool) -> tuple[bytes, bytes]:
    """Where the shingles of a file begin that the index knows (of the sampled ones, or of all), and the numbers of their postings."""
    packed, keys, buckets = shingles(words), arrays["shingle.keys"], arrays["shingle.buckets"]
    positions, numbers = array("I"), array("I")
    for position in positions_of_shingles(words, arrays["shingle.filter"], only_sampled):
        key = scatter(packed[position])
        at = bisect_left(keys, key, buckets[key >> 48], buckets[(key >> 48) + 1])
        if at < len(keys) and keys[at] == key:
            positions.append(position)
            numbers.append(at)
    return positions.tobytes(), numbers.tobytes()


def count_texts(numbers: bytes, arrays: Mapping[str, memoryview], least_share: float, shortest: int, longest: int) -> tuple[dict[int, int], int]:
    """How many of the known shingles each text holds, of texts that hold a share of those expected; and how many postings are as long as they may be.

    Of texts of up to `shortest` words a quarter of the shingles that are kept of them is expected, of others all.
    """
    starts, texts, kept, words = arrays["shingle.starts"], arrays["shingle.texts"], arrays["text.kept"], arrays["text.starts"]
    postings = [texts[starts[number] : starts[number + 1]] for number in set(memoryview(numbers).cast("I"))]
    held = {}
    for text, count in Counter(array("H", b"".join(postings))).items():
        expected = kept[text] / (4 if words[text + 1] - words[text] <= shortest else 1)
        if count >= least_share * max(1.0, expected):
            held[text] = count
    return held, sum(len(posting) >= longest for posting in postings)
