"""The Open Source AI Definition and the AI Act's Art. 53(2), by what a license lets one do."""

from typing import Any

import pytest

from licint.knowledge import load
from licint.model import Condition, Term
from licint.openness.assessment import granted_by
from licint.openness.eu_ai_act import eu_ai_act
from licint.openness.nouns import Components, Fact, Granted
from licint.openness.osaid import osaid
from licint.openness.rules import load_rules

RULES = load_rules()
KNOWLEDGE = load()
PUBLISHED = (Fact("parameters", "present", "whole"), Fact("architecture", "present", "whole"), Fact("model_card", "present", "whole"))


def granted(license: str) -> Granted:
    found = KNOWLEDGE.license(license)
    assert found is not None, license
    return granted_by(found.terms, found.id)


def components(**about: Any) -> Components:
    return Components("acme/Acme-7B", PUBLISHED, **{"access": "public", "size": 7e9, **about})


@pytest.mark.parametrize(
    ("license", "expected"),
    [
        ("Apache-2.0", "exempt-eligible"),
        ("MIT", "exempt-eligible"),
        ("BSD-3-Clause", "exempt-eligible"),
        ("CC-BY-4.0", "exempt-eligible"),
        ("llama3.1", "not-exempt"),
        ("CC-BY-NC-4.0", "not-exempt"),
        ("creativeml-openrail-m", "unclear"),
        ("bigscience-bloom-rail-1.0", "unclear"),
        ("gemma", "unclear"),
    ],
)
def test_the_exemption_by_license(license: str, expected: str) -> None:
    found = eu_ai_act(components(), granted(license), RULES)
    assert found.answer == expected, {name: (each.value, each.because) for name, each in found.tests.items() if each.value != "pass"}


def test_every_answer_has_its_reason() -> None:
    for license in ("MIT", "llama3.1", "gemma"):
        tests = eu_ai_act(components(), granted(license), RULES).tests
        assert all(len(each.because) > 1 for each in tests.values())
        assert all(each.because[-1].note == f"guidelines, paragraph {RULES.eu_ai_act.tests[name].paragraph}" for name, each in tests.items())


@pytest.mark.parametrize(("test", "term"), [("E2", "commercial_use"), ("E3", "derivatives"), ("E4", "redistribution")])
def test_a_pass_cites_the_clause_that_grants_it(test: str, term: str) -> None:
    found = eu_ai_act(components(), granted("Apache-2.0"), RULES).tests[test]
    clause = granted("Apache-2.0").terms[term].because[0]
    assert found.value == "pass" and (found.because[0].license, found.because[0].section) == ("Apache-2.0", clause.section)


@pytest.mark.parametrize(
    ("about", "test", "expected"),
    [
        ({"access": "gated-manual"}, "E1", "review"),
        ({"access": "api-only"}, "E1", "fail"),
        ({"access": "gated-auto"}, "E1", "pass"),
        ({"access": "gated-auto"}, "E5", "review"),
        ({"access": "unavailable"}, "E6", "fail"),
        ({"size": None}, "E7", "review"),
        ({"size": 4e11}, "E7", "review"),
        ({"size": 7e9}, "E7", "pass"),
    ],
)
def test_access_and_size(about: dict[str, Any], test: str, expected: str) -> None:
    assert eu_ai_act(components(**about), granted("MIT"), RULES).tests[test].value == expected


def test_what_is_not_published_is_asked_for() -> None:
    bare = Components("Acme", (Fact("parameters", "present"),), access="public", size=1e9)
    assert eu_ai_act(bare, granted("MIT"), RULES).tests["E6"].value == "review"


@pytest.mark.parametrize(
    ("term", "test", "expected"),
    [
        ({"territory": Term("excludes", excludes=("EU",))}, "E1", "fail"),
        ({"outputs_training": Term("forbidden")}, "E2", "fail"),
        ({"outputs_training": Term("conditional", (Condition("share-alike"),))}, "E2", "pass"),
        ({"hosted_service": Term("conditional", (Condition("hosted-service-permission"),))}, "E2", "fail"),
        ({"acceptable_use": Term("inline")}, "E2", "review"),
        ({"derivatives": Term("forbidden")}, "E3", "fail"),
        ({"redistribution": Term("conditional", (Condition("share-alike"),))}, "E4", "pass"),
        ({"redistribution": Term("forbidden")}, "E4", "fail"),
        ({"commercial_use": Term("conditional", (Condition("annual-revenue", 1_000_000, "USD"),))}, "E5", "fail"),
    ],
)
def test_terms_of_a_license(term: dict[str, Term], test: str, expected: str) -> None:
    free = {name: Term("allowed") for name in ("commercial_use", "redistribution", "derivatives", "hosted_service", "outputs_training")}
    found = eu_ai_act(components(), Granted("x", "open-source", {**free, **term}), RULES)
    assert found.tests[test].value == expected


def test_an_unknown_license_is_no_failure() -> None:
    assert eu_ai_act(components(), Granted(None, "unknown"), RULES).answer == "unclear"
    assert osaid(components(), Granted(None, "unknown"), RULES).answer == "review"


def part(component: str, presence: str = "present", license: str | None = "MIT", extent: str = "whole") -> Fact:
    return Fact(component, presence, extent, license, license, license is not None)  # type: ignore[arg-type]


COMPLETE = tuple(part(each) for each in ("parameters", "training_code", "inference_code", "preprocessing_code", "datasets"))


def defined(*facts: Fact, license: str = "Apache-2.0", **about: Any) -> str:
    return osaid(Components("Acme", (*COMPLETE, *facts), access="public", **about), granted(license), RULES).answer


def test_the_open_source_ai_definition() -> None:
    assert defined() == "pass"
    assert defined(license="llama3.1") == "fail"
    assert defined(license="bigscience-bloom-rail-1.0") == "fail"
    assert defined(part("training_code", "absent")) == "fail"
    assert defined(part("training_code", "unknown")) == "review"
    assert defined(part("training_code", license=None)) == "review"
    assert defined(part("training_code", license="CC-BY-NC-4.0")) == "fail"
    assert defined(part("training_code", extent="unknown")) == "review"
    assert defined(part("datasets", "absent")) == "fail"
    assert defined(part("datasets", "absent"), part("technical_report")) == "review"
    assert defined(part("parameters", "absent")) == "fail"


def test_data_need_not_be_shared_but_described() -> None:
    """Whether a description suffices takes a reader; that it is there keeps the definition from failing."""
    found = osaid(Components("Acme", (*COMPLETE, part("datasets", extent="described")), access="public"), granted("MIT"), RULES)
    assert found.requirements["data"].value == "review"


def test_served_models_fail_whatever_their_terms() -> None:
    found = osaid(Components("Acme", access="api-only"), Granted(None, "unknown"), RULES)
    assert found.answer == "fail"
