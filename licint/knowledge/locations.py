"""Where rules/ is, where its compiled form is kept, and whether that is still fresh."""

import os
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

COMPILED = ".compiled"
PACK = "knowledge.pack"
INDEX = "identification.index"
INDEX_SIGNATURE = "identification.signature"
SEALED = "sealed"

_PACKAGE = Path(__file__).resolve().parent.parent
_KNOWLEDGE_PARTS = ("", "licenses", "clauses", "prose")
_INDEX_PARTS = ("", "licenses", "sketches")
_CODE = (_PACKAGE / "knowledge", _PACKAGE / "clauses", _PACKAGE / "parsing", _PACKAGE)
_INDEX_CODE = (_PACKAGE / "identification",)


def rules_dir() -> Path:
    """The folder of the knowledge: inside an installed package, else beside the package in a checkout."""
    installed = _PACKAGE / "rules"
    return installed if installed.is_dir() else _PACKAGE.parent / "rules"


def compiled_dirs(rules: Path) -> Iterator[Path]:
    """Where the compiled form may be, best first: within rules/, or in the user's cache if that cannot be written."""
    yield rules / COMPILED
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    cache = Path(base) if base and Path(base).is_absolute() else Path.home() / ".cache"
    yield cache / "licint" / f"{zlib.crc32(os.fsencode(rules)):08x}"


def knowledge_signature(rules: Path) -> str:
    """What the compiled knowledge was made from: names, sizes and times of the files, and of the code that reads them."""
    return _signature([*(rules / part for part in _KNOWLEDGE_PARTS), *_CODE])


def index_signature(rules: Path) -> str:
    """What the compiled index was made from."""
    return _signature([*(rules / part for part in _INDEX_PARTS), *_INDEX_CODE])


def _signature(folders: Iterable[Path]) -> str:
    lines = [line for folder in folders for line in sorted(_entries(folder))]
    whole = b"".join(lines)
    return f"{len(lines)}-{zlib.crc32(whole):08x}-{zlib.adler32(whole):08x}"


def _entries(folder: Path) -> Iterator[bytes]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if not entry.name.startswith(".") and entry.is_file():
                    stat = entry.stat()
                    yield f"{entry.name} {stat.st_size} {stat.st_mtime_ns}\n".encode("utf-8", "surrogateescape")
    except OSError:
        return
