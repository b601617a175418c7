"""What of a release is read, and how much of it: the one place that the local, git and Hub sources ask."""

from licint.parsing.bills import is_bill
from licint.parsing.configs import is_config
from licint.parsing.files import classify
from licint.parsing.gguf import gguf_is_enough
from licint.parsing.packages import is_package
from licint.parsing.safetensors import safetensors_needs
from licint.parsing.weights import has_header

MAX_TEXT = 1_000_000  # bytes of a card, license, policy or configuration
MAX_BINARY = 5_000_000  # bytes of a PDF or word-processor file, which is of no use in part
MAX_DEPTH = 3  # folders above a file that is read
MAX_HEADER = 25_000_000  # bytes of a weight file's header
FIRST_HEADER = 65_536

_BINARY = (".pdf", ".docx", ".doc", ".odt", ".rtf")


def wanted(path: str, size: int | None = None) -> int | None:
    """How many bytes of a file to read from its start, or None where it is of no interest. `size` in bytes, None where it is not known.

    Of weight files it is a first part of the header: `wanted_more` says whether to go on. Of a model in many parts only the first is read.
    """
    if path.count("/") > MAX_DEPTH:
        return None
    name = path.rpartition("/")[2].lower()
    if has_header(name):
        return _first_header(name, size)
    if is_config(path) or is_package(path) or is_bill(path):
        limit = MAX_TEXT
    elif classify(path) is None:
        return None
    else:
        limit = MAX_BINARY if name.endswith(_BINARY) else MAX_TEXT
    return limit if size is None else min(size, limit)


def wanted_more(path: str, prefix: bytes, size: int | None = None) -> int | None:
    """How many bytes of a weight file to read from its start now that `prefix` is known, or None where that is enough."""
    if not prefix or (size is not None and len(prefix) >= size):
        return None
    more = None
    if path.lower().endswith(".safetensors"):
        more = safetensors_needs(prefix)
    elif path.lower().endswith(".gguf") and not gguf_is_enough(prefix):
        more = len(prefix) * 8
    if more is None or more <= len(prefix) or len(prefix) >= MAX_HEADER:
        return None
    more = min(more, MAX_HEADER + 8)
    return more if size is None else min(more, size)


def _first_header(name: str, size: int | None) -> int | None:
    part = _part_of(name)
    if size == 0 or (part is not None and part > 1):
        return None
    if name.endswith(".onnx"):  # its metadata stands behind the graph: out of reach of a prefix unless the file is small
        return size if size is not None and size <= MAX_TEXT else None
    return FIRST_HEADER if size is None else min(size, FIRST_HEADER)


def _part_of(name: str) -> int | None:
    """Which part a file is of a model in several (`…-00002-of-00009.safetensors`), or None where it is no part."""
    stem, _, total = name.rpartition(".")[0].rpartition("-of-")
    number = stem.rpartition("-")[2]
    return int(number) if total.isdecimal() and number.isdecimal() and len(number) < 10 else None
