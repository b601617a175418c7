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
    "models:\n- name: x\n- - a\n  - b\nlicense: mit\n",
    "model:\n  name: x\n  size: 7\nrate: -0.50\ncount: 0\n",
    "model-index:\n- name: x\n  results:\n  - task:\n      type: a\n    metrics:\n    - type: b\n      value: 0.25\n      verified: true\n- name: b\ntags: z\n",
    "- \n  name: x\n".join(["tags:\n", ""]),
    "results: []\nmetrics:\n- value: 286.26 +/- 16.68\n- value: -45.62 +/- 37.23\n- value: 3 +/- 0\n",
    "name: 125m-acme\ninference: False\nextra: True\nshare: 10%\nof: 4)\n",
    "license: 许可\nextra_gated_prompt: Prière de lire – s'il vous plaît 🤗\ntags:\n- 中文\n- e: ñ\n",
    "license_link: https://example.org/a#b\nwidget_text: a:b c#d [x] {y}, z\n",
]
NOT_PLAIN = {
    "nothing": "",
    "an empty value": "license:\ntags:\n- a\n",
    "an empty value at the end": "tags:\n- a\nlicense:\n",
    "a number with an exponent": "version: 1.0e+3\n",
    "an octal number": "version: 010\n",
    "a date": "version: 2024-01-01\n",
    "left of where it began": " license: mit\ntags: a\n",
    "an item left of its list": "tags:\n    - a\n  - b\n",
    "an empty item": "tags:\n- \n- b\n",
    "a mapping that goes on elsewhere": "model:\n    name: x\n  kind: y\n",
    "an item in a mapping": "model:\n  name: x\n  - y\n",
    "a key beside an item": "tags:\n  - x\n  name: y\n",
    "a key too long for YAML": f"{'k' * 1100}: x\n",
    "very deep": "".join(f"{' ' * level}k:\n" for level in range(60)) + f"{' ' * 60}k: x\n",
    "a word of YAML 1.1": "language: no\n",
    "a key of YAML 1.1": "no: language\n",
    "a list on one line": "language: [en, zh]\n",
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
    "a line separator": "license: a\u2028b\n",
    "a no-break space": "license: a\xa0b\n",
    "a time": "version: 2001-12-14 21:59:43 +1\n",
    "a hexadecimal number": "version: 0x1F\n",
    "digits between underscores": "version: 1_000\n",
    "a number in base 60": "version: 1:30\n",
    "a hash that may be a number": "revision: 5e45\n",
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
    "12",
    "-0.50",
    "007",
    "~",
    '"q"',
    "'q'",
    '"',
    "'it''s'",
    "- x",
    "[a]",
    "[]",
    "[] #",
    "9 +/- 1",
    "-9.5 +/- 1.0",
    "1e5",
    "2001-1-1 1:1:1",
    "1_0",
    "0x1G",
    "许 é🤗",
    "²",
    "١",
    "False",
    "*a",
]
LINES = st.one_of(
    st.builds(
        "{}{}:{}{}".format,
        st.sampled_from(["", "", "  ", "    ", "- ", "  - ", "- - "]),
        st.sampled_from(["license", "tags", "a_b", "x-y", "no", "1", "_k"]),
        st.sampled_from(["", " ", "  "]),
        st.sampled_from(["", *WORDS]),
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
