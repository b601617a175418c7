"""A release on the Hub: its description, card, license texts, what other files state of licenses and, where these do not settle it, configurations and
weight headers.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

import yaml

from licint.messages import say
from licint.model import Entry, Noun, Relation, Skipped, Snapshot, Target
from licint.parsing.configs import is_config, parents_in_config
from licint.parsing.text import decode
from licint.parsing.weights import has_header, parse_weights
from licint.sources.cache import Answer
from licint.sources.hub_answers import Refusal, RepoInfo
from licint.sources.hub_choice import choose_configs, choose_headers, choose_stated, choose_texts, role_of
from licint.sources.hub_client import HubClient
from licint.sources.hub_description import read_repository_info
from licint.sources.hub_headers import read_header
from licint.sources.hub_lineage import Ancestors
from licint.sources.hub_links import read_link
from licint.sources.selection import MAX_HEADER, MAX_TEXT, wanted
from licint.sources.targets import Repository
from licint.sources.workers import Workers

SETTLED_ELSEWHERE = ("other", "unknown")


class Hub(Noun, frozen=True):
    """What a run reads releases with. `knows_model` and `knows_link` say of what nothing needs to be fetched."""

    client: HubClient
    ancestors: Ancestors
    workers: Workers
    knows_link: Callable[[str], bool] = lambda url: False


def read_release(repository: Repository, hub: Hub, info: RepoInfo | None = None) -> Snapshot:
    """The snapshot of a repository; `info` where a list has already given it. Raises Refusal where the Hub tells nothing of it."""
    return _Reader(repository, hub).read(info)


class _Reader:
    """One repository while it is read."""

    def __init__(self, repository: Repository, hub: Hub) -> None:
        self.repository, self.hub, self.client = repository, hub, hub.client
        self.contents: dict[str, bytes] = {}
        self.skipped: list[Skipped] = []
        self.incomplete = False

    def read(self, info: RepoInfo | None) -> Snapshot:
        info = self.info = info or read_repository_info(self.repository, self.client)
        self.at = Repository(info.id, self.repository.kind, info.sha or self.repository.revision or "main")
        self._describe(info)
        if not info.disabled:
            self._read_texts(info)
            if not self.incomplete:
                self._read_more(info)
        bases = self._bases(info)
        entries = () if self.incomplete else info.entries
        return Snapshot(
            target=Target("hub", self.at.name, info.sha or self.repository.revision, self.client.url(self.at.name)),
            entries=entries,
            contents=self.contents,
            skipped=tuple(self.skipped),
            access=info.access,
            metadata=self._metadata(info, bases),
        )

    def _metadata(self, info: RepoInfo, bases: Mapping[str, Relation]) -> dict[str, Any]:
        return {
            "source": "hub",
            "incomplete": self.incomplete,
            "renamed_from": self.repository.id if info.id.lower() != self.repository.id.lower() else None,
            "private": info.private,
            "disabled": info.disabled,
            "license": info.license,
            "holds_weights": info.holds_weights,
            "base_models": bases,
            "ancestors": self.hub.ancestors.of(bases, info.id),
        }

    def _describe(self, info: RepoInfo) -> None:
        if info.disabled:
            self._miss(self.at.name, "disabled by the Hub: its files cannot be read")
        if not info.listed:
            self._miss(self.at.name, "the Hub lists no files")
        if info.cut:
            self.skipped.append(Skipped(".", "the repository holds too many files: only the first were looked at"))
        if info.refused_paths:
            self.skipped.append(Skipped(".", say("{count:,} listed names are no paths of a repository", count=info.refused_paths)))

    def _miss(self, path: str, reason: str) -> None:
        """Something that bears on rights could not be read: nothing may be said about what is missing."""
        self.incomplete = True
        self.skipped.append(Skipped(path, reason))

    def _read_texts(self, info: RepoInfo) -> None:
        chosen = choose_texts(info)
        if info.access in ("gated-auto", "gated-manual") and chosen:
            if not self._keep(chosen[0], lambda: self._text(chosen[0])):
                return
            chosen = chosen[1:]
        self._read_all(chosen)

    def _read_all(self, chosen: Sequence[Entry]) -> None:
        """The first on this thread, the others beside it."""
        futures = [(each, self.hub.workers.submit(self._text, each)) for each in chosen[1:]]
        for entry in chosen[:1]:
            self._keep(entry, lambda entry=entry: self._text(entry))
        for entry, future in futures:
            self._keep(entry, future.result)

    def _keep(self, entry: Entry, answer: Callable[[], Answer] | Callable[[], bytes]) -> bool:
        try:
            got = answer()
        except Refusal as refusal:
            self._refused(entry, refusal)
            return False
        self.contents[entry.path] = got if isinstance(got, bytes) else got.body
        if isinstance(got, Answer) and got.cut:
            self.skipped.append(Skipped(entry.path, say("only its first {count:,} bytes were read", count=len(got.body))))
        return True

    def _refused(self, entry: Entry, refusal: Refusal) -> None:
        reason = say("{problem}; {help}", problem=refusal.message, help=refusal.help) if refusal.help else refusal.message
        if role_of(entry.path) is None:
            self.skipped.append(Skipped(entry.path, reason))
            return
        if not self.incomplete and self.info.card:
            self.contents.setdefault("README.md", front_matter(self.info.card))
        self._miss(entry.path, reason)

    def _text(self, entry: Entry) -> Answer:
        # What a listing says of sizes is not always true; an empty file is the exception worth a request less.
        return Answer(200, b"") if entry.size == 0 else self._fetch(entry.path, wanted(entry.path) or 1)

    def _fetch(self, path: str, limit: int, span: tuple[int, int] | None = None) -> Answer:
        kind = "" if self.at.kind == "models" else self.at.kind + "/"
        url = self.client.url(f"{kind}{self.at.id}", "resolve") + f"/{quote(self.at.revision or 'main', safe='')}/" + quote(path)
        return self.client.get(url, self.at.name, limit=limit, pinned=self.info.sha is not None, span=span, page=self.client.url(self.at.name))

    def _read_more(self, info: RepoInfo) -> None:
        """What the usual files leave open: descent from configurations, the license from headers or from behind a link."""
        thorough = self.client.settings.thorough
        texts = any(role_of(path) in ("license", "pointer") for path in self.contents)
        self._read_stated(info)
        if thorough or not info.bases:
            for entry in choose_configs(info, thorough or not (texts or info.license)):
                self._keep(entry, lambda entry=entry: self._text(entry))
        if thorough or not texts:
            for entry in choose_headers(info):
                self._keep(entry, lambda entry=entry: self._header(entry))
        if not texts and (info.card or {}).get("license") in (*SETTLED_ELSEWHERE, None):
            read_link(info, self.hub.client, self.hub.knows_link, self.contents, self.skipped)

    def _read_stated(self, info: RepoInfo) -> None:
        """What files for other tools state of licenses; of no use in part."""
        chosen = choose_stated(info)
        too_large = [each for each in chosen if (each.size or 0) > MAX_TEXT]
        self.skipped += [Skipped(each.path, say("it is larger than {most:,} bytes", most=MAX_TEXT)) for each in too_large]
        self._read_all([each for each in chosen if each not in too_large])

    def _header(self, entry: Entry) -> bytes:
        # A server that knows no ranges sends the file from its start: of use for what stands there, not for what stands behind.
        return read_header(
            entry.path, entry.size, lambda first, last: self._fetch(entry.path, last + 1 if last < MAX_HEADER + 8 else last - first + 1, (first, last))
        )

    def _bases(self, info: RepoInfo) -> dict[str, Relation]:
        """The parents that info, configurations and headers name."""
        found = dict(info.bases)
        for path, data in self.contents.items():
            parents = [(each.id, each.relation) for each in parents_in_config(path, decode(data))] if is_config(path) else []
            if has_header(path):
                parents = [(base, "unknown") for base in parse_weights(path, data).base_models]
            for base, relation in parents:
                if base.lower() not in {each.lower() for each in (*found, info.id)}:
                    found[base] = relation
        return found


def front_matter(card: Mapping[str, Any]) -> bytes:
    """A card that holds nothing but what the Hub's description says of the real one."""
    try:
        return b"---\n" + yaml.safe_dump(dict(card), allow_unicode=True, sort_keys=False).encode("utf-8", "replace")[:200_000] + b"---\n"
    except (yaml.YAMLError, RecursionError, ValueError, TypeError):
        return b""
