"""Descent, as configurations, front matter and prose state it."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licint.parsing.card import parse_card
from licint.parsing.configs import is_config, parents_in_card, parents_in_config, parents_in_prose
from licint.parsing.markdown import parse_prose

MERGE = """\
models:
  - model: acme/one@main
    parameters: {weight: 0.5}
  - model: {model: {path: beta/two}}
  - model: ./local/three
slices:
  - sources:
      - model: gamma/four+delta/lora
merge_method: ties
base_model: acme/base
tokenizer_source: model:acme/one
"""

CONFIGS: dict[str, tuple[str, Any, list[tuple[str, str]]]] = {
    "adapter": ("adapter_config.json", {"base_model_name_or_path": "acme/base", "peft_type": "LORA"}, [("acme/base", "adapter")]),
    "adapter-one-folder-down": ("lora/adapter_config.json", {"base_model_name_or_path": "acme/base"}, [("acme/base", "adapter")]),
    "adapter-of-an-old-model": ("adapter_config.json", {"base_model_name_or_path": "gpt2"}, [("gpt2", "adapter")]),
    "adapter-of-a-local-path": ("adapter_config.json", {"base_model_name_or_path": "/mnt/models/acme-7b"}, []),
    "adapter-of-a-local-folder": ("adapter_config.json", {"base_model_name_or_path": "models/acme-7b"}, []),
    "adapter-of-a-local-name": ("adapter_config.json", {"base_model_name_or_path": "llm"}, []),
    "adapter-of-nothing": ("adapter_config.json", {"base_model_name_or_path": None}, []),
    "config": ("config.json", {"_name_or_path": "acme/base"}, [("acme/base", "unknown")]),
    "quantized-config": ("config.json", {"_name_or_path": "acme/base", "quantization_config": {"bits": 4}}, [("acme/base", "quantized")]),
    "config-of-a-checkpoint": ("config.json", {"_name_or_path": "acme/checkpoint-1200"}, []),
    "diffusers": ("model_index.json", {"_name_or_path": "acme/pictures"}, [("acme/pictures", "unknown")]),
    "merge": ("mergekit_config.yml", MERGE, [(name, "merge") for name in ("acme/one", "beta/two", "gamma/four", "delta/lora", "acme/base")]),
    "experts": ("mergekit_moe_config.yml", "base_model: a/b\nexperts:\n  - source_model: c/d\n", [("a/b", "merge"), ("c/d", "merge")]),
    "a-list": ("config.json", [1], []),
    "no-json": ("config.json", "{", []),
    "deep": ("config.json", "[" * 100_000, []),
    "deep-yaml": ("mergekit_config.yml", "[" * 100_000, []),
    "no-yaml": ("mergekit_config.yml", "a: [b", []),
    "another-file": ("tokenizer_config.json", {"_name_or_path": "acme/base"}, []),
    "a-number": ("config.json", {"_name_or_path": 5}, []),
    "nan": ("config.json", '{"x": NaN, "_name_or_path": "acme/base"}', [("acme/base", "unknown")]),
}


@pytest.mark.parametrize(("path", "content", "expected"), CONFIGS.values(), ids=CONFIGS)
def test_config(path: str, content: Any, expected: list[tuple[str, str]]) -> None:
    text = content if isinstance(content, str) else json.dumps(content, indent=2)
    assert sorted((each.id, each.relation) for each in parents_in_config(path, text)) == sorted(expected)


def test_a_config_says_where() -> None:
    parent = parents_in_config("adapter_config.json", '{\n  "base_model_name_or_path": "acme/base"\n}')[0]
    assert (parent.at.path, parent.at.line, parent.at.column, parent.source) == ("adapter_config.json", 2, 30, "adapter_config")
    places = {each.id: (each.at.line, each.at.column) for each in parents_in_config("mergekit_config.yml", MERGE)}
    assert places["acme/one"] == (2, 12)
    assert places["acme/base"] == (10, 13)


@pytest.mark.parametrize(("path", "expected"), [("config.json", True), ("lora/adapter_config.json", True), ("a/b/config.json", False), ("x.json", False)])
def test_is_config(path: str, expected: bool) -> None:
    assert is_config(path) is expected


CARDS = {
    "one": ("base_model: acme/base", [("acme/base", "unknown", 2, 13)]),
    "address": ("base_model: https://huggingface.co/acme/base", [("acme/base", "unknown", 2, 13)]),
    "old-name": ("base_model: gpt2", [("gpt2", "unknown", 2, 13)]),
    "declared-relation": ("base_model: a/b\nbase_model_relation: quantized", [("a/b", "quantized", 2, 13)]),
    "several-are-a-merge": ("base_model:\n- a/b\n- c/d", [("a/b", "merge", 3, 3), ("c/d", "merge", 4, 3)]),
    "one-in-a-list": ("base_model:\n- a/b\n", [("a/b", "unknown", 3, 3)]),
    "declared-beats-implied": ("base_model: a/b\nbase_model_relation: finetune\ntags: [lora]", [("a/b", "finetune", 2, 13)]),
    "adapter-by-library": ("base_model: a/b\nlibrary_name: peft", [("a/b", "adapter", 2, 13)]),
    "quantized-by-tag": ("base_model: a/b\ntags: [GGUF]", [("a/b", "quantized", 2, 13)]),
    "a-single-tag": ("base_model: a/b\ntags: merge", [("a/b", "merge", 2, 13)]),
    "quantized-copies-of-several": ("base_model: [a/b, c/d]\ntags: [gguf]", [("a/b", "quantized", 2, 14), ("c/d", "quantized", 2, 19)]),
    "an-older-key": ("finetuned_from: a/b", [("a/b", "finetune", 2, 17)]),
    "a-local-path": ("base_model: ./out/model", []),
    "none": ("base_model: None", []),
    "a-number": ("base_model: 5", []),
    "a-mapping": ("base_model: {id: a/b}", []),
    "twice-the-same": ("base_model: [a/b, A/B]", [("a/b", "merge", 2, 14)]),
}


@pytest.mark.parametrize(("front", "expected"), CARDS.values(), ids=CARDS)
def test_card(front: str, expected: list[tuple[str, str, int, int]]) -> None:
    found = parents_in_card(parse_card("README.md", f"---\n{front}\n---\n"))
    assert [(each.id, each.relation, each.at.line, each.at.column) for each in found] == expected


HUB = "https://huggingface.co/"
PROSE = {
    "a-link": (f"This model is a fine-tuned version of [acme/base-7b]({HUB}acme/base-7b) on some data.", [("acme/base-7b", "finetune", 39)]),
    "a-link-with-another-text": (f"Our model is finetuned from the [Acme Base]({HUB}acme/base-7b).", [("acme/base-7b", "finetune", 33)]),
    "an-old-model": (f"This model is a fine-tuned version of [gpt2]({HUB}gpt2).", [("gpt2", "finetune", 39)]),
    "an-id": ("It was fine-tuned from acme/base-7b.", [("acme/base-7b", "finetune", 1)]),
    "a-fragment": ("Fine-tuned from `acme/base-7b`.", [("acme/base-7b", "finetune", 1)]),
    "based-on": (f"Acme-Chat is based on [base]({HUB}acme/base-7b).", [("acme/base-7b", "unknown", 23)]),
    "quantized": ("This is a quantized version of acme/base-7b.", [("acme/base-7b", "quantized", 1)]),
    "quants": ("GGUF quants of acme/base-7b.", [("acme/base-7b", "quantized", 1)]),
    "adapter": ("A LoRA adapter for acme/base-7b.", [("acme/base-7b", "adapter", 1)]),
    "distilled": ("This model is distilled from acme/teacher-7b.", [("acme/teacher-7b", "distill", 1)]),
    "chinese": ("本模型基于 acme/base-7b 微调。", [("acme/base-7b", "finetune", 1)]),
    "japanese": ("本モデルは acme/base-7b をベースに学習しました。", [("acme/base-7b", "finetune", 1)]),
    "items": ("- **Finetuned from model :** acme/x-7b\n- Fine-tuned from acme/base-7b", [("acme/x-7b", "finetune", 1), ("acme/base-7b", "finetune", 1)]),
    "the-template": ("- **Finetuned from model [optional]:** acme/base-7b", [("acme/base-7b", "finetune", 1)]),
    "the-template-not-filled-in": ("- **Finetuned from model [optional]:** [More Information Needed]", []),
    "a-base-model": (f"- **Base model:** [Base]({HUB}acme/base-7b)", [("acme/base-7b", "unknown", 19)]),
    "about-base-models": ("We compared base models: acme/base-7b and acme/other-7b.", []),
    "a-comparison": ("Compared to models fine-tuned from acme/base-7b, it is small.", []),
    "unlike": ("Unlike others, which are fine-tuned from acme/base-7b, it is not.", []),
    "a-negation": ("This model is not based on acme/base-7b.", []),
    "advice": ("You can use a model fine-tuned from acme/base-7b.", []),
    "another-card": (f"This model card is based on the [Acme card]({HUB}acme/base-7b).", []),
    "the-parents-parent": (f"The base model is a fine-tuned version of [x/y]({HUB}x/y).", []),
    "a-dataset": (f"This model is based on [acme/data]({HUB}datasets/acme/data).", []),
    "another-site": ("This model is based on [x](https://github.com/acme/base-7b).", []),
    "a-name-without-link": ("This model is based on BERT.", []),
    "two-words": ("This model is based on input/output pairs.", []),
    "a-library": ("This worker is based on acme/transformers.", []),
    "a-size": ("It was trained from ViT-g/16.", []),
    "a-list-of-parts": ("- base model: https://huggingface.co/acme/base-1.0", []),
    "a-folder": ("This model is initialized from ./checkpoints/base.", []),
    "code": ("```\nfine-tuned from acme/base-7b\n```", []),
    "a-cell": ("| This model |\n|---|\n| is fine-tuned from acme/base-7b |", []),
}


@pytest.mark.parametrize(("text", "expected"), PROSE.values(), ids=PROSE)
def test_prose(text: str, expected: list[tuple[str, str, int]]) -> None:
    prose = parse_prose(text, 1, "README.md")
    found = parents_in_prose(prose.paragraphs, prose.links, "README.md")
    assert [(each.id, each.relation, each.at.column) for each in found] == expected
    assert all(each.source == "prose" for each in found)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_nothing_raises(text: str) -> None:
    for path in ("config.json", "adapter_config.json", "mergekit_config.yml"):
        parents_in_config(path, text)
    for front in (f"---\nbase_model: {text}\n---\n", f"---\nbase_model: [{text}]\ntags: {text}\n---\n"):
        parents_in_card(parse_card("README.md", front))
    prose = parse_prose(f"based on {text} fine-tuned from {text}", 1, "README.md")
    parents_in_prose(prose.paragraphs, prose.links, "README.md")


@pytest.mark.parametrize("part", ["based on ", "fine-tuned from the ", "基于a/b ", "lora ", "a/b ", "quantized version of ", ". ", "x of the the "])
def test_a_hostile_text_is_read_in_linear_time(part: str) -> None:
    prose = parse_prose("\n\n".join([part * 2000] * 20), 1, "README.md")
    parents_in_prose(prose.paragraphs, prose.links, "README.md")
