"""The description of one repository on the Hub: what it lists, at which commit."""

from urllib.parse import quote

import msgspec

from licint.sources.hub_answers import Refusal, RepoInfo, decode_json, read_info, read_tree
from licint.sources.hub_client import HubClient
from licint.sources.targets import Repository

SMALL_INFO = ("cardData", "disabled", "gated", "private", "sha", "tags")


def read_repository_info(repository: Repository, client: HubClient) -> RepoInfo:
    """The description of a repository at a revision. Raises Refusal."""
    base = ("api", repository.kind, repository.id)
    page = client.url(repository.name)
    if repository.revision:
        return _read(client, client.url(*base, "revision") + "/" + quote(repository.revision, safe=""), repository, page)
    try:
        return _read(client, client.url(*base), repository, page)
    except Refusal as refusal:
        # Mirrors made of git repositories know only named revisions.
        if refusal.kind != "missing" or client.endpoint_is_default:
            raise
        return _read(client, client.url(*base, "revision", "main"), repository, page)


def _read(client: HubClient, url: str, repository: Repository, page: str) -> RepoInfo:
    answer = client.get(url + "?blobs=true", repository.name, page=page)
    if answer.cut:  # a listing beyond all measure: the rest of the description, and the first page of the root folder
        named = "&".join(f"expand={each}" for each in SMALL_INFO)
        info = read_info(decode_json(client.get(f"{url}?{named}", repository.name, page=page).body), repository.id)
        tree = client.get(client.url("api", repository.kind, info.id, "tree", info.sha or repository.revision or "main"), repository.name, page=page)
        return msgspec.structs.replace(info, entries=read_tree(decode_json(tree.body)), cut=True, listed=True)
    return read_info(decode_json(answer.body), repository.id)
