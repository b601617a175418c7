"""Weight headers through ranges: files written by the formats' own libraries, and fuzzed ones."""

import random
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from licint.parsing.weights import parse_weights
from licint.sources.cache import Answer
from licint.sources.hub_headers import read_header
from tests.hub_reading import CARD, reader, snapshot
from tests.hub_server import Repo, serving


def ranges(data: bytes, seen: list[int] | None = None, ignored: bool = False) -> Callable[[int, int], Answer]:
    def read(first: int, last: int) -> Answer:
        part = data[: last + 1] if ignored else data[first : last + 1]
        if seen is not None:
            seen.append(len(part))
        return Answer(200 if ignored else 206, part)

    return read


def write_gguf(path: Path) -> None:
    gguf = pytest.importorskip("gguf")
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_license("apache-2.0")
    writer.add_license_name("Acme")
    writer.add_base_model_count(1)
    writer.add_base_model_repo_url(0, "https://huggingface.co/acme/base")
    writer.add_block_count(2)
    writer.add_context_length(512)
    writer.add_token_list([f"token-{number}" for number in range(60_000)])
    np = pytest.importorskip("numpy")
    writer.add_tensor("weight", np.zeros((64, 64), dtype=np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def write_safetensors(path: Path) -> None:
    np = pytest.importorskip("numpy")
    safetensors = pytest.importorskip("safetensors.numpy")
    tensors = {f"layer.{number}.weight": np.zeros((4, 4), dtype=np.float32) for number in range(3_000)}
    safetensors.save_file(tensors, path, metadata={"modelspec.license": "apache-2.0", "format": "pt", "base_model": "acme/base"})


def write_onnx(path: Path) -> None:
    np = pytest.importorskip("numpy")
    onnx = pytest.importorskip("onnx")
    weight = onnx.numpy_helper.from_array(np.zeros((1_000, 400), dtype=np.float32), "weight")
    one = onnx.helper.make_tensor_value_info("x", onnx.TensorProto.FLOAT, [1000, 400])
    two = onnx.helper.make_tensor_value_info("y", onnx.TensorProto.FLOAT, [1000, 400])
    graph = onnx.helper.make_graph([onnx.helper.make_node("Add", ["x", "weight"], ["y"])], "g", [one], [two], [weight])
    made = onnx.helper.make_model(graph, producer_name="acme")
    onnx.helper.set_model_props(made, {"license": "apache-2.0", "base_model": "acme/base"})
    onnx.save(made, str(path))


WRITERS = {"gguf": write_gguf, "safetensors": write_safetensors, "onnx": write_onnx}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("format_", WRITERS)
def test_headers_written_by_the_real_libraries(format_: str, tmp_path: Path) -> None:
    path = tmp_path / f"model.{format_}"
    WRITERS[format_](path)
    data = path.read_bytes()
    seen: list[int] = []
    read = parse_weights(path.name, read_header(path.name, len(data), ranges(data, seen)))
    assert (read.license, read.base_models, read.problem) == ("apache-2.0", ("acme/base",), None)
    assert sum(seen) < len(data), "the weights stay where they are"
    with serving() as hub:
        hub.repos["acme/model"] = Repo({"README.md": CARD, path.name: data}, lfs=(path.name,))
        contents = snapshot(reader(hub, tmp_path), "acme/model").contents
    assert parse_weights(path.name, contents[path.name]) == read


@pytest.mark.parametrize("format_", WRITERS)
def test_servers_that_ignore_ranges(format_: str, tmp_path: Path) -> None:
    path = tmp_path / f"model.{format_}"
    WRITERS[format_](path)
    data = path.read_bytes()
    read = parse_weights(path.name, read_header(path.name, len(data), ranges(data, ignored=True)))
    assert read.license == ("apache-2.0" if format_ != "onnx" else None)


@pytest.mark.parametrize(
    "prefix",
    [
        b"GGUF" + struct.pack("<IQQ", 3, 2**60, 2**60),
        b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + struct.pack("<Q", 2**60),
        b"GGUF" + struct.pack("<IQQQ", 3, 0, 1, 3) + b"key" + struct.pack("<IIQ", 9, 9, 2**60),
        struct.pack("<Q", 2**60) + b"{",
        struct.pack("<Q", 24_000_000) + b"{",
        b"\x3a" + b"\xff" * 8 + b"\x7f",
        b"\x3a\x80\x80\x80\x80\x80\x80\x80\x80\x01",
        b"",
    ],
)
@pytest.mark.parametrize("name", ["m.gguf", "m.safetensors", "m.onnx"])
def test_headers_that_claim_the_impossible(prefix: bytes, name: str) -> None:
    seen: list[int] = []
    data = prefix + b"\0" * 100_000
    parse_weights(name, read_header(name, 10**15, ranges(data, seen)))
    assert len(seen) < 8


@settings(max_examples=150, deadline=None)
@given(some.binary(max_size=300), some.sampled_from(["m.gguf", "m.safetensors", "m.onnx"]), some.sampled_from([None, 0, 5, 200_000, 2**62]))
def test_any_bytes_end_quickly(data: bytes, name: str, size: int | None) -> None:
    heads = {"m.gguf": b"GGUF\x03\0\0\0", "m.safetensors": b"", "m.onnx": b"\x08\x07"}
    seen: list[int] = []
    parse_weights(name, read_header(name, size, ranges(heads[name] + data, seen)))
    assert len(seen) < 8


@pytest.mark.parametrize("format_", WRITERS)
def test_damaged_headers_end_quickly(format_: str, tmp_path: Path) -> None:
    path = tmp_path / f"model.{format_}"
    WRITERS[format_](path)
    data = bytearray(path.read_bytes()[:70_000])
    chance = random.Random(7)
    for _ in range(40):
        damaged = bytearray(data)
        for _ in range(4):
            damaged[chance.randrange(600)] = chance.randrange(256)
        seen: list[int] = []
        parse_weights(path.name, read_header(path.name, 10**9, ranges(bytes(damaged), seen)))
        assert len(seen) < 8
