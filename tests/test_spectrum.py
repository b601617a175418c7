"""The place on the spectrum: the table of docs/how-licint-decides.md."""

import pytest

from licint.openness.spectrum import Completeness, place_of, places

OPEN, CLOSED = Completeness(True, True), Completeness(False, False)


@pytest.mark.parametrize(
    ("access", "category", "completeness", "expected"),
    [
        ("api-only", "open-source", OPEN, ("closed", "closed")),
        ("unavailable", "unknown", CLOSED, ("closed", "closed")),
        ("public", "proprietary", OPEN, ("closed", "closed")),
        ("gated-manual", "research-only", CLOSED, ("gated", "gated")),
        ("gated-manual", "non-commercial", CLOSED, ("gated", "gated")),
        ("gated-auto", "research-only", CLOSED, ("research-only", "research-only")),
        ("public", "non-commercial", CLOSED, ("research-only", "research-only")),
        ("gated-manual", "conditional-commercial", OPEN, ("restricted", "restricted")),
        ("public", "open-restricted-use", OPEN, ("restricted", "restricted")),
        ("public", "open-source", OPEN, ("open-source", "open-source")),
        ("public", "open-source", CLOSED, ("open-weight", "open-weight")),
        ("public", "open-source", Completeness(True, None), ("open-source", "open-weight")),
        ("public", "open-source", Completeness(False, None), ("open-weight", "open-weight")),
        ("unknown", "open-source", Completeness(), ("open-source", "open-weight")),
        ("public", "unknown", OPEN, ("unknown", "unknown")),
    ],
)
def test_place(access: str, category: str, completeness: Completeness, expected: tuple[str, str]) -> None:
    assert places(access, category, completeness) == expected  # type: ignore[arg-type]


def test_data_without_code_is_open_weight() -> None:
    assert place_of("public", "open-source", False) == "open-weight"
