"""rules/components.yaml: what is known of the components of released models, with where it was read."""

from pathlib import Path

import pytest

from licint.errors import KnowledgeError
from licint.expertise import open_expertise
from licint.model import Evidence
from licint.openness.expressions import names_in
from licint.openness.known import completed, load_known
from licint.openness.nouns import Fact
from licint.openness.rules import load_rules
from tests.material import CORPUS, needs_corpus
from tests.test_openness_facts import CARD, components

TABLE, RULES, KNOWLEDGE = load_known(), load_rules(), open_expertise().knowledge
FULLY_OPEN = "allenai/OLMo-7B"


def test_every_license_is_an_id_that_licint_knows() -> None:
    licenses = [known.license for row in TABLE.models for known in row.components.values()] + [each.license for each in TABLE.repositories]
    assert all(KNOWLEDGE.license(name) for license in licenses if license for name in names_in(license))


def test_every_source_is_used_and_dated() -> None:
    used = {known.read for row in TABLE.models for known in row.components.values()} | {each.read for each in TABLE.repositories}
    assert used == {*TABLE.read}
    assert all(len(each.date) == len("2026-01-31") and each.date <= TABLE.as_of for each in TABLE.read.values())


def test_no_row_hides_behind_another() -> None:
    for place, row in enumerate(TABLE.models):
        for pattern in row.patterns:
            example = pattern.replace("*", "x")
            assert TABLE.release([example]) is TABLE.models[place], pattern
            assert KNOWLEDGE.model(example), f"{pattern} is not in rules/models.yaml"


def test_a_fact_says_where_it_was_read() -> None:
    row = TABLE.release([FULLY_OPEN])
    assert row is not None
    fact = TABLE.fact(row, "training_code", "training code")
    assert fact is not None and fact.presence == "present" and fact.license == "Apache-2.0"
    assert "read in allenai/OLMo at 59a53e3" in (fact.because[0].note or "")
    assert TABLE.fact(row, "sample_outputs", "sample outputs") is None


KNOWN = Fact("datasets", "present", "whole", "MIT", "MIT", True, because=(Evidence(note="known"),))


@pytest.mark.parametrize(
    ("seen", "presence", "extent", "license"),
    [
        (Fact("datasets"), "present", "whole", "MIT"),
        (Fact("datasets", "absent"), "absent", "unknown", None),
        (Fact("datasets", "present", "part", "GPL-3.0-only", "GPL-3.0-only", True), "present", "part", "GPL-3.0-only"),
        (Fact("datasets", "present", "unknown"), "present", "whole", "MIT"),
    ],
)
def test_what_a_release_says_itself_counts_first(seen: Fact, presence: str, extent: str, license: str | None) -> None:
    found = completed(seen, KNOWN)
    assert (found.presence, found.extent, found.license) == (presence, extent, license)


def test_nothing_known_changes_nothing() -> None:
    assert completed(Fact("datasets"), None) == Fact("datasets")
    withheld = Fact("datasets", "absent", because=(Evidence(note="known"),))
    assert completed(Fact("datasets", "present", "part"), withheld).presence == "present"


@pytest.mark.parametrize(
    ("link", "component", "license"),
    [
        ("We release the [training code](https://github.com/LLM360/amber-train/tree/main).", "training_code", "Apache-2.0"),
        ("We release the [training code](https://github.com/acme/unheard-of).", "training_code", None),
        ("It was trained on [Dolma](https://huggingface.co/datasets/allenai/dolma).", "datasets", "ODC-By-1.0"),
        ("Read our [paper](https://aclanthology.org/2024.acl-long.1/).", "research_paper", "CC-BY-4.0"),
        ("Read our [paper](https://aclanthology.org/2024.lrec-main.1/).", "research_paper", None),
    ],
)
def test_the_license_of_what_a_link_leads_to(link: str, component: str, license: str | None) -> None:
    found = components(CARD + link + "\n").get(component)
    assert (found.presence, found.license) == ("present", license)


ROW = """
as_of: 2026-01-01
read: {code: {what: orchard/tree at 123, date: 2026-01-01}}
models:
  - {patterns: [orchard/tree], components: {training_code: {license: MIT, read: code}}}
repositories: []
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("training_code", "trainingcode", "no component"),
        ("[orchard/tree]", "[Orchard/tree]", "capitals"),
        ("read: code}", "read: nowhere}", "not listed"),
        ("repositories: []", "repositories: [{id: a/b, license: MIT, read: nowhere}]", "not listed"),
        ("license: MIT, read: code", "licence: MIT, read: code", "licence"),
    ],
)
def test_mistakes_are_explained(tmp_path: Path, old: str, new: str, expected: str) -> None:
    path = tmp_path / "components.yaml"
    path.write_text(ROW.replace(old, new), encoding="utf-8")
    with pytest.raises(KnowledgeError) as error:
        load_known(path)
    assert expected in error.value.message and "components.yaml:" in error.value.message


def assessed(target: str) -> dict[str, str]:
    from licint.cli.openness import assess

    found = assess(target, RULES)
    return {
        "osaid": found.osaid.answer,
        "eu_ai_act": found.eu_ai_act.answer,
        "mot": str(found.mot.grade),
        "strict": str(found.strict.grade),
    }


PASSED = {"osaid": "pass", "eu_ai_act": "exempt-eligible", "mot": "1", "strict": "1"}


def test_a_model_that_is_open_in_all_parts_passes_everything_by_name() -> None:
    assert assessed(FULLY_OPEN) == PASSED


@needs_corpus
def test_a_model_that_is_open_in_all_parts_passes_everything_from_its_folder() -> None:
    assert CORPUS is not None
    assert assessed(str(CORPUS / "releases" / "olmo")) == PASSED


def test_a_model_may_be_complete_and_restricted() -> None:
    """BLOOMZ: a use-restricted license, and hardly anything withheld."""
    from licint.cli.openness import assess

    found = assess("bigscience/bloomz", RULES)
    withheld = [each.component for each in found.components.facts if each.presence == "absent"]
    assert not withheld and found.osaid.requirements["freedoms"].value == "fail"
    assert all(found.osaid.requirements[part].value == "pass" for part in ("code", "data"))
    assert found.eu_ai_act.answer == "unclear"


def test_what_no_row_names_stays_unknown() -> None:
    from licint.cli.openness import assess

    found = assess("acme/unheard-of", RULES)
    assert {each.presence for each in found.components.facts} == {"unknown"}


@needs_corpus
def test_a_code_repository_of_restricted_models_is_not_called_open_source() -> None:
    """Its Apache license file is the code's; the models that are called like it are under a use-restricted license."""
    from licint import audit

    assert CORPUS is not None
    verdict = audit(str(CORPUS / "releases" / "bloomz")).verdict
    assert (verdict.place, verdict.category) == ("restricted", "open-restricted-use")
    assert verdict.openness["osai"]["score"][0] >= 0.5
