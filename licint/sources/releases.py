"""The releases that targets name, read one after the other or many at once, in the order of the targets."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path

import msgspec

from licint.errors import LicintError, UsageError
from licint.messages import say
from licint.model import Noun, Skipped, Snapshot, Target
from licint.sources.hub import Hub, read_release
from licint.sources.hub_answers import Refusal, RepoInfo
from licint.sources.hub_cache import Cached, find_cached, list_cached, read_cached
from licint.sources.hub_client import IN_FLIGHT, HubClient
from licint.sources.hub_lineage import Ancestors
from licint.sources.hub_lists import list_repositories
from licint.sources.local import read_folder
from licint.sources.settings import Settings
from licint.sources.targets import Repository, read_target
from licint.sources.workers import Workers

# Refusals that say nothing of the repository itself: what was downloaded earlier may stand in for it.
OUT_OF_REACH = ("offline", "unreachable", "time-out", "server", "rate-limited")


class Job(Noun, frozen=True):
    """One release to read; `name` as people know it."""

    name: str
    path: Path | None = None
    repository: Repository | None = None
    info: RepoInfo | None = None
    cached: Cached | None = None
    fault: LicintError | None = None


class Read(Noun, frozen=True):
    """What came of a job. `refusal`: why the Hub gave nothing; the snapshot is then empty, or what an earlier download holds."""

    job: Job
    snapshot: Snapshot
    refusal: LicintError | None = None
    notes: tuple[str, ...] = ()


class Reader:
    """Reads releases with one client, one set of ancestors and one set of threads."""

    def __init__(
        self,
        settings: Settings,
        *,
        knows_model: Callable[[str], bool] = lambda id: False,
        knows_link: Callable[[str], bool] = lambda url: False,
        on_wait: Callable[[float], None] = lambda seconds: None,
    ) -> None:
        self.settings = settings
        self.client = HubClient(settings, on_wait=on_wait)
        self._files = Workers(IN_FLIGHT)
        self._hub = Hub(self.client, Ancestors(self.client, self._files, knows_model), self._files, knows_link)
        self._releases = Workers(IN_FLIGHT)

    def jobs(self, targets: Iterable[str]) -> list[Job]:
        """What the targets name; owners and collections are asked of the Hub. Raises UsageError for a target that can be none."""
        return [job for target in targets for job in self._jobs(target)]

    def cached_jobs(self) -> list[Job]:
        """Everything in the local cache of the Hub's client. Raises UsageError where there is none."""
        found = [Job(each.repository.name, cached=each) for each in list_cached(self.settings.hub_cache)]
        if not found:
            raise UsageError(f"there is no model in {self.settings.hub_cache}", "HF_HUB_CACHE or HF_HOME name another cache")
        return found

    def read(self, jobs: Sequence[Job]) -> Iterator["Future[Read]"]:
        """The results in the order of the jobs; a future raises where a local path cannot be read."""
        self._files.inline = len(jobs) >= IN_FLIGHT
        return self._releases.map(self._read, jobs)

    def close(self) -> None:
        """Tidy the cache."""
        self.client.cache.prune()

    def _jobs(self, target: str) -> list[Job]:
        named = read_target(target, self.settings.endpoint)
        if isinstance(named, Path):
            return [Job(target, path=named)]
        if isinstance(named, Repository):
            return [Job(target, repository=named)]
        try:
            return [Job(each.name, repository=each, info=info) for each, info in list_repositories(named, self.client)]
        except Refusal as refusal:
            return [Job(target, fault=refusal)]

    def _read(self, job: Job) -> Read:
        if job.path is not None:
            return Read(job, read_folder(job.path))
        if job.cached is not None:
            return Read(job, read_cached(job.cached, self.client.url(job.cached.repository.name)))
        if job.repository is None:
            return _nothing(job, job.fault or Refusal("missing", "not found"))
        try:
            snapshot = read_release(job.repository, self._hub, job.info)
        except Refusal as refusal:
            return self._fall_back(job, job.repository, refusal)
        except LicintError:
            raise
        except Exception as error:  # one odd repository must not end a run over a thousand
            if os.environ.get("LICINT_TRACEBACK"):
                raise
            return _nothing(
                job,
                Refusal("broken", f"internal error: {type(error).__name__}", "this is a bug: please report it with the output of LICINT_TRACEBACK=1 licint …"),
            )
        return Read(job, snapshot, notes=tuple(_notes(snapshot)))

    def _fall_back(self, job: Job, repository: Repository, refusal: Refusal) -> Read:
        cached = find_cached(self.settings.hub_cache, repository) if refusal.kind in OUT_OF_REACH else None
        if cached is None:
            return _nothing(job, refusal)
        snapshot = read_cached(cached, self.client.url(repository.name))
        noted = (*snapshot.skipped, Skipped(repository.name, say("{problem}: answered from what was downloaded earlier", problem=refusal.message)))
        return Read(job, msgspec.structs.replace(snapshot, skipped=noted), notes=(f"{repository.name}: {refusal.message}; read from the local cache",))


def _nothing(job: Job, refusal: LicintError) -> Read:
    name = job.repository.name if job.repository else job.name
    revision = job.repository.revision if job.repository else None
    if isinstance(refusal, Refusal) and refusal.kind == "offline":
        reason: str = say("offline: answered from licint's own knowledge")
    else:
        reason = say("{problem}: answered from licint's own knowledge", problem=refusal.message)
    disabled = isinstance(refusal, Refusal) and refusal.kind == "disabled"
    snapshot = Snapshot(Target("hub", name, revision), skipped=(Skipped(name, reason),), access="unavailable" if disabled else "unknown")
    return Read(job, snapshot, refusal)


def _notes(snapshot: Snapshot) -> Iterator[str]:
    name = snapshot.target.id
    if former := snapshot.metadata.get("renamed_from"):
        yield f"{former} is now {name}"
    if snapshot.metadata.get("private"):
        yield f"{name} is private"
