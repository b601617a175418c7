"""Strings from strangers, made safe to show: no control characters, no terminal escapes, no line breaks where one line is meant."""

import re

from licint.regex import late

# C0 and C1 controls, line and paragraph separators, bidirectional overrides (CVE-2021-42574), zero-width and tag characters, lone surrogates.
UNSAFE = late("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]")


def one_line(text: str, limit: int = 400) -> str:
    """The text on one line, unsafe characters shown as `\\x..`, cut to `limit` characters."""
    safe = UNSAFE.sub(_visible, text.replace("\n", " ").replace("\t", " "))
    return safe if len(safe) <= limit else safe[: limit - 1] + "…"


def plain_text(text: str, limit: int = 4_000) -> str:
    """The text with its line breaks, other unsafe characters shown as `\\x..`, cut to `limit` characters."""
    return "\n".join(one_line(line, limit) for line in text[:limit].split("\n"))


def valid_unicode(text: str) -> str:
    """The text without lone surrogates, which no encoder accepts."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"


def section_mark(section: str) -> str:
    """A section as people cite it: "§1.b.i", but "paragraph 2" as it stands."""
    return f"§{section}" if section[:1].isdigit() or section[:2].isupper() or section[:1] in "IVX" else section
