"""Bytes to text."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licint.parsing.text import decode, plain, read_text

CHINESE = "本许可协议允许您使用、复制和修改本模型，但须遵守下列条款。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings(encoding: str) -> None:
    text = "You may use the model.\nGrüße, “quoted”.\n" * 3
    assert decode(text.encode(encoding)) == text


def test_gb18030() -> None:
    assert decode((CHINESE * 3).encode("gb18030")) == CHINESE * 3


def test_windows_quotes() -> None:
    assert decode("the “Software”, naïve".encode("cp1252")) == "the “Software”, naïve"


def test_latin_1() -> None:
    assert decode("Copyright © Universität Köln".encode("latin-1")) == "Copyright © Universität Köln"


def test_cut_off_in_the_middle_of_a_character() -> None:
    assert decode("许可许可".encode()[:-1]) == "许可许"


def test_stray_bytes_do_not_spoil_the_rest() -> None:
    assert decode((CHINESE * 20).encode() + b"\xff ok").startswith(CHINESE)


def test_nul_is_a_blank() -> None:
    assert decode(b"use\x00it") == "use it"


@given(st.binary(max_size=400))
def test_any_bytes_are_text(data: bytes) -> None:
    assert isinstance(read_text(data, "LICENSE").text, str)


def test_html_keeps_its_lines() -> None:
    head = "<!DOCTYPE html>\n<html><head><style>\np { }\n</style></head>\n"
    page = head + "<body><p>You may &amp; you can</p>\n<script>\nif (a < b) {}\n</script><p>end</p></body></html>"
    lines = plain(page).split("\n")
    assert len(lines) == page.count("\n") + 1
    assert "You may & you can" in lines[4]
    assert "{" not in "".join(lines)


def test_text_with_angle_brackets_is_no_page() -> None:
    assert plain("Copyright <year> <holder>") == "Copyright <year> <holder>"


def test_form_feed_is_a_blank() -> None:
    assert plain("a\fb") == "a b"


@pytest.mark.parametrize("hostile", ["<", "<!--", "<script>", "<style ", "<style>", "<a b='"])
def test_hostile_pages_end(hostile: str) -> None:
    plain("<html>" + hostile * 50_000, "x.html")


def test_pdf_is_read_or_said_to_be_unreadable() -> None:
    found = read_text(b"%PDF-1.4 broken" + codecs.BOM_UTF8, "LICENSE.pdf")
    assert (found.text, found.problem in ("pdf-support-missing", "pdf-unreadable")) == ("", True)
