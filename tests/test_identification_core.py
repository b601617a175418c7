"""The compiled core and its twin in Python give the same answers, and neither can be made to read where there is nothing."""

import importlib
import random
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from itertools import product
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licint.identification import core
from licint.identification.core import alignment, known, letters, phrases, tables
from licint.identification.normalization import _VARIANT_HASHES, _hashes, _space_out, split_words
from tests.identification_index import INDEX
from tests.material import ROOT, license_text

NAME = "licint.identification.core._compiled"
try:
    compiled: ModuleType = importlib.import_module(NAME)
except ImportError:
    compiled = tables
needs_compiler = pytest.mark.skipif(not core.COMPILED, reason="no C compiler was at hand")

WORDS = st.lists(st.integers(0, 0xFFFF), max_size=60)
FEW_WORDS = st.lists(st.integers(0, 3), max_size=90)
LINES = st.text(alphabet="ab wtphs\n0-9é中\ud800\u3000\x1c", max_size=80)
KEYS = ("mit", "apache-2.0", "bsd-new", "llama-3.1-license-2024", "gpl-3.0", "bigscience-rail-1.0")


def packed(words: list[int]) -> bytes:
    return b"".join(word.to_bytes(2, "little") for word in words)


def altered(text: str, seed: int) -> str:
    """A license text with stretches taken out, put elsewhere and put in."""
    words, chance = text.split(), random.Random(seed)
    for _ in range(chance.randrange(1, 9)):
        at, length = chance.randrange(len(words)), chance.randrange(1, 70)
        cut = words[at : at + length]
        words[at : at + length] = chance.choice([[], cut[::-1], [*cut, *cut], ["bread", "window"] * chance.randrange(20)])
        if chance.random() < 0.5:
            there = chance.randrange(len(words) + 1)
            words[there:there] = cut
    return " ".join(words) or "none"


def test_the_core_is_compiled_where_there_is_a_compiler() -> None:
    if shutil.which(sysconfig.get_config_var("CC").split()[0] if sysconfig.get_config_var("CC") else "cl"):
        assert core.COMPILED, "install licint again: pip install -e ."


@needs_compiler
@given(st.one_of(LINES, st.text(max_size=60)))
def test_letters_and_words_are_the_same(text: str) -> None:
    given_text = text.encode("utf-8", "surrogatepass")
    assert compiled.letters_of(given_text) == letters.letters_of(given_text)
    spaced = _space_out(text.lower())
    assert compiled.hash_text(spaced, _hashes, _VARIANT_HASHES) == letters.hash_text(spaced, _hashes, _VARIANT_HASHES)
    assert compiled.words_of(spaced) == letters.words_of(spaced)


@needs_compiler
@given(st.one_of(WORDS, FEW_WORDS), st.one_of(WORDS, FEW_WORDS), st.integers(-3, 70), st.integers(-3, 90), st.sampled_from([1, 4]))
@settings(max_examples=400)
def test_few_words_are_laid_side_by_side_the_same(file: list[int], reference: list[int], start: int, end: int, step: int) -> None:
    def run(module: Any, align: Callable[..., object]) -> list[object]:
        text, distinct = module.table_of(packed(file))
        table, _ = module.table_of(packed(reference))
        positions = b"".join(at.to_bytes(4, "little") for at in range(0, max(0, len(file) - 3), 2))
        met = module.find_meetings(positions, text, table)
        return [distinct, module.count_common(text, packed(reference), step), met, module.find_fullest(met, 7), align(text, start, end, table)]

    assert run(compiled, compiled.align) == run(tables, alignment.align)


@needs_compiler
@pytest.mark.parametrize(("key", "other", "seed"), [(*keys, seed) for keys in product(KEYS, KEYS) for seed in range(3)])
def test_texts_are_compared_the_same(key: str, other: str, seed: int) -> None:
    words = split_words(altered(license_text(key), seed)).hashes
    reference = split_words(license_text(other)).hashes

    def run(module: Any, align: Callable[..., object]) -> list[object]:
        text, distinct = module.table_of(words)
        table, _ = module.table_of(reference)
        end = len(words) // 2
        return [distinct, align(text, 0, end, table), align(text, end // 3, end - end // 4, table), align(table, 0, len(reference) // 2, text)]

    assert run(compiled, compiled.align) == run(tables, alignment.align)


@needs_compiler
@pytest.mark.parametrize("seed", range(8))
def test_the_index_is_searched_the_same(seed: int) -> None:
    words = split_words(" ".join(altered(license_text(key), seed) for key in KEYS)).hashes
    closed = bytes(random.Random(seed).random() < 0.2 for _ in range(len(words) // 2))
    assert compiled.find_phrases(words, closed, INDEX.arrays, 48) == phrases.find_phrases(words, closed, INDEX.arrays, 48)
    for sampled in (True, False):
        positions, numbers = compiled.find_known(words, INDEX.arrays, sampled)
        assert (positions, numbers) == known.find_known(words, INDEX.arrays, sampled)
        assert positions
        assert compiled.count_texts(numbers, INDEX.arrays, 0.2, 159, 64) == known.count_texts(numbers, INDEX.arrays, 0.2, 159, 64)


@needs_compiler
@pytest.mark.parametrize("length", [0, 1, 7, 8, 20, 100, 4000])
def test_what_is_no_table_is_refused(length: int) -> None:
    table, _ = compiled.table_of(packed([1, 2, 3, 4, 5]))
    for hostile in (b"\xff" * length, b"\x05" + bytes(length), table[:-1], table + b"\0"):
        with pytest.raises(ValueError, match="table"):
            compiled.align(hostile, 0, 5, table)
        with pytest.raises(ValueError, match="table"):
            compiled.find_meetings(bytes(4), table, hostile)


@needs_compiler
@given(st.binary(min_size=300, max_size=300), st.integers(0, 40))
def test_numbers_in_a_table_that_lead_nowhere_do_no_harm(noise: bytes, length: int) -> None:
    table, _ = compiled.table_of(packed([*range(length)]))
    head = 8 + (2 * length + 7) // 8 * 8
    hostile = table[:head] + (noise * 3)[: len(table) - head]
    compiled.align(hostile, 0, length, hostile)
    compiled.align(table, -5, 1000, hostile)
    compiled.count_common(hostile, packed([*range(length)]), 1)


@needs_compiler
@pytest.mark.parametrize(
    ("other", "error"),
    [
        ({"shingle.filter": memoryview(b"")}, ValueError),
        ({"shingle.buckets": memoryview(b"\xff" * 8)}, ValueError),
        ({"shingle.keys": None}, TypeError),
        (None, KeyError),
    ],
)
def test_what_is_no_index_is_refused(other: dict[str, Any] | None, error: type[Exception]) -> None:
    with pytest.raises(error):
        compiled.find_known(packed([*range(40)]), {} if other is None else {**INDEX.arrays, **other}, False)


@needs_compiler
@pytest.mark.parametrize("name", [name for name in INDEX.arrays if name.startswith(("shingle", "text", "tree"))])
def test_arrays_that_are_cut_off_or_filled_with_noise_do_no_harm(name: str) -> None:
    words = split_words(license_text("mit")).hashes
    _, numbers = compiled.find_known(words, INDEX.arrays, False)
    for hostile in (INDEX.arrays[name][:4], INDEX.arrays[name][: len(INDEX.arrays[name]) // 2], memoryview(b"\xff" * INDEX.arrays[name].nbytes)):
        arrays = {**INDEX.arrays, name: hostile}
        compiled.find_phrases(words, bytes(len(words) // 2), arrays, 48)
        compiled.count_texts(numbers, arrays, 0.2, 159, 64)
        if name not in ("shingle.filter", "shingle.buckets") or len(hostile) == len(INDEX.arrays[name]):
            compiled.find_known(words, arrays, False)


BOTH = """
import sys
if sys.argv[1] == "plain":
    sys.modules["licint.identification.core._compiled"] = None
from licint.identification import core, identify
from tests.identification_index import INDEX
from tests.material import license_text
from tests.test_identification_core import KEYS, altered
print([identify(altered(license_text(key), seed), INDEX) for key in KEYS for seed in range(4)])
print(core.COMPILED, file=sys.stderr)
"""


@needs_compiler
def test_without_the_compiled_core_the_answers_are_the_same() -> None:
    done = [
        subprocess.run([sys.executable, "-c", BOTH, which], capture_output=True, text=True, check=True, cwd=ROOT, encoding="utf-8")
        for which in ("compiled", "plain")
    ]
    assert [each.stderr.strip() for each in done] == ["True", "False"]
    assert done[0].stdout == done[1].stdout
