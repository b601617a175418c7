"""Properties of identification that hold for any license text, whatever is done to its dress, and whatever is put into it."""

import random
import re
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from licint.identification import identify
from licint.identification.normalization import split_words
from licint.model import Match
from tests.identification_index import INDEX
from tests.material import license_text

KEYS = {
    "apache-2.0": "Apache-2.0",
    "mit": "MIT",
    "bsd-new": "BSD-3-Clause",
    "isc": "ISC",
    "zlib": "Zlib",
    "unlicense": "Unlicense",
    "gpl-3.0": "GPL-3.0-only",
    "lgpl-2.1": "LGPL-2.1-only",
    "mpl-2.0": "MPL-2.0",
    "cc-by-nc-sa-4.0": "CC-BY-NC-SA-4.0",
    "cc0-1.0": "CC0-1.0",
    "llama-3.1-license-2024": "llama3.1",
    "gemma-tou-2025-03-24": "gemma-tou-2025-03-24",
    "bigscience-rail-1.0": "bigscience-bloom-rail-1.0",
    "qwen-2024": "qwen",
    "mulanpsl-2.0": "MulanPSL-2.0",
}
QUOTES = [('"', '"'), ("“", "”"), ("‘‘", "’’"), ("``", "''"), ("«", "»"), ("„", "“"), ("&quot;", "&quot;")]
HOLDERS = ["Copyright (c) 2019-2024 Ann Li", "© 2024 Acme GmbH. All rights reserved.", "Copyright 2023 the Acme authors", "版权所有 (C) 2024 某公司"]
BLANKS = ["", " ", "   ", "\t", " \t \u00a0"]
VOCABULARY = [
    "the", "of", "and", "or", "to", "in", "a", "any", "not", "no", "shall", "must", "may", "license", "licensor", "model", "weights", "user", "users", "use",
    "used", "commercial", "purposes", "derivative", "works", "you", "your", "distribute", "provided", "that", "permitted", "prohibited", "without", "prior",
    "written", "permission", "million", "month", "revenue", "territory", "european", "union", "notice", "copyright", "output", "outputs", "train", "research",
    "only", "fee", "pay", "royalty", "warranty", "law", "bread", "window", "seventeen", "harvest",
]  # fmt: skip
# A sentence says something: a subject, a verb, and whatever follows.
SENTENCES = st.builds(
    lambda subject, verb, words: f"{subject} {verb} {' '.join(words)}.",
    st.sampled_from(["You", "Users", "The licensee", "Nobody", "Each recipient of the model"]),
    st.sampled_from(["must", "may not", "shall", "agree to", "may only", "are prohibited to"]),
    st.lists(st.sampled_from(VOCABULARY), min_size=6, max_size=24, unique=True),
)


def texts(text: str) -> list[Match]:
    return [match for match in identify(text, INDEX).matches if match.kind != "reference"]


def wrapped(text: str, width: int, end: str) -> str:
    """The words of each paragraph on lines of about this width."""
    out = []
    for part in re.split(r"\n\s*\n", text.strip()):
        line = ""
        for word in part.split():
            if line and len(line) + len(word) > width:
                out.append(line + end)
                line = ""
            line += word + " "
        out += [line + end, end]
    return "\n".join(out)


@settings(max_examples=60, deadline=None)
@example(key="gpl-3.0", width=60, case=str, quotes=QUOTES[0], holders=HOLDERS[:1], blank="", tail="")  # a placeholder at the beginning of a dropped line
@given(
    key=st.sampled_from(sorted(KEYS)),
    width=st.integers(45, 400),
    case=st.sampled_from([str, str.upper, str.lower]),
    quotes=st.sampled_from(QUOTES),
    holders=st.lists(st.sampled_from(HOLDERS), max_size=3),
    blank=st.sampled_from(BLANKS),
    tail=st.text(alphabet=" \t\n\r\f\v", max_size=20),
)
def test_dress_does_not_matter(key: str, width: int, case, quotes: tuple[str, str], holders: list[str], blank: str, tail: str) -> None:
    text = re.sub(r'"([^"\n]*)"', rf"{quotes[0]}\1{quotes[1]}", license_text(key))
    (match,) = texts(case("\n".join(holders) + "\n\n" + wrapped(text, width, blank)) + tail)
    assert (KEYS[key] in (match.license, *match.aliases), match.kind) == (True, "is")


@settings(max_examples=60, deadline=None)
@given(key=st.sampled_from(sorted(KEYS)), where=st.floats(0, 1), sentence=SENTENCES, alone=st.booleans())
def test_sentence_that_was_put_in_shows(key: str, where: float, sentence: str, alone: bool) -> None:
    parts = re.split(r"(?<=[.;。])\s+", license_text(key).strip()) if not alone else re.split(r"\n\s*\n", license_text(key).strip())
    parts.insert(round(where * len(parts)), sentence)
    found = texts(("\n\n" if alone else " ").join(parts))
    assert not any(match.kind == "is" and match.share > 0.2 for match in found)
    said = [set(split_words(passage.text or "").words) for match in found for passage in match.added]
    put_in = set(split_words(sentence).words)
    assert any(len(words & put_in) >= len(put_in) // 2 for words in said)


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=2000)
    | st.lists(st.sampled_from([*VOCABULARY, "(", ")", '"', "\n", "http://a.b/", "MIT", "版权", "\x00", "\ud800"]), max_size=400).map(" ".join)
)
def test_anything_can_be_identified(text: str) -> None:
    for match in identify(text, INDEX).matches:
        assert 1 <= match.line <= match.end_line
        assert 0 <= match.coverage <= 1 and 0 <= match.share <= 1


@settings(max_examples=30, deadline=None)
@given(keys=st.lists(st.sampled_from(sorted(KEYS)), min_size=2, max_size=4), seed=st.integers(0, 1000))
def test_spans_do_not_overlap(keys: list[str], seed: int) -> None:
    parts = [part for key in keys for part in license_text(key).split("\n\n")]
    if seed % 2:
        random.Random(seed).shuffle(parts)
    spans = sorted((match.line, match.end_line) for match in texts("\n\n".join(parts)))
    assert all(earlier[1] < later[0] for earlier, later in pairwise(spans))


@pytest.mark.parametrize("key", sorted(KEYS))
def test_text_is_itself_in_the_middle_of_prose(key: str) -> None:
    prose = "\n\n".join(f"Paragraph {number} tells how to install and run the tool on a small machine with two fans." for number in range(30))
    (match,) = texts(f"{prose}\n\n## License\n\n{license_text(key).strip()}\n\n## Usage\n\n{prose}")
    assert (KEYS[key] in (match.license, *match.aliases), match.kind) == (True, "is")
