"""One request to an endpoint, with its redirects: how much, how long, to whom, and who sees the token."""

import threading
import time
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from licint import __version__
from licint.sources.addresses import fault_of, is_below, origin, read_hosts
from licint.sources.cache import Answer
from licint.sources.hub_answers import Refusal
from licint.sources.settings import Token

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

    from licint.sources.connections import Connections

MAX_REDIRECTS = 6
CONNECT = 6.0  # seconds until a connection stands
READ = 15.0  # seconds without a byte
MAX_SECONDS = 60.0  # for one answer, however slowly it drips
CHUNK = 65_536
KEPT = (
    "etag", "last-modified", "content-type", "content-range", "content-length", "link", "location", "retry-after", "ratelimit",
    "x-error-code", "x-error-message", "x-request-id", "x-repo-commit",
)  # fmt: skip
USER_AGENT = f"licint/{__version__}; python"


class Transport:
    """Sends requests to one endpoint, and follows where it leads: the token only to the endpoint itself, strangers' addresses only where they are public."""

    def __init__(self, endpoint: str, token: Token | None, pool: int) -> None:
        self.endpoint = endpoint
        self.sent = 0
        self._token = token
        self._pool = pool
        self._origin = origin(endpoint)
        self._lock = threading.Lock()
        self._held: Connections | None = None

    def get(self, url: str, *, limit: int, headers: Mapping[str, str] | None = None, trusted: bool = True) -> Answer:
        """The answer to a GET, at most `limit` bytes of it. `trusted` is false for an address that a stranger wrote.

        Raises Refusal: unreachable, time-out, refused (a redirect loop, or to where it must not go), broken.
        """
        seen = [url]
        while True:
            answer = self._send(url, limit, dict(headers or {}), trusted)
            target = answer.headers.get("location")
            if answer.status not in (301, 302, 303, 307, 308) or not target:
                return answer
            try:
                following = urljoin(url, target)
            except ValueError:
                raise Refusal("broken", "a redirect leads to no address", None) from None
            if following in seen or len(seen) > MAX_REDIRECTS:
                raise Refusal("refused", "redirects without end", None)
            trusted = trusted and self._may_follow(url, following)
            if fault := None if trusted else fault_of(following):
                raise Refusal("refused", f"a redirect was not followed: {fault}", None)
            url = following
            seen.append(url)

    def _may_follow(self, url: str, following: str) -> bool:
        """Whether a redirect stays with the endpoint, or leads to where the Hub keeps its files; any other leads to a stranger."""
        here, there = origin(url), origin(following)
        if here is None or there is None:
            return False
        if here[0] == "https" and there[0] == "http":
            raise Refusal("refused", "a redirect was not followed: from https to http", None)
        return here[:2] == there[:2] or (there[0] == "https" and is_below(there[1], read_hosts().file_hosts))

    def _send(self, url: str, limit: int, headers: dict[str, str], trusted: bool) -> Answer:
        from requests.exceptions import RequestException
        from urllib3.exceptions import HTTPError

        headers = {"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "identity" if "Range" in headers else "gzip", **headers}
        if self._token and trusted and origin(url) == self._origin:
            headers["Authorization"] = f"Bearer {self._token}"
        connections = self._connections()
        try:
            response = connections.open(url, headers, CONNECT, READ, trusted)
            try:
                return _read(response, url, limit)
            finally:
                response.close()
        except Refusal:
            raise
        except (HTTPError, RequestException, OSError, UnicodeError, ValueError) as error:
            raise _unreachable(error, url) from None

    def _connections(self) -> "Connections":
        from licint.sources.connections import Connections

        with self._lock:
            self.sent += 1
            if self._held is None:
                self._held = Connections(self._pool)
            return self._held


def _read(response: "BaseHTTPResponse", url: str, limit: int) -> Answer:
    headers = {name: value for name in KEPT if (value := response.headers.get(name)) is not None}
    if response.status in (301, 302, 303, 307, 308, 304):
        limit = min(limit, 4096)
    body, cut = _body(response, limit, response.headers.get("content-encoding", "").lower())
    return Answer(response.status, body, headers, cut, url, time.time())


def _body(raw: Any, limit: int, encoding: str) -> tuple[bytes, bool]:
    """At most `limit` bytes, and whether there was more. Compressed bodies are unpacked piece by piece, so that a small one cannot become a large one."""
    if encoding not in ("", "identity", "gzip", "deflate", "x-gzip"):
        raise Refusal("broken", "the answer is encoded in a way that was not asked for", None)
    unpack = zlib.decompressobj(47) if encoding in ("gzip", "deflate", "x-gzip") else None
    started = time.monotonic()
    parts: list[bytes] = []
    size = 0
    while size <= limit:
        chunk = raw.read1(min(CHUNK, limit + 1 - size) if unpack is None else CHUNK, decode_content=False)
        if not chunk or (unpack and unpack.eof):
            break
        try:
            part = unpack.decompress(chunk, limit + 1 - size) if unpack else chunk
        except zlib.error:
            raise Refusal("broken", "the answer cannot be unpacked", None) from None
        parts.append(part)
        size += len(part)
        if time.monotonic() - started > MAX_SECONDS:
            raise Refusal("time-out", "the answer came too slowly", "try again later")
    return b"".join(parts)[:limit], size > limit


def _unreachable(error: Exception, url: str) -> Refusal:
    """A reason without what requests would print: addresses, headers."""
    text = repr(error)
    if "private address" in text:
        return Refusal("refused", f"{_host(url)} was not asked: it leads to a private address", None)
    if "CERTIFICATE" in text.upper():
        return Refusal("unreachable", f"the certificate of {_host(url)} is not trusted", "set REQUESTS_CA_BUNDLE to your certificates")
    if "timed out" in text.lower():
        return Refusal("time-out", f"{_host(url)} did not answer in time", "try again later")
    if any(word in text for word in ("IncompleteRead", "ProtocolError", "InvalidChunkLength", "BadStatusLine", "RemoteDisconnected", "ConnectionReset")):
        return Refusal("server", f"{_host(url)} broke off its answer", "try again later")
    return Refusal("unreachable", f"{_host(url)} cannot be reached", "check the network, or use --offline")


def _host(url: str) -> str:
    found = origin(url)
    return found[1] if found else "the host"
