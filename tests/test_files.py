"""rules/files.yaml: which files bear on rights."""

import itertools

import msgspec
import pytest

from licint.errors import KnowledgeError
from licint.parsing.files import FileRule, classify, file_rules, read_file_rules, rules_file
from licint.parsing.model_ids import to_model_id
from licint.parsing.weights import is_weights
from tests.material import CORPUS, needs_corpus


def examples() -> list[tuple[FileRule, str]]:
    """Each row of rules/files.yaml with each example of the comment above it."""
    lines = rules_file().read_text(encoding="utf-8").splitlines()
    rows = lines[lines.index("rules:") + 1 :]
    above = [before for before, row in itertools.pairwise(rows) if row.startswith("  - {name: ") or row.startswith("  - {path: ")]
    return [(rule, example) for rule, comment in zip(file_rules().rules, above, strict=True) for example in comment.removeprefix("  # e.g. ").split(", ")]


EXAMPLES = examples()


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[example for _, example in EXAMPLES])
def test_example_is_decided_by_its_row(rule: FileRule, example: str) -> None:
    assert next(each for each in file_rules().rules if each.covers(example)) is rule


def test_every_row_has_an_example() -> None:
    assert {rule.pattern for rule, _ in EXAMPLES} == {rule.pattern for rule in file_rules().rules}
    assert all(classify(example) == (rule.role and (rule.role, rule.component)) for rule, example in EXAMPLES)


def test_plain_names_are_what_their_patterns_say() -> None:
    patterns_alone = msgspec.structs.replace(file_rules(), plain={})
    assert {name: classify(name, patterns_alone) for name in file_rules().plain} == file_rules().plain


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("README.md", ("card", None)),
        ("sub/README.md", ("readme", None)),
        ("LICENSE", ("license", None)),
        ("models/acme_2/LICENSE", ("license", None)),
        ("third_party/x/LICENSE.txt", ("notice", "code")),
        ("code/LICENSE", ("license", "code")),
        ("LICENSE-MODEL", ("license", "weights")),
        ("LICENSE_MODEL_CODE", ("license", "code")),
        ("Acme-2 Community License.pdf", ("license", None)),
        ("MODEL_LICENSE_zh.txt", ("license", "weights")),
        ("acme_use_policy.md", ("policy", None)),
        ("data/LICENSE.md", ("license", "data")),
        ("NOTICE", ("notice", None)),
        ("模型许可协议.txt", ("license", "weights")),
        ("用户使用协议.md", ("license", None)),
        ("免责声明.md", ("policy", None)),
        ("model-00001-of-00002.safetensors", None),
        ("licensing.py", None),
        ("license_plate_detector.py", None),
        ("tokenizer.json", None),
        ("config.json", None),
        ("notes.md", ("readme", None)),
        ("noticeable.md", ("readme", None)),
        ("silicon.md", ("readme", None)),
        ("", None),
        ("a" * 5000, None),
        ("/" * 900, None),
    ],
)
def test_classify(path: str, expected: object) -> None:
    assert classify(path) == expected


@pytest.mark.parametrize("part", ["license-", "licen", "model_", "_license", "a_", "third_party/", "许可", "模型", " ", "readme."])
def test_a_long_path_costs_little(part: str) -> None:
    for _ in range(20):
        classify(part * (1000 // len(part)))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("plain: []\nno_text: x\nrules: []", "card_keys"),
        ("plain: []\nno_text: x\nrules: [{name: x, role: king}]", "unknown role"),
        ("plain: [{role: card}]", "names"),
        ("plain: []\nno_text: x\nrules: [{role: card}]", "name"),
        ("[]", "rules/files.yaml"),
    ],
)
def test_a_broken_table_says_what_is_wrong(text: str, complaint: str) -> None:
    with pytest.raises(KnowledgeError, match=complaint):
        read_file_rules(text)


@needs_corpus
def test_every_license_file_of_the_corpus_is_seen() -> None:
    assert CORPUS is not None
    names = {path.name for path in CORPUS.glob("releases/*/*") if "licen" in path.name.lower() and path.suffix != ".yaml"}
    assert {name for name in names if (classify(name) or ("",))[0] != "license"} == set()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("model.safetensors", True),
        ("pytorch_model-00001-of-00002.bin", True),
        ("sub/acme.Q4_K_M.gguf", True),
        ("model.onnx", True),
        ("training_args.bin", False),
        ("optimizer.pt", False),
        ("README.md", False),
        ("model.safetensors.index.json", False),
    ],
)
def test_weights(path: str, expected: bool) -> None:
    assert is_weights(path) is expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("acme/base-7b", "acme/base-7b"),
        (" acme/base ", "acme/base"),
        ("https://huggingface.co/acme/base", "acme/base"),
        ("huggingface.co/acme/base/blob/main/README.md", "acme/base"),
        ("https://hf.co/gpt2", "gpt2"),
        ("https://huggingface.co/gpt2/tree/main?x=1", "gpt2"),
        ("https://huggingface.co/datasets/acme/data", None),
        ("https://huggingface.co/docs/hub", None),
        ("https://github.com/acme/base", None),
        ("gpt2", None),
        ("./out/model", None),
        ("/home/me/model", None),
        ("C:\\models\\a", None),
        ("outputs/run-1", None),
        ("me/out/checkpoint-500", None),
        ("acme/checkpoint-500", None),
        ("acme/model.safetensors", None),
        ("../a/b", None),
        ("acme/", None),
        ("", None),
        ("a/" + "b" * 500, None),
    ],
)
def test_model_ids(written: str, expected: str | None) -> None:
    assert to_model_id(written) == expected


@pytest.mark.parametrize(("written", "expected"), [("gpt2", "gpt2"), ("t5-small", "t5-small"), ("checkpoint-100", None), ("base", None), ("None", None)])
def test_bare_model_ids(written: str, expected: str | None) -> None:
    assert to_model_id(written, bare=True) == expected
