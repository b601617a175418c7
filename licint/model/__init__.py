"""The nouns of licint: frozen, typed, free of I/O.

They are msgspec structs, frozen and slotted like dataclasses, but forty times cheaper to define at start-up, and they encode and decode themselves.
Lines and columns are 1-based everywhere. The words are those of docs/design.md: SPDX's *declared*, *detected*, *concluded*; the Hub's card keys as they are.
"""

from licint.model.findings import Edit, Finding, Fix, Report, Suppressed
from licint.model.identification import Identification, Match, Nearest, Passage
from licint.model.release import Card, Document, Field, Heading, Link, Paragraph, Parent, Problem, Prose, Release, Stated, Statement, Weights
from licint.model.snapshot import Entry, Skipped, Snapshot, Target
from licint.model.terms import Aliases, Condition, Derivatives, License, Obligation, Term, Terms
from licint.model.verdict import Ancestor, Declaration, Detection, Governing, Reasoned, Verdict
from licint.model.words import (
    CATEGORIES,
    OTHER_TERMS,
    PLACES,
    USES,
    Access,
    Answer,
    Category,
    Component,
    Confidence,
    Evidence,
    Location,
    Noun,
    Place,
    Relation,
    Severity,
)

__all__ = [
    "CATEGORIES",
    "OTHER_TERMS",
    "PLACES",
    "USES",
    "Access",
    "Aliases",
    "Ancestor",
    "Answer",
    "Card",
    "Category",
    "Component",
    "Condition",
    "Confidence",
    "Declaration",
    "Derivatives",
    "Detection",
    "Document",
    "Edit",
    "Entry",
    "Evidence",
    "Field",
    "Finding",
    "Fix",
    "Governing",
    "Heading",
    "Identification",
    "License",
    "Link",
    "Location",
    "Match",
    "Nearest",
    "Noun",
    "Obligation",
    "Paragraph",
    "Parent",
    "Passage",
    "Place",
    "Problem",
    "Prose",
    "Reasoned",
    "Relation",
    "Release",
    "Report",
    "Severity",
    "Skipped",
    "Snapshot",
    "Stated",
    "Statement",
    "Suppressed",
    "Target",
    "Term",
    "Terms",
    "Verdict",
    "Weights",
]
