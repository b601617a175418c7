"""Build hook: the inner loops compiled where there is a C compiler, and a wheel that carries rules/ with its knowledge compiled.

An installed licint so never compiles anything and never looks at the sources again; an editable install compiles knowledge on first use instead.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Made on the spot, or needed only to make it.
LEFT_OUT = frozenset({".compiled", "sketches", "__pycache__"})
CORE = "licint/identification/core"


class KnowledgeBuildHook(BuildHookInterface[Any]):
    """Puts rules/ into a wheel as `licint/rules`, compiled into `.compiled`, and the compiled core beside its Python twin."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Raises KnowledgeError, and so stops the build, at the first mistake in a file under rules/."""
        if self.target_name != "wheel":
            return
        self.folder = tempfile.TemporaryDirectory(prefix="licint-build-")
        core = compile_core(Path(self.root), Path(self.folder.name) / "core")
        if core is None:
            self.app.display_warning("no C compiler that works: licint will identify unknown license texts more slowly")
        if version == "editable":
            if core:
                core.replace(Path(self.root) / CORE / core.name)
            return
        if core:
            build_data["force_include"][str(core)] = f"{CORE}/{core.name}"
            build_data["pure_python"] = False
            build_data["tag"] = f"cp311-abi3-{_platform()}"
        self._include_rules(build_data["force_include"], Path(self.folder.name) / "rules")

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Removes what was compiled for this build."""
        if hasattr(self, "folder"):
            self.folder.cleanup()

    def _include_rules(self, included: dict[str, str], out: Path) -> None:
        rules = Path(self.root) / "rules"
        sys.path.insert(0, self.root)
        from licint.knowledge.compilation import compile_rules

        out.mkdir()
        compile_rules(rules, out, sealed=True)
        included.update({str(path): f"licint/rules/{path.relative_to(rules).as_posix()}" for path in _sources(rules)})
        included.update({str(path): f"licint/rules/.compiled/{path.name}" for path in sorted(out.iterdir())})


def compile_core(root: Path, out: Path) -> Path | None:
    """The compiled core for any Python from 3.11 on, in a folder; None where it can't be compiled."""
    from setuptools import Distribution, Extension
    from setuptools.errors import CompileError, LinkError, PlatformError

    extension = Extension("_compiled", [f"{root / CORE}/compiled.c"], py_limited_api=True)
    command = Distribution({"name": "licint", "ext_modules": [extension]}).get_command_obj("build_ext")
    command.build_lib, command.build_temp = str(out), str(out / "objects")
    command.ensure_finalized()
    try:
        command.run()
    except (CompileError, LinkError, PlatformError, OSError):
        return None
    return Path(command.get_outputs()[0])


def _platform() -> str:
    """This machine, as a wheel that runs on it alone names it; what is published goes through cibuildwheel, which names it anew."""
    from packaging.tags import sys_tags

    return next(tag.platform for tag in sys_tags() if not tag.platform.startswith(("manylinux", "musllinux")))


def _sources(rules: Path) -> Iterator[Path]:
    return (path for path in sorted(rules.rglob("*")) if path.is_file() and not LEFT_OUT & set(path.relative_to(rules).parts))
