"""Which part of a license file is a text of its own."""

import pytest

from licint.model import Document, Identification, Match
from licint.resolution.license_files import main_matches, own_text

OWN = "You may use the model for research.\n" * 60
BELOW = "A paragraph that stands in a known license, too.\n" * 4
LAST = "Commercial use is forbidden.\n"


def document(*matches: Match) -> Document:
    return Document(path="LICENSE", role="license", component=None, text=OWN + BELOW + LAST, identification=Identification(matches=matches))


@pytest.mark.parametrize(
    ("coverage", "is_notice"),
    [pytest.param(1.0, True, id="whole-notice-of-others"), pytest.param(0.9, True, id="notice-with-other-names"), pytest.param(0.55, False, id="boilerplate")],
)
def test_own_text_ends_where_the_notices_of_others_begin(coverage: float, is_notice: bool) -> None:
    read = document(Match("Acme-1.0", "derived-from", line=61, end_line=64, coverage=coverage, share=0.15))
    assert not main_matches(read), "what opens with a text of its own is not the license further down"
    assert own_text(read) == (OWN if is_notice else read.text)


def test_boilerplate_above_a_notice_stays_with_the_own_text() -> None:
    boilerplate = Match("Acme-1.0", "derived-from", line=50, end_line=55, coverage=0.5, share=0.05)
    assert own_text(document(boilerplate, Match("Zeta", "is", line=61, end_line=64, share=0.15))) == OWN
