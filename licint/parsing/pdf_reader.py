"""A program of its own, run by pdf.py: reads a PDF from standard input and prints its text, pages divided by form feeds.

Its exit status says how that went. It may use so much memory and processor time and no more; whatever a stranger's file does to pypdf stays in here.
"""

import logging
import sys
from collections.abc import Iterable
from io import BytesIO
from itertools import islice

MISSING, ENCRYPTED, TOO_LONG = 3, 4, 5
MAX_PAGES = 200
MAX_CHARACTERS = 2_000_000
MAX_MEMORY = 1 << 30  # bytes


def main(seconds: int) -> int:
    try:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError, FileNotDecryptedError
    except ImportError:
        return MISSING
    _limit(seconds)
    logging.disable()
    reader = PdfReader(BytesIO(sys.stdin.buffer.read()))
    try:
        if reader.is_encrypted and not reader.decrypt(""):
            return ENCRYPTED
        return _print(page.extract_text() or "" for page in islice(reader.pages, MAX_PAGES + 1))
    except (DependencyError, FileNotDecryptedError):
        return ENCRYPTED


def _limit(seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: the parent's clock is the limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def _print(pages: Iterable[str]) -> int:
    room = MAX_CHARACTERS
    for number, page in enumerate(pages):
        room -= len(page)
        if number == MAX_PAGES or room < 0:
            return TOO_LONG
        text = page.replace("\f", " ")
        sys.stdout.buffer.write((("\f" if number else "") + text).encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
