"""Audits of releases wherever they are: what the command line and Python do alike."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from licint.auditor import Expertise
from licint.decoding import msgpack_decoder
from licint.knowledge import Knowledge
from licint.model import Evidence, Report, Skipped, Snapshot

if TYPE_CHECKING:
    from licint.sources.releases import Reader
    from licint.sources.settings import Settings


def open_reader(settings: "Settings", experts: Expertise, on_wait: Callable[[float], None] = lambda seconds: None) -> "Reader":
    """A reader that asks the Hub for nothing of what licint knows itself: known base models, the texts behind known links."""
    from licint.identification import find_references
    from licint.identification.index import Reference
    from licint.identification.sketch import Naming
    from licint.sources.releases import Reader

    for each in (Reference, Naming):  # the index decodes them by itself, on this thread and on the reader's
        msgpack_decoder(each)
    return Reader(
        settings,
        knows_model=lambda id: is_known(id, experts.knowledge),
        knows_link=lambda url: bool(find_references(url, experts.index)),
        on_wait=on_wait,
    )


def is_known(name: str, knowledge: Knowledge) -> bool:
    """Whether licint's own knowledge answers for a model (`org/name`) of which nothing can be read."""
    facts = knowledge.model(name)
    return facts is not None and (facts.license is not None or facts.category is not None) and facts.confidence != "low"


def as_read(report: Report, snapshot: Snapshot, notes: Sequence[str] = ()) -> Report:
    """The report, with what was noted while its release was read among the reasons.

    Where not everything could be read, what seems to be missing may be there: such a report has no findings.
    """
    if snapshot.metadata.get("incomplete"):
        noted = Skipped(report.target.id, "not linted: not everything that bears on rights could be read")
        report = replace(report, findings=(), suppressed=(), skipped=(*report.skipped, noted))
    if notes:
        because = (*report.verdict.because, *(Evidence(note=each) for each in notes))
        report = replace(report, verdict=replace(report.verdict, because=because))
    return report
