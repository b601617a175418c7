"""What a target on the command line names: a path, a repository of the Hub, several of them, or a collection."""

import re
from pathlib import Path
from typing import Literal

from licint.errors import UsageError
from licint.model import Noun
from licint.parsing.files import file_rules
from licint.sources.addresses import origin, read_hosts, split

MAX_LINES = 100_000

_PART = re.compile(r"[A-Za-z0-9_][\w.-]{0,95}\Z", re.ASCII)
_PATTERN = re.compile(r"[\w.*?\[\]!-]{1,96}\Z", re.ASCII)
_REVISION = re.compile(r"[\w./#+-]{1,200}\Z", re.ASCII)
_INSIDE = ("tree", "blob", "resolve", "raw", "commit", "commits", "discussions")

RepoKind = Literal["models", "datasets"]


class Repository(Noun, frozen=True):
    """A repository of the Hub, at a revision or at its default branch."""

    id: str
    kind: RepoKind = "models"
    revision: str | None = None

    @property
    def name(self) -> str:
        """As it stands behind the Hub's host: `org/name`, `datasets/org/name`."""
        return self.id if self.kind == "models" else f"{self.kind}/{self.id}"


class Several(Noun, frozen=True):
    """All repositories of an owner whose names fit a pattern (`*`: any)."""

    owner: str
    pattern: str
    kind: RepoKind = "models"


class Collection(Noun, frozen=True):
    """A collection of the Hub."""

    slug: str


Named = Repository | Several | Collection


def read_target(written: str, endpoint: str) -> Path | Named:
    """What was meant: a path if there is something at it, else something on the Hub. Raises UsageError."""
    if written and "\0" not in written and "://" not in written and Path(written).exists():
        return Path(written)
    if written.startswith((".", "/", "~", "\\")) or written.endswith("/"):
        raise UsageError(f"there is no file or folder {written}", "give a path that exists, or the name of a model (org/name)")
    rest = _without_host(written, endpoint)
    named = _named(rest, in_address=rest is not written)
    if named is None:
        raise UsageError(f"there is no file or folder {written}, and no model can have that name", "give a path, org/name[@revision], or an address on the Hub")
    return named


def read_list(text: str) -> list[str]:
    """The targets in a file of them: one a line, `#` begins a comment. Raises UsageError."""
    lines = [line.split(" #", 1)[0].strip() for line in text.splitlines()]
    found = [line for line in lines if line and not line.startswith("#")]
    if len(found) > MAX_LINES:
        raise UsageError(f"the list names more than {MAX_LINES:,} targets", "split it")
    return found


def _without_host(written: str, endpoint: str) -> str:
    if written.startswith("hf://"):
        return written.removeprefix("hf://")
    parts = split(written)
    if parts is None:
        return written
    host = (parts.hostname or "").lower()
    base = split(endpoint)
    if origin(written) == origin(endpoint) and base:
        return parts.path.removeprefix(base.path).strip("/")
    if host in file_rules().hub_hosts or origin(written) == origin(read_hosts().endpoint):
        return parts.path.strip("/")
    raise UsageError(f"{host} is not the Hub", "give an address on the Hub, or set --endpoint")


def _named(rest: str, in_address: bool) -> Named | None:
    kind: RepoKind = "models"
    parts = rest.split("/")
    if parts[0] == "spaces":
        raise UsageError("a Space is no release of a model", "name the model or the dataset that it uses")
    if parts[0] == "collections" and len(parts) in (2, 3):
        return Collection("/".join(parts[1:])) if all(_PART.match(each) for each in parts[1:]) else None
    if parts[0] in ("models", "datasets") and len(parts) > 1:
        kind, parts = ("datasets" if parts[0] == "datasets" else "models"), parts[1:]
    if in_address and len(parts) > 2 and (parts[2] in _INSIDE or (len(parts) > 1 and parts[1] in _INSIDE)):
        return _inside(parts, kind)
    name, _, revision = "/".join(parts).partition("@")
    parts = name.split("/")
    if len(parts) == 2 and _PART.match(parts[0]) and re.search(r"[*?\[]", parts[1]) and _PATTERN.match(parts[1]) and not revision:
        return Several(parts[0], parts[1], kind)
    return _repository(parts, kind, revision or None)


def _inside(parts: list[str], kind: RepoKind) -> Named | None:
    """A page of a repository: `org/name/tree/main`, `org/name/blob/main/README.md`."""
    at = 2 if parts[2] in _INSIDE else 1
    revision = parts[at + 1] if parts[at] in ("tree", "blob", "resolve", "raw", "commit") and len(parts) > at + 1 else None
    return _repository(parts[:at], kind, revision.replace("%2F", "/") if revision else None)


def _repository(parts: list[str], kind: RepoKind, revision: str | None) -> Repository | None:
    if len(parts) > 2 or not all(_PART.match(each) and ".." not in each and "--" not in each for each in parts):
        return None
    if revision is not None and (not _REVISION.match(revision) or ".." in revision):
        return None
    return Repository("/".join(parts), kind, revision)
