"""Addresses on the network, and which of them licint may speak to. Pure but for `read_hosts`; what connects is in connections.py."""

import functools
import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

import yaml

from licint.errors import KnowledgeError
from licint.knowledge import rules_dir
from licint.model import Noun

MAX_URL = 2_000
# Addresses that carry an IPv4 address in their last bytes (RFC 6052).
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\x9f\\]")


class Hosts(Noun, frozen=True):
    """rules/network.yaml."""

    endpoint: str
    file_hosts: tuple[str, ...]
    link_hosts: frozenset[str]
    page_to_file: tuple[tuple[str, str], ...]


@functools.cache
def read_hosts() -> Hosts:
    """The hosts that come with licint. Raises KnowledgeError where the file is missing or broken."""
    try:
        data = yaml.safe_load((rules_dir() / "network.yaml").read_text(encoding="utf-8"))
        return Hosts(
            endpoint=data["endpoint"],
            file_hosts=tuple(data["file_hosts"]),
            link_hosts=frozenset(data["link_hosts"]),
            page_to_file=tuple((each["page"], each["file"]) for each in data["page_to_file"]),
        )
    except (OSError, KeyError, TypeError, yaml.YAMLError) as error:
        raise KnowledgeError(f"rules/network.yaml cannot be read: {error}", help="reinstall licint") from None


def split(url: str) -> SplitResult | None:
    """The parts of an http(s) address with a host and nothing odd in it, or None."""
    if len(url) > MAX_URL or _FORBIDDEN.search(url):
        return None
    try:
        parts = urlsplit(url)
        return parts if parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port) else None
    except ValueError:
        return None


def fault_of(url: str) -> str | None:
    """Why an address that a stranger wrote must not be fetched, or None. Where its host lives is checked when connecting."""
    parts = split(url)
    if parts is None:
        return "it is no http(s) address"
    if parts.username is not None or parts.password is not None:
        return "it holds a user name"
    try:
        literal = ipaddress.ip_address(parts.hostname or "")
    except ValueError:
        return None
    return None if is_public(str(literal)) else "it leads to a private address"


def origin(url: str) -> tuple[str, str, int] | None:
    """Scheme, host and port: what a token belongs to."""
    parts = split(url)
    if parts is None:
        return None
    return parts.scheme, (parts.hostname or "").lower().rstrip("."), parts.port or (443 if parts.scheme == "https" else 80)


def is_below(host: str, names: tuple[str, ...]) -> bool:
    """Whether a host is one of these or below one."""
    return any(host == name or host.endswith("." + name) for name in names)


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet: not private, loopback, link-local, multicast or reserved, in none of their IPv6 disguises."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if inner is None and found in NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if found.teredo is not None or found.is_site_local:
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved


def file_address(url: str) -> str:
    """The address of the file that a page of a code host shows, or the address itself."""
    for page, file in read_hosts().page_to_file:
        if found := re.match(page, url.split("#", 1)[0].split("?", 1)[0]):
            return found.expand(file)
    return url
