"""Several repositories at once: all of an owner, or those of a collection."""

import fnmatch
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

from licint.parsing.files import file_rules
from licint.parsing.model_ids import to_model_id
from licint.sources.addresses import origin, split
from licint.sources.hub_answers import Refusal, RepoInfo, decode_json, read_info
from licint.sources.hub_client import HubClient
from licint.sources.targets import Collection, RepoKind, Repository, Several

MAX_PAGES = 500
MAX_PAGE = 64_000_000  # bytes

_NEXT = re.compile(r'<([^<>]{1,4000})>\s{0,5};\s{0,5}rel="?next"?')

Listed = tuple[Repository, RepoInfo | None]


def list_repositories(named: Several | Collection, client: HubClient) -> list[Listed]:
    """The repositories meant, each with its description if the list gives it whole. Raises Refusal, also where there are none."""
    found = list(_of_owner(named, client) if isinstance(named, Several) else _of_collection(named, client))
    if not found:
        what = f"{named.owner}/{named.pattern}" if isinstance(named, Several) else f"the collection {named.slug}"
        raise Refusal("missing", f"the Hub lists nothing for {what}", "check the name; private repositories need a token (HF_TOKEN or --token)")
    return found


def _of_owner(named: Several, client: HubClient) -> Iterator[Listed]:
    # By age: what is added or changed while the pages are read moves none of the others to another page.
    url: str | None = client.url("api", named.kind) + f"?author={named.owner}&full=true&cardData=true&sort=createdAt&limit=500"
    seen: set[str] = set()
    yielded: set[str] = set()
    for _ in range(MAX_PAGES):
        if url is None or url in seen:
            return
        seen.add(url)
        answer = client.get(url, named.owner, limit=MAX_PAGE)
        page = decode_json(answer.body)
        if not isinstance(page, list):
            raise Refusal("broken", "the Hub's answer is no list", "check the endpoint")
        for item in page:
            listed = _listed(item, named.kind)
            if listed and listed[0].id not in yielded and fnmatch.fnmatchcase(listed[0].id.rpartition("/")[2].lower(), named.pattern.lower()):
                yielded.add(listed[0].id)
                yield listed
        url = next_page(answer.headers.get("link", ""), url, client.endpoint)


def _listed(item: Any, kind: RepoKind) -> Listed | None:
    name = item.get("id") or item.get("modelId") if isinstance(item, dict) else None
    if not isinstance(name, str) or to_model_id(name, bare=True) != name:
        return None
    info = read_info(item, name)
    whole = info.sha is not None and info.listed and info.access != "unknown"
    return Repository(name, kind), info if whole else None


def _of_collection(named: Collection, client: HubClient) -> Iterator[Listed]:
    data = decode_json(client.get(client.url("api", "collections", named.slug), named.slug).body)
    items = data.get("items") if isinstance(data, dict) else None
    kinds: dict[Any, RepoKind] = {"model": "models", "dataset": "datasets"}
    for item in items if isinstance(items, list) else ():
        name = item.get("id") if isinstance(item, dict) else None
        if isinstance(name, str) and to_model_id(name, bare=True) == name and item.get("type") in kinds:
            yield Repository(name, kinds[item["type"]]), None


def next_page(link: str, current: str, endpoint: str) -> str | None:
    """The address of the next page, or None. A mirror may pass on the Hub's own: it is asked of the mirror; any other host is not asked. Raises Refusal."""
    found = _NEXT.search(link)
    if not found:
        return None
    url = urljoin(current, found[1])
    parts, own = split(url), urlsplit(endpoint)
    if parts is None:
        return None
    if origin(url) == origin(endpoint):
        return str(url)
    if (parts.hostname or "").lower() not in file_rules().hub_hosts:
        raise Refusal("refused", "the list goes on at another host, which was not asked", None)
    moved: str = urlunsplit((own.scheme, own.netloc, own.path + parts.path, parts.query, ""))
    return moved
