"""Short answers that are the name of a license and no sentence: under the heading "License", or in a table's column of that name."""

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from licint.clauses.patterns import Patterns
from licint.clauses.things import component_in, holds
from licint.clauses.variants import variant_in
from licint.model import Location, Paragraph, Statement
from licint.regex import late

SHORT_ANSWER = 60
SHORT_LABEL = 40
LONGEST_NAME = 9
APART = ("code", "data", "documents")  # what a license beside the weights' may be for
# Headers of tables that list what others made.
_OF_OTHERS = late(r"\b(?:librar(?:y|ies)|dependenc(?:y|ies)|packages?|software|third[- ]part(?:y|ies)|tools?)\b|依赖|第三方")
_NO_NAME = late(
    r"[?!:;]|\. |https?:|\b(?:you|we|our|your|this|these|that|is|are|was|please|see|here|more|information|needed|thanks|agree|same|unknown"
    r"|none|tbd|todo|n/a|other|file|below|under)\b|^licen[sc]e$"
)
# Labels of what others made and this builds on.
_BELOW = late(r"\b(?:base|backbone|parent|teacher|upstream|original)\b")
_DUTY = late(r"\byou (?:agree|must|may not|may only|can only)\b|\b(?:only|not) be used\b")
_LICENSE_HEADING = late(
    r"^\W{0,4}(?:model |code |weights? )?"
    r"(?:licen[sc]es?(?: information)?|licensing(?: information)?|版权许可|许可证?|许可协议|ライセンス|라이선스)\W{0,4}$"
)


def under_license_heading(paragraph: Paragraph) -> bool:
    """Whether the nearest heading is "License", or says so in other words."""
    return bool(paragraph.headings) and is_license_heading(paragraph.headings[-1])


def may_answer(paragraph: Paragraph) -> bool:
    """Whether a paragraph may answer what the license is, though it has no word of licenses: a short one, or one with a label, under that heading."""
    text = paragraph.text
    return (len(text) < SHORT_ANSWER or ":" in text[:SHORT_LABEL]) and under_license_heading(paragraph)


@lru_cache(4_096)
def is_license_heading(title: str) -> bool:
    """Whether a heading is "License", or says so in other words; many paragraphs stand under one heading, and many cards have the same."""
    return _LICENSE_HEADING.match(title.lower()) is not None


def named_in_cell(paragraph: Paragraph, labels: str, path: str, patterns: Patterns) -> Iterator[Statement]:
    """The license that a table gives in this row or column of that name, for the part or the variant that the row or column is about.

    `labels`: the header of the column that the row's label stands in.
    """
    if _OF_OTHERS.search(labels.lower()) or not is_name(paragraph.text, patterns):
        return
    told = [label for label in paragraph.headings[-2:] if not is_license_heading(label)]
    about = next(filter(None, (variant_in(label, patterns.prose.variants) for label in told)), None)
    column, part = component_in(labels, patterns), next(filter(None, (component_in(each, patterns) for each in told)), None)
    if column in APART or part == "data" or (part in APART and not about and column is None):
        yield msgspec.structs.replace(bare_license(paragraph, path), component=column if column in APART else part)
    else:
        yield msgspec.structs.replace(bare_license(paragraph, path), about=about)


def named_after_label(paragraph: Paragraph, path: str, patterns: Patterns) -> Iterator[Statement]:
    """What stands behind the name of a part ("Code: MIT") where licenses are listed: its license, or terms of its own that have no name."""
    label, colon, answer = paragraph.text.partition(":")
    listed = colon and len(label) <= SHORT_LABEL and any(map(is_license_heading, paragraph.headings[-2:]))
    part = component_in(label, patterns) if listed and not _BELOW.search(label.lower()) else None
    if part and is_name(answer, patterns):
        yield msgspec.structs.replace(bare_license(paragraph, path), component=part, license=answer.strip(" .`*[]"), confidence="high")
    elif part == "weights" and _DUTY.search(answer.lower()):
        yield msgspec.structs.replace(bare_license(paragraph, path), effect="license-unnamed", component=part, license=None, confidence="high")


def is_name(text: str, patterns: Patterns) -> bool:
    """Whether a short answer reads as the name of a license rather than a sentence."""
    plain = text.strip(" .`*[]")
    return (
        1 < len(plain) < SHORT_ANSWER
        and len(plain.split()) <= LONGEST_NAME
        and plain[0].isalnum()
        and plain.isascii()
        and holds(patterns.prose.names, plain.lower())
        and not _NO_NAME.search(plain.lower())
    )


def bare_license(paragraph: Paragraph, path: str) -> Statement:
    """The paragraph as a statement that its text is the license."""
    return Statement(
        effect="license",
        component=None,
        quote=paragraph.text,
        at=Location(path=path, line=paragraph.line),
        license=paragraph.text.strip(" .`*[]"),
        confidence="medium",
    )
