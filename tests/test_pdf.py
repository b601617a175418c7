"""PDF files: a license in one is read and identified; what cannot be read says so, in bounded time and memory."""

import sys
import time
import zlib
from io import BytesIO
from pathlib import Path

import pytest

from licint.assembly import MAX_PDFS
from licint.auditor import audit_snapshot
from licint.config import Config
from licint.expertise import open_expertise
from licint.identification import identify
from licint.parsing import pdf
from licint.parsing.pdf import join_pages
from licint.parsing.text import PROBLEMS, read_text
from licint.sources.local import read_folder
from tests.identification_index import INDEX
from tests.material import license_text
from tests.pdfs import assembled, bomb, drawn, pdf_of, stream, typeset, written
from tests.test_cli import licint

needs_pypdf = pytest.mark.skipif(pdf.is_missing(), reason="pypdf is not installed: pip install 'licint[pdf]'")
RIDER = "Commercial use of the model requires a separate written permission of the licensor."
LOOP = b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>"
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X %d 0 R >> >> "
HOSTILE = {
    "only a beginning": b"%PDF-1.7",
    "cut off": typeset("You may use it.\n" * 200)[:900],
    "noise": b"%PDF-1.4\n" + bytes(range(256)) * 2000,
    "no catalog": assembled([]),
    "pages that are their own parent": assembled([CATALOG, LOOP]),
    "a billion pages": assembled([CATALOG, b"<< /Type /Pages /Count 1000000000 /Kids [] >>"]),
    "table that points at itself": typeset("a").replace(b"startxref", b"startxref\n9\n%%EOF\nstartxref"),
    "earlier table that is this one": written([stream(drawn(["a"]))], b"/Prev 300 "),
    "stream with a false length": typeset("a").replace(b"/Length ", b"/Length 99999999999"),
    "decompression bomb": bomb(400_000_000),
    "long content": written([stream(zlib.compress(b"BT (a) Tj ET " * 3_000_000), b"/Filter /FlateDecode ")]),
    "nested arrays": written([stream(b"[" * 300_000)]),
    "nested objects": assembled([b"<< /A " * 30_000 + b">>" * 30_000]),
    "form that draws itself": written([stream(b"/X Do")], resources=b"/XObject << /X 6 0 R >>", extra=[stream(b"/X Do /X Do", FORM % 6)]),
    "forms that draw the next twice": written(
        [stream(b"/X Do")], resources=b"/XObject << /X 6 0 R >>", extra=[stream(b"/X Do /X Do", FORM % (number + 7)) for number in range(60)]
    ),
    "image of a billion dots": written([stream(b"BI /W 100000 /H 100000 /BPC 8 /CS /G ID x EI")]),
    "many objects": assembled([CATALOG, LOOP, *[b"null"] * 150_000]).replace(b"startxref", b"startxxx"),
}


@needs_pypdf
@pytest.mark.parametrize("numbered", [False, True], ids=["plain", "numbered pages"])
@pytest.mark.parametrize(("key", "license"), [("apache-2.0", "Apache-2.0"), ("mit", "MIT"), ("cc-by-nc-4.0", "CC-BY-NC-4.0")])
def test_license_in_a_pdf_is_identified(key: str, license: str, numbered: bool) -> None:
    read = read_text(typeset(license_text(key), numbered), "LICENSE.pdf")
    (match,) = [each for each in identify(read.text, INDEX).matches if each.kind != "reference"]
    assert (read.problem, match.license, match.kind) == (None, license, "is")
    assert match.end_line <= read.text.count("\n") + 1


@needs_pypdf
def test_rider_in_a_pdf_has_its_line() -> None:
    text = license_text("mit").strip() + "\n\n" + RIDER
    read = read_text(typeset(text), "LICENSE.pdf")
    (match,) = [each for each in identify(read.text, INDEX).matches if each.kind != "reference"]
    assert match.kind == "derived-from"
    assert [RIDER in (each.text or "") and RIDER in read.text.split("\n")[each.line - 1] for each in match.added] == [True]


@needs_pypdf
@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_hostile_pdf_has_a_result_in_bounded_time(hostile: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "SECONDS", 3)
    start = time.monotonic()
    read = read_text(hostile, "LICENSE.pdf")
    assert read.problem in PROBLEMS or read.text == "a\n"  # pypdf mends some
    assert time.monotonic() - start < 10


@needs_pypdf
def test_bomb_cannot_take_the_memory() -> None:
    import resource

    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    read_text(HOSTILE["decompression bomb"])
    after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert after == before or after * 1024 < 1.2e9


@needs_pypdf
def test_junk_before_a_pdf_is_passed_over() -> None:
    assert "You may use it" in read_text(b"\n\n" + typeset("You may use it"), "LICENSE.pdf").text


@needs_pypdf
def test_only_the_first_pages_of_a_long_pdf_are_read_and_that_is_said() -> None:
    read = read_text(pdf_of([[f"Leaf {number}."] for number in range(1, 300)]), "LICENSE.pdf")
    assert (read.problem, "Leaf 200." in read.text, "Leaf 201." in read.text) == ("pdf-too-long", True, False)


@needs_pypdf
@pytest.mark.parametrize(("password", "problem"), [("", None), ("secret", "pdf-encrypted")], ids=["opens without a password", "locked"])
def test_encrypted_pdf(password: str, problem: str | None) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(typeset("You may use it."))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    read = read_text(out.getvalue(), "LICENSE.pdf")
    assert (read.problem, "You may use it." in read.text) == (problem, problem is None)


@needs_pypdf
def test_pdf_without_text_says_so() -> None:
    assert read_text(written([stream(b"0 0 m 10 10 l S")])).problem == "pdf-without-text"


@needs_pypdf
def test_release_folder_cannot_give_its_own_pypdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pypdf.py").write_text("raise SystemExit(0)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert "You may use it." in read_text(typeset("You may use it.")).text


def test_without_pypdf_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    (tmp_path / "README.md").write_text("---\nlicense: other\nlicense_name: acme\nlicense_link: LICENSE.pdf\n---\n\n# Acme\n", encoding="utf-8")
    (tmp_path / "LICENSE.pdf").write_bytes(typeset("You may use it."))
    report = audit_snapshot(read_folder(tmp_path), open_expertise(), Config())
    assert [(each.path, "licint[pdf]" in each.reason) for each in report.skipped] == [("LICENSE.pdf", True)]
    (finding,) = [each for each in report.findings if each.name == "license-only-as-document"]
    assert "licint[pdf]" in (finding.help or "")


@needs_pypdf
def test_license_that_is_a_pdf_governs(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Acme\n\nA model.\n", encoding="utf-8")
    (tmp_path / "LICENSE.pdf").write_bytes(typeset(license_text("cc-by-nc-4.0")))
    report = audit_snapshot(read_folder(tmp_path), open_expertise(), Config())
    assert report.verdict.category == "non-commercial"


def test_license_in_a_pdf_that_cannot_be_read_is_unknown(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Acme\n\nA model.\n", encoding="utf-8")
    (tmp_path / "LICENSE.pdf").write_bytes(HOSTILE["noise"])
    report = audit_snapshot(read_folder(tmp_path), open_expertise(), Config())
    assert report.verdict.category == "unknown"
    assert not [each for each in report.findings if each.severity == "error"]
    assert [each.path for each in report.skipped] == ["LICENSE.pdf"]


@needs_pypdf
@pytest.mark.parametrize(("command", "said"), [("identify", b"MIT"), ("terms", b"open-source")])
def test_commands_on_a_text_read_pdfs(command: str, said: bytes, tmp_path: Path) -> None:
    (tmp_path / "LICENSE.pdf").write_bytes(typeset(license_text("mit")))
    done = licint(command, tmp_path / "LICENSE.pdf")
    assert (done.returncode, said in done.stdout) == (0, True)


@pytest.mark.parametrize("command", ["identify", "terms"])
def test_commands_on_a_text_say_that_a_pdf_cannot_be_read(command: str, tmp_path: Path) -> None:
    (tmp_path / "LICENSE.pdf").write_bytes(HOSTILE["noise"])
    done = licint(command, tmp_path / "LICENSE.pdf")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"LICENSE.pdf: the PDF is broken" in done.stderr or b"licint[pdf]" in done.stderr


def test_so_many_pdfs_of_a_release_are_read(tmp_path: Path) -> None:
    for number in range(MAX_PDFS + 3):
        (tmp_path / f"LICENSE-{number:02}.pdf").write_bytes(b"%PDF-1.7")
    report = audit_snapshot(read_folder(tmp_path), open_expertise(), Config())
    assert [each.reason for each in report.skipped].count(PROBLEMS["pdf-too-many"]) == 3


@pytest.mark.parametrize(
    ("pages", "joined"),
    [
        (["a\n1", "b\n2", "c\n3"], "a\n\nb\n\nc\n"),
        (["title", "b\n- 2 -", "c\n- 3 -"], "title\nb\n\nc\n"),
        (["Page 1 of 2\na", "Page 2 of 2\nb"], "\na\n\nb"),
        (["第 1 页\n一", "第 2 页\n二"], "\n一\n\n二"),
        (["a\n100", "b", "c"], "a\n100\nb\nc"),
        (["a\n700"], "a\n700"),
    ],
)
def test_page_numbers_are_no_words(pages: list[str], joined: str) -> None:
    assert join_pages(pages) == joined
