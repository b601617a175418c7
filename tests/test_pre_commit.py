"""The hook, run by the real pre-commit on model repositories."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.material import ROOT, license_text

CONFIG = """
repos:
- repo: {repo}
  rev: {rev}
  hooks:
  - id: {id}
"""


def run(*command: str, cwd: Path, home: Path) -> subprocess.CompletedProcess[str]:
    scrubbed = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PRE_COMMIT", "NO_COLOR", "FORCE_COLOR"))}
    identity = {f"GIT_{who}_{what}": "test@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, env={**scrubbed, **identity, "PRE_COMMIT_HOME": str(home)})


@pytest.fixture(scope="module")
def hook(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, Path]:
    """A clone of this repository's working tree, its commit, and pre-commit's cache."""
    folder = tmp_path_factory.mktemp("hook")
    clone, home = folder / "licint", folder / "cache"
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT, home=home).stdout.split("\0")
    for name in filter(None, listed):
        if (ROOT / name).is_file():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            (clone / name).write_bytes((ROOT / name).read_bytes())
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "--no-verify", "-m", "licint"]):
        assert run("git", *command, cwd=clone, home=home).returncode == 0
    return clone, run("git", "rev-parse", "HEAD", cwd=clone, home=home).stdout.strip(), home


def commit(card: str, staged_after: str | None, hook: tuple[Path, str, Path], folder: Path, id: str = "licint") -> subprocess.CompletedProcess[str]:
    clone, revision, home = hook
    (folder / ".pre-commit-config.yaml").write_text(CONFIG.format(repo=clone, rev=revision, id=id), encoding="utf-8")
    (folder / "README.md").write_text(card, encoding="utf-8")
    run("git", "init", "-q", cwd=folder, home=home)
    run("git", "add", "-A", cwd=folder, home=home)
    if staged_after is not None:
        (folder / "README.md").write_text(staged_after, encoding="utf-8")
    return run(sys.executable, "-m", "pre_commit", "run", "--color", "never", cwd=folder, home=home)


BAD, GOOD = "---\nlicense: other\n---\n", "---\nlicense: cc0-1.0\n---\n"


@pytest.mark.parametrize(
    ("card", "afterwards", "passes"),
    [(BAD, None, False), (GOOD, None, True), (BAD, GOOD, False)],
    ids=["a-defect-stops-the-commit", "a-clean-card-passes", "what-is-staged-is-what-is-checked"],
)
def test_hook(card: str, afterwards: str | None, passes: bool, hook: tuple[Path, str, Path], tmp_path: Path) -> None:
    done = commit(card, afterwards, hook, tmp_path)
    assert (done.returncode == 0) is passes, done.stdout + done.stderr
    assert ("LM004" in done.stdout) is not passes


def test_the_fixing_hook_mends_fails_once_and_then_passes(hook: tuple[Path, str, Path], tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text(license_text("apache-2.0"), encoding="utf-8")
    first = commit("---\nlicense: Apache 2.0\n---\n", None, hook, tmp_path, "licint-fix")
    assert first.returncode == 1, first.stdout + first.stderr
    assert "files were modified by this hook" in first.stdout
    mended = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert mended == "---\nlicense: apache-2.0\n---\n"
    second = commit(mended, None, hook, tmp_path, "licint-fix")
    assert second.returncode == 0, second.stdout + second.stderr
