"""A piece of a card that stood in another card is not read again; what is remembered of it must be what reading it here would give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licint.model import Prose
from licint.parsing.markdown import parse_prose

PIECES = [
    "",
    "\n",
    "Words, *marked*.",
    "You may not:",
    "# Acme",
    "## License\nMIT",
    "Words\n## License",
    "Acme\n====",
    "### One\n### Two",
    "- item\n- [link](https://example.org)",
    "- You may not:\n  - sell",
    "  more of the item",
    "    code or more",
    "* * *",
    "1. one\n2. two",
    "> quoted\n> - item",
    ">",
    "```\ncode",
    "```",
    "> ```\n> code",
    "- ```\n  code",
    "| a | b |\n|---|---|\n| c | [d](e) |",
    "| e | f |",
    "<div>\n<h2>Title</h2> text",
    "<h2>Title</h2>",
    "Words <h3>Title</h3> words",
    "<!-- comment",
    "-->",
    "![badge](https://example.org/license.svg)",
    "####### seven",
    "####License",
    "\t tabs",
]


def read_by_lines(text: str) -> Prose:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("licint.parsing.markdown._Scanner._stands_alone", lambda self, piece: False)
        return parse_prose(text, 3, "README.md")


@given(st.lists(st.sampled_from(PIECES), max_size=7), st.sampled_from(["\n\n", "\n\n\n", "\n \n", "\n"]))
def test_a_remembered_piece_is_what_its_lines_are(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    assert parse_prose(text, 3, "README.md") == read_by_lines(text)


@pytest.mark.parametrize("before", PIECES)
def test_what_stands_above_a_remembered_piece_still_counts(before: str) -> None:
    for piece in PIECES:
        text = f"# Top\n\n{before}\n\n{piece}\n\n{piece}"
        assert parse_prose(text, 3, "README.md") == read_by_lines(text)
