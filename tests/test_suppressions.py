"""Findings silenced by comments and by the configuration, and faults of the ignores themselves."""

from datetime import date

import pytest

from licint.config import Config, Ignore, parse_config
from licint.errors import ConfigError
from licint.model import Card, Finding, Location, Release, Target
from licint.suppressions import suppress

FINDING = Finding("no name", Location("README.md", 2, 10), "LM004", "other-without-name", "error")


def release(text: str) -> Release:
    return Release(Target("local", "."), Card("README.md", text, has_front_matter=True))


def codes(text: str, config: Config | None = None, today: date | None = None) -> tuple[list[str], list[str]]:
    kept, suppressed = suppress([FINDING], release(text), config or Config(), today)
    return [each.code for each in kept], [each.finding.code for each in suppressed]


@pytest.mark.parametrize(
    ("text", "kept", "suppressed"),
    [
        ("---\nlicense: other  # licint: ignore[LM004] waiting for legal\n---\n", [], ["LM004"]),
        ("---\nlicense: other  # licint: ignore[other-without-name] waiting\n---\n", [], ["LM004"]),
        ("---\nlicense: other  # licint: ignore[LM] waiting\n---\n", [], ["LM004"]),
        ("# licint: ignore[LM004] waiting\nlicense: other\n", [], ["LM004"]),
        ("---\nlicense: other  # licint: ignore[LM004]\n---\n", ["LI002"], ["LM004"]),
        ("---\nlicense: other  # licint: ignore[LW001] no\n---\n", ["LM004", "LI001"], []),
        ("---\nlicense: other\n---\n<!-- licint: ignore[LM004] elsewhere -->\n", ["LM004", "LI001"], []),
        ("---\nlicense: other\n---\n", ["LM004"], []),
    ],
)
def test_comments(text: str, kept: list[str], suppressed: list[str]) -> None:
    assert codes(text) == (kept, suppressed)


def test_a_table_in_the_configuration_ignores_by_path() -> None:
    plain = "---\nlicense: other\n---\n"
    assert codes(plain, Config(ignore=(Ignore("LM004", "agreed", "README.md"),))) == ([], ["LM004"])
    assert codes(plain, Config(ignore=(Ignore("LM004", "agreed", "docs/*"),))) == (["LM004", "LI001"], [])


def test_an_ignore_runs_out() -> None:
    config = Config(ignore=(Ignore("LM004", "for now", until=date(2026, 1, 1)),))
    assert codes("---\nlicense: other\n---\n", config, date(2026, 1, 1)) == ([], ["LM004"])
    assert codes("---\nlicense: other\n---\n", config, date(2026, 1, 2)) == (["LM004", "LI003"], [])


@pytest.mark.parametrize("table", [{"selct": ["LM"]}, {"select": "LM"}, {"ignore": [{"reason": "x"}]}])
def test_a_wrong_configuration_says_where(table: dict[str, object]) -> None:
    with pytest.raises(ConfigError) as error:
        parse_config(table, "licint.toml")
    assert "licint.toml" in error.value.message
    assert error.value.help
