"""The knowledge as the rest of licint asks it."""

import re

import pytest

from licint.knowledge import Knowledge, load
from licint.model import CATEGORIES, OTHER_TERMS, PLACES, USES

DATE = re.compile(r"\d{4}-\d\d-\d\d")


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


def test_nothing_was_left_out_and_the_date_is_a_date(knowledge: Knowledge) -> None:
    assert knowledge.problems == ()
    assert DATE.fullmatch(knowledge.version)


@pytest.mark.parametrize(
    ("value", "license"),
    [
        ("apache-2.0", "Apache-2.0"),
        ("Apache 2.0", "Apache-2.0"),
        ("Apache License, Version 2.0", "Apache-2.0"),
        ("The Apache License 2.0", "Apache-2.0"),
        ("apache2", "Apache-2.0"),
        ("https://www.apache.org/licenses/LICENSE-2.0", "Apache-2.0"),
        ("MIT", "MIT"),
        ("mit license", "MIT"),
        ("cc by nc 4.0", "CC-BY-NC-4.0"),
        ("CC_BY_NC_SA_4.0", "CC-BY-NC-SA-4.0"),
        ("https://creativecommons.org/licenses/by-nc/4.0/legalcode", "CC-BY-NC-4.0"),
        ("gpl-3.0", "GPL-3.0-only"),
        ("GPL-2.0+", "GPL-2.0-only"),
        ("odbl", "ODbL-1.0"),
        ("c-uda", "C-UDA-1.0"),
        ("bsl-1.0", "BSL-1.0"),
        ("BUSL-1.1", "BUSL-1.1"),
        ("llama3.1", "llama3.1"),
        ("LLAMA-3.1", "llama3.1"),
        ("LicenseRef-scancode-llama-3.1-license-2024", "llama3.1"),
        ("openrail++", "openrail++"),
        ("open-mdw", "OpenMDW-1.0"),
        ("curl", "curl"),
        ("bsd-new", "BSD-3-Clause"),
    ],
)
def test_a_license_is_known_by_every_name_that_people_write(knowledge: Knowledge, value: str, license: str) -> None:
    assert knowledge.resolve(value) == license


@pytest.mark.parametrize(
    "value",
    [
        "",
        "  ",
        "other",
        "unknown",
        "gpl",
        "lgpl",
        "cc",
        "bsd",
        "gfdl",
        "apache",
        "creative commons",
        "none of these",
        "/",
        ".",
        "-",
        "x" * 100_000,
        "\x00",
        "\ud800",
    ],
)
def test_what_names_no_single_license_resolves_to_none(knowledge: Knowledge, value: str) -> None:
    assert knowledge.resolve(value) is None


@pytest.mark.parametrize("value", ["a/" * 50_000, "../" * 1000, "http://" * 1000, "%00", "LicenseRef-" * 500])
def test_strange_names_never_raise(knowledge: Knowledge, value: str) -> None:
    assert knowledge.resolve(value) is None
    assert knowledge.model(value) is None
    assert knowledge.dataset(value) is None
    assert isinstance(knowledge.nearest(value), list)


def test_every_license_resolves_to_itself_and_is_whole(knowledge: Knowledge) -> None:
    for license in knowledge.licenses(coarse=True):
        assert knowledge.license(license.id) is license
        governing = knowledge.license(knowledge.resolve(license.id) or "")
        assert governing is license or (governing is not None and license.id.lower() in map(str.lower, governing.known_as)), license.id
        assert set(license.terms.terms) == {*USES, *OTHER_TERMS}
        assert license.category in CATEGORIES


def test_every_answer_has_its_reason(knowledge: Knowledge) -> None:
    for license in knowledge.licenses(coarse=True):
        for name, term in license.terms.terms.items():
            assert term.value in ("unstated", "none") or term.because, f"{license.id}: {name}"
            assert all(each.license == license.id for each in term.because)


def test_near_misses_are_suggested(knowledge: Knowledge) -> None:
    assert knowledge.nearest("lama3.1")[0] == "llama3.1"
    assert "Apache-2.0" in knowledge.nearest("apache-2.1")
    assert knowledge.nearest("qqqqqqqqqq") == []


# ---------------------------------------------------------------- the Hub's list


def test_the_hub_list_is_whole(knowledge: Knowledge) -> None:
    assert len(knowledge.hub) == 83
    assert {"tii-falcon-llm", "open-mdw"} <= set(knowledge.hub_retired)


def test_every_hub_id_that_names_a_license_resolves(knowledge: Knowledge) -> None:
    missing = [each.id for each in knowledge.hub.values() if each.kind not in ("family", "placeholder") and not knowledge.resolve(each.id)]
    assert missing == []


def test_hub_ids_of_the_spdx_list_mean_the_spdx_license(knowledge: Knowledge) -> None:
    for each in knowledge.hub.values():
        if each.spdx:
            assert each.spdx in knowledge.spdx
            assert knowledge.resolve(each.id) == knowledge.resolve(each.spdx)


# ---------------------------------------------------------------- the SPDX list


def test_every_spdx_id_has_a_license(knowledge: Knowledge) -> None:
    assert len(knowledge.spdx) >= 700
    missing = [id for id in knowledge.spdx if (name := knowledge.resolve(id)) is None or knowledge.license(name) is None]
    assert missing == []


@pytest.mark.parametrize(
    ("id", "category", "commercial_use", "derivatives"),
    [
        ("CC-BY-NC-1.0", "non-commercial", "forbidden", "conditional"),
        ("CC-BY-NC-ND-2.5", "non-commercial", "forbidden", "forbidden"),
        ("CC-BY-ND-3.0", "open-restricted-use", "allowed", "forbidden"),
        ("CC-BY-SA-2.5", "open-source", "allowed", "allowed"),
        ("BSD-2-Clause-Patent", "open-source", "allowed", "allowed"),
        ("GPL-1.0-or-later", "open-source", "allowed", "allowed"),
        ("FSL-1.1-MIT", "conditional-commercial", "conditional", "conditional"),
        ("CPOL-1.02", "unknown", "unstated", "unstated"),
        ("JPL-image", "unknown", "unstated", "unstated"),
    ],
)
def test_coarse_terms_follow_from_the_rule(knowledge: Knowledge, id: str, category: str, commercial_use: str, derivatives: str) -> None:
    license = knowledge.license(id)
    assert license is not None
    assert (license.category, license.terms.terms["commercial_use"].value, license.terms.terms["derivatives"].value) == (category, commercial_use, derivatives)


def test_what_nobody_read_is_never_allowed(knowledge: Knowledge) -> None:
    for license in knowledge.licenses(coarse=True):
        if license.category == "unknown":
            assert all(license.terms.terms[name].value == "unstated" for name in USES), license.id


def test_osi_approved_licenses_are_open_source(knowledge: Knowledge) -> None:
    strange = [id for id, row in knowledge.spdx.items() if row.osi and (name := knowledge.resolve(id)) and knowledge.license(name).category != "open-source"]  # type: ignore[union-attr]
    assert strange == []


# ---------------------------------------------------------------- words and data sets


def test_every_word_in_use_is_explained_in_both_languages(knowledge: Knowledge) -> None:
    words = knowledge.vocabulary
    assert {*USES, *OTHER_TERMS} == set(words.terms)
    assert set(CATEGORIES) == set(words.categories)
    assert set(PLACES) == set(words.places)
    sentences = [
        *words.terms.values(),
        *words.conditions.values(),
        *words.obligations.values(),
        *words.categories.values(),
        *words.places.values(),
        *words.access.values(),
    ]
    assert all(each.en and re.search("[\u4e00-\u9fff]", each.zh) for each in sentences)


def test_training_sets_are_known_by_the_names_that_cards_give(knowledge: Knowledge) -> None:
    assert len(knowledge.datasets) >= 200
    for name in ("tatsu-lab/alpaca", "Tatsu-Lab/Alpaca", "https://huggingface.co/datasets/tatsu-lab/alpaca"):
        facts = knowledge.dataset(name)
        assert facts is not None
        assert (facts.license, facts.commercial_use, facts.generated_by) == ("CC-BY-NC-4.0", "forbidden", "text-davinci-003")
    assert knowledge.dataset("mozilla-foundation/common_voice_99_0") is not None
    assert knowledge.dataset("nobody/nothing") is None


def test_training_sets_say_what_their_license_says(knowledge: Knowledge) -> None:
    """A set may be stricter than its tag (the tag covers a part), never freer."""
    for facts in knowledge.datasets.values():
        license = knowledge.license(facts.license) if facts.license else None
        if facts.license:
            assert license is not None, facts.id
        if license and license.terms.terms["commercial_use"].value == "forbidden":
            assert facts.commercial_use != "allowed", facts.id
