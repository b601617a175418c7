"""The small parts of inline markup: entities, attributes of tags, code spans, the ends of addresses, labels of references."""

import re
from collections.abc import Iterator

from licint.regex import late

_FIRST_CJK = "\u2e80"
MAX_TARGET = 4000  # characters of an address

_ATTRIBUTE = late(r"""[\s"'/](href|src|alt|title)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]++))""", re.IGNORECASE)
_ENTITY = late(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def reference_key(label: str) -> str:
    """A reference label as Markdown compares it: case and white space do not count."""
    return " ".join(label.split()).casefold()


def unescape(text: str) -> str:
    """Entities resolved; backslashes are for the caller."""
    if "&" not in text or not _ENTITY.search(text):
        return text
    import html  # rare in cards, and slow to import

    return _ENTITY.sub(lambda found: html.unescape(found[0]), text)


def clean(text: str) -> str:
    """Entities resolved, runs of white space made one blank."""
    return " ".join(unescape(text).split())


def trim_url(url: str) -> str:
    """A bare address without what follows it: the punctuation of its sentence, and Chinese, Japanese or Korean text, which needs no blank."""
    url = url[:MAX_TARGET]
    if not url.isascii():
        url = url[: next((index for index, character in enumerate(url) if character >= _FIRST_CJK), len(url))]
    url = url.rstrip(".,;:!?*_~")
    surplus = url.count(")") - url.count("(")
    while surplus > 0 and url.endswith(")"):
        url = url[:-1].rstrip(".,;:!?*_~")
        surplus -= 1
    return url


def read_attributes(tag: str) -> dict[str, str]:
    """The href, src, alt and title of an HTML tag."""
    pairs = ((found[1].lower(), found[2] or found[3] or found[4] or "") for found in _ATTRIBUTE.finditer(tag))
    return {name: unescape(" ".join(value.split())) for name, value in pairs}


def pair_code_spans(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of every code span: a run of backticks up to the next run of the same length."""
    runs = [(found.start(), found.end()) for found in re.finditer(r"`+", text)]
    waiting: dict[int, list[int]] = {}
    for index in range(len(runs) - 1, -1, -1):
        waiting.setdefault(runs[index][1] - runs[index][0], []).append(index)
    index = 0
    while index < len(runs):
        start, end = runs[index]
        same = waiting[end - start]
        while same and same[-1] <= index:
            same.pop()
        if same:
            closing = same[-1]
            yield start, runs[closing][1]
            index = closing
        index += 1
