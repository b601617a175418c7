"""What a model's name tells."""

import csv
import re
from fnmatch import fnmatchcase

import pytest

from licint.knowledge import Knowledge, load
from licint.openness.spectrum import Completeness, places
from tests.material import CORPUS, needs_corpus

OPEN = {"open": True, "documented": True, "partial": False, "closed": False, "unknown": None}


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


def answer(knowledge: Knowledge, name: str) -> tuple[str, str]:
    """Category and place, by the table of the design."""
    facts = knowledge.model(name)
    if facts is None:
        return ("unknown", "unknown")
    license = knowledge.license(facts.license) if facts.license else None
    category = facts.category or (license.category if license else "unknown")
    return category, places(facts.access, category, Completeness(OPEN[facts.training_data], OPEN[facts.training_code]))[1]


def test_there_are_enough_and_every_license_is_known(knowledge: Knowledge) -> None:
    assert len(knowledge.models) >= 300
    named = {name for row in knowledge.models for name in (row.license, row.tag, *row.also) if name and name != "inherit"}
    assert [name for name in sorted(named) if knowledge.license(name) is None] == []


@pytest.mark.parametrize(
    ("name", "category", "place"),
    [
        ("xai-org/grok-1", "open-source", "open-weight"),
        ("xai-org/grok-2", "conditional-commercial", "restricted"),
        ("grok-4", "proprietary", "closed"),
        ("gpt-4", "proprietary", "closed"),
        ("GPT-4 Turbo", "proprietary", "closed"),
        ("Claude 3.5 Sonnet", "proprietary", "closed"),
        ("sora", "proprietary", "closed"),
        ("openai/gpt-oss-20b", "open-source", "open-weight"),
        ("mistralai/Mistral-7B-v0.1", "open-source", "open-weight"),
        ("mistralai/Mistral-Large-Instruct-2411", "research-only", "research-only"),
        ("mistralai/Codestral-22B-v0.1", "research-only", "research-only"),
        ("meta-llama/Llama-3.1-405B", "conditional-commercial", "restricted"),
        ("llama-1", "research-only", "gated"),
        ("google/gemma-3-27b-it", "open-restricted-use", "restricted"),
        ("google/gemma-4-31b-it", "open-source", "open-weight"),
        ("allenai/OLMo-2-1124-7B", "open-source", "open-source"),
        ("bigscience/bloomz-7b1", "open-restricted-use", "restricted"),
        ("Qwen/Qwen2.5-7B-Instruct", "open-source", "open-weight"),
        ("Qwen/Qwen2.5-3B-Instruct", "research-only", "research-only"),
        ("Qwen/Qwen2.5-72B-Instruct", "conditional-commercial", "restricted"),
        ("deepseek-ai/DeepSeek-V3", "open-restricted-use", "restricted"),
        ("deepseek-ai/DeepSeek-V3-0324", "open-source", "open-weight"),
        ("deepseek-ai/DeepSeek-R1-Distill-Qwen-7B", "open-source", "open-weight"),
        ("deepseek-ai/DeepSeek-R1-Distill-Llama-8B", "conditional-commercial", "restricted"),
        ("THUDM/CogVideoX-2b", "open-source", "open-weight"),
        ("THUDM/CogVideoX-5b", "conditional-commercial", "restricted"),
        ("black-forest-labs/FLUX.1-schnell", "open-source", "open-weight"),
        ("black-forest-labs/FLUX.2-dev", "non-commercial", "research-only"),
        ("facebook/chameleon-30b", "research-only", "research-only"),
        ("openai-community/gpt2", "open-source", "open-weight"),
        ("nobody/knows-this", "unknown", "unknown"),
    ],
)
def test_well_known_models(knowledge: Knowledge, name: str, category: str, place: str) -> None:
    assert answer(knowledge, name) == (category, place)


@pytest.mark.parametrize(
    ("copy", "license"),
    [
        ("TheBloke/Llama-2-7B-Chat-GGUF", "llama2"),
        ("bartowski/Meta-Llama-3.1-8B-Instruct-GGUF", "llama3.1"),
        ("bartowski/mistralai_Mistral-Small-3.1-24B-Instruct-2503-GGUF", "Apache-2.0"),
        ("unsloth/Qwen2.5-3B-bnb-4bit", "qwen-research-2024"),
        ("someone/Qwen2.5-72B-Instruct-AWQ", "qwen-2024"),
        ("Llama-3.1-8B-Instruct", "llama3.1"),
    ],
)
def test_copies_carry_the_license_of_the_original_and_little_certainty(knowledge: Knowledge, copy: str, license: str) -> None:
    facts = knowledge.model(copy)
    assert facts is not None
    assert (facts.license, facts.confidence, facts.access) == (license, "low", "unknown")
    assert facts.inherited_from


@pytest.mark.parametrize("name", ["codexomics/some-agent", "klingteam/something", "someone/llama-something-gguf", "gemma", "llama-hred-7"])
def test_a_likeness_of_names_is_no_knowledge(knowledge: Knowledge, name: str) -> None:
    """A pattern for a served system does not reach over a slash, and a family's bare name says nothing of the version."""
    facts = knowledge.model(name)
    assert facts is None or facts.license is None


def test_first_match_wins_and_no_row_is_out_of_reach(knowledge: Knowledge) -> None:
    """A row whose every name an earlier row takes stands in the wrong place."""
    earlier: list[tuple[str, str]] = []
    for row in knowledge.models:
        slash = "/" in row.pattern
        hidden_by = [other for start, other in earlier if row.pattern.startswith(start) and ("/" in other) == slash and fnmatchcase(row.pattern, other)]
        assert hidden_by == [], row.pattern
        earlier.append((re.split(r"[*?\[]", row.pattern, maxsplit=1)[0], row.pattern))


def test_what_is_served_only_is_closed_whatever_its_license(knowledge: Knowledge) -> None:
    served = [row for row in knowledge.models if row.access in ("api-only", "unavailable")]
    assert len(served) >= 50
    assert all(row.place == "closed" for row in served)


@needs_corpus
def test_known_models_of_the_corpus(knowledge: Knowledge) -> None:
    assert CORPUS is not None
    with (CORPUS / "models.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    wrong: dict[str, list[str]] = {"category": [], "place": [], "seeds": []}
    for row in rows:
        name = row["hub_id"] or row["name"]
        category, place = answer(knowledge, name)
        right_place = place in {row["place"], *row["alternative"].split("|")}
        wrong["category"] += [] if category == row["category"] else [name]
        wrong["place"] += [] if right_place else [name]
        wrong["seeds"] += [name] if row["in_seeds"] == "Y" and not (right_place and category == row["category"]) else []
    assert wrong["seeds"] == []
    assert len(wrong["category"]) <= 0.03 * len(rows), wrong["category"]
    assert len(wrong["place"]) <= 0.03 * len(rows), wrong["place"]
