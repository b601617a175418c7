"""The table in 80 columns, and the badge."""

import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licint.knowledge import load
from licint.model import PLACES
from licint.openness.assessment import assess, assess_file
from licint.openness.mot_file import parse_mot
from licint.openness.nouns import Components, Fact, Granted
from licint.openness.rules import load_rules
from licint.rendering.badge import render_badge, render_shield
from licint.rendering.openness import render_openness

RULES = load_rules()
RECORD = Path(__file__).resolve().parent.parent / "fixtures" / "openness" / "acme-7b.yml"


def page(color: bool = False) -> str:
    found = assess_file(parse_mot(RECORD.read_text(encoding="utf-8"), "acme-7b.yml"), load(), RULES)
    return render_openness(found.components, found, RULES, color)


def test_the_table_fits_80_columns() -> None:
    text = page()
    assert max(len(line) for line in text.splitlines()) <= 80
    assert text.endswith("\n") and not text.endswith("\n\n")


def test_the_table_says_what_counts_and_what_is_missing() -> None:
    text = page()
    for row in RULES.components:
        assert any(line.startswith(row.label) for line in text.splitlines())
    assert "for class II" in text
    assert "Class III - Open Model" in text
    assert "not legal advice" in text.lower()


def test_color_changes_no_word() -> None:
    import re

    assert re.sub("\x1b\\[[0-9;]*m", "", page(color=True)) == page()


def test_hostile_words_are_shown_safely() -> None:
    bad = "\x1b[31mMIT\n\u202e" + "x" * 500
    components = Components(bad, (Fact("datasets", "present", "whole", bad, bad, True, bad), Fact(None, "present", name=bad)), access="public")
    text = render_openness(components, assess(components, Granted(bad, "unknown"), RULES), RULES)
    assert "\x1b" not in text and "\u202e" not in text
    assert max(len(line) for line in text.splitlines()) <= 80


@pytest.mark.parametrize("place", PLACES)
def test_a_badge_for_every_place(place: str) -> None:
    root = ElementTree.fromstring(render_badge(place, "open-source"))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert place in root.attrib["aria-label"]
    assert int(root.attrib["width"]) > 100


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=100))
def test_a_badge_is_well_formed_whatever_it_says(place: str, category: str, label: str) -> None:
    ElementTree.fromstring(render_badge(place, category, label))
    shield = json.loads(render_shield(place, category, label))
    assert (shield["schemaVersion"], {*shield}) == (1, {"schemaVersion", "label", "message", "color"})


def test_a_badge_holds_no_markup_of_others() -> None:
    svg = render_badge("restricted", '"><script>alert(1)</script>')
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg


def test_the_shield() -> None:
    assert json.loads(render_shield("open-weight", "open-source")) == {
        "schemaVersion": 1,
        "label": "model license",
        "message": "open-weight · open-source",
        "color": "4c9a2a",
    }
    assert json.loads(render_shield("closed", "unknown"))["message"] == "closed"
