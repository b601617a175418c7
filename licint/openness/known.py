"""What is known of the components of released models (rules/components.yaml): it completes what a release shows of itself, and never contradicts it."""

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from licint.knowledge.locations import rules_dir
from licint.knowledge.reading import fault, read_yaml
from licint.messages import say
from licint.model import Evidence
from licint.openness.nouns import Extent, Fact
from licint.openness.rules import Table, load_rules
from licint.regex import late

_REPOSITORY = late(r"https?://(?:www\.)?github\.com/([\w.-]{1,100}/[\w.-]{1,100}?)(?:\.git)?(?:[/?#]|$)")


class ReadAt(Table, frozen=True):
    """Where facts were read: what, and of which day it is."""

    what: str
    date: str


class KnownComponent(Table, frozen=True):
    """One component of a model; `license` is left out where nobody says."""

    read: str
    license: str | None = None
    at: str | None = None
    extent: Extent = "whole"
    absent: bool = False


class KnownRelease(Table, frozen=True):
    """Models by patterns of their ids, or by the code repository that publishes them; `size` in billions of parameters."""

    patterns: tuple[str, ...]
    components: Mapping[str, KnownComponent]
    repository: str | None = None
    size: float | None = None

    def is_meant(self, id: str) -> bool:
        """Whether an id (`owner/name`, of a model or of a code repository) is one of these."""
        name = id.lower()
        return name == (self.repository or "").lower() or any(fnmatchcase(name, each) for each in self.patterns)


class CodeRepository(Table, frozen=True):
    """A code repository by its address, and the license that governs what lies there."""

    id: str
    license: str
    read: str


class KnownComponents(Table, frozen=True):
    """rules/components.yaml."""

    as_of: str
    read: Mapping[str, ReadAt]
    models: tuple[KnownRelease, ...]
    repositories: tuple[CodeRepository, ...]

    def release(self, ids: Iterable[str]) -> KnownRelease | None:
        """The first row that means one of these ids."""
        named = list(ids)
        return next((row for row in self.models if any(row.is_meant(id) for id in named)), None)

    def license_at(self, address: str) -> str | None:
        """The license of the code repository that an address leads to, or None."""
        found = _REPOSITORY.match(address[:400])
        return next((row.license for row in self.repositories if found and row.id.lower() == found[1].lower()), None)

    def fact(self, row: KnownRelease, component: str, label: str) -> Fact | None:
        """What a row says of one component, with where that was read."""
        known = row.components.get(component)
        if known is None:
            return None
        source = self.read[known.read]
        said = say("withheld") if known.absent else known.license or say("no license was read")
        what = say("{label} at {place}", label=say(label), place=known.at) if known.at else say(label)
        note = say("{what}: {said} (read in {source}, {date})", what=what, said=said, source=source.what, date=source.date)
        because = (Evidence(note=note),)
        if known.absent:
            return Fact(component, "absent", because=because)
        return Fact(component, "present", known.extent, known.license, known.license, known.license is not None, path=known.at, because=because)


def completed(seen: Fact, known: Fact | None) -> Fact:
    """What a release shows, with what is known besides: what it says itself counts first, in presence, extent and license."""
    if known is None or seen.presence == "absent":
        return seen
    if seen.presence == "unknown":
        return replace(known, name=seen.name, because=(*known.because, *seen.because))
    if known.presence == "absent":
        return seen
    extent = known.extent if seen.extent == "unknown" else seen.extent
    fact = replace(seen, extent=extent, path=seen.path or known.path, because=(*seen.because, *known.because))
    return fact if seen.license_known else replace(fact, declared=known.declared, license=known.license, license_known=known.license_known)


def load_known(path: Path | None = None) -> KnownComponents:
    """The table (default: licint's own, read once). Raises KnowledgeError naming file and line."""
    return _load(path or rules_dir() / "components.yaml")


@cache
def _load(path: Path) -> KnownComponents:
    table = read_yaml(path, KnownComponents)
    ids = {each.id for each in load_rules().components}
    for place, row in enumerate(table.models):
        if any(pattern != pattern.lower() for pattern in row.patterns):
            raise fault(path, f"$.models[{place}].patterns", "a pattern has capitals", "patterns are compared in lower case: write them so")
        for component, known in row.components.items():
            if component not in ids:
                raise fault(path, f"$.models[{place}].components", f"there is no component `{component}`", f"use one of: {', '.join(sorted(ids))}")
            if known.read not in table.read:
                raise fault(path, f"$.models[{place}].components.{component}", f"`read: {known.read}` is not listed", "add it to `read:` with what and date")
    for place, repository in enumerate(table.repositories):
        if repository.read not in table.read:
            raise fault(path, f"$.repositories[{place}]", f"`read: {repository.read}` is not listed", "add it to `read:` with what and date")
    return table
