"""The text behind a card's `license_link`, where the release itself holds none: from the Hub, from a host on the list, or from any public one if asked for."""

from collections.abc import Callable
from urllib.parse import quote, unquote

from licint.messages import say
from licint.model import Skipped
from licint.parsing.files import classify, file_rules
from licint.sources.addresses import fault_of, file_address, origin, read_hosts, split
from licint.sources.hub_answers import Refusal, RepoInfo, is_safe_path
from licint.sources.hub_client import HubClient

MAX_TEXT = 1_000_000  # bytes
_FILES = ("blob", "resolve", "raw")


def read_link(info: RepoInfo, client: HubClient, knows: Callable[[str], bool], contents: dict[str, bytes], skipped: list[Skipped]) -> None:
    """Put the linked text into `contents`, under the link itself, or the reason why not into `skipped`."""
    link = (info.card or {}).get("license_link")
    if not isinstance(link, str) or "://" not in link or knows(link):
        return
    try:
        data = _fetch(link.strip(), client)
    except Refusal as refusal:
        skipped.append(Skipped(link[:300], say("license_link was not read: {problem}", problem=refusal.message)))
        return
    contents[linked_path(link.strip())] = data


def linked_path(link: str) -> str:
    """The name under which the text behind a link stands among a release's files: one that counts as a license's."""
    kind = classify(link)
    return link if kind and kind[0] == "license" else f"{link} license_link"


def _fetch(link: str, client: HubClient) -> bytes:
    if fault := fault_of(link):
        raise Refusal("refused", fault)
    parts = split(link)
    host = (parts.hostname or "").lower() if parts else ""
    if parts and (host in file_rules().hub_hosts or origin(link) == origin(client.endpoint)):
        return _from_hub(unquote(parts.path), client)
    if host not in read_hosts().link_hosts and not client.settings.follow_links:
        raise Refusal("refused", f"{host} is not on the list of hosts (--follow-links reads it all the same)")
    return client.get_stranger(file_address(link)).body


def _from_hub(path: str, client: HubClient) -> bytes:
    """A file of another repository: `/org/name/blob/main/LICENSE`."""
    parts = path.strip("/").split("/")
    if len(parts) < 5 or parts[2] not in _FILES or not is_safe_path("/".join(parts)):
        raise Refusal("refused", "it is no file of a repository")
    url = client.url(*parts[:2], "resolve") + "/" + quote(parts[3], safe="") + "/" + quote("/".join(parts[4:]), safe="/")
    return client.get(url, "/".join(parts[:2]), limit=MAX_TEXT).body
