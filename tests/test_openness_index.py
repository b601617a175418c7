"""The European Open Source AI Index: scores and ranks recomputed, and what can be judged without a reader."""

import csv
import re
from collections import Counter
from typing import Any

import pytest
import yaml

from licint.knowledge import Knowledge, load
from licint.model import Evidence
from licint.openness.index import index_ranks, index_score, openness_index
from licint.openness.nouns import Base, Components, Fact
from licint.openness.rules import load_rules
from tests.material import CORPUS, ROOT, needs_corpus

RULES = load_rules()
REQUEST_FORM = "llama-downloads"


def rows() -> list[dict[str, str]]:
    if CORPUS is None:
        return []
    with (CORPUS / "openness" / "osai_index_expected.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@needs_corpus
def test_scores_and_ranks_are_those_of_the_index() -> None:
    found = rows()
    scores = {row["file"]: index_score(row, RULES) for row in found}
    for row in found:
        assert round(scores[row["file"]], 6) == pytest.approx(float(row["score"]), abs=1e-9), row["system"]
    # The file has a part of the systems that were ranked, so the order is what can be compared.
    ranks = index_ranks(scores)
    by_theirs = [row["file"] for row in sorted(found, key=lambda row: int(row["rank"]))]
    assert sorted(ranks, key=ranks.__getitem__) == by_theirs


def test_ties_are_ranked_backwards_through_the_alphabet() -> None:
    assert index_ranks({"a": 0.5, "b": 0.5, "c": 0.9}) == {"c": 1, "b": 2, "a": 3}


def links(record: dict[str, Any], parameter: str) -> list[str]:
    given = (record.get(parameter) or {}).get("link")
    return [str(each) for each in (given if isinstance(given, list) else [given]) if each]


def access_by_links(found: list[str], knowledge: Knowledge) -> str:
    """What the links of a record show: a form to fill in, a gate that is known by name, or the weights themselves."""
    if not found:
        return "unknown"
    if REQUEST_FORM in found[0]:
        return "gated-manual"
    hub = re.match(r"https://huggingface\.co/([\w.-]+/[\w.-]+)", found[0])
    facts = knowledge.model(hub[1]) if hub else None
    return facts.access if facts and facts.access != "unknown" else "public"


@needs_corpus
def test_what_is_judged_agrees_with_the_index() -> None:
    """Weights and model cards, from the links of the index's own records; fixtures/openness/disagreements.csv says where and why we differ."""
    assert CORPUS is not None
    knowledge, agreed, decided = load(), Counter[str](), Counter[str]()
    differing = set()
    for row in rows():
        record = yaml.safe_load((CORPUS / "openness" / "osai_inputs" / "european-index" / row["file"]).read_text(encoding="utf-8"))
        end, base = (access_by_links(links(record, each), knowledge) for each in ("weights_endmodel", "weights_basemodel"))
        difference = any("delta" in each for each in links(record, "weights_endmodel"))
        weights = Fact("parameters", "unknown" if end == "unknown" else "present", "part" if difference else "whole")
        card = Fact("model_card", "present" if links(record, "modelcard") else "absent")
        judged = openness_index(Components(row["system"], (weights, card), access=end, base=Base(row["base"], base)), RULES).judgements  # type: ignore[arg-type]
        for parameter in ("weights_basemodel", "weights_endmodel", "modelcard"):
            if judged[parameter].value != "unknown":
                decided[parameter] += 1
                agreed[parameter] += judged[parameter].value == row[parameter]
                if judged[parameter].value != row[parameter]:
                    differing.add((row["system"], parameter, judged[parameter].value, row[parameter]))
    assert sum(decided.values()) > 200
    assert sum(agreed.values()) / sum(decided.values()) >= 0.9
    assert differing == recorded()


@needs_corpus
def test_licenses_by_the_literal_wording_differ_as_recorded() -> None:
    """Weights, code and data as the index rates them, with the license that it names: what licint says of `licenses`, and where the index differs."""
    knowledge, differing, decided = load(), set(), 0
    for row in rows():
        license = knowledge.license(knowledge.resolve(row["end_licence"]) or "")
        if license is None:
            continue
        decided += 1
        shared = {part: row[part] != "closed" for part in ("trainingcode", "datasources_endmodel")}
        facts = [fact("parameters", license=license.id)]
        facts += [
            fact(id, "present" if shared[part] else "absent", license="MIT")
            for id, part in (("training_code", "trainingcode"), ("datasets", "datasources_endmodel"))
        ]
        found = judgements(*facts)["licenses"]
        if found != row["licenses"]:
            differing.add((row["system"], "licenses", found, row["licenses"]))
    # A license that licint learns to name may add a row.
    assert decided >= 90 and recorded("licenses") <= differing


def recorded(*parameters: str) -> set[tuple[str, str, str, str]]:
    """The disagreements that are on file: on some parameters, or on weights and model cards."""
    wanted = parameters or ("weights_basemodel", "weights_endmodel", "modelcard")
    with (ROOT / "fixtures" / "openness" / "disagreements.csv").open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    return {(each["system"], each["parameter"], each["licint"], each["index"]) for each in listed if each["parameter"] in wanted}


def fact(component: str, presence: str = "present", extent: str = "whole", license: str | None = None) -> Fact:
    return Fact(component, presence, extent, license, license, license is not None, because=(Evidence(note="seen"),))  # type: ignore[arg-type]


def judgements(*facts: Fact, **about: Any) -> dict[str, str]:
    found = openness_index(Components("Acme", facts, **about), RULES)
    assert 0 <= found.score[0] <= found.score[1] <= 1
    for each in found.judgements.values():
        assert (each.low == each.high) is (each.value != "unknown")
    return {name: each.value for name, each in found.judgements.items()}


def test_nothing_known_leaves_everything_open() -> None:
    assert set(judgements().values()) == {"unknown"}
    assert openness_index(Components("Acme"), RULES).score == (0.0, 1.0)


@pytest.mark.parametrize(
    ("access", "expected"),
    [
        ("public", "open"),
        ("gated-auto", "partial"),
        ("gated-manual", "partial"),
        ("api-only", "closed"),
        ("unknown", "open"),
    ],
)
def test_gates_make_weights_partial(access: str, expected: str) -> None:
    assert judgements(fact("parameters"), access=access)["weights_endmodel"] == expected


def test_a_model_without_a_parent_is_its_own_base() -> None:
    found = judgements(fact("parameters"), fact("datasets", "absent"), access="public")
    assert (found["weights_basemodel"], found["datasources_basemodel"]) == ("open", "closed")
    derived = judgements(fact("parameters"), access="public", base=Base("acme/base", "gated-manual", "absent"))
    assert (derived["weights_basemodel"], derived["weights_endmodel"], derived["datasources_basemodel"]) == ("partial", "open", "closed")


def test_what_was_found_and_may_be_a_part_is_not_called_open() -> None:
    found = openness_index(Components("Acme", (fact("training_code", extent="unknown"),)), RULES).judgements["trainingcode"]
    assert (found.value, found.low, found.high) == ("unknown", 0.5, 1.0)


@pytest.mark.parametrize(
    ("weights", "code", "data", "expected"),
    [
        ("MIT", "MIT", "CC-BY-4.0", "open"),
        ("MIT", "MIT", None, "unknown"),
        ("llama3.1", "MIT", "CC-BY-4.0", "partial"),
        ("llama3.1", "x", "CC-BY-4.0", "closed"),
        ("llama3.1", "x", None, "closed"),
    ],
)
def test_licenses_by_the_literal_wording(weights: str, code: str, data: str | None, expected: str) -> None:
    facts = (fact("parameters", license=weights), fact("training_code", license=code), fact("datasets", license=data))
    assert judgements(*facts)["licenses"] == expected


@pytest.mark.parametrize(("topics", "expected"), [(7, "open"), (6, "open"), (4, "unknown"), (1, "unknown")])
def test_a_model_card_by_its_topics(topics: int, expected: str) -> None:
    assert judgements(fact("model_card"), topics=tuple(RULES.index.topics)[:topics])["modelcard"] == expected
