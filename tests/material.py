"""Where real texts are: never in this repository (docs/license-files.md), but in a development dependency, and in a corpus
beside the repository if there is one.

`TEXTS`: the folder of ScanCode's license texts, `<key>.LICENSE` (scancode-toolkit-mini, CC-BY-4.0); `CORPUS`: real releases with labels. Either may be None.
"""

import importlib.util
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def _texts() -> Path | None:
    if given := os.environ.get("LICINT_TEXTS"):
        return Path(given)
    spec = importlib.util.find_spec("licensedcode")
    found = Path(spec.origin).parent / "data" / "licenses" if spec and spec.origin else None
    return found if found and found.is_dir() else None


def _corpus() -> Path | None:
    found = Path(os.environ.get("LICINT_CORPUS") or ROOT.parent / "shared" / "corpus")
    return found if found.is_dir() else None


TEXTS = _texts()
CORPUS = _corpus()
needs_texts = pytest.mark.skipif(TEXTS is None, reason="license texts are not installed: scripts/test installs scancode-toolkit-mini")
needs_corpus = pytest.mark.skipif(CORPUS is None, reason="no corpus of real releases beside the repository (LICINT_CORPUS)")


def license_text(key: str) -> str:
    """The text of a ScanCode license key. Skips the test if texts are not installed."""
    if TEXTS is None:
        pytest.skip("license texts are not installed: scripts/test installs scancode-toolkit-mini")
    text = (TEXTS / f"{key}.LICENSE").read_text(encoding="utf-8")
    return text.split("\n---\n", 1)[1].lstrip("\n") if text.startswith("---\n") else text
