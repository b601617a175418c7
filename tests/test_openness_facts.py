"""The components of a release: present where something is seen, absent where the absence is, unknown otherwise."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from licint.assembly import assemble
from licint.errors import ConfigError
from licint.expertise import open_expertise
from licint.model import Entry, Release, Snapshot, Target, Verdict
from licint.openness.assessment import assess_file, assess_release, completeness_of, openness
from licint.openness.declared import declared_components, with_declared
from licint.openness.facts import facts_of
from licint.openness.mot_file import parse_mot
from licint.openness.nouns import Components
from licint.openness.rules import load_rules
from licint.openness.size import size_in_name
from licint.resolution.verdict import resolve

RULES = load_rules()
FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "openness"
CARD = "---\nlicense: apache-2.0\n---\n\n# Acme\n\n"


def released(card: str | None = None, files: tuple[str, ...] = (), id: str = "acme/Acme-7B", kind: str = "hub") -> tuple[Release, Verdict]:
    contents = {"README.md": card.encode()} if card is not None else {}
    entries = tuple(Entry(path, 14_000_000_000 if path.endswith("safetensors") else 100) for path in (*contents, *files))
    experts = open_expertise()
    release = assemble(Snapshot(Target(kind, id), entries, contents), experts.knowledge, experts.index, experts.patterns)  # type: ignore[arg-type]
    return release, resolve(release, experts.knowledge, experts.patterns)


def components(*args: object, **about: object) -> Components:
    return facts_of(*released(*args, **about), open_expertise().knowledge, RULES)  # type: ignore[arg-type]


def presence(found: Components) -> dict[str, str]:
    return {each.component or "": each.presence for each in found.facts if each.presence != "unknown"}


def test_a_release_that_shows_everything() -> None:
    card = (FIXTURES / "fully-open" / "README.md").read_text(encoding="utf-8")
    found = components(card, ("model.safetensors", "config.json", "modeling_acme.py"), id="acme/acme-open-1b")
    assert presence(found) == dict.fromkeys(
        (
            "datasets",
            "architecture",
            "parameters",
            "checkpoints",
            "training_code",
            "inference_code",
            "evaluation_code",
            "evaluation_results",
            "libraries",
            "model_card",
            "data_card",
            "technical_report",
            "research_paper",
        ),
        "present",
    )
    assert all(each.because for each in found.facts if each.presence == "present")
    # The authors of what was adapted are thanked: their scripts are not the release's own.
    assert found.get("preprocessing_code").presence == "unknown"
    assert found.get("architecture").license == "Apache-2.0"
    assert found.get("training_code").license is None


@pytest.mark.parametrize(
    ("path", "component"),
    [
        ("train.py", "training_code"),
        ("scripts/pretrain.sh", "training_code"),
        ("training/loop.py", "training_code"),
        ("modeling_acme.py", "architecture"),
        ("inference.py", "inference_code"),
        ("eval/run.py", "evaluation_code"),
        ("prepare_data.py", "preprocessing_code"),
        ("checkpoint-1000/model.safetensors", "checkpoints"),
        ("requirements.txt", "libraries"),
        ("acme_technical_report.pdf", "technical_report"),
        ("all_results.json", "evaluation_results"),
        ("DATASHEET.md", "data_card"),
        ("training_args.bin", "metadata"),
        ("samples/one.png", "sample_outputs"),
    ],
)
def test_files_show_components(path: str, component: str) -> None:
    found = components(CARD, (path,)).get(component)
    assert found.presence == "present"
    assert found.because[0].at is not None and found.because[0].at.path == path
    assert found.license == "Apache-2.0"


@pytest.mark.parametrize("path", ["finetune.py", "config.json", "constraint.py", "evaluator_notes.txt", "untrained.py", "retraining.md"])
def test_files_that_show_nothing_for_certain(path: str) -> None:
    assert {*presence(components(CARD, (path,)))} <= {"model_card"}


@pytest.mark.parametrize(
    ("sentence", "component", "expected"),
    [
        ("We release the [training code](https://github.com/acme/train).", "training_code", "present"),
        ("The [training code](https://github.com/acme/train) will be released soon.", "training_code", "unknown"),
        ("Our training code is based on [Megatron](https://github.com/other/megatron).", "training_code", "unknown"),
        ("The training code is on our disks.", "training_code", "unknown"),
        ("The training code is not publicly available.", "training_code", "absent"),
        ("The training code has not been released yet.", "training_code", "unknown"),
        ("The training data will not be released.", "datasets", "absent"),
        ("The training data does not contain personal data that was not published.", "datasets", "unknown"),
        ("Some of the training data cannot be shared.", "datasets", "unknown"),
        ("训练数据不公开。", "datasets", "absent"),
        ("训练代码已开源：[训练代码](https://github.com/acme/train)", "training_code", "present"),
        ("It was trained on [Acme Corpus](https://huggingface.co/datasets/acme/corpus).", "datasets", "present"),
        ("It was trained on private data like [this](https://huggingface.co/datasets/acme/corpus).", "datasets", "unknown"),
        ("See our [paper](https://arxiv.org/abs/0000.00000).", "research_paper", "present"),
        ("As in the [Imagen paper](https://arxiv.org/abs/0000.00000).", "research_paper", "unknown"),
        ("Read the [technical report](https://example.org/acme-report.pdf).", "technical_report", "present"),
    ],
)
def test_sentences(sentence: str, component: str, expected: str) -> None:
    assert components(CARD + sentence + "\n").get(component).presence == expected


def test_sentences_among_thanks_do_not_count() -> None:
    card = CARD + "## Acknowledgements\n\nThe [training code](https://github.com/acme/train) is available.\n"
    assert components(card).get("training_code").presence == "unknown"


def test_speed_is_no_evaluation() -> None:
    table = "\n\n| | value |\n|---|---|\n| a | 71.3 |\n"
    assert components(CARD + "## Evaluation" + table).get("evaluation_results").presence == "present"
    assert components(CARD + "## Inference performance" + table).get("evaluation_results").presence == "unknown"
    assert components(CARD + "## Evaluation\n\nSee elsewhere.\n").get("evaluation_results").presence == "unknown"


def test_absence_is_seen_where_the_whole_is_listed() -> None:
    assert components(None, ("model.safetensors",)).get("model_card").presence == "absent"
    assert components(None, ("LICENSE",), kind="local", id="some/folder").get("model_card").presence == "unknown"
    assert components(None, (), id="acme/unheard-of").get("model_card").presence == "unknown"


def test_data_of_a_derivative_are_a_part() -> None:
    card = "---\nlicense: apache-2.0\ndatasets: [acme/tuning]\nbase_model: acme/base\n---\n\n# Acme\n"
    assert components(card).get("datasets").extent == "part"


def test_a_delta_is_a_part_of_the_weights() -> None:
    assert components(CARD, ("model.safetensors",), id="acme/acme-7b-delta").get("parameters").extent == "part"
    assert components(CARD, ("model.safetensors",), id="acme/acme-7b").get("parameters").extent == "whole"


def test_a_card_of_placeholders_is_a_part() -> None:
    card = CARD + "## Model details\n\n" + "[More Information Needed]\n\n" * 20
    found = components(card, ("model.safetensors",))
    assert (found.get("model_card").presence, found.get("model_card").extent) == ("present", "part")


def test_terms_of_a_parent_reach_the_weights() -> None:
    card = "---\nlicense: mit\nbase_model: meta-llama/Llama-3.1-8B\n---\n\n# Acme\n"
    release, verdict = released(card, ("model.safetensors",))
    found = assess_release(release, verdict, open_expertise().knowledge, RULES)
    assert "llama3.1" in (found.components.get("parameters").license or "")
    assert "parameters" in found.strict.classes[3].invalid
    assert found.osaid.answer == "fail"
    assert found.eu_ai_act.answer == "not-exempt"


def test_terms_beyond_an_open_license_close_the_weights() -> None:
    release, verdict = released(CARD, ("model.safetensors",))
    further = replace(verdict, category="conditional-commercial")
    fact = facts_of(release, further, open_expertise().knowledge, RULES).get("parameters")
    assert (fact.declared, fact.license) == ("Apache-2.0", "Apache-2.0 AND LicenseRef-further-terms")


def test_weights_without_a_license_are_unlicensed() -> None:
    release, verdict = released("# Acme\n", ("model.safetensors",))
    assert verdict.category == "proprietary"
    found = assess_release(release, verdict, open_expertise().knowledge, RULES)
    assert "parameters" in found.strict.classes[3].unlicensed


def test_a_gate_is_seen() -> None:
    found = components("---\nlicense: apache-2.0\nextra_gated_prompt: Tell us who you are.\n---\n\n# Acme\n", ("model.safetensors",))
    assert found.gate is not None and found.gate.at is not None and found.gate.at.line == 3
    assert found.access == "gated-auto"


@pytest.mark.parametrize(
    ("name", "billions"),
    [
        ("acme/A-7B", 7),
        ("Mix-8x7B-v0.1", 56),
        ("acme-350M", 0.35),
        ("acme-1.5b-chat", 1.5),
        ("Acme-v2", None),
        ("2bad", None),
        ("Big-480B-A35B", 480),
    ],
)
def test_size_by_name(name: str, billions: float | None) -> None:
    found = size_in_name(name, RULES)
    assert found == (pytest.approx(billions * 1e9) if billions else None)


def test_the_object_of_the_report() -> None:
    release, verdict = released(CARD, ("model.safetensors",))
    found = openness(assess_release(release, verdict, open_expertise().knowledge, RULES))
    assert {*found} == {"mof", "osai", "osaid", "eu_ai_act"}
    assert {"class", "progress"} <= {*found["mof"]["mot"]} and {"class", "progress"} <= {*found["mof"]["strict"]}
    assert {*found["mof"]["mot"]["progress"]} == {"1", "2", "3"}
    assert len(found["osai"]["score"]) == 2 and {*found["osai"]["judgements"]} == {*RULES.index.parameters}
    assert found["osaid"]["answer"] == "review" and found["osaid"]["because"]
    assert {*found["eu_ai_act"]["tests"]} == {"E1", "E2", "E3", "E4", "E5", "E6", "E7"}


def test_a_record_is_a_target_like_any_other() -> None:
    file = parse_mot((FIXTURES / "acme-7b.yml").read_text(encoding="utf-8"), "acme-7b.yml")
    found = assess_file(file, open_expertise().knowledge, RULES)
    assert (found.mot.grade, found.strict.grade) == (3, 3)
    assert found.components.size == 7e9
    # CDLA-Permissive-2.0 is on its parameters.
    assert found.eu_ai_act.tests["E2"].value == "pass"


def test_declared_components_come_first() -> None:
    seen = components(CARD, ("train.py",))
    table = {"training_code": False, "Data card": "cc-by-4.0", "datasets": {"license": "CC-BY-4.0", "part": True, "path": "https://example.org"}}
    found = with_declared(seen, declared_components(table, RULES, open_expertise().knowledge.resolve))
    assert found.get("training_code").presence == "absent"
    assert found.get("data_card").license == "CC-BY-4.0"
    assert found.get("datasets").extent == "part"
    assert len(found.facts) == len(seen.facts)
    assert completeness_of(found).data is False and completeness_of(found).code is False


@pytest.mark.parametrize("table", [{"no_such": True}, {"datasets": 3}, {"datasets": {"licence": "MIT"}}, {"datasets": {"present": "yes"}}])
def test_declarations_with_a_mistake_are_explained(table: dict[str, object]) -> None:
    with pytest.raises(ConfigError) as error:
        declared_components(table, RULES, open_expertise().knowledge.resolve)
    assert next(iter(table)) in error.value.message


@pytest.mark.parametrize(
    "card",
    [
        "",
        "\x00",
        "---\n",
        "[" * 3000,
        "| a " * 3000,
        "# " + "x" * 100_000,
        "training code " * 20_000,
        "[paper](https://arxiv.org/abs/1) " * 5000,
    ],
)
def test_hostile_cards(card: str) -> None:
    release, verdict = released(card, ("model.safetensors", "a" * 3000))
    openness(assess_release(release, verdict, open_expertise().knowledge, RULES))
