"""The command line as a user meets it: real processes, real files."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.material import ROOT, license_text

BROKEN = ROOT / "fixtures" / "releases" / "llama-finetune-without-duties"
CLEAN = "---\nlicense: cc0-1.0\n---\n\n# Acme\n"


def licint(*arguments: str | Path, cwd: Path | None = None, stdin: bytes | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    scrubbed = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR", "HF_TOKEN", "HF_ENDPOINT")}
    command = [sys.executable, "-m", "licint", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, cwd=cwd, input=stdin, env={**scrubbed, "PYTHONPATH": str(ROOT), **environment}, check=False)


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    (tmp_path / "README.md").write_text(CLEAN, encoding="utf-8")
    return tmp_path


def test_check_finds_and_exits_1(tmp_path: Path) -> None:
    done = licint("check", BROKEN)
    assert done.returncode == 1
    out = done.stdout.decode()
    assert "README.md:2:10  error  LL001" in out
    assert "  2 | license: apache-2.0" in out
    assert "help: write `license: llama3.1`" in out
    assert "not legal advice" in out


def test_check_of_a_clean_folder_exits_0(clean: Path) -> None:
    done = licint("check", cwd=clean)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "no findings" in done.stdout.decode()


def test_exit_zero_says_the_same_and_exits_0() -> None:
    assert licint("check", BROKEN, "--exit-zero").returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "no/such/folder"],
        ["audit", "./no-such-folder"],
        ["audit"],
        ["frobnicate"],
        ["check", "--select", "XX999", str(BROKEN)],
        ["check", "--format", "yaml", str(BROKEN)],
        ["explain", "LL999"],
        ["terms", "no-such-license-at-all"],
        ["identify", "no-such-file"],
    ],
)
def test_bad_usage_says_what_and_what_to_do(arguments: list[str]) -> None:
    done = licint(*arguments)
    error = done.stderr.decode()
    assert done.returncode == 2
    assert error.startswith("error: ")
    assert "\nhelp: " in error
    assert "Traceback" not in error


def test_a_broken_configuration_exits_2(clean: Path) -> None:
    (clean / "licint.toml").write_text("selct = []\n", encoding="utf-8")
    done = licint("check", clean)
    assert done.returncode == 2
    assert b"selct" in done.stderr
    assert licint("check", clean, "--no-config").returncode == 0


def test_select_and_ignore_by_prefix_and_name() -> None:
    selected = json.loads(licint("check", BROKEN, "--select", "LL", "--format", "json").stdout)
    assert {each["code"][:2] for each in selected["reports"][0]["findings"]} == {"LL"}
    ignored = json.loads(licint("check", BROKEN, "--ignore", "undeclarable-license", "--format", "json").stdout)
    assert "LL001" not in {each["code"] for each in ignored["reports"][0]["findings"]}


def test_audit_answers_from_knowledge_and_says_so() -> None:
    done = licint("audit", "--offline", "--format", "json", "meta-llama/Llama-3.1-8B", "gpt-4", "nobody/knows-this-one")
    llama, served, unknown = json.loads(done.stdout)["reports"]
    assert (llama["verdict"]["place"], llama["verdict"]["category"]) == ("restricted", "conditional-commercial")
    assert "known by name" in json.dumps(llama["verdict"]["licenses"])
    assert {key: llama["verdict"]["uses"]["commercial_use"]["conditions"][0][key] for key in ("kind", "limit")} == {
        "kind": "monthly-active-users",
        "limit": 700000000,
    }
    assert (served["verdict"]["place"], served["verdict"]["access"]["value"]) == ("closed", "api-only")
    assert (unknown["verdict"]["place"], unknown["verdict"]["category"]) == ("unknown", "unknown")
    assert {use["answer"] for use in unknown["verdict"]["uses"].values()} == {"unknown"}


def test_identify_reads_files_and_standard_input(tmp_path: Path) -> None:
    text = license_text("mit").encode()
    (tmp_path / "LICENSE").write_bytes(text)
    found = json.loads(licint("identify", tmp_path / "LICENSE", "--format", "json").stdout)
    assert [each["license"] for each in found["files"][0]["matches"]] == ["MIT"]
    assert json.loads(licint("identify", "-", "--format", "json", stdin=text).stdout)["files"][0]["path"] == "-"


def test_terms_by_id_alias_file_and_clause(tmp_path: Path) -> None:
    by_alias = json.loads(licint("terms", "llama-3.1-license-2024", "--format", "json").stdout)["files"][0]
    assert by_alias["path"] == "llama3.1"
    assert by_alias["terms"]["commercial_use"]["value"] == "conditional"
    (tmp_path / "LICENSE").write_text("You may use the model for non-commercial research purposes only.\n", encoding="utf-8")
    read = json.loads(licint("terms", "--by-clause", tmp_path / "LICENSE", "--format", "json").stdout)["files"][0]
    assert read["terms"]["commercial_use"]["value"] == "forbidden"
    assert read["terms"]["commercial_use"]["because"][0]["quote"]
    assert "outputs" in licint("terms", "llama3.1", "--diff", "llama3").stdout.decode()


@pytest.mark.parametrize("subject", ["LL001", "undeclarable-license", "llama3.1", "hosted_service", "share-alike"])
def test_explain(subject: str) -> None:
    done = licint("explain", subject)
    assert done.returncode == 0
    assert len(done.stdout) > 40


def test_color_only_where_wanted() -> None:
    assert b"\x1b[" not in licint("check", BROKEN).stdout
    assert b"\x1b[" in licint("check", BROKEN, "--color", "always").stdout
    assert b"\x1b[" in licint("check", BROKEN, FORCE_COLOR="1").stdout
    assert b"\x1b[" not in licint("check", BROKEN, NO_COLOR="1", FORCE_COLOR="1").stdout


def test_strangers_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text('---\nlicense: "\\e[31mevil\\u202e"\n---\n', encoding="utf-8")
    done = licint("audit", tmp_path, "--exit-zero")
    assert b"\x1b" not in done.stdout
    assert "\u202e" not in done.stdout.decode()
    assert "evil" in done.stdout.decode()


def test_output_goes_to_a_file(tmp_path: Path) -> None:
    done = licint("check", BROKEN, "--format", "json", "--output", tmp_path / "report.json", "--exit-zero")
    assert done.stdout == b""
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["version"] == 1


def test_version_names_the_knowledge() -> None:
    assert b"knowledge 20" in licint("--version").stdout


def test_openness_of_a_release_a_name_and_a_record() -> None:
    record = ROOT / "fixtures" / "openness" / "acme-7b.yml"
    assert b"MOF 1.0  Class III" in licint("openness", record).stdout
    assert json.loads(licint("openness", "--format", "json", "xai-org/grok-1").stdout)["eu_ai_act"]["answer"] in ("unclear", "exempt-eligible")
    audited = licint("audit", "--openness", record).stdout
    assert b"open-weight" in audited
    assert b"Open Source AI Definition" in audited
    report = json.loads(licint("audit", "--format", "json", record).stdout)["reports"][0]
    assert (report["verdict"]["category"], report["verdict"]["openness"]["mof"]["mot"]["class"]) == ("open-source", 3)


def test_badge_names_the_place() -> None:
    assert b"restricted" in licint("badge", BROKEN).stdout
    assert json.loads(licint("badge", "--format", "shields", BROKEN).stdout)["schemaVersion"] == 1


def test_other_yaml_is_no_record(clean: Path) -> None:
    (clean / "notes.yml").write_text("a: 1\n", encoding="utf-8")
    assert licint("audit", clean / "notes.yml", "--exit-zero").returncode == 0
