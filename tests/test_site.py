"""What surrounds the tool: the site's navigation, the action, the hooks."""

import re
from typing import Any

import pytest
import yaml

from licint.rendering.formats import FORMATS
from tests.material import ROOT


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", [path for entry in read("mkdocs.yml")["nav"] for path in entry.values()])
def test_every_page_of_the_navigation_exists(page: str) -> None:
    assert (ROOT / "docs" / page).is_file()


@pytest.mark.parametrize("page", ["index.md", "configuration.md", "ci.md", "other-tools.md", "rules-not-decided.md", "how-licint-decides.md"])
def test_links_between_pages_lead_somewhere(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?://)([^)#\s]+)", text):
        assert (ROOT / "docs" / target).exists(), target


def test_the_action_reads_its_inputs_from_the_environment_only() -> None:
    steps = read("action.yml")["runs"]["steps"]
    assert all("${{" not in step.get("run", "") for step in steps)
    given = {name for step in steps for name in step.get("env", {})}
    used = {name for step in steps for name in re.findall(r"\$\{?(LICINT_\w+)", step.get("run", ""))}
    assert used == given


def test_the_hooks_run_licint() -> None:
    hooks = {hook["id"]: hook["entry"] for hook in read(".pre-commit-hooks.yaml")}
    assert hooks == {"licint": "licint check --staged", "licint-fix": "licint check --fix --exit-non-zero-on-fix"}


def test_the_formats_that_the_site_names_exist() -> None:
    text = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    table = text.split("| `--format` | for |")[1].split("\n\n")[0]
    assert set(re.findall(r"`([a-z-]+)`", table.replace("`artifacts:reports:codequality`", ""))) == set(FORMATS)
