"""The wheel: it carries its rules, compiled, and works where nothing of the repository is."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.material import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True)
    return next(folder.glob("licint-*.whl"))


def test_the_wheel_carries_its_rules_and_no_text(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "licint/rules/licenses/MIT.yaml" in names
    assert any(name.startswith("licint/rules/.compiled/") for name in names)
    assert not any(name.endswith(".LICENSE") for name in names)


def test_the_wheel_works_alone(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=False, system_site_packages=False)
    python = next(each for name in ("bin/python", "Scripts/python.exe") if (each := tmp_path / "venv" / name).exists())
    unpacked = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(unpacked)
    for path in unpacked.rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    import click
    import msgspec
    import yaml

    libraries = {str(Path(module.__file__ or "").parent.parent) for module in (click, msgspec, yaml)}
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "README.md").write_text("---\nlicense: other\n---\n", encoding="utf-8")
    path = ":".join([str(unpacked), *sorted(libraries)])
    environment = {"PYTHONPATH": path, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = subprocess.run([python, "-m", "licint", "check", "model"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert "LM004" in done.stdout
    assert {path.name for path in (tmp_path / "cache" / "licint").iterdir()} == {"start"}, "an installed licint compiles no knowledge"
