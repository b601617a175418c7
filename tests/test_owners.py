"""Whose thing a sentence is about: by the names in its subject."""

from pathlib import Path

import pytest

from licint.clauses import Patterns
from licint.clauses.owners import apart_in, called, is_called, names_above, topic_of

PROSE = Patterns.load(Path(__file__).parent.parent / "rules").prose


def names(sentence: str) -> tuple[str, ...]:
    return topic_of(sentence, len(sentence), PROSE).names


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Rival-7B is released under the", ("Rival-7B",)),
        ("Whisper is released under the", ("Whisper",)),
        ("The official Rival weights are for non-commercial use only", ("Rival",)),
        ("Among the baselines, Rival is licensed under MIT and Other is licensed under", ("Other",)),
        ("Both Acme-7B and Rival-7B are released under", ("Acme-7B", "Rival-7B")),
        ("Training uses FooTrain, which is distributed under the", ("FooTrain",)),
        ("We use Foo (released under the", ("Foo",)),
        ("Acme-7B, trained on Foo, is released under", ("Acme-7B", "Foo")),
        ("Giant Cloud releases Acme-7B under the", ("Acme-7B",)),
        ("本模型基于 Rival-7B 微调，Rival-7B 采用", ("Rival-7B",)),
        ("比較対象の Rival-7B は", ("Rival-7B",)),
    ],
)
def test_names_in_the_subject(sentence: str, expected: tuple[str, ...]) -> None:
    assert names(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Our model is released under the",
        "The model is released under the",
        "To support research with Acme, we release the weights under the",
        "Users can use it under the",
        "All PyTorch Checkpoints are released under the",
        "Copyright 2024 Giant Inc. All code is released under the",
        "Giant's weights are released under the",
        "本模型采用",
        "",
    ],
)
def test_no_names_where_the_release_speaks_of_itself(sentence: str) -> None:
    assert names(sentence) == ()


@pytest.mark.parametrize(
    ("name", "is_own"),
    [
        ("Acme", True),
        ("Acme-70B-Chat", True),
        ("AcmeChat", True),
        ("SuperAcme", True),
        ("Rival-7B", False),
        ("Model-7B", False),
        ("Welcome", False),
    ],
)
def test_what_a_release_is_called(name: str, is_own: bool) -> None:
    assert is_called(name, called(("lab/acme-7b", "Acme 7B, a Chat Model"), PROSE)) is is_own


@pytest.mark.parametrize("words", ["The demo Space", "Our teacher", "The project page", "The logo and the icons", "The vision encoder of Rival", "教师模型"])
def test_things_beside_the_release(words: str) -> None:
    assert apart_in(topic_of(f"{words} is available", 99, PROSE), PROSE)


@pytest.mark.parametrize("words", ["The demo weights", "Acme-7B", "The model for demos", "All checkpoints"])
def test_parts_of_the_release_are_not_beside_it(words: str) -> None:
    assert not apart_in(topic_of(f"{words} is available", 99, PROSE), PROSE)


def test_heading_names_only_what_no_word_of_a_language_looks_like() -> None:
    assert names_above(("Acme", "Rival-7B"), PROSE) == ("Rival-7B",)
    assert names_above(("Acme", "Rival-7B", "License"), PROSE) == ("Rival-7B",)
    assert names_above(("Acme", "Model Details"), PROSE) == ()
