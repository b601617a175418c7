"""A rule is two files, its module and its cases: one added while this test runs is found, run, selected, explained and documented."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import licint.checks
from licint.checks import rules
from licint.config import Config, _selected
from licint.rendering.pages import rule_page, rules_list
from tests.releases import audit_files

MODULE = '''
"""LZ999."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.model import Finding


@rule("LZ999", severity="warning")
def card_without_a_heading(subject: Subject) -> Iterator[Finding]:
    """The card has no heading

    ## Why
    Nobody knows what it is about.
    """
    if subject.card and "# " not in subject.card.body:
        yield Finding("no heading", subject.card.fields["license"].at)
'''


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "card_without_a_heading.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.setattr(licint.checks, "__path__", [*licint.checks.__path__, str(tmp_path)])
    for cached in (rules, _selected):
        cached.cache_clear()
    yield
    for cached in (rules, _selected):
        cached.cache_clear()


@pytest.mark.usefixtures("added")
def test_a_new_module_is_a_rule() -> None:
    assert rules()["LZ999"].name == "card-without-a-heading"
    report = audit_files({"README.md": "---\nlicense: mit\n---\n\nText.\n"})
    assert [each.code for each in report.findings if each.code == "LZ999"] == ["LZ999"]
    assert not [each for each in audit_files({"README.md": "---\nlicense: mit\n---\n\n# Acme\n"}).findings if each.code == "LZ999"]
    assert audit_files({"README.md": "---\nlicense: mit\n---\n"}, config=Config(select=("card-without-a-heading",))).findings
    assert "Nobody knows" in rule_page(rules()["LZ999"])
    assert "LZ999" in rules_list(rules().values())


def test_and_it_is_gone_again() -> None:
    assert "LZ999" not in rules()


@pytest.mark.usefixtures("added")
def test_a_new_rule_speaks_english_until_somebody_translates_it() -> None:
    from licint.knowledge.catalogs import open_language
    from licint.rendering.translation import translated

    report = translated(audit_files({"README.md": "---\nlicense: mit\n---\n\nText.\n"}), open_language("zh"))
    assert [each.message for each in report.findings if each.code == "LZ999"] == ["no heading"]
    assert "Nobody knows" in rule_page(rules()["LZ999"], language=open_language("zh"))
