"""safetensors headers from the first bytes of a file: the `__metadata__` object (keys of ModelSpec 1.0.1, and what people put there)."""

from typing import Any

from licint.model import Weights
from licint.parsing.model_ids import to_model_id
from licint.regex import late

MAX_HEADER = 25_000_000  # bytes: the limit of huggingface_hub
MAX_VALUE = 100_000  # characters kept of one value
MAX_KEYS = 10_000

_METADATA = late(rb'\s{0,100}\{\s{0,100}"__metadata__"\s{0,100}:\s{0,100}(?=\{)')
_LICENSE = ("modelspec.license", "license", "general.license")
_LICENSE_NAME = ("license_name", "modelspec.license_name", "general.license.name")
_LICENSE_LINK = ("license_link", "license_url", "modelspec.license_link", "general.license.link")
_PARENTS = ("base_model", "base_model_name_or_path", "modelspec.merged_from", "modelspec.base_model", "ss_base_model", "ss_sd_model_name")


def parse_safetensors(path: str, prefix: bytes) -> Weights:
    """What a safetensors header says of licenses and lineage; never raises. `problem` tells a header that is broken or longer than the prefix."""
    metadata, problem = _read(prefix)
    kept = {key[:200]: value[:MAX_VALUE] for key, value in list(metadata.items())[:MAX_KEYS] if isinstance(value, str)}
    written = [part for key in _PARENTS for part in kept.get(key, "")[:2000].split(",")]
    parents = (to_model_id(part.strip(" []\"'")) for part in written)
    return Weights(
        path=path,
        format="safetensors",
        license=_first(kept, _LICENSE),
        license_name=_first(kept, _LICENSE_NAME),
        license_link=_first(kept, _LICENSE_LINK),
        base_models=tuple(dict.fromkeys(each for each in parents if each)),
        metadata=kept,
        problem=problem,
    )


def safetensors_needs(prefix: bytes) -> int | None:
    """How many bytes of the file to read instead, or None where the prefix tells all: writers put `__metadata__` first, but need not."""
    if len(prefix) < 8 or _leading_metadata(prefix) is not None:
        return None
    size = 8 + int.from_bytes(prefix[:8], "little")
    return size if len(prefix) < size <= MAX_HEADER else None


def _read(prefix: bytes) -> tuple[dict[str, Any], str | None]:
    if len(prefix) < 9:
        return {}, "no safetensors file"
    size = int.from_bytes(prefix[:8], "little")
    if size > MAX_HEADER or not prefix[8:200].lstrip().startswith(b"{"):
        return {}, "no safetensors file" if size > 100_000_000 else "the header is too long" if size > MAX_HEADER else "the header is no JSON object"
    leading = _leading_metadata(prefix)
    if leading is not None:
        return leading, None
    if len(prefix) < 8 + size:
        return {}, "the header is longer than the part that was read"
    import json  # not needed by most releases

    try:
        header = json.loads(prefix[8 : 8 + size])
    except (ValueError, RecursionError):
        return {}, "the header is no JSON"
    metadata = header.get("__metadata__") if isinstance(header, dict) else None
    return metadata if isinstance(metadata, dict) else {}, None


def _leading_metadata(prefix: bytes) -> dict[str, Any] | None:
    """`__metadata__` where it stands first and whole in the prefix."""
    end = 8 + min(int.from_bytes(prefix[:8], "little"), MAX_HEADER)
    found = _METADATA.match(prefix, 8, min(end, len(prefix)))
    if not found:
        return None
    import json  # not needed by most releases

    text = prefix[found.end() : end].decode("utf-8", "replace")
    try:
        metadata, _ = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return None
    return metadata if isinstance(metadata, dict) else None


def _first(metadata: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((metadata[key].strip() for key in keys if metadata.get(key, "").strip()), None)
