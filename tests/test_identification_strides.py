"""What identification does to many words at once is what it would do word by word, and no work is done twice."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licint.identification import alignment, fitting, identify
from licint.identification.core.lanes import find_pairs, mix_pair, positions_of_shingles
from licint.identification.core.subsequence import common_pairs
from licint.identification.normalization import split_words
from licint.identification.references import find_references
from licint.identification.shingles import filter_of, is_sampled, scatter, shingles
from tests.identification_index import INDEX
from tests.material import license_text
from tests.test_identification_alterations import section_removed

WORDS = st.lists(st.integers(0, 0xFFFF), max_size=40)
FEW_WORDS = st.lists(st.integers(1, 4), max_size=14)


def packed(words: list[int]) -> bytes:
    return b"".join(word.to_bytes(2, "little") for word in words)


@given(WORDS, st.booleans())
def test_known_shingles_are_found_where_they_begin(words: list[int], only_sampled: bool) -> None:
    scattered = [scatter(shingle) for shingle in shingles(packed(words))]
    known = scattered[::2]
    expected = [at for at, value in enumerate(scattered) if value in known and (not only_sampled or is_sampled(value))]
    assert positions_of_shingles(packed(words), filter_of(known), only_sampled) == expected


@given(WORDS)
def test_known_pairs_are_found_where_they_begin(words: list[int]) -> None:
    mixes = [mix_pair(first, second) for first, second in pairwise(words)]
    known = bytes(mix in mixes[::2] for mix in range(1 << 16))
    assert list(find_pairs(packed(words), known)) == [(at, mix) for at, mix in enumerate(mixes) if mix in mixes[::2]]


def longest(left: list[int], right: list[int]) -> int:
    row = [0] * (len(right) + 1)
    for one in left:
        before = row
        row = [0]
        for at, other in enumerate(right):
            row.append(before[at] + 1 if one == other else max(row[at], before[at + 1]))
    return row[-1]


@given(FEW_WORDS, FEW_WORDS)
def test_common_pairs_are_a_longest_common_subsequence(left: list[int], right: list[int]) -> None:
    pairs = common_pairs(packed(left), 0, len(left), packed(right), 0, len(right))
    assert all(left[i] == right[j] for i, j in pairs)
    assert all(first[0] < second[0] and first[1] < second[1] for first, second in pairwise(pairs))
    assert len(pairs) == longest(left, right)


@pytest.mark.parametrize("key", ["bigscience-rail-1.0", "gpl-3.0", "qwen-2024"])
def test_no_stretch_is_aligned_again_and_again(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[int, int]] = []

    def counted(*arguments):
        calls.append(arguments[1:3])
        return alignment.align_twice(*arguments)

    monkeypatch.setattr(fitting, "align_twice", counted)
    identify(section_removed(license_text(key).strip()), INDEX)
    assert 0 < len(calls) < 50


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1.1 one\n(a) two; b. c) three", ["one", "two", "three"]),
        ("naïve “quotes” 中文x ２", ["na", "ï", "ve", "quotes", "中", "文", "x", "2"]),
        ("see https://example.org/www\nCopyright (c) 2020 Ann Li\nC++ and 3+", ["see", "example", "org", "c", "plusplus", "and", "3", "plus"]),
    ],
)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    assert split_words(text).words == words


def test_addresses_are_found_between_those_that_are_none() -> None:
    text = ".aa/" * 3 + " see(https://www.apache.org/licenses/LICENSE-2.0.html), opensource.org/licenses/MIT and .co/ x@mit.edu/y"
    assert {match.license for match in find_references(text, INDEX)} == {"Apache-2.0", "MIT"}


@pytest.mark.parametrize("hostile", ["-.aa/" * 60_000, "a.bb/c " * 40_000, "www http " * 40_000, "; a. b. " * 40_000, "e\u0301\u00e9 " * 40_000])
def test_hostile_text_ends(hostile: str) -> None:
    identify(hostile, INDEX)


def test_many_licenses_in_one_file_are_all_found() -> None:
    parts = [license_text(key).strip() for key in ("mit", "isc", "zlib", "bsd-new", "boost-1.0")] * 6
    random.Random(2).shuffle(parts)
    found = [match.license for match in identify("\n\n----\n\n".join(parts), INDEX).matches if match.kind != "reference"]
    assert sorted(set(found)) == ["BSD-3-Clause", "BSL-1.0", "ISC", "MIT", "Zlib"]
    assert len(found) == len(parts)
