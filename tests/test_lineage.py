"""Lineage: who descends from whom, what may be declared, and which duties travel."""

import json
from typing import Any

import msgspec
import pytest

from licint.auditor import audit_snapshot
from licint.config import Config
from licint.knowledge import load
from licint.model import Report, Snapshot, Target
from licint.rendering.json import render_reports
from licint.rendering.text import render_audit
from licint.resolution.lineage import Permission, permission
from licint.resolution.merges import clashes
from tests.releases import audit_files, experts, snapshot_of

KNOWLEDGE = load()
LINEAGE_RULES = ("LL", "LO008")


def card(license: str, base: str, **fields: str) -> dict[str, str]:
    lines = [f"license: {license}", f"base_model: {base}", *(f"{key}: {value}" for key, value in fields.items())]
    return {"README.md": "---\n" + "\n".join(lines) + "\n---\n\n# Acme\n"}


def found(report: Report) -> list[tuple[str, str]]:
    return [(each.code, each.severity or "") for each in report.findings]


def lint(files: dict[str, str], of: str | None = None) -> list[tuple[str, str]]:
    return found(audit_files(files, of, Config(select=LINEAGE_RULES)))


@pytest.mark.parametrize(
    ("declared", "base", "expected"),
    [
        ("MIT", "Apache-2.0", "fine"),
        ("Apache-2.0", "MIT", "fine"),
        ("CC-BY-NC-4.0", "Apache-2.0", "fine"),
        ("llama3.1", "Apache-2.0", "fine"),
        ("MIT", "llama3.1", "conflict"),
        ("CC-BY-4.0", "CC-BY-NC-4.0", "conflict"),
        ("CC-BY-NC-SA-4.0", "CC-BY-NC-4.0", "fine"),
        ("AGPL-3.0-only", "GPL-3.0-only", "fine"),
        ("llama3", "llama3.1", "version"),
        ("gemma", "gemma-2024-02-21", "fine"),
        ("gemma", "llama3.1", "unknown"),
        ("Apache-2.0", "creativeml-openrail-m", "conflict"),
        ("openrail++", "creativeml-openrail-m", "fine"),
    ],
)
def test_permission(declared: str, base: str, expected: Permission) -> None:
    one, other = KNOWLEDGE.license(declared), KNOWLEDGE.license(base)
    assert one and other
    assert permission(one, other) == expected


@pytest.mark.parametrize("base", [each.id for each in KNOWLEDGE.licenses() if each.derivatives.own_terms == "yes" and each.derivatives.may_declare == ("any",)])
def test_nothing_conflicts_with_a_base_that_lets_its_derivatives_go(base: str) -> None:
    license = KNOWLEDGE.license(base)
    assert license
    assert {permission(each, license) for each in KNOWLEDGE.licenses(coarse=True)} == {"fine"}


@pytest.mark.parametrize("license", KNOWLEDGE.licenses(), ids=lambda license: license.id)
def test_every_license_may_be_declared_for_its_own_derivatives(license: Any) -> None:
    assert permission(license, license) == "fine"


@pytest.mark.parametrize("relation", ["finetune", "adapter", "quantized", "merge", "distill", "unknown"])
@pytest.mark.parametrize("declared", ["mit", "apache-2.0", "cc-by-nc-4.0", "llama3.1", "gpl-3.0", "creativeml-openrail-m"])
@pytest.mark.parametrize("base", ["mistralai/Mistral-7B-v0.1", "Qwen/Qwen2.5-7B", "microsoft/phi-4", "openai/whisper-large-v3"])
def test_free_bases_bind_nobody(base: str, declared: str, relation: str) -> None:
    assert lint(card(declared, base, base_model_relation=relation)) == []


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        ("finetune", [("LL001", "error")]),
        ("quantized", [("LL008", "error")]),
        ("merge", [("LL007", "error")]),
        ("adapter", [("LL005", "warning")]),  # the agreement does not speak of adapters
    ],
)
def test_relation_decides_which_rule_speaks_and_how_sure_it_is(relation: str, expected: list[tuple[str, str]]) -> None:
    assert lint(card("mit", "meta-llama/Llama-3.1-8B", base_model_relation=relation)) == expected


def test_adapter_is_an_error_where_the_license_names_such_works() -> None:
    assert lint(card("mit", "black-forest-labs/FLUX.1-dev", base_model_relation="adapter")) == [("LL005", "error")]


def test_model_trained_on_outputs_is_no_derivative() -> None:
    assert lint(card("mit", "meta-llama/Llama-3.1-8B", tags="[distillation]")) == []


def test_own_terms_beside_the_text_of_the_base_are_in_doubt() -> None:
    """RAIL lets a derivative have its own terms as long as its restrictions go along; a release that ships them may have done so."""
    bare = card("mit", "runwayml/stable-diffusion-v1-5")
    assert lint(bare) == [("LL001", "error")]
    assert lint(bare | {"LICENSE-BASE.txt": "{{text stable-diffusion-2022-08-22}}"}) == [("LL001", "warning")]


def test_license_name_that_is_a_family_s_is_no_other_version() -> None:
    named = card("other", "Lightricks/LTX-2.5", license_name="ltx-2-community-license-agreement")
    assert lint(named) == []


def test_other_version_is_a_warning() -> None:
    assert lint(card("llama3", "meta-llama/Llama-3.1-8B")) == [("LL001", "warning")]


def test_part_in_a_folder_is_no_ancestor_of_the_whole() -> None:
    files = {"README.md": "---\nlicense: apache-2.0\n---\n", "text_encoder/config.json": '{"_name_or_path": "meta-llama/Llama-3.1-8B-Instruct"}'}
    report = audit_files(files, config=Config(select=LINEAGE_RULES))
    assert report.verdict.lineage == ()
    assert found(report) == [("LL010", "warning")]


def test_name_left_over_in_a_config_proves_no_descent() -> None:
    files = {"README.md": "---\nlicense: apache-2.0\n---\n", "config.json": '{"_name_or_path": "meta-llama/Llama-3.1-8B"}'}
    assert lint(files) == [("LL001", "warning")]


def test_card_that_says_nothing_is_completed_by_what_is_known_of_the_model() -> None:
    report = audit_files({"README.md": "---\nlicense: mit\n---\n"}, "deepseek-ai/DeepSeek-R1-Distill-Llama-8B")
    assert [(each.id, each.license) for each in report.verdict.lineage] == [("meta-llama/Llama-3.1-8B", "llama3.1")]


def test_one_conflict_speaks_through_one_rule() -> None:
    for relation in ("finetune", "adapter", "quantized", "merge"):
        assert len(lint(card("mit", "Qwen/Qwen2.5-3B", base_model_relation=relation))) == 1


def test_release_without_weights_is_no_derivative_of_what_it_is_used_with() -> None:
    bare, of = card("mit", "meta-llama/Llama-3.1-8B"), "acme/workflows"
    assert lint(bare | {"workflow.json": "{}"}, of) == []
    assert lint(bare | {"LICENSE": "x", "config.json": "{}", ".gitattributes": ""}, of) == [("LL001", "error")]
    assert lint(bare | {"workflow.json": "{}", "model.gguf": "general.name: Acme"}, of) == [("LL001", "error")]
    assert lint(bare | {"train.py": "..."}) == [("LL001", "error")]  # a folder: the weights may lie elsewhere


@pytest.mark.parametrize(
    ("kind", "metadata", "accused"),
    [
        ("hub", {"source": "hub"}, False),
        ("hub", {"source": "hub", "holds_weights": None}, False),
        ("hub", {"source": "hub", "holds_weights": True}, True),
        ("hub", {"holds_weights": False}, False),
        ("hub", {}, True),
        ("table", {"holds_weights": False}, False),
        ("table", {"holds_weights": True}, True),
        ("table", {}, True),
        ("local", {"holds_weights": False}, True),
    ],
)
def test_card_alone_is_no_derivative_where_it_is_known_that_no_weights_lie_beside_it(kind: Any, metadata: dict[str, Any], accused: bool) -> None:
    snapshot = snapshot_of(card("mit", "meta-llama/Llama-3.1-8B"))
    target = Target(kind, "acme/derived-8b")
    report = audit_snapshot(msgspec.structs.replace(snapshot, target=target, metadata=metadata), experts(), Config(select=("LL", "LO")))
    assert ("LL001" in {each.code for each in report.findings}) is accused
    if not accused:
        assert report.findings == ()
        assert (report.verdict.governing().concluded, report.verdict.flags) == ("MIT", ())  # type: ignore[union-attr]
    assert report.verdict.terms.terms["commercial_use"].value == "conditional", "what it is used with binds all the same"


@pytest.mark.parametrize("base", ["Salesforce/moirai-moe-1.0-R-small", "stabilityai/stable-diffusion-3.5-large", "vidore/colpaligemma-3b-mix-448-base"])
def test_no_duty_is_missed_either(base: str) -> None:
    snapshot = snapshot_of(card("cc-by-nc-4.0", base), "acme/derived")
    assert any(each.code.startswith("LO") for each in audit_snapshot(snapshot, experts(), Config()).findings)
    empty = msgspec.structs.replace(snapshot, metadata={"holds_weights": False})
    assert not [each.code for each in audit_snapshot(empty, experts(), Config()).findings if each.code.startswith(("LO", "LL"))]


def test_weights_that_are_listed_are_weights_whatever_the_hub_counts() -> None:
    files = card("mit", "meta-llama/Llama-3.1-8B") | {"model.gguf": "general.name: Acme"}
    snapshot = msgspec.structs.replace(snapshot_of(files, "acme/derived-8b"), metadata={"source": "hub", "holds_weights": False})
    assert found(audit_snapshot(snapshot, experts(), Config(select=LINEAGE_RULES))) == [("LL001", "error")]


def test_license_of_adapters_that_is_known_of_the_base_is_no_conflict() -> None:
    """The maker's own knowledge row says that two licenses apply at once; a mere tag of the card does not."""
    assert lint(card("mit", "vidore/colqwen2.5-base")) == []
    assert lint(card("mit", "deepseek-ai/DeepSeek-R1-Distill-Llama-8B")) == [("LL004", "warning")]


def test_row_of_a_table_shows_no_files_that_could_be_missed() -> None:
    snapshot = msgspec.structs.replace(snapshot_of(card("llama3.1", "meta-llama/Llama-3.1-8B")), target=Target("table", "acme/derived-8b"))
    assert found(audit_snapshot(snapshot, experts(), Config(select=("LO",)))) == []


# ---------------------------------------------------------------- what a source read of the ancestors


def lint_with(ancestors: Any, base: str = "acme/base-7b", license: str = "mit") -> Report:
    snapshot: Snapshot = snapshot_of(card(license, base), "acme/derived-7b")
    return audit_snapshot(msgspec.structs.replace(snapshot, metadata={"ancestors": ancestors}), experts(), Config(select=LINEAGE_RULES))


def test_license_of_an_unknown_base_comes_from_its_card_on_the_hub() -> None:
    report = lint_with({"acme/base-7b": {"license": "cc-by-nc-4.0", "base_models": []}})
    assert report.verdict.lineage[0].known_from == "hub"
    assert found(report) == [("LL001", "warning")]


def test_grandparents_come_from_the_hub_too() -> None:
    report = lint_with({"acme/base-7b": {"license": "mit", "base_models": ["meta-llama/Llama-3.1-8B"]}})
    assert [(each.id, each.depth) for each in report.verdict.lineage] == [("acme/base-7b", 1), ("meta-llama/Llama-3.1-8B", 2)]
    assert found(report) == [("LL009", "error")]


def test_circle_of_ancestors_ends() -> None:
    report = lint_with({"acme/base-7b": {"license": "mit", "base_models": ["acme/other", "acme/derived-7b"]}, "acme/other": {"base_models": ["acme/base-7b"]}})
    assert [each.id for each in report.verdict.lineage] == ["acme/base-7b", "acme/other"]


BROKEN = [None, {"license": 3, "base_models": "x"}, {"license": ["mit"], "base_models": [1, None]}]


@pytest.mark.parametrize("ancestors", [None, [], "x", *({"acme/base-7b": row} for row in BROKEN)])
def test_broken_metadata_is_ignored(ancestors: Any) -> None:
    assert found(lint_with(ancestors)) == []


def test_long_chain_stops_at_a_limit() -> None:
    report = lint_with({"acme/base-7b": {"base_models": ["a/0"]}, **{f"a/{n}": {"base_models": [f"a/{n + 1}"]} for n in range(50)}})
    assert max(each.depth for each in report.verdict.lineage) == 8


# ---------------------------------------------------------------- merges


def merge(*bases: str) -> Report:
    return audit_files(card("other", "[" + ", ".join(bases) + "]", license_name="acme-1.0", base_model_relation="merge"), config=Config(select=("LL006",)))


@pytest.mark.parametrize(
    ("bases", "severities"),
    [
        (("meta-llama/Llama-3.1-8B", "LGAI-EXAONE/EXAONE-3.5-7.8B-Instruct"), ["error"]),
        (("meta-llama/Llama-2-7b-hf", "mistralai/Mistral-7B-v0.1"), ["warning"]),
        (("meta-llama/Llama-2-7b-hf", "meta-llama/Llama-2-13b-hf"), []),
        (("meta-llama/Llama-3.1-8B", "google/gemma-2-9b"), []),
        (("mistralai/Mistral-7B-v0.1", "Qwen/Qwen2.5-7B"), []),
        (("meta-llama/Llama-3.1-8B", "meta-llama/Meta-Llama-3-8B"), []),
    ],
)
def test_pairs_that_cannot_be_merged(bases: tuple[str, ...], severities: list[str]) -> None:
    assert [each.severity for each in merge(*bases).findings] == severities


def test_duties_of_a_merge_are_those_of_all_parents() -> None:
    report = merge("meta-llama/Llama-3.1-8B", "google/gemma-2-9b")
    licenses = {each.license for each in report.verdict.terms.obligations if each.kind == "notice-file"}
    assert {"llama3.1"} < licenses
    assert any(each and each.startswith("gemma") for each in licenses)
    assert list(clashes(report.verdict.lineage, KNOWLEDGE)) == []


# ---------------------------------------------------------------- what may be declared, as it is shown


def test_each_ancestor_says_what_a_derivative_may_be_declared_as() -> None:
    report = audit_files(card("llama3.1", "meta-llama/Llama-3.1-8B"))
    (ancestor,) = json.loads(render_reports([report], "0", "x"))["reports"][0]["verdict"]["lineage"]
    assert ancestor["derivatives"]["may_declare"] == ["same"]
    assert "apache-2.0" in ancestor["derivatives"]["may_not_declare"]
    assert ancestor["derivatives"]["section"] and ancestor["derivatives"]["quote"]
    text = " ".join(render_audit([report], KNOWLEDGE.vocabulary, "x").split())
    assert "a derivative may be declared: llama3.1; not: apache-2.0, mit," in text


def test_free_ancestor_needs_no_such_line() -> None:
    report = audit_files(card("mit", "mistralai/Mistral-7B-v0.1"))
    assert "may be declared" not in render_audit([report], KNOWLEDGE.vocabulary, "x")
