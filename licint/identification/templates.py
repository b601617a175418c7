"""SPDX license templates (the XML of spdx/license-list-XML, CC0-1.0) as marked text: what may be missing and what may be replaced stands between mark words.

Developer tooling: the check path does not import this.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree import ElementTree

from licint.model import Noun
from licint.regex import late

_SPACE = "{http://www.spdx.org/license}"
_LITERAL = late(r"[A-Za-z]{1,40}")
_REGEX_CLASS = late(r"\\[sSwWdDbB]|\[[^\]]{0,60}\]")
_BLOCKS = {"p", "br", "item", "list", "titleText", "copyrightText", "optional"}


class Template(Noun, frozen=True):
    """A license or exception of the SPDX list.

    `text` holds marks; `header` is the notice that applies the license, if the list gives one; `variants` are, for each replaceable part,
    whether anything may stand there, and the words that its pattern spells out.
    """

    id: str
    name: str
    text: str
    header: str
    urls: tuple[str, ...]
    variants: tuple[tuple[bool, tuple[str, ...]], ...]
    deprecated: bool


def read_template(data: bytes) -> Template | None:
    """Reads one XML file; None if it holds no license."""
    from xml.etree import ElementTree  # only the maker of sketches reads XML

    root = ElementTree.fromstring(data)
    entry = next((each for each in root if each.tag in (_SPACE + "license", _SPACE + "exception")), None)
    if entry is None:
        return None
    text = entry.find(_SPACE + "text")
    if text is None:
        return None
    writer = _Writer()
    writer.write(text)
    header = next(iter(text.iter(_SPACE + "standardLicenseHeader")), None)
    if header is None:
        header = entry.find(_SPACE + "standardLicenseHeader")
    return Template(
        entry.get("licenseId", ""),
        entry.get("name", ""),
        "".join(writer.parts),
        " ".join("".join(header.itertext()).split()) if header is not None else "",
        tuple(each.text.strip() for each in entry.iter(_SPACE + "crossRef") if each.text),
        tuple(writer.variants),
        bool(entry.get("deprecatedVersion")),
    )


class _Writer:
    """Writes elements as text with marks (see sketch.py)."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.variants: list[tuple[bool, tuple[str, ...]]] = []

    def write(self, element: "ElementTree.Element") -> None:
        tag = element.tag.removeprefix(_SPACE)
        if tag == "bullet":
            return
        if tag == "copyrightText":
            self.parts.append("\n zzslotzz \n")
            return
        block = tag in _BLOCKS
        if block:
            self.parts.append("\n" if tag != "optional" else " ")
        if tag in ("optional", "titleText"):
            self._inside(element, " zzoptionalzz ", " zzendoptionalzz ")
        elif tag == "alt":
            pattern = element.get("match", "")
            self.variants.append(
                (re.search(r"\.[*+{]|\\S", pattern) is not None, tuple(dict.fromkeys(map(str.lower, _LITERAL.findall(_REGEX_CLASS.sub(" ", pattern))))))
            )
            self._inside(element, f" zzvariant{len(self.variants) - 1}zz ", " zzendvariantzz ")
        else:
            self._inside(element, "", "")
        if block:
            self.parts.append("\n" if tag != "optional" else " ")

    def _inside(self, element: "ElementTree.Element", before: str, after: str) -> None:
        self.parts.append(before + " ".join((element.text or "").split("\n")))
        for child in element:
            self.write(child)
            self.parts.append(" ".join((child.tail or "").split("\n")))
        self.parts.append(after)
