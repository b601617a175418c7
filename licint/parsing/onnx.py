"""ONNX metadata from as much of a file as was read (protobuf ModelProto: fields 2, 3, 4, 6 and 14 are read, the graph is jumped over)."""

from collections.abc import Iterator

from licint.model import Weights
from licint.parsing.model_ids import to_model_id

MAX_FIELDS = 10_000
MAX_VALUE = 100_000  # bytes kept of one value

_TEXTS = {2: "producer_name", 3: "producer_version", 4: "domain", 6: "doc_string"}
_PROPERTIES = 14


class _Malformed(Exception):
    """No protobuf message, or one that ends too early."""


def parse_onnx(path: str, prefix: bytes) -> Weights:
    """What an ONNX model says of licenses; never raises. There is no standard key for them, so `license`, `license_url` and `source` are free text."""
    metadata: dict[str, str] = {}
    problem = None
    try:
        for number, held in _fields(prefix):
            if number in _TEXTS:
                metadata[_TEXTS[number]] = _text(held)
            elif number == _PROPERTIES:
                pair = {each: _text(value) for each, value in _fields(held)}
                metadata[pair.get(1, "")] = pair.get(2, "")
    except _Malformed as error:
        problem = str(error)
    found = {key.lower(): value for key, value in metadata.items() if value}
    parent = to_model_id(found.get("base_model", "")) or to_model_id(found.get("source", ""))
    return Weights(
        path=path,
        format="onnx",
        license=found.get("license"),
        license_name=found.get("license_name"),
        license_link=found.get("license_url") or found.get("license_link"),
        base_models=(parent,) if parent else (),
        metadata={key: value for key, value in metadata.items() if key and value},
        problem=problem,
    )


def _fields(message: bytes) -> Iterator[tuple[int, bytes]]:
    """The length-delimited fields of a message with their numbers; others are skipped."""
    at, count = 0, 0
    while at < len(message):
        count += 1
        if count > MAX_FIELDS:
            raise _Malformed("too many fields")
        tag, at = _varint(message, at)
        number, kind = tag >> 3, tag & 7
        if not number or kind not in (0, 1, 2, 5):
            raise _Malformed("no ONNX file")
        if kind == 0:
            _, at = _varint(message, at)
        elif kind == 2:
            size, at = _varint(message, at)
            if at + size > len(message):
                raise _Malformed("the file is longer than the part that was read")
            yield number, message[at : at + min(size, MAX_VALUE)]
            at += size
        else:
            at += 8 if kind == 1 else 4


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(message):
            raise _Malformed("the file is longer than the part that was read")
        byte = message[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
    raise _Malformed("no ONNX file")


def _text(value: bytes) -> str:
    return value.decode("utf-8", "replace")
