"""A local check loads nothing slow."""

import subprocess
import sys
from pathlib import Path

SLOW = {"requests", "urllib3", "spdx_tools", "markdown_it", "numpy", "rich", "dataclasses", "asyncio", "pypdf", "license_expression", "http.client", "ssl"}
SLOW |= {
    "yaml",
    "tomllib",
    "json",
    "hashlib",
    "subprocess",
    "tempfile",
    "shutil",
    "difflib",
    "logging",
    "email",
    "importlib.resources",
    "licint.knowledge.compilation",
}
PROGRAM = """
import sys
from licint.cli import commands
commands(["check", sys.argv[1], "--no-config", "--exit-zero"], standalone_mode=False)
print("MODULES", *sorted(sys.modules), file=sys.stderr)
"""


def test_a_local_check_loads_nothing_slow(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: apache-2.0\n---\n\n# Acme\n\nThe weights are under the Apache License 2.0.\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", PROGRAM, str(tmp_path)], capture_output=True, text=True, check=True)
    loaded = set(next(line for line in done.stderr.splitlines() if line.startswith("MODULES")).split())
    assert not SLOW & loaded
