"""What of a text is no word: markup, numbering, link targets and copyright lines are blanked out.

All work on lower-case text and keep its lines. Each pattern begins with a letter that is rare, so that most of a text is only skimmed.
"""

import re

from licint.identification.vocabulary import MATTER, OPERATIVE, RESTRICTION
from licint.regex import late

_TAG = late(r"<(?:/?[a-z!][^<>\n]{0,300}>|!--)")
_LINK_TARGET = late(r"\]\([^()\s]{1,300}\)")
_ESCAPE = late(r"\\[nrt](?![a-z]{0,2}\\)")
_ENTITY = late(r"&(?:amp|quot|lt|gt|nbsp|copy|reg|trade|apos|mdash|ndash|[lr][sd]quo|#\d{2,6}|#x[0-9a-f]{2,6});")
_LINE_MARKER = late(r"\n[ \t>#*/;.%|-]{0,40}+(?:\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-z]|[ivx]{2,5})(?:\)|\.\)?)(?=[\s*])|\d{1,2}(?:\.\d{1,2}){1,3}(?=\s))")
_PARENTHESIZED_MARKER = late(r"\((?:[a-z]|[ivx]{2,5}|\d{1,2})\)")
_MARKERS_AFTER_STOP = late(r" (?<=[.;:] )(?=[a-z\d]{1,2}[.)] )(?:(?:\d{1,2}|[a-z])\. ){0,40}(?:\d{1,2}|[a-z])[.)](?= )")
_AFTER_COPYRIGHT_SIGN = late(r"[\s,]{0,3}(?:copyright|19\d\d|20\d\d|\[|<|\{|y{4}|year|by |zzslotzz)")
_PLUS = late(r"\+(?<=\d\+)(?!\w)")
_DOUBLE_PLUS = late(r"\+\+(?<=[a-z]\+\+)")
_COMMENT_WORD = late(r"\n[ \t]{0,40}(?:dnl|rem)\b")
_RIGHTS_RESERVED = late(r"\W*all rights? (?:are )?reserved\W*")
_COPYRIGHT = late(
    r"[\W_]*(?:(?:portions?|parts?|some code|additional code|the code|modifications|changes|this \w{1,12}|all \w{1,12}) (?:is |are |of this \w{1,12} )?)?"
    r"(?:(?:copyrights?|copyrighted)\W{0,4}(?:\(c\)|c\)|©|\ufffd|19\d\d|20\d\d|\[|\{|<|y{4}|year|by |the regents|zzslotzz)"
    r"|(?:\(c\)|©)[\s,]{0,3}(?:copyright|19\d\d|20\d\d|\[|<|\{|y{4}|year|by |zzslotzz))"
)
_LONGEST_COPYRIGHT_LINE = 300
_SIGNS = "".join(sign for sign in map(chr, range(128)) if not sign.isalnum())
# How _COPYRIGHT and _RIGHTS_RESERVED begin behind signs: few lines do.
_BEGINNINGS = ("copyright", "c)", "portion", "part", "some code", "additional code", "the code", "modifications", "changes", "this ", "all ")
_SIGNS_OF_COPYRIGHT = ("copyright", "(c)", "©", "reserved")


def clean(text: str) -> str:
    """Blanks out markup, numbering and copyright lines. Lower-case in, the same lines out."""
    if "<" in text:
        text = _TAG.sub(_blank_tag, text)
    text = text.replace("-->", " ")
    if "](" in text:
        text = _LINK_TARGET.sub("] ", text)
    if "&" in text:
        text = _ENTITY.sub(" ", text)
    if "\\" in text:
        text = _ESCAPE.sub(" ", text)
    text = "\n" + text
    if "dnl" in text or "rem " in text:
        text = _COMMENT_WORD.sub("\n ", text)
    if "+" in text:
        text = _PLUS.sub(" plus ", _DOUBLE_PLUS.sub(" plusplus ", text))
    text = _LINE_MARKER.sub("\n ", text)[1:]
    text = _MARKERS_AFTER_STOP.sub(" ", text)
    return _without_copyright_lines(_PARENTHESIZED_MARKER.sub(_blank_marker, text))


def _blank_tag(tag: re.Match[str]) -> str:
    """Nothing of a tag or placeholder; but a sentence that takes something back does not vanish because it stands in angle brackets."""
    inside = tag.group()
    return inside if " " in inside and "=" not in inside and RESTRICTION.search(inside) and MATTER.search(inside) else " "


def _blank_marker(marker: re.Match[str]) -> str:
    if marker.group() != "(c)":
        return " "
    before, after = marker.string[max(0, marker.start() - 12) : marker.start()], marker.string[marker.end() : marker.end() + 16]
    return "(c)" if "copyright" in before or _AFTER_COPYRIGHT_SIGN.match(after) else " "


def _without_copyright_lines(text: str) -> str:
    for sign in _SIGNS_OF_COPYRIGHT:
        at, kept, parts = text.find(sign), 0, []
        while at >= 0:
            start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
            end = len(text) if end < 0 else end
            if is_copyright_line(text[start:end]):
                parts.append(text[kept:start])
                kept = end
            at = text.find(sign, end)
        if parts:
            text = "".join((*parts, text[kept:]))
    return text


def is_copyright_line(line: str) -> bool:
    """Whether a lower-case line is a copyright statement and nothing else: no verb of rights in it."""
    if len(line) > _LONGEST_COPYRIGHT_LINE:
        return False
    said = line.lstrip(_SIGNS)
    if said[:1].isascii() and not said.startswith(_BEGINNINGS):
        return False
    statement = _COPYRIGHT.match(line)
    if statement is None:
        return _RIGHTS_RESERVED.fullmatch(line) is not None
    return not OPERATIVE.search(line[statement.end() :])
