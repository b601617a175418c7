"""SPDX license expressions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licint.openness.expressions import names_in, rename, satisfied

OPEN = {"MIT", "Apache-2.0"}.__contains__


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("MIT", True),
        ("MIT AND Apache-2.0", True),
        ("MIT AND x", False),
        ("x OR MIT", True),
        ("x OR y AND MIT", False),
        ("MIT OR y AND x", True),
        ("(x OR MIT) AND Apache-2.0", True),
        ("Apache-2.0 WITH LLVM-exception", True),
        ("mit and apache-2.0", False),
        ("MIT AND", False),
        ("(MIT", False),
        ("MIT)", False),
        ("MIT Apache-2.0", False),
        ("AND", False),
        ("", False),
        ("()", False),
    ],
)
def test_satisfied(expression: str, expected: bool) -> None:
    assert satisfied(expression, OPEN) is expected


def test_rename_keeps_what_means_nothing() -> None:
    meaning = {"mit license": "MIT", "apache-2.0": "Apache-2.0"}
    assert rename("mit license", meaning.get) == "MIT"
    assert rename("(apache-2.0 OR x)", meaning.get) == "(Apache-2.0 OR x)"
    assert rename("some custom text", meaning.get) == "some custom text"


def test_names_in() -> None:
    assert names_in("(MIT OR Apache-2.0 WITH e) AND x") == ("MIT", "Apache-2.0", "x")
    assert names_in("My License") == ("My License",)


@given(st.text(alphabet="()AND ORWITHx-", max_size=200))
def test_nothing_raises(text: str) -> None:
    satisfied(text, OPEN)
    rename(text, lambda _: None)
    names_in(text)


def test_deep_nesting_does_not_recurse() -> None:
    assert satisfied("(" * 400 + "MIT" + ")" * 400, OPEN)
