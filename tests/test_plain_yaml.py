"""What the reader of plain cards reads is what PyYAML reads, values and places; all else it leaves alone."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licint.parsing.card import parse_card
from licint.parsing.hostile_yaml import parse_yaml
from licint.parsing.plain_yaml import read_plain

PLAIN = [
    "license: apache-2.0\n",
    "license: mit",
    "# a comment\nlicense:   mit   \n\n  # another\ntags:\n- text-generation\n- Conditional Generation\n",
    "language:\n  - en\n  - zh\nlicense: other\n",
    "language: \n- ca\n\n- de\n",
    "inference: false\nlicense: \"openrail++\"\nlicense_link: 'LICENSE'\n",
    "license_link: https://example.org/a#b\nwidget_text: a:b c#d [x] {y}, z\n",
]
NOT_PLAIN = {
    "nothing": "",
    "an empty value": "license:\ntags:\n- a\n",
    "an empty value at the end": "tags:\n- a\nlicense:\n",
    "a number": "version: 1.0\n",
    "a word of YAML 1.1": "language: no\n",
    "a key of YAML 1.1": "no: language\n",
    "a list on one line": "language: [en, zh]\n",
    "a mapping in a list": "models:\n- name: x\n",
    "a mapping in a mapping": "model:\n  name: x\n",
    "text over two lines": "license: mit\n  and more\n",
    "a list item that is no item": "license: mit\n  - apache-2.0\n",
    "an item deeper than the first": "tags:\n- a\n  - b\n",
    "an item less deep than the first": "tags:\n  - a\n- b\n",
    "a comment behind a value": "license: mit # really\n",
    "a key twice": "license: mit\nlicense: mit\n",
    "an escape": 'license: "m\\x69t"\n',
    "two quotes": "license: 'it''s'\n",
    "an alias": "license: &a mit\ntag: *a\n",
    "a tab": "license:\tmit\n",
    "CRLF": "license: mit\r\n",
    "Chinese": "license: 许可\n",
    "a colon at the end": "license: mit:\n",
    "an item without a key": "- a\n",
    "half a document": "license: mit\n---\nlicense: mit\n",
}


@pytest.mark.parametrize("text", PLAIN)
def test_plain_cards_are_read_here(text: str) -> None:
    plain, parsed = read_plain(text), parse_yaml(text)
    assert plain is not None
    assert (plain.value, list(plain.value)) == (parsed.value, list(parsed.value))
    assert places(plain.node) == places(parsed.node)


@pytest.mark.parametrize("text", NOT_PLAIN.values(), ids=NOT_PLAIN.keys())
def test_other_cards_are_left_to_pyyaml(text: str) -> None:
    assert read_plain(text) is None


WORDS = [
    "mit",
    "apache-2.0",
    "en",
    "no",
    "Yes",
    "null",
    "true",
    "a b",
    "a  b",
    "x:y",
    "x: y",
    "a #b",
    "a#b",
    "1.0",
    "~",
    '"q"',
    "'q'",
    '"',
    "'it''s'",
    "- x",
    "[a]",
    "*a",
]
LINES = st.one_of(
    st.builds(
        "{}:{}{}".format, st.sampled_from(["license", "tags", "a_b", "x-y", "no", "1", "_k"]), st.sampled_from(["", " ", "  "]), st.sampled_from(["", *WORDS])
    ),
    st.builds("{}-{}{}".format, st.sampled_from(["", " ", "  "]), st.sampled_from([" ", "  ", ""]), st.sampled_from(["", *WORDS])),
    st.sampled_from(["", "  ", "# c", "  # c", "---", "...", "more", "  more", "\t"]),
    st.text(alphabet="ab:-#'\"\\ []{}&*!|>%@`,?0.", max_size=12),
)


@given(st.lists(LINES, max_size=8), st.booleans())
def test_what_is_read_here_is_what_pyyaml_reads(lines: list[str], ends: bool) -> None:
    text = "\n".join(lines) + "\n" * ends
    plain = read_plain(text)
    if plain is None:
        return
    parsed = parse_yaml(text)
    assert parsed.fault is None
    assert parsed.duplicates == ()
    assert (plain.value, list(plain.value)) == (parsed.value, list(parsed.value))
    assert places(plain.node) == places(parsed.node)


@given(st.lists(LINES, max_size=8))
def test_cards_are_the_same_by_either_reader(lines: list[str]) -> None:
    text = "---\n" + "\n".join(lines) + "\n---\n\n# Acme\n"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("licint.parsing.card.read_plain", lambda text: None)
        expected = parse_card("README.md", text)
    assert parse_card("README.md", text) == expected


def places(node: Any) -> Any:
    """What of a node tree licint looks at: tags, texts, and where they stand; of a list its start."""
    if type(node.value) is str:
        return node.tag, node.value, node.start_mark.index, node.end_mark.index
    inner = [tuple(map(places, each)) if type(each) is tuple else places(each) for each in node.value]
    return node.tag, bool(node.flow_style), inner, node.start_mark.index
