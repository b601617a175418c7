"""A data set that is a release of its own: its data are to it what the weights are to a model."""

from collections.abc import Mapping
from typing import TypeVar

from msgspec.structs import replace

from licint.model import Component, Document, Release, Statement, Verdict
from licint.openness.spectrum import Completeness, places

Scoped = TypeVar("Scoped", Document, Statement)

EXCHANGED: Mapping[Component | None, Component] = {"weights": "data", "data": "weights"}
# A data set has no training of its own that could be closed.
COMPLETE = Completeness(data=True, code=True)


def exchanged(release: Release) -> Release:
    """The release with what is said of its data in the place of the weights, and the other way round."""
    return replace(release, statements=tuple(map(_other_part, release.statements)), documents=tuple(map(_other_part, release.documents)))


def verdict_on_data(verdict: Verdict) -> Verdict:
    """The verdict on an exchanged release, about its data again."""
    best, worst = places(verdict.access.value, verdict.category, COMPLETE)
    licenses = tuple(replace(each, component=EXCHANGED.get(each.component, each.component)) for each in verdict.licenses)
    return replace(verdict, licenses=licenses, place=worst, range=(best, worst), because=verdict.because[:1])


def _other_part(said: Scoped) -> Scoped:
    return replace(said, component=EXCHANGED.get(said.component, said.component))
