"""Every output format on the same releases, hostile ones among them: valid by validators that others wrote, and nothing of a stranger's takes effect."""

import io
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import junitparser
import pytest

from licint.auditor import audit_snapshot
from licint.config import Config, Ignore
from licint.model import Entry, Report, Snapshot, Target
from licint.rendering.formats import FORMATS, Run, render
from tests.releases import experts, materialize

# What a stranger may write: commands of a CI, markup, terminal escapes, characters that XML has not, a half of a character.
EVIL = "evil::error file=x::%0A::set-output\n<img src=x onerror=1>&\"'|`[a](b)\x1b[31m\ufffe\u202e"
DUTIES = "---\nlicense: apache-2.0\nbase_model: meta-llama/Llama-3.1-8B\ndatasets:\n- acme/poems\n---\n\n# Acme\n\nAn open-source model.\n"
RELEASES: dict[str, Mapping[str, str]] = {
    "clean": {"README.md": "---\nlicense: cc0-1.0\n---\n", "LICENSE": "{{text cc0-1.0}}"},
    "unmet-duties": {"README.md": DUTIES},
    "ignored": {"README.md": "---\nlicense: other  # licint: ignore[LM004] the lawyers are at it\n---\n", "LICENSE": "You may look at it on Sundays.\n"},
    "fixable": {"README.md": "---\nlicense: Apache 2.0\n---\n"},
    "hostile": {"README.md": f"---\nlicense: {json.dumps(EVIL)}\nbase_model: {json.dumps('a/' + EVIL)}\ndatasets: {json.dumps(EVIL)}\n---\n"},
    "nothing": {},
}
HOSTILE_NAMES = ("org/model", "evil\n::error::x/y%0A,z:1", "a b#c?d/é模型", "<b>&amp;</b>", "x" * 3_000, "\ud800/half")


def report_on(name: str, id: str = "acme/acme-7b", kind: str = "hub") -> Report:
    contents = materialize(RELEASES[name])
    entries = tuple(Entry(path, len(data)) for path, data in contents.items())
    config = Config(ignore=(Ignore("LM005", "agreed", "**"),), preview=True, path="licint.toml") if name == "ignored" else Config(preview=True)
    return audit_snapshot(Snapshot(Target(kind, id), entries, contents), experts(), config)  # type: ignore[arg-type]


def rendered(format_: str, *reports: Report, command: str = "audit") -> str:
    return render(reports, format_, Run(command, experts().knowledge))


ALL = pytest.mark.parametrize("name", RELEASES)


@ALL
@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("command", ["audit", "check"])
def test_every_format_renders_every_release(name: str, format_: str, command: str) -> None:
    text = rendered(format_, report_on(name), command=command)
    text.encode("utf-8")
    assert text.endswith("\n") or not text
    assert "\x1b" not in text
    assert format_ == "json" or "\u202e" not in text  # JSON gives strings as they are, for programs


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("id", HOSTILE_NAMES, ids=range(len(HOSTILE_NAMES)))
def test_the_name_of_a_model_breaks_no_format(format_: str, id: str) -> None:
    text = rendered(format_, report_on("hostile", id), report_on("clean", id))
    text.encode("utf-8")
    if format_ in ("json", "sarif", "gitlab", "spdx"):
        json.loads(text)
    if format_ == "junit":
        ElementTree.fromstring(text)


# ---------------------------------------------------------------- SARIF


@ALL
def test_sarif_is_valid(name: str) -> None:
    from sarif_pydantic import Sarif

    Sarif.model_validate_json(rendered("sarif", report_on(name)))


@ALL
def test_sarif_is_valid_by_the_official_schema(name: str) -> None:
    schema = os.environ.get("LICINT_SARIF_SCHEMA")
    if not schema:
        pytest.skip("LICINT_SARIF_SCHEMA names no schema: it is in the npm package @microsoft/sarif-multitool-linux, as sarif-2.1.0.json")
    data = json.loads(Path(schema).read_text(encoding="utf-8-sig"))
    jsonschema.Draft7Validator(data).validate(json.loads(rendered("sarif", report_on(name))))


def test_sarif_has_rules_fingerprints_fixes_and_suppressions() -> None:
    run = json.loads(rendered("sarif", report_on("ignored"), report_on("fixable")))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert re.fullmatch("[0-9a-f]{32}", result["partialFingerprints"]["licint/v1"])
    assert all("## Why" in rule["help"]["markdown"] for rule in rules)
    suppressed = {each["ruleId"]: each["suppressions"][0] for each in run["results"] if "suppressions" in each}
    assert suppressed["LM004"]["kind"] == "inSource"
    assert suppressed["LM004"]["justification"] == "the lawyers are at it"
    fixed = next(each for each in run["results"] if each["ruleId"] == "LM002")
    replacement = fixed["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert replacement == {
        "deletedRegion": {"startLine": 2, "startColumn": 10, "endLine": 2, "endColumn": 20},
        "insertedContent": {"text": "apache-2.0"},
    }


# ---------------------------------------------------------------- GitHub, GitLab, JUnit

COMMAND = re.compile(r"::(error|warning|notice) title=[^,:]*,file=[^,:]*,line=\d+(?:,endLine=\d+)?(?:,col=\d+)?(?:,endColumn=\d+)?::[^\r\n]*")


@ALL
@pytest.mark.parametrize("id", HOSTILE_NAMES, ids=range(len(HOSTILE_NAMES)))
def test_github_gets_one_command_a_finding_and_nothing_else(name: str, id: str) -> None:
    report = report_on(name, id)
    lines = rendered("github", report).splitlines()
    assert len(lines) == len(report.findings)
    assert all(COMMAND.fullmatch(line) for line in lines), lines


def test_gitlab_has_what_code_quality_reads() -> None:
    issues = json.loads(rendered("gitlab", report_on("unmet-duties"), report_on("hostile")))
    assert len({each["fingerprint"] for each in issues}) == len(issues)
    for each in issues:
        assert each["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert each["description"]
        assert each["location"]["lines"]["begin"] >= 1


@ALL
def test_junit_is_read_by_a_parser_and_counts_rightly(name: str) -> None:
    report = report_on(name)
    suites = junitparser.JUnitXml.fromstring(rendered("junit", report).encode())
    cases = [case for suite in suites for case in suite]
    failed = [case for case in cases if any(isinstance(each, junitparser.Failure) for each in case.result)]
    assert suites.tests == len(cases)
    assert suites.failures == len(failed) == sum(each.severity != "note" for each in report.findings)
    assert suites.skipped == sum(any(isinstance(each, junitparser.Skipped) for each in case.result) for case in cases)


# ---------------------------------------------------------------- Markdown


def test_markdown_shows_strangers_words_as_they_are() -> None:
    from markdown_it import MarkdownIt

    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(rendered("markdown", report_on("hostile", "<b>&amp;</b>[x](y)")))
    assert "<img" not in html
    assert "<b>" not in html
    assert "<a " not in html


# ---------------------------------------------------------------- SPDX


@ALL
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the parser of spdx-tools leaves a file open
@pytest.mark.parametrize(("format_", "suffix"), [("spdx", "json"), ("spdx-tag-value", "spdx")])
def test_spdx_is_valid(name: str, format_: str, suffix: str, tmp_path: Path) -> None:
    from spdx_tools.spdx.parser.parse_anything import parse_file
    from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document

    path = tmp_path / f"release.spdx.{suffix}" if suffix == "json" else tmp_path / "release.spdx"
    path.write_text(rendered(format_, report_on(name), report_on("clean", "acme/other")), encoding="utf-8")
    assert validate_full_spdx_document(parse_file(str(path))) == []


def test_spdx_says_what_is_declared_concluded_and_inherited() -> None:
    data = json.load(io.StringIO(rendered("spdx", report_on("unmet-duties"))))
    package = next(each for each in data["packages"] if each["name"] == "acme/acme-7b")
    assert package["licenseDeclared"] == "Apache-2.0"
    assert [each["licenseId"] for each in data["hasExtractedLicensingInfos"]] == ["LicenseRef-llama3.1"]
    kinds = {(each["relationshipType"], each["relatedSpdxElement"].rpartition("-")[0]) for each in data["relationships"]}
    assert ("DESCENDANT_OF", "SPDXRef-meta-llama-Llama-3.1-8B") in kinds
    assert "DATA_FILE_OF" in {kind for kind, _ in kinds}
