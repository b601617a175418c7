"""What the Hub's answers mean: repository infos as nouns, and refusals as reasons. Pure; every field of an answer is optional and of any type."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

import msgspec

from licint.errors import SourceError
from licint.model import Access, Entry, Noun, Relation
from licint.parsing.model_ids import to_model_id

RefusalKind = Literal["gated", "missing", "disabled", "unauthorized", "rate-limited", "time-out", "unreachable", "offline", "refused", "broken", "server"]

MAX_PATH = 1_000
MAX_LISTED = 20_000
MAX_TAGS = 5_000
MAX_BASES = 100
# Bytes that the Hub stores of large files, below which they are no weights: any adapter of a model whose license binds derivatives takes more.
MIN_WEIGHTS = 1_000_000

_SHA = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?\Z")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_RELATIONS: tuple[Relation, ...] = ("finetune", "adapter", "quantized", "merge")


class Refusal(SourceError):
    """The Hub did not give what was asked for; `kind` is for programs, the message and the help line for people."""

    def __init__(self, kind: RefusalKind, message: str, help: str | None = None) -> None:
        super().__init__(message, help)
        self.kind = kind


class RepoInfo(Noun, frozen=True):
    """A repository as `GET /api/models/{id}` describes it."""

    id: str
    sha: str | None = None
    access: Access = "unknown"
    private: bool = False
    disabled: bool = False
    card: Mapping[str, Any] | None = None
    tags: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    refused_paths: int = 0
    cut: bool = False
    listed: bool = False
    holds_weights: bool | None = None

    @property
    def bases(self) -> dict[str, Relation]:
        """The base models that the card or the Hub's tags name, with their relation as far as a tag says it."""
        written = (self.card or {}).get("base_model")
        named = (to_model_id(each, bare=True) for each in (written if isinstance(written, list) else [written])[:MAX_BASES] if isinstance(each, str))
        found: dict[str, tuple[str, Relation]] = {}
        for base, relation in (*_tagged_bases(self.tags), *((each, "unknown") for each in named if each)):
            found.setdefault(base.lower(), (base, relation))
        found.pop(self.id.lower(), None)
        return dict(list(found.values())[:MAX_BASES])

    @property
    def license(self) -> str | None:
        """The license that the card declares: `license_name` where `license` is `other`; else what the Hub's tag says."""
        card = self.card or {}
        declared, name = card.get("license"), card.get("license_name")
        if isinstance(declared, list):
            declared = declared[0] if len(declared) == 1 else None
        if isinstance(declared, str) and declared:
            return name if declared == "other" and isinstance(name, str) and name else declared
        tagged = [each.removeprefix("license:") for each in self.tags if each.startswith("license:")]
        return tagged[0] if len(tagged) == 1 else None


def read_info(data: Any, asked: str) -> RepoInfo:
    """The noun of an info; whatever has the wrong type counts as not said. Raises Refusal where it is no object at all."""
    if not isinstance(data, dict):
        raise Refusal("broken", "the Hub's answer is no description of a repository", "check the endpoint")
    siblings = data.get("siblings")
    paths = list(_entries(siblings[:MAX_LISTED])) if isinstance(siblings, list) else []
    sha, card, tags = data.get("sha"), data.get("cardData"), data.get("tags")
    found = data.get("id") or data.get("modelId")
    return RepoInfo(
        id=found if isinstance(found, str) and to_model_id(found, bare=True) else asked,
        sha=sha if isinstance(sha, str) and _SHA.match(sha) else None,
        access=_access(data),
        private=data.get("private") is True,
        disabled=data.get("disabled") is True,
        card=card if isinstance(card, dict) else None,
        tags=tuple(each for each in tags[:MAX_TAGS] if isinstance(each, str)) if isinstance(tags, list) else (),
        entries=tuple(paths),
        refused_paths=min(len(siblings), MAX_LISTED) - len(paths) if isinstance(siblings, list) else 0,
        cut=isinstance(siblings, list) and len(siblings) > MAX_LISTED,
        listed=isinstance(siblings, list),
        holds_weights=_holds_weights(data),
    )


def _holds_weights(data: Mapping[str, Any]) -> bool | None:
    """Whether there are weights, as far as the Hub tells without a listing: it counts the parameters of those it can read, and bytes of large files."""
    counted = [table.get("total") for key in ("safetensors", "gguf") if isinstance(table := data.get(key), dict)]
    if any(isinstance(total, int) and total > 0 for total in counted):
        return True
    stored = data.get("usedStorage")
    return False if isinstance(stored, int) and not isinstance(stored, bool) and 0 <= stored < MIN_WEIGHTS else None


def read_tree(data: Any) -> tuple[Entry, ...]:
    """The files of one page of a `tree` answer."""
    files = [{"rfilename": each.get("path"), "size": each.get("size")} for each in _dicts(data) if each.get("type") == "file"]
    return tuple(_entries(files[:MAX_LISTED]))


def decode_json(body: bytes) -> Any:
    """The value in an answer. Raises Refusal."""
    try:
        return msgspec.json.decode(body)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise Refusal("broken", "the Hub's answer is no JSON", "check the endpoint, or try again later") from None


def refusal_of(status: int, headers: Mapping[str, str], what: str, url: str, has_token: bool) -> Refusal:
    """What a status above 399 means; `what` is a repository's id or a file of it. The Hub's X-Error-Code speaks first, then the status."""
    code = headers.get("x-error-code", "")
    said = _CONTROL.sub(" ", headers.get("x-error-message", ""))[:300]
    request = _CONTROL.sub(" ", headers.get("x-request-id", ""))[:80]
    if code == "GatedRepo":
        how = (
            "ask for access there; until then the answer rests on what is public"
            if has_token
            else "accept its terms there, then pass a token (HF_TOKEN or --token)"
        )
        return Refusal("gated", f"{what} is gated: its files are for those who accepted its terms", f"{url}: {how}")
    if status == 403 and "disabled" in said.lower():
        return Refusal("disabled", f"{what} was disabled by the Hub", None)
    if code == "RevisionNotFound":
        return Refusal("missing", f"{what} has no such revision", "name a branch, a tag or a commit")
    if code == "EntryNotFound":
        return Refusal("missing", f"{what} is not there", None)
    if status == 401 and "invalid credentials" in said.lower():
        return Refusal(
            "unauthorized", "the Hub does not accept the token", "make a new one in the Hub's settings, or run without (HF_HUB_DISABLE_IMPLICIT_TOKEN=1)"
        )
    if code == "RepoNotFound" or status in (401, 403, 404, 410):
        if has_token and status in (404, 410):
            return Refusal("missing", f"{what} does not exist, or this token may not see it", "check the name")
        return Refusal("missing", f"{what} is absent, private, or needs a token", "check the name; for a private repository pass a token (HF_TOKEN or --token)")
    if status == 429:
        return Refusal("rate-limited", "the Hub's rate limit is reached", "wait a few minutes and run again with --resume; a token raises the limit")
    reference = f" (request {request})" if request else ""
    if status >= 500 or status == 408:
        return Refusal("server", f"the Hub answered {status}{reference}", "try again later")
    return Refusal("refused", f"the Hub refused the request with {status}{': ' + said if said else ''}{reference}", None)


def is_safe_path(path: Any) -> bool:
    """Whether a listed path names a file below the repository's root, as git would have it."""
    if not isinstance(path, str) or not 0 < len(path) <= MAX_PATH or _CONTROL.search(path) or "\\" in path:
        return False
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return not any(part in ("", ".", "..") for part in path.split("/"))


def _entries(siblings: Iterable[Any]) -> Iterator[Entry]:
    for each in _dicts(siblings):
        path, size = each.get("rfilename"), each.get("size")
        lfs = each.get("lfs")
        if isinstance(lfs, dict) and isinstance(lfs.get("size"), int):
            size = lfs["size"]
        if isinstance(path, str) and is_safe_path(path):
            yield Entry(path, size if isinstance(size, int) and not isinstance(size, bool) and size >= 0 else None)


def _dicts(data: Any) -> Iterator[dict[Any, Any]]:
    return (each for each in data if isinstance(each, dict)) if isinstance(data, list) else iter(())


def _access(data: Mapping[str, Any]) -> Access:
    if data.get("disabled") is True:
        return "unavailable"
    gated = data.get("gated")
    if gated == "manual":
        return "gated-manual"
    if gated == "auto" or gated is True:
        return "gated-auto"
    return "public" if gated is False and data.get("private") is not True else "unknown"


def _tagged_bases(tags: Iterable[str]) -> Iterator[tuple[str, Relation]]:
    """`base_model:<id>` and `base_model:<relation>:<id>`, the more telling first."""
    plain: list[str] = []
    for tag in tags:
        if not tag.startswith("base_model:"):
            continue
        rest = tag.removeprefix("base_model:")
        relation = next((each for each in _RELATIONS if rest.startswith(f"{each}:")), None)
        if relation and (found := to_model_id(rest.removeprefix(f"{relation}:"), bare=True)):
            yield found, relation
        elif found := to_model_id(rest, bare=True):
            plain.append(found)
    yield from ((each, "unknown") for each in plain)
