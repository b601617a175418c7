"""Texts that are written differently and say the same: none is called altered."""

import re
from collections.abc import Callable

import pytest

from licint.identification import identify
from tests.identification_index import INDEX
from tests.material import license_text

KEYS = [
    "apache-2.0",
    "mpl-2.0",
    "epl-2.0",
    "cc-by-4.0",
    "bigscience-rail-1.0",
    "llama-3.1-license-2024",
    "gemma-tou-2025-03-24",
    "qwen-2024",
    "stability-ai-community-2024",
    "tencent-hunyuan-3d-2.0-cla",
    "flux-1-nc",
    "openmdw-1.0",
    "falcon-2-11b-1.0",
]
BRITISH = {
    "behavior": "behaviour",
    "authorization": "authorisation",
    "organized": "organised",
    "defense": "defence",
    "utilized": "utilised",
    "customized": "customised",
}
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"


def british(text: str) -> str:
    return re.sub("|".join(BRITISH), lambda word: BRITISH[word[0]], text)


def sections_named(text: str) -> str:
    return re.sub(r"(?m)^(\s*)(\d+)\. ", r"\1Section \2. ", text)


def articles_named(text: str) -> str:
    return re.sub(r"(?m)^(\s*)(\d+)\. ", r"\1Article \2 - ", text)


def with_page_numbers(text: str) -> str:
    parts = text.split("\n\n")
    return "\n\n".join(f"{part}\n\nPage {number} of {len(parts)}" if number % 7 == 0 else part for number, part in enumerate(parts, 1))


def trademarked(text: str) -> str:
    return re.sub(r"\b(Llama|Gemma|Qwen|FLUX|Falcon)\b", r"\1™", text, count=3)


def dated_anew(text: str) -> str:
    head, rest = text[:120], text[120:]
    return re.sub(rf"({MONTH}(?: \d{{1,2}},)?) 20\d\d", r"\1 2031", head) + rest


def with_front_matter(text: str) -> str:
    return f"---\nlicense: other\n---\n\n{text}"


def ended(text: str) -> str:
    return f"{text.rstrip()}\n\nEnd of license\n"


@pytest.mark.parametrize(
    "dress",
    [british, sections_named, articles_named, with_page_numbers, trademarked, dated_anew, with_front_matter, ended],
    ids=lambda dress: dress.__name__,
)
@pytest.mark.parametrize("key", KEYS)
def test_what_is_written_differently_is_not_altered(key: str, dress: Callable[[str], str]) -> None:
    text = license_text(key).strip()
    if dress(text) == text:
        pytest.skip("nothing of the kind in this text")
    (plain,) = {match.license for match in identify(text, INDEX).matches if match.kind == "is"}
    found = [(match.license, match.kind, match.added) for match in identify(dress(text), INDEX).matches if match.kind != "reference"]
    assert found == [(plain, "is", ())]
