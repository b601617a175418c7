"""Bytes to text: encodings, HTML and PDF, with the line numbers of the file kept."""

import codecs
import re

from licint.model import Noun
from licint.regex import late

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096
_MARKUP = late(r"<(?:(!--)|(script|style)\b|[!/?a-z])", re.I)
_ENDS = {"!--": late("-->"), "script": late(r"</script[^>]{0,99}>", re.I), "style": late(r"</style[^>]{0,99}>", re.I)}
_LONGEST_TAG = 2000
_LONGEST_LEAD = 300  # characters within which a text that is HTML has a tag
_HTML_START = late(r"\A\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,99})?(?:<!--[^>]{0,2000}-->\s{0,99})?<(?:!doctype html|html|head|body)\b", re.I)
_PDF = b"%PDF-"

PROBLEMS = {
    "pdf-support-missing": "reading PDF files needs an extra: pip install 'licint[pdf]'",
    "pdf-encrypted": "the PDF is encrypted",
    "pdf-too-long": "the PDF is too long: only its first pages were read",
    "pdf-without-text": "the PDF holds no text, only pictures of it",
    "pdf-too-many": "the release holds many PDF files, and this is not one of the first",
    "pdf-unreadable": "the PDF is broken, or reading it takes too much time or memory",
}


class Text(Noun, frozen=True):
    """A file's text as people read it; `problem` says what kept it from being read, a key of PROBLEMS, or None."""

    text: str
    problem: str | None = None


def decode(data: bytes) -> str:
    """Decodes a text file: byte order marks, UTF-8, UTF-16 without a mark, GB18030, else Latin-1 as browsers read it. Never fails; NULs become spaces."""
    return _decode(data).replace("\x00", " ").removeprefix("\ufeff")


def _decode(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if wide := _wide_encoding(data):
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.start > 0:
            return data.decode("utf-8", "ignore")
    return _decode_legacy(data)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 betrays itself by NULs in every other byte of Latin text."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.05:
        return "utf-16-be"
    return None


def _decode_legacy(data: bytes) -> str:
    """GB18030 where pairs of high bytes make common Chinese characters, UTF-8 with stray bytes where most sequences are sound, else Windows-1252."""
    patched = data.decode("utf-8", "replace")
    wrong = patched.count("\ufffd")
    high = sum(1 for byte in data[:200_000] if byte > 127)
    if wrong * 10 < high:
        return patched
    try:
        chinese = data.decode("gb18030")
    except UnicodeDecodeError:
        chinese = ""
    common = sum(
        1 for character in chinese[:200_000] if "\u4e00" <= character <= "\u9fff" or "\u3000" <= character <= "\u303f" or "\uff00" <= character <= "\uffef"
    )
    if chinese and common * 2 > high * 0.8 and common >= 4:
        return chinese
    return data.decode("cp1252", "replace") if not re.search(rb"[\x81\x8d\x8f\x90\x9d]", data) else data.decode("latin-1")


def plain(text: str, path: str = "") -> str:
    """What a reader sees of a text file: HTML without tags, scripts and entities; form feeds as blanks. Line numbers stay those of the file."""
    if path.lower().endswith((".html", ".htm", ".xhtml")) or ("<" in text[:_LONGEST_LEAD] and _HTML_START.match(text)):
        import html  # its table of entities is large, and few texts are HTML

        text = html.unescape(_without_markup(text))
    return text.replace("\f", " ").replace("\v", " ")


def _without_markup(text: str) -> str:
    """Text without tags, comments, scripts and styles; their line ends stay. Linear: an end that is missing once is not looked for again."""
    kept: list[str] = []
    missing: set[str] = set()
    at = 0
    while opening := _MARKUP.search(text, at):
        kept.append(text[at : opening.start()])
        end = _end_of_markup(text, opening, missing)
        markup = text[opening.start() : end]
        kept.append("\n" * markup.count("\n") or " ")
        at = end
    return "".join([*kept, text[at:]])


def _end_of_markup(text: str, opening: re.Match[str], missing: set[str]) -> int:
    kind = (opening.group(1) or opening.group(2) or "").lower()
    if kind and kind not in missing:
        if closing := _ENDS[kind].search(text, opening.end()):
            return closing.end()
        missing.add(kind)
    end = text.find(">", opening.end(), opening.end() + _LONGEST_TAG)
    return end + 1 if end >= 0 else opening.end()


def is_pdf(data: bytes, path: str = "") -> bool:
    """Whether a file is a PDF: it begins as one, or is called one and has a PDF's beginning near its own."""
    return data.startswith(_PDF) or (path.lower().endswith(".pdf") and _PDF in data[:1024])


def read_text(data: bytes, path: str = "") -> Text:
    """Reads a text, HTML or (where pypdf is installed: `pip install licint[pdf]`) PDF file. A PDF's lines are those of its extracted text."""
    if is_pdf(data, path):
        from licint.parsing.pdf import read_pdf  # few licenses are PDFs

        return Text(*read_pdf(data))
    return Text(plain(decode(data), path))
