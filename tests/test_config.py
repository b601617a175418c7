"""Configuration files, profiles, selection, per-path settings, and what is said of mistakes in them."""

import json
from pathlib import Path

import jsonschema
import pytest

from licint.auditor import audit_snapshot
from licint.checks import rules
from licint.cli.common import Choice, configured
from licint.config import Config, _config_in, find_config, load_config
from licint.errors import ConfigError
from licint.expertise import open_expertise
from licint.model import Entry, Report, Severity, Snapshot, Target
from licint.paths import covers
from licint.sources.local import read_folder
from tests.releases import audit_files
from tests.test_cli import licint

LLAMA = {"README.md": "---\nlicense: llama3.1\n---\n"}


def codes(config: Config) -> set[str]:
    return {each.code for each in config.selected_rules()}


def test_profiles_choose_for_whom() -> None:
    publish, consume, strict = (codes(Config(profile=each)) for each in ("publish", "consume", "strict"))  # type: ignore[arg-type]
    assert not {code for code in publish if code.startswith("LU")}
    assert {"LU001", "LU003", "LA006", "LM001"} <= consume
    assert strict == set(rules())
    assert publish < strict


@pytest.mark.parametrize(
    ("config", "runs", "does_not"),
    [
        (Config(select=("LM",)), "LM001", "LF001"),
        (Config(select=("LM",), extend_select=("LF001",)), "LF001", "LF002"),
        (Config(extend_select=("LU",)), "LU001", "LX001"),
        (Config(extend_select=("licenses-without-scope",)), "LF009", "LM011"),
        (Config(preview=True), "LF009", "LX001"),
        (Config(select=("LF009",)), "LF009", "LM001"),
        (Config(select=("LF",)), "LF001", "LF009"),
        (Config(ignore_rules=("LM",)), "LF001", "LM001"),
        (Config(profile="consume", select=("LM",)), "LM001", "LU001"),
    ],
)
def test_selection(config: Config, runs: str, does_not: str) -> None:
    assert runs in codes(config)
    assert does_not not in codes(config)


def test_severity_confidence_and_paths_filter_what_is_shown() -> None:
    everything = audit_files(LLAMA, config=Config(profile="consume"))
    assert {"note", "warning"} <= {each.severity for each in everything.findings}
    assert all(each.severity != "note" for each in audit_files(LLAMA, config=Config(profile="consume", min_severity="warning")).findings)
    sure = Config(profile="consume", min_confidence="high")
    assert all(each.confidence == "high" for each in audit_files(LLAMA, config=sure).findings)
    assert not audit_files(LLAMA, config=Config(profile="consume", per_path_ignores={"README.md": ("L",)})).findings
    assert audit_files(LLAMA, config=Config(profile="consume", per_path_ignores={"docs/**": ("L",)})).findings


@pytest.mark.parametrize(
    ("pattern", "path", "root", "covered"),
    [
        ("**", "a/b.md", "", True),
        ("README.md", "README.md", "", True),
        ("README.md", "docs/README.md", "", True),
        ("./docs/", "docs/README.md", "", True),
        ("models/acme/**", "README.md", "models/acme/", True),
        ("models/other/**", "README.md", "models/acme/", False),
        ("docs/*", "README.md", "", False),
    ],
)
def test_globs(pattern: str, path: str, root: str, covered: bool) -> None:
    assert covers(pattern, path, root) is covered


@pytest.mark.parametrize(
    ("config", "severity", "fails"),
    [
        (Config(), "error", True),
        (Config(), "warning", False),
        (Config(profile="strict"), "warning", True),
        (Config(profile="strict", fail_on="error"), "warning", False),
        (Config(fail_on="note"), "note", True),
    ],
)
def test_what_fails_a_run(config: Config, severity: Severity, fails: bool) -> None:
    assert config.fails(severity) is fails


@pytest.mark.parametrize(
    ("text", "line", "says", "remedy"),
    [
        ('selct = ["LM"]\n', 1, "selct", "select"),
        ('preview = true\nselect = "LM"\n', 2, "select", "select = ["),
        ('# a\nprofile = "consumer"\n', 2, "profile", "publish"),
        ('[[ignore]]\nrule = "LM001"\n\n[[ignore]]\nreason = "x"\n', 4, "rule", "rule"),
        ('[[ignore]]\nrule = "LM001"\nuntil = "soon"\n', 3, "ignore", "[[ignore]]"),
        ('[[ignore]]\nrule = "LM001"\nwhy = "x"\n', 3, "why", "reason"),
        ('min-severity = "fatal"\n', 1, "min-severity", "warning"),
        ("frobnicate = 1\n", 1, "frobnicate", "the keys are"),
        ('path = "x"\n', 1, "path", "keys"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_a_remedy(text: str, line: int, says: str, remedy: str, tmp_path: Path) -> None:
    path = tmp_path / "licint.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        load_config(path)
    assert f"licint.toml:{line}: " in error.value.message
    assert says in error.value.message
    assert remedy in (error.value.help or "")


@pytest.mark.parametrize("text", ["select = [", "\x00", 'tool = "x"\n', "a" * 10_000, "[[[[", "x = " + "[" * 5_000])
def test_hostile_files_are_errors(text: str, tmp_path: Path) -> None:
    path = tmp_path / "licint.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError):
        load_config(path)


def test_pyproject_with_another_tool_table(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text('[tool.licint]\nprofile = "consume"\n\n[tool.other]\nx = 1\n', encoding="utf-8")
    assert load_config(path).profile == "consume"
    path.write_text("tool = 3\n", encoding="utf-8")
    assert load_config(path).profile == "publish"


def test_an_unknown_rule_in_a_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "licint.toml").write_text('ignore-rules = ["LM99"]\n', encoding="utf-8")
    (tmp_path / "README.md").write_text("---\nlicense: mit\n---\n", encoding="utf-8")
    done = licint("check", cwd=tmp_path)
    assert done.returncode == 2
    assert b"LM99" in done.stderr
    assert b"help: " in done.stderr


def test_config_shows_what_is_in_force_and_where_it_came_from(tmp_path: Path) -> None:
    (tmp_path / "licint.toml").write_text('profile = "consume"\n', encoding="utf-8")
    shown = json.loads(licint("config", "--select", "LM", "--format", "json", cwd=tmp_path).stdout)
    assert shown["settings"]["profile"] == {"value": "consume", "from": str(tmp_path / "licint.toml")}
    assert shown["settings"]["select"] == {"value": ["LM"], "from": "command line"}
    assert shown["settings"]["preview"]["from"] == "default"
    assert b"profile" in licint("config", cwd=tmp_path).stdout


def test_the_schema_of_the_configuration_is_a_schema() -> None:
    schema = json.loads(licint("config", "--schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate({"profile": "strict", "ignore": [{"rule": "LM001"}]}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"selct": []}, schema)


def test_ignores_know_where_the_release_stands(tmp_path: Path) -> None:
    model = tmp_path / "models" / "acme"
    model.mkdir(parents=True)
    (model / "README.md").write_text("---\nlicense: other\n---\n", encoding="utf-8")
    (tmp_path / "licint.toml").write_text('select = ["LM004"]\n[per-path-ignores]\n"models/acme/**" = ["LM"]\n', encoding="utf-8")
    assert licint("check", "models/acme", cwd=tmp_path).returncode == 0
    assert licint("check", cwd=model).returncode == 0
    assert licint("check", "models/acme", "--no-config", cwd=tmp_path).returncode == 1


def test_the_closest_file_wins(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text('[tool.licint]\nprofile = "consume"\n', encoding="utf-8")
    (tmp_path / "a" / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    assert find_config(inner) == tmp_path / "pyproject.toml"
    (inner / "licint.toml").write_text("", encoding="utf-8")
    (inner / "pyproject.toml").write_text("[tool.licint]\n", encoding="utf-8")
    _config_in.cache_clear()
    assert find_config(inner) == inner / "licint.toml"


IGNORES = """[[ignore]]
rule = "LM001"
reason = "agreed"

[[ignore]]
rule = "LW001"
path = "one/**"
reason = "for a while"
until = 2020-01-01
"""


@pytest.fixture
def two_releases(tmp_path: Path) -> Path:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "README.md").write_text("---\nlicense: cc-by-nc-4.0\n---\n\nThis is an open-source model.\n", encoding="utf-8")
    (tmp_path / "licint.toml").write_text(IGNORES, encoding="utf-8")
    return tmp_path


def findings(done: object) -> list[str]:
    return [line.partition("  ")[0] for line in done.stdout.decode().splitlines() if "LI003" in line]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("folder", "paths", "expected"),
    [
        (".", ["one", "two"], ["licint.toml:5:1"]),
        (".", ["one/README.md"], ["licint.toml:5:1"]),
        ("one", ["."], ["../licint.toml:5:1"]),
        ("two", ["."], []),
    ],
    ids=["several", "one-file", "within", "another"],
)
def test_a_fault_of_the_configuration_is_told_once_and_where_it_stands(two_releases: Path, folder: str, paths: list[str], expected: list[str]) -> None:
    assert findings(licint("check", *paths, "--format", "concise", cwd=two_releases / folder)) == expected


def test_sarif_places_a_fault_of_the_configuration_in_its_file(two_releases: Path) -> None:
    results = json.loads(licint("check", "one", "--format", "sarif", cwd=two_releases).stdout)["runs"][0]["results"]
    place = next(each["locations"][0]["physicalLocation"] for each in results if each["ruleId"] == "LI003")
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("licint.toml", 5)


def declared(folder: Path, table: str) -> Report:
    (folder / "README.md").write_text("---\nlicense: apache-2.0\n---\n\n# Acme\n", encoding="utf-8")
    (folder / "licint.toml").write_text(table, encoding="utf-8")
    return audit_snapshot(read_folder(folder), open_expertise(), load_config(folder / "licint.toml"), with_openness=True)


def test_what_a_publisher_declares_of_the_components_decides_the_place(tmp_path: Path) -> None:
    report = declared(tmp_path, '[components]\ntraining_code = "Apache-2.0"\ndatasets = {license = "ODC-By-1.0"}\n')
    assert report.verdict.range == ("open-source", "open-source")
    assert report.verdict.openness["osai"]["judgements"]["trainingcode"] == "open"
    assert any("licint.toml" in (each.note or "") for each in report.verdict.because)


def test_what_is_declared_as_withheld_closes_the_place(tmp_path: Path) -> None:
    assert declared(tmp_path, "[components]\ndatasets = false\n").verdict.range == ("open-weight", "open-weight")


def test_components_are_those_of_the_release_beside_the_file(tmp_path: Path) -> None:
    below = tmp_path / "models" / "acme"
    below.mkdir(parents=True)
    (below / "README.md").write_text("---\nlicense: apache-2.0\n---\n\n# Acme\n", encoding="utf-8")
    (tmp_path / "licint.toml").write_text("[components]\ndatasets = false\n", encoding="utf-8")
    config = configured(below, Choice())
    assert config.components and audit_snapshot(read_folder(below), open_expertise(), config).verdict.range == ("open-source", "open-weight")
    on_the_hub = Snapshot(Target("hub", "acme/unheard-of"), (Entry("README.md", 40),), {"README.md": b"---\nlicense: apache-2.0\n---\n"})
    beside = configured(tmp_path, Choice())
    assert audit_snapshot(on_the_hub, open_expertise(), beside).verdict.range == ("open-source", "open-weight")


@pytest.mark.parametrize("table", ["checkpints = false", "datasets = 3", 'datasets = {licence = "MIT"}'])
def test_a_mistake_in_the_components_is_explained(tmp_path: Path, table: str) -> None:
    with pytest.raises(ConfigError) as error:
        declared(tmp_path, f"[components]\n{table}\n")
    assert table.partition(" ")[0] in error.value.message and error.value.help
