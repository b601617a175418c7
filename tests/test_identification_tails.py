"""What stands behind a license text in the same file: notices of somebody else's components change nothing, riders do."""

from typing import Any

import pytest
import yaml

from licint.identification import identify
from licint.model import Match
from tests.identification_index import INDEX
from tests.material import ROOT, license_text
from tests.releases import TEXT

TAILS: list[dict[str, Any]] = yaml.safe_load((ROOT / "fixtures/identification/tails.yaml").read_text(encoding="utf-8"))
NOTICES = [each for each in TAILS if each["says"] == "notice"]
RIDERS = [each for each in TAILS if each["says"] == "rider"]


def texts_of(case: dict[str, Any]) -> list[Match]:
    tail = TEXT.sub(lambda key: license_text(key[1]), case["tail"])
    found = identify(f"{license_text(case['base']).strip()}\n\n{tail}", INDEX)
    return [match for match in found.matches if match.kind != "reference"]


@pytest.mark.parametrize("case", NOTICES, ids=lambda case: case["id"])
def test_notice_of_somebody_elses_components_changes_nothing(case: dict[str, Any]) -> None:
    changed = [(match.license, passage.text) for match in texts_of(case) for passage in match.added]
    assert not changed
    assert texts_of(case)[0].kind == "is"


@pytest.mark.parametrize("case", RIDERS, ids=lambda case: case["id"])
def test_rider_among_notices_shows(case: dict[str, Any]) -> None:
    first = texts_of(case)[0]
    assert first.kind == "derived-from"
    assert case["rider"] in " ".join(" ".join((passage.text or "").split()) for passage in first.added)


def test_title_that_stands_there_twice_is_not_missing() -> None:
    text = license_text("apache-2.0").partition("APPENDIX")[0].strip()
    head = "Acme is licensed under the Apache License Version 2.0 except for its third-party components."
    found = identify(f"{head}\n\n\nTerms of the Apache License Version 2.0:\n-----\n{text}", INDEX)
    assert [match.removed for match in found.matches if match.kind != "reference"] == [()]
