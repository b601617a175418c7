"""How fast the clause reader reads: `python bench/clauses.py [FOLDER of license texts] [FOLDER of cards]`.

Without folders it reads the texts of the installed license corpus (tests/material.py) and a card made up here. Every figure stands beside a reference taken
in the same run, one pass of `re` over the same text, so that a busy machine does not matter: the ratio is what should not grow.
"""

import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from licint.clauses import Patterns, read_statements, read_terms  # noqa: E402
from licint.clauses.segments import sentences_of  # noqa: E402
from licint.model import Paragraph  # noqa: E402
from tests.material import TEXTS  # noqa: E402

LIMIT = 2_500_000
WORD = re.compile(r"\w+")
QUIET = "The model has seven layers and was trained on news from nine countries. It answers in three languages and is a little shy. "


def seconds(work: Callable[[str], object], texts: Sequence[str]) -> float:
    start = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - start


def license_texts(folder: Path) -> list[str]:
    texts: list[str] = []
    for path in sorted(folder.glob("*.LICENSE"))[::5] or sorted(path for path in folder.rglob("*") if path.is_file()):
        texts.append(path.read_text(encoding="utf-8", errors="replace").split("\n---\n", 1)[-1])
        if sum(map(len, texts)) > LIMIT:
            break
    return texts


def paragraphs(text: str) -> list[Paragraph]:
    return [Paragraph(text=block, line=number, end_line=number) for number, block in enumerate(text.split("\n\n"), start=1)]


def report(name: str, texts: Sequence[str], work: Callable[[str], object], reference: float) -> None:
    size = sum(map(len, texts)) / 1e6
    spent = seconds(work, texts)
    print(f"{name:34} {size / max(spent, 1e-9):8.2f} MB/s   {spent / max(reference, 1e-9):6.1f} x one pass of re")


def main() -> None:
    patterns = Patterns.load(ROOT / "rules")
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else TEXTS
    texts = license_texts(folder) if folder else []
    if texts:
        read_terms(texts[0], patterns)
        reference = seconds(WORD.findall, texts)
        report("one pass of re", texts, WORD.findall, reference)
        report("sections and sentences", texts, lambda text: sentences_of(text, patterns.simplification), reference)
        report("read_terms", texts, lambda text: read_terms(text, patterns), reference)
    cards = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(Path(sys.argv[2]).glob("*"))[:4_000]] if len(sys.argv) > 2 else []
    for name, bodies in (("prose without license words", [QUIET * 40] * 400), ("prose of real cards", cards)):
        if bodies:
            reference = seconds(WORD.findall, bodies)
            report(name, bodies, lambda text: read_statements(paragraphs(text), "README.md", patterns), reference)


if __name__ == "__main__":
    main()
