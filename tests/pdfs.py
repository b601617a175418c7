"""Small PDF files, written by hand: sound ones, and what a stranger might send."""

import zlib
from collections.abc import Sequence

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def stream(data: bytes, more: bytes = b"") -> bytes:
    """The body of a stream object."""
    return b"<< /Length %d %s>>\nstream\n%s\nendstream" % (len(data), more, data)


def drawn(lines: Sequence[str]) -> bytes:
    """The operators that draw lines one below the other."""
    shown = [b"(" + line.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b") Tj T*" for line in lines]
    return b"BT /F1 10 Tf 12 TL 50 780 Td\n" + b"\n".join(shown) + b"\nET"


def assembled(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A file of numbered objects, the first of which is its catalog."""
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (size, table, size, trailer, len(out))


def written(contents: Sequence[bytes], trailer: bytes = b"", resources: bytes = b"", extra: Sequence[bytes] = ()) -> bytes:
    """A PDF with a page for each content stream; `extra` objects come after the pages, from number 4 + 2 × pages."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(contents)))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(contents), kids), FONT]
    for number, content in enumerate(contents):
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> %s >> /Contents %d 0 R >>"
        objects += [page % (resources, 5 + 2 * number), content]
    return assembled([*objects, *extra], trailer)


def pdf_of(pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF with these lines on its pages."""
    return written([stream(drawn(lines)) for lines in pages])


def typeset(text: str, numbered: bool = False, lines_a_page: int = 50) -> bytes:
    """A text as a PDF, its lines as they are."""
    lines = text.split("\n")
    pages = [lines[start : start + lines_a_page] for start in range(0, len(lines), lines_a_page)]
    return pdf_of([[*page, "", str(number)] if numbered else page for number, page in enumerate(pages, 1)])


def bomb(size: int) -> bytes:
    """A page whose content is so many bytes, compressed twice."""
    packed = zlib.compress(zlib.compress(b"(a) Tj " * (size // 7), 9), 9)
    return written([stream(packed, b"/Filter [/FlateDecode /FlateDecode] ")])
