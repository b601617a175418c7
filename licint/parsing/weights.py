"""Weight files: which files are, and what their headers say of licenses and lineage."""

from typing import Literal

from licint.model import Weights
from licint.parsing.files import file_rules
from licint.parsing.gguf import parse_gguf
from licint.parsing.onnx import parse_onnx
from licint.parsing.safetensors import parse_safetensors

_PARSERS = {".gguf": parse_gguf, ".safetensors": parse_safetensors, ".onnx": parse_onnx}


def is_weights(path: str) -> bool:
    """Whether a path is a file of weights (rules/files.yaml; states of optimizers and the like are none)."""
    return file_rules().is_weights(path)


def has_header(path: str) -> bool:
    """Whether a path is a weight file whose header licint can read."""
    return _ending(path) in _PARSERS


def parse_weights(path: str, prefix: bytes) -> Weights:
    """What the first bytes of a weight file say; never raises. Where nothing was read or can be read, `problem` says so or the format is `other`."""
    ending = _ending(path)
    if ending not in _PARSERS:
        return Weights(path, "other")
    if not prefix or prefix.startswith(b"version https://git-lfs"):
        format_: Literal["gguf", "safetensors", "onnx"] = "gguf" if ending == ".gguf" else "onnx" if ending == ".onnx" else "safetensors"
        return Weights(path, format_, problem="only its Git LFS pointer is here" if prefix else "not read")
    return _PARSERS[ending](path, prefix)


def _ending(path: str) -> str:
    return "." + path.rpartition(".")[2].lower()
