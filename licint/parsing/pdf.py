"""PDF to text, within limits: pypdf works in a process of its own, which a hostile file cannot leave (pdf_reader.py)."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from licint.regex import late

SECONDS = 20
_PROBLEMS = {0: None, 3: "pdf-support-missing", 4: "pdf-encrypted", 5: "pdf-too-long"}  # by pdf_reader's exit status
_PAGE_NUMBER = late(r"\s*(?:[-–—]\s?)?(?:page\s|第\s?)?\d{1,3}(?:\s?(?:/|of)\s?\d{1,3}|\s?页)?(?:\s?[-–—])?\s*", re.I)


def is_missing() -> bool:
    """Whether pypdf is not installed."""
    from importlib.util import find_spec

    if "pypdf" in sys.modules:
        return sys.modules["pypdf"] is None
    return find_spec("pypdf") is None


def read_pdf(data: bytes) -> tuple[str, str | None]:
    """The text of a PDF, or none and what is wrong with it: one of `PROBLEMS` of licint.parsing.text. Same bytes, same answer; never raises."""
    import subprocess

    if is_missing():
        return "", "pdf-support-missing"
    # -P: a pypdf.py in the folder of the release must not be run.
    command = [sys.executable, "-P", str(Path(__file__).with_name("pdf_reader.py")), str(SECONDS)]
    try:
        done = subprocess.run(command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=SECONDS, check=False)
    except (OSError, subprocess.SubprocessError):
        return "", "pdf-unreadable"
    problem = _PROBLEMS.get(done.returncode, "pdf-unreadable")
    if problem not in (None, "pdf-too-long"):
        return "", problem
    text = join_pages(done.stdout.decode("utf-8", "replace").split("\f"))
    return text, problem if text.strip() else "pdf-without-text"


def join_pages(pages: Sequence[str]) -> str:
    """The pages as one text, line for line, with blank lines for page numbers: what stands alone at the head, or the foot, of all pages or all but one."""
    lines = [page.split("\n") for page in pages]
    for order in (1, -1):
        numbered = [(page, at) for page in lines if (at := _outermost(page, order)) is not None and _PAGE_NUMBER.fullmatch(page[at])]
        if len(numbered) >= max(2, len(lines) - 1):
            for page, at in numbered:
                page[at] = ""
    return "\n".join("\n".join(page) for page in lines)


def _outermost(lines: Sequence[str], order: int) -> int | None:
    """The first (order 1) or last (-1) line that is not blank."""
    return next((at for at in range(len(lines))[::order] if lines[at].strip()), None)
