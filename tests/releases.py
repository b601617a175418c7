"""Small releases made for tests: files given as text, with license texts and weight headers put in where a fixture asks for them."""

import json
import re
import struct
import tomllib
from collections.abc import Mapping

import msgspec

from licint.auditor import Expertise, audit_snapshot
from licint.config import Config, parse_config
from licint.expertise import open_expertise
from licint.model import Entry, Report, Snapshot, Target
from tests.material import license_text

TEXT = re.compile(r"\{\{text ([\w.+-]+)\}\}")
GGUF_STRING = 8
METADATA = ".hub.json"


def experts() -> Expertise:
    """What licint knows, opened once for all tests."""
    return open_expertise()


def materialize(files: Mapping[str, str]) -> dict[str, bytes]:
    """The bytes of a fixture's files: `{{text KEY}}` becomes a real license text, `key: value` lines of a .gguf file its header."""
    return {path: gguf(text) if path.endswith(".gguf") else TEXT.sub(lambda key: license_text(key[1]), text).encode() for path, text in files.items()}


def gguf(lines: str) -> bytes:
    """A GGUF header (version 3, no tensors) with string values: see ggml's docs/gguf.md."""
    pairs = [line.split(": ", 1) for line in lines.strip().splitlines() if ": " in line]
    body = b"".join(_string(key) + struct.pack("<I", GGUF_STRING) + _string(value) for key, value in pairs)
    return b"GGUF" + struct.pack("<IQQ", 3, 0, len(pairs)) + body


def _string(text: str) -> bytes:
    data = text.encode()
    return struct.pack("<Q", len(data)) + data


def snapshot_of(files: Mapping[str, str], of: str | None = None) -> Snapshot:
    """A snapshot of a fixture's files; `of`: the Hub id to give it. A file METADATA is none of them: it holds what the Hub says besides."""
    contents = materialize({path: text for path, text in files.items() if path != METADATA})
    target = Target("hub", of) if of else Target("local", ".")
    metadata = json.loads(files.get(METADATA, "{}"))
    return Snapshot(target, tuple(Entry(path, len(data)) for path, data in contents.items()), contents, metadata=metadata)


def audit_files(files: Mapping[str, str], of: str | None = None, config: Config | None = None) -> Report:
    """The report on a fixture's files; a licint.toml among them is in force, with the rules of `config`."""
    config = config or Config()
    if "licint.toml" in files:
        config = msgspec.structs.replace(parse_config(tomllib.loads(files["licint.toml"]), "licint.toml"), select=config.select)
    return audit_snapshot(snapshot_of(files, of), experts(), config)
