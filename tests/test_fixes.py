"""Fixes: edits in place, idempotent, and nothing that people wrote is lost."""

import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from licint.auditor import audit_snapshot
from licint.config import Config
from licint.fixes import Mended, edited, is_fixable, mend
from licint.model import Edit, Entry, Report, Snapshot, Target
from licint.parsing.card import parse_card
from licint.parsing.edits import add_fields, append_line, scalar
from tests.material import ROOT
from tests.releases import experts, materialize
from tests.test_cli import licint

CASES = yaml.safe_load((ROOT / "fixtures" / "fixes" / "cases.yaml").read_text(encoding="utf-8"))
BY_ID = {each["id"]: each for each in CASES}


def audit(snapshot: Snapshot) -> Report:
    return audit_snapshot(snapshot, experts(), Config())


def snapshot_of(contents: Mapping[str, bytes]) -> Snapshot:
    return Snapshot(Target("local", "."), tuple(Entry(path, len(data)) for path, data in contents.items()), contents)


def mended(contents: Mapping[str, bytes], unsafe: bool = False) -> Mended:
    return mend(snapshot_of(contents), audit, unsafe)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_fix_writes_what_the_case_says(case: dict[str, Any]) -> None:
    outcome = mended(materialize(case["files"]), case.get("unsafe", False))
    assert {path: data.decode() for path, data in outcome.changed.items()} == case["after"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_fixed_release_has_no_fixable_finding_left(case: dict[str, Any]) -> None:
    unsafe = case.get("unsafe", False)
    outcome = mended(materialize(case["files"]), unsafe)
    assert not [each.code for each in outcome.report.findings if is_fixable(each.fix, unsafe)]
    assert mend(outcome.snapshot, audit, unsafe).changed == {}


@pytest.mark.parametrize("case", [each for each in CASES if each["after"]], ids=lambda case: case["id"])
@pytest.mark.parametrize(("end", "mark"), [("\r\n", b""), ("\n", b"\xef\xbb\xbf"), ("\r\n", b"\xef\xbb\xbf")], ids=["crlf", "bom", "both"])
def test_line_ends_and_byte_order_marks_stay(case: dict[str, Any], end: str, mark: bytes) -> None:
    def written(text: str) -> bytes:
        return mark + text.replace("\n", end).encode()

    before = materialize(case["files"]) | {"README.md": written(case["files"]["README.md"])}
    outcome = mended(before, case.get("unsafe", False))
    if "README.md" in case["after"]:
        assert outcome.changed["README.md"] == written(case["after"]["README.md"])


LINES = [
    "license: Apache 2.0", "license: apache-2.0  # ours", "license: other", "license: llama3.1", "license: [mit]", "license:\n  - mit", "licence: mit",
    "license: 'MIT'", "License: mit", "license: kolors", "license: |\n  mit", "license: &a mit", "license_name: kolors", "license_link: LICENSE",
    "base_model: meta-llama/Llama-3.1-8B", "base_model:\n- meta-llama/Llama-2-7b-hf\n- google/gemma-2-9b", "base_model_relation: quantized",
    "basemodel: Qwen/Qwen2.5-3B", "language: en", "# a comment", "tags: [lora]", "x: {a: 1, license: y}", "datasets:\n- squad  # data", "", "    ",
    "{license: mit}", "\tlicense: mit", "? license\n: mit", "license: ", "license: [",
]  # fmt: skip
KEYS = st.sampled_from(LINES)
CARDS = st.builds(
    lambda keys, body, end, mark: mark + ("---\n" + "\n".join(keys) + "\n---\n" + body).replace("\n", end).encode(),
    st.lists(KEYS, max_size=5),
    st.sampled_from(["", "# Acme\n", "\n\nBuilt with\n```\nx", "no end", "---\n"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from([b"", b"\xef\xbb\xbf"]),
)
OTHERS = st.dictionaries(
    st.sampled_from(["NOTICE", "notice.txt", "adapter_config.json", "LICENSE"]),
    st.sampled_from([b"", b"Ours.", b"\xff\xfe\x00x", b'{"base_model_name_or_path": "mistralai/Mistral-7B-v0.1"}']),
    max_size=2,
)


@settings(max_examples=120, deadline=None)
@given(CARDS, OTHERS, st.booleans())
def test_fixing_twice_is_fixing_once(card: bytes, others: dict[str, bytes], unsafe: bool) -> None:
    before = {"README.md": card, **others}
    once = mended(before, unsafe)
    twice = mend(once.snapshot, audit, unsafe)
    assert twice.changed == {}
    comments = [line for line in card.decode("utf-8-sig").splitlines() if "#" in line]
    assert all(any(part.partition("#")[2] in line for line in once.snapshot.contents["README.md"].decode().splitlines()) for part in comments)
    assert all(once.snapshot.contents[path].startswith(data) for path, data in others.items())


PLACES = st.tuples(st.integers(-2, 9), st.integers(-2, 30))


@given(st.binary(max_size=80), st.lists(st.builds(Edit, st.just("x"), PLACES, PLACES, st.text(max_size=5)), max_size=3))
def test_editing_never_raises(data: bytes, edits: list[Edit]) -> None:
    after = edited(data, edits)
    assert after is None or isinstance(after, bytes)


@given(st.text(max_size=60))
def test_scalar_is_read_as_it_was_meant(text: str) -> None:
    if "\x00" not in text and text.isprintable():
        assert yaml.safe_load(f"license: {scalar(text)}") == {"license": text}


def test_field_goes_behind_a_comment_and_keeps_the_indentation() -> None:
    card = parse_card("README.md", "---\n  license: other  # see below\n  language: en\n---\n")
    fix = add_fields(card, {"license_name": "acme-1.0"}, after="license")
    assert fix and edited(card.text.encode(), fix.edits) == b"---\n  license: other  # see below\n  license_name: acme-1.0\n  language: en\n---\n"


@pytest.mark.parametrize(("text", "after"), [("", "new\n"), ("old", "old\n\nnew\n"), ("old\n", "old\n\nnew\n"), ("a\r\nb\r\n", "a\r\nb\r\n\r\nnew\r\n")])
def test_line_is_appended_as_a_paragraph(text: str, after: str) -> None:
    assert edited(text.encode(), [append_line("NOTICE", text, "new")]) == after.encode()


def test_file_that_is_listed_but_was_not_read_is_never_written_over() -> None:
    contents = materialize(BY_ID["notice-and-display"]["files"])
    snapshot = snapshot_of(contents)
    listed = Snapshot(snapshot.target, (*snapshot.entries, Entry("Notice", 10)), contents)
    assert "NOTICE" not in mend(listed, audit).changed


# ---------------------------------------------------------------- the command line


def release(tmp_path: Path, case: str) -> Path:
    for path, data in materialize(BY_ID[case]["files"]).items():
        (tmp_path / path).write_bytes(data)
    return tmp_path


def test_fix_writes_and_reports_what_is_left(tmp_path: Path) -> None:
    folder = release(tmp_path, "alias-to-the-identifier-of-the-hub")
    done = licint("check", "--fix", folder)
    assert done.returncode == 0
    assert (folder / "README.md").read_text() == BY_ID["alias-to-the-identifier-of-the-hub"]["after"]["README.md"]
    assert b"fixed 1 finding in 1 file" in done.stderr
    assert b"LM002" not in done.stdout
    again = licint("check", "--fix", folder)
    assert b"fixed" not in again.stderr


def test_fix_exits_1_in_a_hook_that_asks_for_it_and_where_errors_remain(tmp_path: Path) -> None:
    folder = release(tmp_path, "alias-to-the-identifier-of-the-hub")
    assert licint("check", "--fix", "--exit-non-zero-on-fix", folder).returncode == 1
    assert licint("check", "--fix", "--exit-non-zero-on-fix", folder).returncode == 0
    release(tmp_path, "undeclarable-license-is-for-people-to-choose")
    assert licint("check", "--fix", folder).returncode == 1
    assert licint("check", "--fix", "--unsafe-fixes", folder).returncode == 0


def test_diff_is_a_patch_and_writes_nothing(tmp_path: Path) -> None:
    folder = release(tmp_path, "notice-and-display")
    before = (folder / "README.md").read_bytes()
    done = licint("check", "--diff", ".", cwd=folder)
    assert done.returncode == 1
    assert (folder / "README.md").read_bytes() == before
    assert not (folder / "NOTICE").exists()
    subprocess.run(["git", "apply", "-"], input=done.stdout, cwd=folder, check=True)
    assert licint("check", "--diff", ".", cwd=folder).returncode == 0
    after = BY_ID["notice-and-display"]["after"]
    assert {path: (folder / path).read_text() for path in after} == after


def test_file_that_is_not_what_was_checked_is_left_alone(tmp_path: Path) -> None:
    """A large card is read in part; writing that part would cut it off."""
    folder = release(tmp_path, "alias-to-the-identifier-of-the-hub")
    target = tmp_path / "elsewhere.md"
    target.write_bytes((folder / "README.md").read_bytes())
    (folder / "README.md").unlink()
    (folder / "README.md").symlink_to(target)
    before = target.read_bytes()
    licint("check", "--fix", folder)
    assert target.read_bytes() == before
