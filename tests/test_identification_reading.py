"""License texts as people keep them: in whatever markup, layout and encoding, a text stays itself."""

import html
import re
import textwrap
import unicodedata
from collections.abc import Callable

import pytest

from licint.identification import identify
from licint.model import Match
from licint.parsing.text import read_text
from tests.identification_index import INDEX
from tests.material import license_text

ENGLISH = {
    "apache-2.0": "Apache-2.0",
    "mit": "MIT",
    "bsd-new": "BSD-3-Clause",
    "mpl-2.0": "MPL-2.0",
    "gpl-3.0": "GPL-3.0-only",
    "cc-by-nc-4.0": "CC-BY-NC-4.0",
    "bigscience-rail-1.0": "bigscience-bloom-rail-1.0",
    "gemma-tou-2025-03-24": "gemma-tou-2025-03-24",
    "llama-3.1-license-2024": "llama3.1",
}
CHINESE = {"mulanpsl-2.0": "MulanPSL-2.0", "mulanpsl-1.0": "MulanPSL-1.0"}
ACCENTED = {"cecill-2.1-fr": "cecill-2.1-fr", "cecill-c": "CECILL-C", "d-fsl-1.0-de": "D-FSL-1.0"}
SMART = str.maketrans({"-": "–", "'": "’"})


def paragraphs(text: str) -> list[str]:
    return re.split(r"\n\s*\n", text.strip())


def reflowed(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in paragraphs(text))


def hard_wrapped(text: str) -> str:
    return "\n\n".join(textwrap.fill(" ".join(part.split()), 38, break_on_hyphens=False) for part in paragraphs(text))


def on_one_line(text: str) -> str:
    return " ".join(text.split())


def smart(text: str) -> str:
    return re.sub(r'"([^"]*)"', r"“\1”", text).translate(SMART)


def straight(text: str) -> str:
    return text.replace("“", '"').replace("”", '"').replace("’", "'")


def with_form_feeds(text: str) -> str:
    return "\f\n".join("\n".join(text.split("\n")[start : start + 30]) for start in range(0, text.count("\n") + 1, 30))


def with_bullets(text: str) -> str:
    return "\n\n".join(f"{'•*-–·'[number % 5]} {part}" for number, part in enumerate(paragraphs(text)))


def as_quotation(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


def as_markdown(text: str) -> str:
    parts = [f"## {part}" if len(part) < 80 and "\n" not in part else part for part in paragraphs(text)]
    return re.sub(r'"([A-Z]\w+)"', r'**"\1"**', "\n\n".join(parts))


def in_a_code_block(text: str) -> str:
    return f"```text\n{text}\n```\n"


def as_html(text: str) -> str:
    body = "\n".join(f"<p class='a'>{html.escape(part)}</p><br/>" for part in paragraphs(text)).replace("’", "&rsquo;").replace("“", "&#8220;")
    return f"<!DOCTYPE html>\n<html><head><title>x</title><style>p {{ margin: 0 }}</style></head>\n<body><main>{body}</main></body></html>"


def with_crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


def with_cr(text: str) -> str:
    return text.replace("\n", "\r")


def indented(text: str) -> str:
    return "\n".join(f"\t\t{line}   " for line in text.split("\n"))


def commented(text: str) -> str:
    return "\n".join(f"# {line}" for line in text.split("\n"))


LAYOUTS = [
    reflowed, hard_wrapped, on_one_line, smart, straight, with_form_feeds, with_bullets, as_quotation, as_markdown, in_a_code_block, as_html, with_crlf, with_cr,
    indented, commented, str.upper, str.lower,
]  # fmt: skip


def read(data: bytes, path: str = "LICENSE") -> list[Match]:
    return [match for match in identify(read_text(data, path).text, INDEX).matches if match.kind != "reference"]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@pytest.mark.parametrize("key", ENGLISH)
def test_layout_does_not_matter(key: str, layout: Callable[[str], str]) -> None:
    (match,) = read(layout(license_text(key)).encode())
    assert (ENGLISH[key] in (match.license, *match.aliases), match.kind) == (True, "is")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("key", ENGLISH)
def test_encoding_of_an_english_text_does_not_matter(key: str, encoding: str) -> None:
    (match,) = read(smart(license_text(key)).encode(encoding, "ignore"))
    assert (ENGLISH[key] in (match.license, *match.aliases), match.kind) == (True, "is")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
@pytest.mark.parametrize("key", CHINESE)
def test_encoding_of_a_chinese_text_does_not_matter(key: str, encoding: str) -> None:
    (match,) = read(license_text(key).encode(encoding, "ignore"))
    assert (CHINESE[key] in (match.license, *match.aliases), match.kind) == (True, "is")


@pytest.mark.parametrize("layout", [reflowed, hard_wrapped, with_crlf, as_html, as_quotation], ids=lambda layout: layout.__name__)
@pytest.mark.parametrize("key", CHINESE)
def test_layout_of_a_chinese_text_does_not_matter(key: str, layout: Callable[[str], str]) -> None:
    (match,) = read(layout(license_text(key)).encode())
    assert (CHINESE[key] in (match.license, *match.aliases), match.kind) == (True, "is")


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
@pytest.mark.parametrize("key", ACCENTED)
def test_composition_of_accents_does_not_matter(key: str, form: str) -> None:
    (match,) = read(unicodedata.normalize(form, license_text(key)).encode())
    assert (ACCENTED[key] in (match.license, *match.aliases), match.kind) == (True, "is")


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16"])
@pytest.mark.parametrize("key", ACCENTED)
def test_encoding_of_an_accented_text_does_not_matter(key: str, encoding: str) -> None:
    (match,) = read(license_text(key).encode(encoding, "ignore"))
    assert (ACCENTED[key] in (match.license, *match.aliases), match.kind) == (True, "is")


def test_full_width_forms_are_the_plain_ones() -> None:
    wide = license_text("mit").translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    (match,) = read(wide.encode())
    assert (match.license, match.kind) == ("MIT", "is")
