"""Connections of requests: trusting ones for the endpoint that the user chose, guarded ones for every address that somebody else wrote.

Requests finds proxies and certificates; its sessions are left out: cookies, logins from .netrc and redirects of their own are not wanted here.
"""

import os
import socket
from typing import Any

from requests import Request
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies, select_proxy
from urllib3 import BaseHTTPResponse, PoolManager, Timeout
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError

from licint.sources.addresses import is_public, origin


class PrivateAddressError(NewConnectionError):
    """A host lives at a private, loopback or link-local address."""


class Connections:
    """Pools of connections by host: proxies and certificates are those of the environment, as requests finds them."""

    def __init__(self, size: int) -> None:
        self._adapter = HTTPAdapter(pool_connections=8, pool_maxsize=size)
        self._guarded = _GuardedAdapter(pool_connections=16, pool_maxsize=size)
        self._certificates = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE") or True
        self._pools: dict[tuple[object, bool], tuple[Any, bool]] = {}

    def open(self, url: str, headers: dict[str, str], connect: float, read: float, trusted: bool) -> BaseHTTPResponse:
        """The beginning of an answer: its body is not read, its redirect not followed. Raises urllib3's HTTPError, RequestException, OSError."""
        pool, whole = self._pool(url, trusted)
        target = url if whole else url.partition("://")[2].partition("/")[2].partition("#")[0]
        timeout = Timeout(connect=connect, read=read)
        options: dict[str, Any] = {"redirect": False, "retries": False, "preload_content": False, "decode_content": False, "assert_same_host": False}
        response: BaseHTTPResponse = pool.urlopen("GET", target if whole else f"/{target}", headers=headers, timeout=timeout, **options)
        return response

    def _pool(self, url: str, trusted: bool) -> tuple[Any, bool]:
        """The pool for an address, and whether it wants the whole address (a proxy for http). An untrusted one uses no proxy: that would look up the name."""
        key = (origin(url), trusted)
        if key not in self._pools:
            proxies = get_environ_proxies(url) if trusted else {}
            request = Request("GET", url).prepare()
            adapter = self._adapter if trusted else self._guarded
            pool = adapter.get_connection_with_tls_context(request, self._certificates, proxies)
            adapter.cert_verify(pool, url, self._certificates, None)  # type: ignore[no-untyped-call]
            self._pools[key] = (pool, bool(select_proxy(url, proxies)) and url.startswith("http:"))
        return self._pools[key]


def connect_publicly(connection: HTTPConnection) -> socket.socket:
    """A socket to a connection's host, if one of its addresses is public. Raises PrivateAddressError, NewConnectionError."""
    try:
        found = socket.getaddrinfo(connection.host.strip("[]"), connection.port, 0, socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NewConnectionError(connection, f"its name cannot be looked up: {error}") from None
    if not found or not all(is_public(str(each[4][0])) for each in found):
        raise PrivateAddressError(connection, "it leads to a private address")
    timeout = connection.timeout if isinstance(connection.timeout, int | float) else 10.0
    fault: OSError | None = None
    for family, kind, protocol, _, address in found[:4]:
        opened = socket.socket(family, kind, protocol)
        try:
            opened.settimeout(timeout)
            opened.connect(address)
            return opened
        except OSError as error:
            opened.close()
            fault = error
    raise NewConnectionError(connection, f"no connection: {fault}")


class _GuardedHTTP(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return connect_publicly(self)


class _GuardedHTTPS(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return connect_publicly(self)


class _GuardedHTTPPool(HTTPConnectionPool):
    ConnectionCls = _GuardedHTTP


class _GuardedHTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _GuardedHTTPS


class _GuardedAdapter(HTTPAdapter):
    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **options: Any) -> None:
        self.poolmanager = PoolManager(num_pools=connections, maxsize=maxsize, block=block, **options)
        self.poolmanager.pool_classes_by_scheme = {"http": _GuardedHTTPPool, "https": _GuardedHTTPSPool}
