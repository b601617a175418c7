"""Identification: what a text is, how far it differs, and what it is not taken for."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licint.identification import identify
from licint.model import Identification, Match
from tests.identification_index import INDEX
from tests.material import CORPUS, license_text, needs_corpus

STANDARD = {
    "apache-2.0": "Apache-2.0",
    "mit": "MIT",
    "bsd-new": "BSD-3-Clause",
    "bsd-simplified": "BSD-2-Clause",
    "gpl-2.0": "GPL-2.0-only",
    "gpl-3.0": "GPL-3.0-only",
    "lgpl-2.1": "LGPL-2.1-only",
    "agpl-3.0": "AGPL-3.0-only",
    "mpl-2.0": "MPL-2.0",
    "cc-by-4.0": "CC-BY-4.0",
    "cc-by-nc-4.0": "CC-BY-NC-4.0",
    "cc-by-nc-sa-4.0": "CC-BY-NC-SA-4.0",
    "cc-by-sa-3.0": "CC-BY-SA-3.0",
    "isc": "ISC",
    "unlicense": "Unlicense",
}
SENTENCE = "Whoever deploys this work beyond twelve offices shall obtain a written consent from the owner beforehand."


def texts(found: Identification) -> list[Match]:
    return [match for match in found.matches if match.kind != "reference"]


@pytest.mark.parametrize(("key", "license"), STANDARD.items())
def test_standard_text_is_itself(key: str, license: str) -> None:
    (match,) = identify(license_text(key), INDEX).matches
    assert (match.license, match.kind, match.coverage, match.exact) == (license, "is", 1.0, True)


def commented(text: str) -> str:
    return "/*\n" + "\n".join(f" * {line}" for line in text.split("\n")) + "\n */"


def quoted(text: str) -> str:
    return text.replace('"', "“").replace("'", "’").replace("-", "–")


def as_html(text: str) -> str:
    return "<!DOCTYPE html><html><body><p>" + text.replace("\n\n", "</p>\n\n<p>").replace('"', "&quot;") + "</p></body></html>"


def with_form_feeds(text: str) -> str:
    return text.replace("\n\n", "\n\f\n")


def with_bullets(text: str) -> str:
    return "\n\n".join(f"- {part}" for part in text.split("\n\n"))


@pytest.mark.parametrize("dress", [commented, quoted, as_html, with_form_feeds, with_bullets, str.upper, "Copyright (c) 2024 Jane Doe\n\n{}".format])
@pytest.mark.parametrize("key", ["apache-2.0", "mit", "bsd-new", "cc-by-nc-4.0", "mpl-2.0"])
def test_dress_does_not_matter(key: str, dress) -> None:
    (match,) = texts(identify(dress(license_text(key)), INDEX))
    assert (match.license, match.kind) == (STANDARD[key], "is")


@settings(max_examples=25, deadline=None)
@given(
    key=st.sampled_from(sorted(STANDARD)),
    width=st.integers(30, 200),
    upper=st.booleans(),
    blanks=st.booleans(),
    holder=st.sampled_from(["", "Copyright 2019-2024 Ann Li\n\n"]),
)
def test_wrapping_case_blanks_and_copyright_lines_do_not_matter(key: str, width: int, upper: bool, blanks: bool, holder: str) -> None:
    lines, line = [], ""
    for word in license_text(key).split():
        if len(line) + len(word) > width:
            lines.append(line)
            line = ""
        line += word + " "
    text = holder + ("   \n" if blanks else "\n").join([*lines, line])
    (match,) = texts(identify(text.upper() if upper else text, INDEX))
    assert match.license == STANDARD[key]
    assert match.coverage > 0.97


@settings(max_examples=25, deadline=None)
@given(key=st.sampled_from(sorted(STANDARD)), where=st.floats(0, 1))
def test_sentence_that_was_put_in_shows(key: str, where: float) -> None:
    parts = license_text(key).strip().split("\n\n")
    parts.insert(round(where * len(parts)), SENTENCE)
    found = texts(identify("\n\n".join(parts), INDEX))
    assert not any(match.kind == "is" and match.share > 0.2 for match in found)
    assert any("beyond twelve offices" in (passage.text or "") for match in found for passage in match.added)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=600))
def test_anything_can_be_identified(text: str) -> None:
    identify(text, INDEX)


def test_shuffled_words_are_not_the_license() -> None:
    words = license_text("mit").split()
    random.Random(1).shuffle(words)
    assert not texts(identify(" ".join(words), INDEX))


@pytest.mark.parametrize("around", ["{}\n\nMaintained with love by the team.\n", "Acme Large\n\n{}"])
@pytest.mark.parametrize("key", ["stable-diffusion-2022-08-22", "qpl-1.0", "gfdl-1.3-no-invariants-or-later", "pixar"])
def test_a_line_beside_a_text_does_not_make_it_its_sibling(key: str, around: str) -> None:
    text = license_text(key).strip()
    (whole,) = (match.license for match in identify(text, INDEX).matches if match.kind != "reference")
    assert [match.license for match in identify(around.format(text), INDEX).matches if match.kind != "reference"] == [whole]


def test_a_line_between_title_and_text_is_no_foreign_title() -> None:
    lines = license_text("mit").strip().split("\n\n")
    text = "\n\n".join(["MIT License", "Implementation of the Acme model.", "Copyright (c) Acme", *[each for each in lines if "opyright (c)" not in each][-3:]])
    assert [(match.license, match.kind) for match in identify(text, INDEX).matches if match.kind != "reference"] == [("MIT", "is")]


def test_signs_without_width_do_not_part_words() -> None:
    text = license_text("mit").replace("software", "soft\u00adware").replace("permission", "per\u200dmission")
    assert identify(text, INDEX).matches[0].exact


def test_two_licenses_are_two_spans() -> None:
    first, second = license_text("mit").strip(), license_text("cc-by-nc-4.0").strip()
    found = texts(identify(f"{first}\n\n----\n\n{second}\n", INDEX))
    assert [match.license for match in found] == ["MIT", "CC-BY-NC-4.0"]
    assert found[0].end_line < found[1].line


def test_license_inside_a_readme_has_its_lines() -> None:
    prose = "\n".join(f"Paragraph {number} tells how to install and run the tool on a small machine.\n" for number in range(40))
    text = f"{prose}\n## License\n\n{license_text('mit').strip()}\n\n{prose}"
    (match,) = texts(identify(text, INDEX))
    start = text[: text.index("Permission is hereby")].count("\n") + 1
    assert (match.license, match.kind) == ("MIT", "is")
    assert abs(match.line - start) <= 2


def test_one_changed_word_shows_on_both_sides() -> None:
    text = license_text("apache-2.0").replace("perpetual,", "temporary,", 1)
    (match,) = texts(identify(text, INDEX))
    assert match.kind == "derived-from"
    assert [passage.text for passage in match.added] == ["temporary"]
    assert [passage.words for passage in match.removed] == [1]


def test_inserted_version_number_is_a_difference() -> None:
    text = license_text("mit") + "\nThe product of more than 5 users shall show the name Example 2.5.\n"
    assert texts(identify(text, INDEX))[0].kind == "derived-from"


def test_unknown_text_has_no_match() -> None:
    text = "You may bake this bread at home. You must not sell slices of it. The baker owes you nothing if it burns. " * 6
    assert identify(text, INDEX).matches == ()


def test_half_a_license_names_its_nearest_or_says_what_is_missing() -> None:
    text = license_text("gpl-3.0")
    found = identify(text[: len(text) // 3], INDEX)
    assert all(match.kind != "is" for match in texts(found))
    assert found.nearest or found.matches


@pytest.mark.parametrize(
    "hostile",
    [
        "the " * 400_000,
        "permission is hereby granted free of charge " * 30_000,
        "(" * 500_000,
        "http://a.b/" * 50_000,
        "copyright (c) " * 60_000,
        "a\n" * 300_000,
        "<" * 300_000,
        "\x00\ud800" * 1000,
    ],
    ids=["words", "license words", "parentheses", "addresses", "copyrights", "lines", "tags", "surrogates"],
)
def test_hostile_text_ends(hostile: str) -> None:
    identify(hostile, INDEX)


@needs_corpus
def test_every_license_file_of_the_corpus_that_has_a_sketch_is_itself() -> None:
    assert CORPUS is not None
    from licint.parsing.text import read_text

    wrong = []
    for number in range(INDEX.first_notice):
        reference = INDEX.reference(number)
        scheme, _, path = reference.source.partition(":")
        if scheme == "corpus" and (CORPUS / path).is_file():
            found = texts(identify(read_text((CORPUS / path).read_bytes(), path).text, INDEX))
            if not found or found[0].kind != "is" or reference.licenses[0] not in (found[0].license, *found[0].aliases):
                wrong.append((path, reference.licenses[0], [match.license for match in found]))
    assert not wrong
