"""Identifiers of models: what names a repository of the Hub, and what only looks like it (a path on somebody's disk)."""

import re

from licint.parsing.files import file_rules
from licint.regex import late

MAX_ID = 200  # characters, in an address too

_ADDRESS = late(r"(https?://)?([\w.-]{1,60})/", re.ASCII | re.IGNORECASE)
_ID = late(r"[A-Za-z0-9_][\w.-]{0,95}(?:/[A-Za-z0-9_][\w.-]{0,95})?\Z", re.ASCII)
_FILE_ENDING = late(r"\.(?:safetensors|gguf|ggml|bin|pth?|ckpt|onnx|json|ya?ml|txt|md|py|zip|tar|gz)\Z", re.IGNORECASE)
_INSIDE = ("tree", "blob", "resolve", "raw", "discussions", "commit", "commits")


def to_model_id(written: str, *, bare: bool = False) -> str | None:
    """`org/name` from an id or a Hub address, or None where it is something else.

    `bare`: a name without organization counts too (the Hub's oldest models have none; in an address it always counts).
    """
    written = written.strip()
    if not written or len(written) > MAX_ID:
        return None
    found = _ADDRESS.match(written)
    if found and found[2].lower() in file_rules().hub_hosts:
        return _from_address(written[found.end() :])
    if "://" in written or not _ID.match(written) or _FILE_ENDING.search(written) or ".." in written:
        return None
    if ("/" not in written and not bare) or file_rules().is_local_path(written):
        return None
    return written


def _from_address(rest: str) -> str | None:
    """The id in what follows the host: `org/name`, or the name alone of an old model, with whatever comes behind it left out."""
    parts = [part for part in re.split(r"[?#]", rest, maxsplit=1)[0].split("/") if part]
    if not parts or parts[0].lower() in file_rules().hub_pages:
        return None
    chosen = parts[:1] if len(parts) == 1 or parts[1] in _INSIDE else parts[:2]
    written = "/".join(chosen).rstrip(".,;:)")
    return written if _ID.match(written) else None
