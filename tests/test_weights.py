"""Headers of weight files: what they say, and what hostile ones cannot do."""

import json
import struct
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licint.parsing.gguf import gguf_is_enough, parse_gguf
from licint.parsing.onnx import parse_onnx
from licint.parsing.safetensors import parse_safetensors, safetensors_needs
from licint.parsing.weights import parse_weights

UINT32, STRING, ARRAY = 4, 8, 9


def gguf(pairs: list[tuple[str, Any]], *, version: int = 3, order: str = "<", keys: int | None = None) -> bytes:
    """A GGUF header; values are strings, numbers or lists of strings."""
    length = "I" if version == 1 else "Q"

    def string(text: str) -> bytes:
        return struct.pack(order + length, len(text.encode())) + text.encode()

    def value(each: Any) -> bytes:
        if isinstance(each, str):
            return struct.pack(order + "I", STRING) + string(each)
        if isinstance(each, int):
            return struct.pack(order + "II", UINT32, each)
        return struct.pack(order + "II" + length, ARRAY, STRING, len(each)) + b"".join(string(item) for item in each)

    head = b"GGUF" + struct.pack(order + "I" + length + length, version, 0, len(pairs) if keys is None else keys)
    return head + b"".join(string(key) + value(each) for key, each in pairs)


PLAIN = [
    ("general.architecture", "acme"),
    ("general.license", "other"),
    ("general.license.name", "acme-1.0"),
    ("general.license.link", "https://acme.example/license"),
    ("general.base_model.count", 2),
    ("general.base_model.0.name", "Base 7B"),
    ("general.base_model.0.organization", "Acme Labs"),
    ("general.base_model.0.repo_url", "https://huggingface.co/acme/base-7b"),
    ("general.base_model.1.name", "Other 7B"),
    ("general.base_model.1.organization", "Beta Labs"),
]


@pytest.mark.parametrize(("version", "order"), [(1, "<"), (2, "<"), (3, "<"), (3, ">")])
def test_gguf(version: int, order: str) -> None:
    found = parse_gguf("a.gguf", gguf(PLAIN, version=version, order=order))
    assert (found.license, found.license_name, found.license_link) == ("other", "acme-1.0", "https://acme.example/license")
    assert found.base_models == ("acme/base-7b", "Beta-Labs/Other-7B")
    assert found.metadata["general.architecture"] == "acme"
    assert found.problem is None


def test_a_list_of_licenses_is_joined() -> None:
    assert parse_gguf("a.gguf", gguf([("general.license", ["mit", "apache-2.0"])])).license == "mit,apache-2.0"


def test_gguf_without_license() -> None:
    found = parse_gguf("a.gguf", gguf([("general.architecture", "acme")]))
    assert (found.license, found.problem) == (None, None)


def test_long_arrays_behind_the_general_keys_need_not_be_read() -> None:
    whole = gguf([*PLAIN, ("acme.context", 8), ("acme.layers", 2), ("tokenizer.tokens", ["x"] * 5000)])
    found = parse_gguf("a.gguf", whole[:2000])
    assert (found.license, found.problem) == ("other", None)
    assert gguf_is_enough(whole[:2000])


def test_a_prefix_that_ends_before_the_license_asks_for_more() -> None:
    whole = gguf([("tokenizer.tokens", ["x"] * 5000), *PLAIN])
    assert "longer" in (parse_gguf("a.gguf", whole[:2000]).problem or "")
    assert not gguf_is_enough(whole[:2000])
    assert parse_gguf("a.gguf", whole).license == "other"


HUGE = 2**60
BROKEN_GGUF = {
    "other-file": b"PK\x03\x04" + b"\0" * 40,
    "unknown-version": b"GGUF" + struct.pack("<IQQ", 9, 0, 0),
    "too-many-keys": gguf([], keys=HUGE),
    "claims-keys-that-are-not-there": gguf(PLAIN, keys=90_000),
    "string-without-end": gguf([], keys=1) + struct.pack("<Q", HUGE),
    "array-without-end": gguf([], keys=1) + struct.pack("<Q", 1) + b"k" + struct.pack("<IIQ", ARRAY, UINT32, HUGE),
    "array-of-strings-without-end": gguf([], keys=1) + struct.pack("<Q", 1) + b"k" + struct.pack("<IIQ", ARRAY, STRING, HUGE),
    "arrays-in-arrays": gguf([], keys=1) + struct.pack("<Q", 1) + b"k" + struct.pack("<I", ARRAY) + struct.pack("<IQ", ARRAY, 1) * 100,
    "arrays-of-nothing": gguf([], keys=1) + struct.pack("<Q", 1) + b"k" + struct.pack("<IIQ", ARRAY, ARRAY, 1000) + struct.pack("<IQ", UINT32, 0) * 20,
    "unknown-type": gguf([], keys=1) + struct.pack("<Q", 1) + b"k" + struct.pack("<I", 99),
    "cut-in-the-middle": gguf(PLAIN)[:60],
    "four-bytes": b"GGUF",
    "nothing": b"",
}


@pytest.mark.parametrize("prefix", BROKEN_GGUF.values(), ids=BROKEN_GGUF)
def test_broken_gguf_is_a_value(prefix: bytes) -> None:
    assert parse_gguf("a.gguf", prefix).problem


def safetensors(header: Any, *, size: int | None = None) -> bytes:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(text) if size is None else size) + text


TENSORS = {f"layer.{number}": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]} for number in range(100)}


def test_safetensors() -> None:
    metadata = {"format": "pt", "modelspec.license": "acme-1.0", "license_link": "https://acme.example", "base_model": "acme/base, acme/other"}
    found = parse_safetensors("a.safetensors", safetensors({"__metadata__": metadata, **TENSORS}))
    assert (found.license, found.license_link) == ("acme-1.0", "https://acme.example")
    assert found.base_models == ("acme/base", "acme/other")
    assert found.problem is None


def test_metadata_in_front_is_read_from_a_short_prefix() -> None:
    whole = safetensors({"__metadata__": {"license": "mit"}, **TENSORS})
    assert parse_safetensors("a.safetensors", whole[:100]).license == "mit"
    assert safetensors_needs(whole[:100]) is None


def test_metadata_behind_the_tensors_asks_for_the_whole_header() -> None:
    whole = safetensors({**TENSORS, "__metadata__": {"license": "mit"}})
    assert safetensors_needs(whole[:100]) == len(whole)
    assert parse_safetensors("a.safetensors", whole[:100]).problem
    assert parse_safetensors("a.safetensors", whole).license == "mit"
    assert safetensors_needs(whole) is None


def test_safetensors_without_metadata_has_no_problem() -> None:
    assert parse_safetensors("a.safetensors", safetensors(TENSORS)).problem is None


BROKEN_SAFETENSORS = {
    "nothing": b"",
    "four-bytes": b"1234",
    "a-list": safetensors(b"[1]"),
    "no-json": safetensors(b"{not json}"),
    "huge": safetensors({}, size=HUGE),
    "too-long": safetensors({}, size=90_000_000),
    "deep": safetensors(b'{"a":' + b"[" * 50_000),
}


@pytest.mark.parametrize("prefix", BROKEN_SAFETENSORS.values(), ids=BROKEN_SAFETENSORS)
def test_broken_safetensors_is_a_value(prefix: bytes) -> None:
    assert parse_safetensors("a.safetensors", prefix).problem


@pytest.mark.parametrize("metadata", [None, [], "x", {"license": 5}, {"license": " "}])
def test_odd_metadata_says_nothing(metadata: Any) -> None:
    assert parse_safetensors("a.safetensors", safetensors({"__metadata__": metadata})).license is None


def field(number: int, data: bytes) -> bytes:
    assert len(data) < 128
    return bytes([number << 3 | 2, len(data)]) + data


def test_onnx() -> None:
    model = b"\x08\x07" + field(2, b"acme") + field(7, b"graph") + field(14, field(1, b"license") + field(2, b"mit"))
    found = parse_onnx("a.onnx", model)
    assert (found.license, found.metadata["producer_name"], found.problem) == ("mit", "acme", None)


@pytest.mark.parametrize("prefix", [b"\xff" * 30, b"\x3a\xff\xff\xff\xff\x0f", b"\x00", field(2, b"acme")[:3], b"\x0f"], ids=range(5))
def test_broken_onnx_is_a_value(prefix: bytes) -> None:
    assert parse_onnx("a.onnx", prefix).problem


@pytest.mark.parametrize(
    ("path", "prefix", "format_", "problem"),
    [
        ("a.gguf", gguf(PLAIN), "gguf", None),
        ("A.GGUF", gguf(PLAIN), "gguf", None),
        ("a.safetensors", b"", "safetensors", "not read"),
        ("a.safetensors", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 5\n", "safetensors", "only its Git LFS pointer is here"),
        ("a.bin", b"anything", "other", None),
    ],
)
def test_by_name(path: str, prefix: bytes, format_: str, problem: str | None) -> None:
    found = parse_weights(path, prefix)
    assert (found.format, found.problem) == (format_, problem)


@given(st.binary(max_size=300), st.integers(0, 200))
@settings(max_examples=300, deadline=None)
def test_nothing_raises(data: bytes, at: int) -> None:
    whole = gguf(PLAIN)
    for prefix in (data, b"GGUF\x03\0\0\0" + data, whole[:at] + data, struct.pack("<Q", 200) + data, b'\x60\0\0\0\0\0\0\0{"__metadata__":' + data):
        for path in ("a.gguf", "a.safetensors", "a.onnx"):
            parse_weights(path, prefix)
        gguf_is_enough(prefix)
        safetensors_needs(prefix)
