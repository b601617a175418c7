"""rules/licenses against the texts that they were read in: every quotation and every required text stands there, every section exists."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from licint.parsing.text import decode
from tests.material import CORPUS, ROOT, TEXTS

FILES = sorted((ROOT / "rules" / "licenses").glob("*.yaml"))
SLOT = re.compile(r"\.\.\.|…|\[[^\]]*\]")
TEXT_DUTIES = ("attribution-text", "notice-file", "name-prefix")


def letters(text: str) -> str:
    """Letters and digits alone: spaces, quotation marks and Markdown differ between copies of one text."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).lower())


def path_of(source: str) -> Path | None:
    kind, _, rest = source.partition(":")
    folder = {"licensedcode": TEXTS, "corpus": CORPUS}.get(kind)
    path = folder / (f"{rest}.LICENSE" if kind == "licensedcode" else rest) if folder else None
    return path if path and path.is_file() else None


@cache
def raw_text_of(file: Path) -> str:
    """All texts of a license that are at hand; "" where one of them is not."""
    sources = [path_of(each["from"]) for each in yaml.safe_load(file.read_text(encoding="utf-8")).get("texts") or ()]
    return "\n".join(decode(path.read_bytes()) for path in sources if path) if all(sources) else ""


@cache
def text_of(file: Path) -> str:
    """The same, as letters and digits alone."""
    return letters(raw_text_of(file))


def quoted(license: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, term in license["terms"].items():
        yield name, term.get("quote") or ""
    for duty in license["obligations"] or ():
        yield duty["kind"], duty.get("quote") or ""
        if duty["kind"] in TEXT_DUTIES:
            yield f"text of {duty['kind']}", duty.get("text") or ""
    yield "derivatives", license["derivatives"].get("quote") or ""


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_quotations_stand_in_the_text(file: Path) -> None:
    text = text_of(file)
    if not text:
        pytest.skip("the text is not at hand")
    license = yaml.safe_load(file.read_text(encoding="utf-8"))
    missing = [(where, part) for where, quote in quoted(license) for part in SLOT.split(str(quote)) if letters(part) not in text]
    assert not missing


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_what_is_said_names_its_section(file: Path) -> None:
    license = yaml.safe_load(file.read_text(encoding="utf-8"))
    silent = ("unstated", "none")
    unnamed = [name for name, term in license["terms"].items() if term["value"] not in silent and not term.get("section") and license["confidence"] == "high"]
    unnamed += [duty["kind"] for duty in license["obligations"] or () if not duty.get("section") and license["confidence"] == "high"]
    assert not unnamed


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_numbered_sections_exist(file: Path) -> None:
    text = text_of(file)
    if len(re.findall(r"^\W{0,8}\d{1,2}[.)、 ]", raw_text_of(file), re.M)) < 3:
        pytest.skip("the text is not at hand, or this copy of it lost its numbers")
    license = yaml.safe_load(file.read_text(encoding="utf-8"))
    cited = [str(each.get("section") or "") for each in (*license["terms"].values(), *(license["obligations"] or ()))]
    numbers = {found for section in cited for found in re.findall(r"(?:^|, )(\d{1,2})(?:\.|\b)", section)}
    assert all(number in text for number in numbers)


def test_enough_texts_are_at_hand() -> None:
    if TEXTS is None or CORPUS is None:
        pytest.skip("license texts or the corpus are not here")
    assert sum(bool(text_of(file)) for file in FILES) >= 120
