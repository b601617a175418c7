"""Headers of weight files by range requests: never the weights."""

from collections.abc import Callable

from licint.sources.cache import Answer
from licint.sources.selection import FIRST_HEADER, wanted, wanted_more

MAX_TAIL = 1_000_000  # bytes behind an ONNX graph
GRAPH = 0x3A  # the tag of ModelProto's field 7, length-delimited

Range = Callable[[int, int], Answer]


def read_header(path: str, size: int | None, read: Range) -> bytes:
    """As much of a weight file's start as its header needs; of an ONNX model what stands before and behind its graph.

    `read(first, last)` gives an answer to a range request, which a server may answer with the whole file from its start. Raises what it raises.
    """
    first = wanted(path, size) or FIRST_HEADER
    data = _from_start(read(0, first - 1), first)
    if path.lower().endswith(".onnx"):
        return _without_graph(data, size, read)
    while (more := wanted_more(path, data, size)) is not None:
        answer = read(len(data), more - 1)
        longer = data + answer.body if answer.status == 206 else answer.body[:more]
        if len(longer) <= len(data):
            break
        data = longer[:more]
    return data


def _from_start(answer: Answer, count: int) -> bytes:
    return answer.body[:count]


def _without_graph(data: bytes, size: int | None, read: Range) -> bytes:
    """The message without its graph: writers put the metadata behind it."""
    if size is not None and len(data) >= size:
        return data
    found = _find_graph(data)
    if found is None or size is None:
        return data
    start, end = found
    if not 0 <= size - end <= MAX_TAIL:
        return data
    if end >= size:
        return data[:start]
    answer = read(end, size - 1)
    return data[:start] + answer.body if answer.status == 206 else data


def _find_graph(data: bytes) -> tuple[int, int] | None:
    """Where the graph's field begins and ends in the file, if it begins within `data`."""
    at = 0
    while at < len(data):
        start, tag = at, data[at]
        if tag & 0x80:
            return None
        value, at = _varint(data, at + 1)
        if value is None:
            return None
        if tag == GRAPH:
            return start, at + value
        if tag & 7 == 2:
            at += value
        elif tag & 7:
            return None
    return None


def _varint(data: bytes, at: int) -> tuple[int | None, int]:
    value = 0
    for shift in range(0, 63, 7):
        if at >= len(data):
            return None, at
        value |= (data[at] & 127) << shift
        at += 1
        if data[at - 1] < 128:
            return value, at
    return None, at
