"""GGUF headers from the first bytes of a file (format: ggml docs/gguf.md, versions 1 to 3, either byte order)."""

import struct
from typing import Any

from licint.model import Weights
from licint.parsing.model_ids import to_model_id
from licint.regex import late

MAX_KEYS = 100_000
MAX_KEY = 65_535  # bytes
MAX_ARRAYS_DEEP = 4
MAX_VALUE = 100_000  # characters kept of one value

_SIZES = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}
_FORMATS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_STRING, _ARRAY = 8, 9
_KEPT = ("general.", "split.", "adapter.")
_BASE_MODEL = late(r"general\.base_model\.(\d{1,6})\.(repo_url|organization|name|url)\Z")


class _Truncated(Exception):
    """The prefix ends before the header does."""


class _Malformed(Exception):
    """No GGUF header, or one that claims the impossible."""


class _Header:
    """A cursor over the prefix; every read is checked against its end, so a claimed count costs nothing."""

    def __init__(self, prefix: bytes) -> None:
        self.prefix = prefix
        self.at = 4
        if prefix[:4] != b"GGUF":
            raise _Truncated if b"GGUF".startswith(prefix[:4]) else _Malformed("no GGUF file")
        self.order = "<"
        version = self.number("I")
        if version & 0xFFFF == 0:
            self.order = ">"
            version = int.from_bytes(prefix[4:8], "big")
        if version not in (1, 2, 3):
            raise _Malformed(f"GGUF version {version} is not known")
        self.length = "I" if version == 1 else "Q"

    def skip(self, size: int) -> int:
        start = self.at
        if start + size > len(self.prefix):
            raise _Truncated
        self.at = start + size
        return start

    def number(self, code: str) -> Any:
        code = self.order + code
        return struct.unpack_from(code, self.prefix, self.skip(struct.calcsize(code)))[0]

    def string(self) -> str:
        size = self.number(self.length)
        start = self.skip(size)
        return self.prefix[start : start + min(size, 4 * MAX_VALUE)].decode("utf-8", "replace")[:MAX_VALUE]

    def value(self, kind: int, depth: int = 0) -> Any:
        if kind == _STRING:
            return self.string()
        if kind in _FORMATS:
            return self.number(_FORMATS[kind])
        if kind != _ARRAY:
            raise _Malformed(f"value type {kind} is not known")
        if depth > MAX_ARRAYS_DEEP:
            raise _Malformed("arrays nested too deep")
        kind, count = self.number("I"), self.number(self.length)
        if kind in _SIZES:
            self.skip(count * _SIZES[kind])
            return None
        # An item of any other kind takes at least four bytes, so the prefix bounds this loop.
        if count > len(self.prefix) - self.at:
            raise _Truncated
        return [self.value(kind, depth + 1) for _ in range(count)]


def parse_gguf(path: str, prefix: bytes) -> Weights:
    """What a GGUF header says of licenses and lineage; never raises. `problem` tells a header that is broken, or longer than the prefix."""
    values, problem, _ = _read(prefix)
    metadata = {key: _as_text(value) for key, value in values.items() if value not in (None, "", [])}
    return Weights(
        path=path,
        format="gguf",
        license=metadata.get("general.license"),
        license_name=metadata.get("general.license.name"),
        license_link=metadata.get("general.license.link"),
        base_models=_base_models(metadata),
        metadata=metadata,
        problem=problem,
    )


def gguf_is_enough(prefix: bytes) -> bool:
    """Whether reading more of the file could not tell more."""
    return _read(prefix)[2]


def _read(prefix: bytes) -> tuple[dict[str, Any], str | None, bool]:
    """The kept values, what is wrong, and whether the part that matters was read: writers put `general.*` first, before the long arrays of the tokenizer."""
    values: dict[str, Any] = {}
    others = 0
    try:
        header = _Header(prefix)
        header.number(header.length)  # tensors
        keys = header.number(header.length)
        if keys > MAX_KEYS:
            raise _Malformed(f"the header claims {keys:,} keys")
        for _ in range(keys):
            key = header.string()
            value = header.value(header.number("I"))
            if key.startswith(_KEPT) and len(key) <= MAX_KEY:
                values[key] = value
            else:
                others += 1
    except _Truncated:
        enough = bool(values) and others > 1
        return values, None if enough else "the header is longer than the part that was read", enough
    except _Malformed as error:
        return values, str(error), True
    return values, None, True


def _as_text(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(_as_text(each) for each in value if each is not None)[:MAX_VALUE]
    return str(value)


def _base_models(metadata: dict[str, str]) -> tuple[str, ...]:
    parents: dict[int, dict[str, str]] = {}
    for key, value in metadata.items():
        if found := _BASE_MODEL.match(key):
            parents.setdefault(int(found[1]), {})[found[2]] = value
    ids = (_parent_id(parents[number]) for number in sorted(parents))
    return tuple(dict.fromkeys(each for each in ids if each))


def _parent_id(parent: dict[str, str]) -> str | None:
    """The Hub id of a parent: from its address, else from organization and name, which writers print with blanks for hyphens."""
    for key in ("repo_url", "url"):
        if found := to_model_id(parent.get(key, "")):
            return found
    if "organization" in parent and "name" in parent:
        return to_model_id(f"{parent['organization']}/{parent['name']}".replace(" ", "-"))
    return None
