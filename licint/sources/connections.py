"""Sessions of requests: a trusting one for the endpoint that the user chose, a guarded one for every address that somebody else wrote."""

import socket
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError

from licint.sources.addresses import is_public

RETRIES = 0  # licint retries itself: it must see every answer


class PrivateAddressError(NewConnectionError):
    """A host lives at a private, loopback or link-local address."""


def open_session(pool: int) -> requests.Session:
    """A session for an address of the user's choice."""
    return _session(HTTPAdapter(pool_connections=4, pool_maxsize=pool, max_retries=RETRIES, pool_block=False))


def open_guarded_session(pool: int) -> requests.Session:
    """A session that connects to public addresses only, as found by the very look-up it connects with; it uses no proxy, which would look up names itself."""
    session = _session(_GuardedAdapter(pool_connections=16, pool_maxsize=pool, max_retries=RETRIES))
    session.trust_env = False
    return session


def _session(adapter: HTTPAdapter) -> requests.Session:
    session = requests.Session()
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    for scheme in ("https://", "http://"):
        session.mount(scheme, adapter)
    return session


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
