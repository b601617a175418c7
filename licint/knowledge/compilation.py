"""rules/ -> compiled: read and check every file once, write what a run needs in a form that is decoded piece by piece."""

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import yaml

from licint.errors import KnowledgeError
from licint.knowledge.aliases import Names, build_names
from licint.knowledge.licenses import coarse_license, read_license
from licint.knowledge.locations import INDEX, INDEX_SIGNATURE, PACK, SEALED, index_signature, knowledge_signature
from licint.knowledge.nouns import DatasetFacts, Head, HubId, SpdxId, Vocabulary
from licint.knowledge.pack import packed
from licint.knowledge.recognition import shelves
from licint.knowledge.schema import CoarseRule
from licint.knowledge.tables import read_datasets, read_hub, read_models, read_spdx, read_vocabulary, with_license_ids
from licint.model import License
from licint.regex import late

_FOR_TESTS = ("matches", "rejects", "note")  # of a pattern
_DATE = late(r"\d{4}-\d\d-\d\d")


def compile_rules(rules: Path, out: Path, *, sealed: bool = False) -> None:
    """Compile the knowledge and the index of texts into `out`. Raises KnowledgeError at the first mistake in a file.

    `sealed` marks the result as final: it is used without looking at the sources again (a wheel).
    """
    write_whole(out / PACK, compile_knowledge(rules, SEALED if sealed else knowledge_signature(rules), strict=True))
    compile_index(rules, out, SEALED if sealed else index_signature(rules))


def compile_index(rules: Path, out: Path, signature: str) -> Path | None:
    """The index of license texts, if there is somebody to build it. Raises OSError, and KnowledgeError where a file under rules/ cannot be read."""
    try:
        from licint.identification.compilation import build
    except ImportError:
        return None
    out.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=out, prefix=f".{INDEX}.")
    os.close(handle)
    try:
        build(rules, Path(name))
        Path(name).chmod(0o644)
        Path(name).replace(out / INDEX)
    except (ValueError, yaml.YAMLError) as error:
        raise KnowledgeError(
            f"{rules}: the index of license texts cannot be built: {error}", "correct the file; every file under rules/ is YAML in UTF-8"
        ) from error
    finally:
        Path(name).unlink(missing_ok=True)
    write_whole(out / INDEX_SIGNATURE, signature.encode())
    return out / INDEX


def compile_knowledge(rules: Path, signature: str, *, strict: bool) -> bytes:
    """The bytes of the pack. Not `strict`: a license file with a mistake is left out and named among the problems, so that one file does not stop every run."""
    words = read_vocabulary(rules / "terms.yaml")
    hub, retired, hub_date = read_hub(rules / "hub.yaml")
    spdx, coarse, spdx_date = read_spdx(rules / "spdx.yaml", words)
    models, models_date = read_models(rules / "models.yaml")
    datasets, datasets_date = read_datasets(rules / "datasets.yaml")
    files, problems = _read_licenses(rules / "licenses", words, strict)
    patterns = _read_patterns(rules, problems, strict)
    file_rules = _read_file_rules(rules / "files.yaml", strict)
    names, clashes = build_names(files, spdx, hub, retired)
    quarrels = [f"`{each.name}` is claimed by {', '.join(each.licenses)}; it is taken for none of them" for each in clashes]
    if strict and quarrels:
        raise KnowledgeError(f"{rules / 'licenses'}: {'; '.join(quarrels)}", "let one file claim the name; the others may mention it in `remarks`")
    problems += quarrels
    version = max(date for date in (hub_date, spdx_date, models_date, datasets_date, *_read_on(files)) if _DATE.fullmatch(date))
    rows = with_license_ids(models, names)
    parts = {
        "head": Head(signature, version, tuple(problems)),
        "names": names,
        "hub": {"current": hub, "retired": retired},
        "spdx": spdx,
        "models": rows,
        **shelves(rows),
        "datasets": {each.id.lower(): each for each in _with_ids(datasets, names)},
        "words": words,
        "ids": [each.id for each in files],
        **{name: table for name, table in (("patterns", patterns), ("files", file_rules)) if table is not None},
        **{f"license/{each.id}": each for each in (*files, *_unread(files, spdx, coarse, hub))},
    }
    return packed({name: msgspec.json.encode(value) for name, value in parts.items()})


def _unread(files: Sequence[License], spdx: Sequence[SpdxId], rules: Mapping[str, CoarseRule], hub: Sequence[HubId]) -> Iterator[License]:
    """The ids of the SPDX list that have no file, with the coarse terms of their rules."""
    written = {each.id for each in files}
    on_hub = {each.spdx: (each.id,) for each in hub if each.spdx}
    return (coarse_license(row, rules[row.rule], on_hub.get(row.id, ())) for row in spdx if row.id not in written and not row.now)


def _read_licenses(folder: Path, words: Vocabulary, strict: bool) -> tuple[list[License], list[str]]:
    files: list[License] = []
    problems: list[str] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            files.append(read_license(path, words))
        except KnowledgeError as error:
            if strict:
                raise
            problems.append(f"{error.message} ({error.help})")
    return files, problems


def _read_on(files: Iterable[License]) -> Iterator[str]:
    return (str((each.source or {}).get("read")) for each in files)


def _with_ids(datasets: Sequence[DatasetFacts], names: Names) -> list[DatasetFacts]:
    return [msgspec.structs.replace(each, license=names.of(each.license)) if each.license else each for each in datasets]


def _read_patterns(rules: Path, problems: list[str], strict: bool) -> dict[str, Any] | None:
    """The clause reader's patterns as the plain data that it takes; None if they have a mistake and that is tolerated."""
    from licint.clauses.patterns import read_data

    try:
        data = read_data(rules)
    except KnowledgeError as error:
        if strict:
            raise
        problems.append(error.message)
        return None
    for part in ("clauses", "statements"):
        data[part] = [{key: value for key, value in pattern.items() if key not in _FOR_TESTS} for pattern in data[part]]
    return data


def _read_file_rules(path: Path, strict: bool) -> Any:
    """What files are about, for licint.parsing.files; None if there is a mistake and that is tolerated: whoever asks for it then is told."""
    from licint.parsing.files import read_file_rules

    try:
        return read_file_rules(path.read_text(encoding="utf-8"))
    except (KnowledgeError, OSError, ValueError, yaml.YAMLError):
        if strict:
            raise
        return None


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a reader sees the old one or the new one, whole. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
