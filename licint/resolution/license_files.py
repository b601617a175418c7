"""Which licenses a license file is: the known texts in it, the names in a short one, or a text of its own."""

from collections.abc import Sequence

from licint.model import Document, Match

# A span that explains less of its file than this is a notice inside another text, not the file's license.
MAIN_SHARE = 0.2
# A text longer than this (characters) is one of its own, whatever licenses it mentions.
MAX_POINTER = 1500
TITLE_LINES = 12
# The share of a reference from which on its whole text is there, and from which on it is meant.
WHOLE = 0.9
NOTICE = 0.75


def main_matches(document: Document) -> tuple[Match, ...]:
    """The licenses that a file *is*: spans that explain a fair part of it; references only where there is no text. None of a text that nobody knows."""
    if own_text(document):
        return ()
    spans = [each for each in document.identification.matches if each.kind != "reference"]
    large = [each for each in spans if each.share >= MAIN_SHARE or _opens(each)] or spans[:1]
    if large:
        return tuple(large)
    named = document.identification.matches
    return named if len(document.text) <= MAX_POINTER else _title(named)


def own_text(document: Document) -> str:
    """The text of its own with which a file opens, up to the notices of others, if known texts stand only far below its top; "" where there is none.

    A passage that it shares with a known license (a disclaimer of warranty) is no notice: what stands below it is the file's own as well.
    """
    spans = [each for each in document.identification.matches if each.kind != "reference"]
    if not _before(document, spans) or any(each.line <= TITLE_LINES for each in document.identification.matches):
        return ""
    notices = [each for each in spans if each.coverage >= NOTICE]
    return _before(document, notices) if notices else document.text


def _before(document: Document, spans: Sequence[Match]) -> str:
    """What stands above the first of `spans`, if that is a text and not a title."""
    first = min((each.line for each in spans), default=1)
    before = "".join(document.text.splitlines(keepends=True)[: first - 1]) if first > TITLE_LINES else ""
    return before if len(before) > MAX_POINTER else ""


def further_text(document: Document) -> str:
    """A long text below the known ones that names none of them: a second license, which nobody knows. "" where there is none."""
    matches = document.identification.matches
    last = max((each.end_line for each in matches if each.kind != "reference"), default=0)
    below = "".join(document.text.splitlines(keepends=True)[last:]) if last else ""
    return below if len(below) > MAX_POINTER and not any(each.line > last for each in matches) else ""


def _opens(match: Match) -> bool:
    """Whether a whole text stands at the top of a file: it is one of the file's licenses, however long the next one is."""
    return match.kind == "is" and match.coverage >= WHOLE and match.line <= TITLE_LINES


def _title(named: Sequence[Match]) -> tuple[Match, ...]:
    """The license that a long unknown text calls itself at its top, if it names just one there: its terms are then read from the text as well."""
    first = [each for each in named if each.line <= TITLE_LINES]
    return tuple(first[:1]) if len({each.license for each in first}) == 1 else ()
