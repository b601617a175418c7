"""What tests of the Hub share: a reader of a stub, and small releases."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from licint.model import Snapshot
from licint.sources.releases import Read, Reader
from licint.sources.settings import settings_from
from tests.hub_server import HubServer, Repo
from tests.material import ROOT

CARD = "---\nlicense: apache-2.0\n---\n\n# Acme\n"
SECRET = "hf_aVerySecretToken"


def readme_example() -> str:
    """The model that the README's section on the Hub audits."""
    section = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Audit the Hub")[2].partition("\n## ")[0]
    found = re.search(r"^\$ licint audit (\S+)$", section, re.M)
    assert found
    return found[1]


def model(card: Mapping[str, Any] | None = None, files: Mapping[str, bytes | str] | None = None, **options: Any) -> Repo:
    """A model with a card and a license file."""
    return Repo({"README.md": CARD, "LICENSE": "Acme license text.\n", **(files or {})}, card=card or {"license": "apache-2.0"}, **options)


def reader(hub: HubServer | str, folder: Path, environment: Mapping[str, str] | None = None, **options: Any) -> Reader:
    """A reader of a server, with a cache of its own and a clock that does not wait: what it would have waited is in `waits`."""
    endpoint = hub if isinstance(hub, str) else hub.url
    settings = settings_from({"HF_HOME": str(folder / "home"), **(environment or {})}, endpoint=endpoint, cache_dir=folder / "cache", **options)
    made = Reader(settings)
    made.waits = []  # type: ignore[attr-defined]
    made.client._sleep = made.waits.append  # type: ignore[attr-defined]
    return made


def read(made: Reader, *targets: str) -> list[Read]:
    """What came of the targets."""
    return [future.result(timeout=30) for future in made.read(made.jobs(targets))]


def snapshot(made: Reader, target: str) -> Snapshot:
    """The snapshot of one target that was read."""
    (found,) = read(made, target)
    assert found.refusal is None, found.refusal
    return found.snapshot


def reasons(found: Read | Snapshot) -> str:
    """All that was said about what could not be read."""
    if isinstance(found, Snapshot):
        return " | ".join(f"{each.path}: {each.reason}" for each in found.skipped)
    said = f"{found.refusal.message} / {found.refusal.help}" if found.refusal else ""
    return f"{said} | {reasons(found.snapshot)}"
