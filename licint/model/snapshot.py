"""What a source reads of a release."""

from collections.abc import Mapping
from typing import Any, Literal

from licint.model.words import Access, Noun


class Target(Noun, frozen=True):
    """What was asked about; `folder` is what the folder of a local release is called, where its path does not say."""

    kind: Literal["local", "hub", "table"]
    id: str
    revision: str | None = None
    url: str | None = None
    folder: str | None = None

    @property
    def name(self) -> str:
        """What the model is called, without its owner."""
        return self.folder or self.id.rstrip("/\\").replace("\\", "/").rpartition("/")[2]

    @property
    def is_dataset(self) -> bool:
        """Whether it is a data set's repository on the Hub."""
        return self.kind == "hub" and self.id.startswith("datasets/")


class Entry(Noun, frozen=True):
    """A file that the release lists; `size` in bytes, None where the source does not say."""

    path: str
    size: int | None = None


class Skipped(Noun, frozen=True):
    """A file that was not read, or not wholly, and why."""

    path: str
    reason: str


class Snapshot(Noun, frozen=True):
    """A release as a source saw it: what it lists, and the bytes of what licint reads (weight files: a prefix)."""

    target: Target
    entries: tuple[Entry, ...] = ()
    contents: Mapping[str, bytes] = {}
    skipped: tuple[Skipped, ...] = ()
    access: Access = "unknown"
    metadata: Mapping[str, Any] = {}
