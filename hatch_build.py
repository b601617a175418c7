"""Build hook: the wheel carries rules/ with its knowledge compiled, so that an installed licint never compiles and never looks at the sources again."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Made on the spot, or needed only to make it.
LEFT_OUT = frozenset({".compiled", "sketches", "__pycache__"})


class KnowledgeBuildHook(BuildHookInterface[Any]):
    """Puts rules/ into a wheel as `licint/rules`, compiled into `.compiled`. An editable install compiles on first use instead."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Raises KnowledgeError, and so stops the build, at the first mistake in a file under rules/."""
        if self.target_name != "wheel" or version == "editable":
            return
        rules = Path(self.root) / "rules"
        sys.path.insert(0, self.root)
        from licint.knowledge.compilation import compile_rules

        self.folder = tempfile.TemporaryDirectory(prefix="licint-rules-")
        out = Path(self.folder.name)
        compile_rules(rules, out, sealed=True)
        included = build_data["force_include"]
        included.update({str(path): f"licint/rules/{path.relative_to(rules).as_posix()}" for path in _sources(rules)})
        included.update({str(path): f"licint/rules/.compiled/{path.name}" for path in sorted(out.iterdir())})

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Removes what was compiled for this build."""
        if hasattr(self, "folder"):
            self.folder.cleanup()


def _sources(rules: Path) -> Iterator[Path]:
    return (path for path in sorted(rules.rglob("*")) if path.is_file() and not LEFT_OUT & set(path.relative_to(rules).parts))
