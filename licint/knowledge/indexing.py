"""The compiled index of license texts: where it is, and that it is fresh. Apart, because naming a text needs nothing else of the knowledge."""

from pathlib import Path

from licint.knowledge.locations import INDEX, INDEX_SIGNATURE, SEALED, compiled_dirs, index_signature


def fresh_index(rules: Path) -> Path | None:
    """The index made from `rules`, built now if it is missing or stale; None if it cannot be built."""
    signature = ""
    for folder in compiled_dirs(rules):
        made_from = _text(folder / INDEX_SIGNATURE)
        signature = signature or (SEALED if made_from == SEALED else index_signature(rules))
        if made_from == signature and (folder / INDEX).is_file():
            return folder / INDEX
    return _compiled_index(rules, signature)


def _compiled_index(rules: Path, signature: str) -> Path | None:
    from licint.knowledge.compilation import compile_index

    for folder in compiled_dirs(rules):
        try:
            return compile_index(rules, folder, signature)
        except OSError:
            continue
    return compile_index(rules, _folder_for_this_run(), signature)


def _folder_for_this_run() -> Path:
    import atexit
    import shutil
    import tempfile

    folder = tempfile.mkdtemp(prefix="licint-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
