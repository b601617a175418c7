"""The public functions: what the command line does, for Python."""

from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from licint import clauses, identification
from licint.auditor import audit_snapshot
from licint.config import Config
from licint.errors import UsageError
from licint.expertise import open_expertise
from licint.model import Finding, Identification, Report, Snapshot, Terms

if TYPE_CHECKING:
    from typing import Unpack

    from licint.sources.releases import Job, Reader
    from licint.sources.settings import HubOptions

Given = str | PathLike[str]


def audit(target: Given, config: Config | None = None, **hub: "Unpack[HubOptions]") -> Report:
    """Verdict and findings on one release.

    `target`: a folder or a file; or on the Hub a model (`org/name[@revision]`), a data set (`datasets/org/name`), or the address of one. `hub`: how the Hub is
    asked, as the options of `licint audit` say (`offline`, `token`, `endpoint`, `cache_dir`, `refresh`, …); what is not given comes from the environment.
    Where the Hub gives nothing, or with `offline`, the answer rests on what was read earlier and on licint's own knowledge, and `skipped` says so.

    Raises UsageError for what can be no target, SourceError for what cannot be read and is not known by name, KnowledgeError where licint's own data is broken.
    """
    if _is_path(target):
        return _audit(_read_path(target), config)
    reader = _open_reader(**hub)
    try:
        return next(_reports(reader, [_job(str(target), reader)], config, strict=True))
    finally:
        reader.close()


def audit_all(targets: Iterable[Given] | Given, config: Config | None = None, **hub: "Unpack[HubOptions]") -> Iterator[Report]:
    """Reports on many releases, in the order of the targets, as they come; the Hub is asked for several at once. Nothing is asked before the first is.

    Besides what `audit` takes, a target may name all repositories of an owner (`org/*`, `org/name-*`) or a collection (`collections/org/slug`).
    One that cannot be read does not end the run: its report is *unknown*, or rests on licint's own knowledge, and its `skipped` says why.

    Raises UsageError for what can be no target, SourceError for a path that cannot be read.
    """
    several = [targets] if isinstance(targets, str | PathLike) else targets
    reader = _open_reader(**hub)
    try:
        yield from _reports(reader, reader.jobs(_named(each) for each in several), config, strict=False)
    finally:
        reader.close()


def check(path: Given = ".", config: Config | None = None) -> tuple[Finding, ...]:
    """The findings on a local release, in reading order. Raises as `audit` does."""
    return audit(Path(path), config).findings


def identify(text: str) -> Identification:
    """Which licenses a text is, was made from, or names."""
    return identification.identify(text, open_expertise().index)


def read_terms(text: str) -> Terms:
    """What a text lets one do, read clause by clause without looking it up; every term is there, `unstated` where the text is silent."""
    return clauses.read_terms(text, open_expertise().patterns)


def _is_path(target: Given) -> bool:
    return not isinstance(target, str) or (bool(target) and "\0" not in target and Path(target).exists())


def _read_path(target: Given) -> Snapshot:
    from licint.sources.local import read_folder

    return read_folder(Path(target))


def _named(target: Given) -> str:
    """A target as it is written; a path, even if nothing is there, is no model's name."""
    if not _is_path(target):
        return str(target)
    if not Path(target).exists():
        raise UsageError(f"there is no file or folder {target}", "give a path that exists, or the name of a model (org/name) as a string")
    return str(Path(target))


def _open_reader(**hub: "Unpack[HubOptions]") -> "Reader":
    from licint.audits import open_reader
    from licint.sources.settings import settings_from

    return open_reader(settings_from(**hub), open_expertise())


def _job(target: str, reader: "Reader") -> "Job":
    """The one repository that is meant. Raises UsageError where several may be."""
    from licint.sources.releases import Job
    from licint.sources.targets import Repository, read_target

    named = read_target(target, reader.settings.endpoint)
    if not isinstance(named, Repository):
        raise UsageError(f"{target} may be several releases", "audit_all takes such a target")
    return Job(target, repository=named)


def _reports(reader: "Reader", jobs: "list[Job]", config: Config | None, *, strict: bool) -> Iterator[Report]:
    from licint.audits import as_read, is_known

    for future in reader.read(jobs):
        read = future.result()
        name = read.job.repository.name if read.job.repository else read.job.name
        if strict and read.refusal and not reader.settings.offline and not is_known(name, open_expertise().knowledge):
            raise read.refusal
        yield as_read(_audit(read.snapshot, config), read.snapshot, read.notes)


def _audit(snapshot: Snapshot, config: Config | None) -> Report:
    return audit_snapshot(snapshot, open_expertise(), config or Config(), with_openness=True)
