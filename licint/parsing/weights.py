"""Weight files: which files are, and what their headers say of licenses and lineage."""

from collections.abc import Callable
from importlib import import_module
from typing import Literal

from licint.model import Weights
from licint.parsing.files import file_rules

Format = Literal["gguf", "safetensors", "onnx"]
_FORMATS: dict[str, Format] = {".gguf": "gguf", ".safetensors": "safetensors", ".onnx": "onnx"}


def is_weights(path: str) -> bool:
    """Whether a path is a file of weights (rules/files.yaml; states of optimizers and the like are none)."""
    return file_rules().is_weights(path)


def has_header(path: str) -> bool:
    """Whether a path is a weight file whose header licint can read."""
    return _ending(path) in _FORMATS


def parse_weights(path: str, prefix: bytes) -> Weights:
    """What the first bytes of a weight file say; never raises. Where nothing was read or can be read, `problem` says so or the format is `other`."""
    format_ = _FORMATS.get(_ending(path))
    if format_ is None:
        return Weights(path, "other")
    if not prefix or prefix.startswith(b"version https://git-lfs"):
        return Weights(path, format_, problem="only its Git LFS pointer is here" if prefix else "not read")
    parse: Callable[[str, bytes], Weights] = getattr(import_module(f"licint.parsing.{format_}"), f"parse_{format_}")
    return parse(path, prefix)


def _ending(path: str) -> str:
    return "." + path.rpartition(".")[2].lower()
