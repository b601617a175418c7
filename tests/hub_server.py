"""A small Hub on loopback: real HTTP, answers in the shapes that the Hub's were recorded in. bench/hub.py uses it, too."""

import contextlib
import gzip
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

PAGE = 2


class Repo:
    """A repository: its files, and how the Hub describes and guards it."""

    def __init__(
        self, files: Mapping[str, bytes | str], *, lfs: tuple[str, ...] = (), card: Any = None, info: Mapping[str, Any] | None = None, refuse: str = ""
    ) -> None:
        self.files = {path: data.encode() if isinstance(data, str) else data for path, data in files.items()}
        self.lfs = lfs
        self.refuse = refuse
        self.sha = hashlib.sha1(b"".join(name.encode() + data for name, data in self.files.items()), usedforsecurity=False).hexdigest()
        self.info = {
            "sha": self.sha,
            "private": False,
            "gated": False,
            "disabled": False,
            "tags": [],
            "lastModified": "2026-01-02T03:04:05.000Z",
            **(info or {}),
        }
        if card is not None:
            self.info["cardData"] = card

    def describe(self, id: str, blobs: bool, expand: list[str]) -> dict[str, Any]:
        siblings = [{"rfilename": path, **({"size": len(data), "blobId": "0" * 40} if blobs else {})} for path, data in self.files.items()]
        whole = {"_id": "1", "id": id, "modelId": id, **self.info, "siblings": self.info.get("siblings", siblings)}
        return {key: value for key, value in whole.items() if not expand or key in ("id", "_id", *expand)}


class HubServer(ThreadingHTTPServer):
    """Repositories by name (`org/name`, `datasets/org/name`), renames, collections, and `faults`: what to do instead for paths that begin so."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, latency: float = 0.0) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.latency = latency
        self.repos: dict[str, Repo] = {}
        self.renamed: dict[str, str] = {}
        self.collections: dict[str, list[dict[str, Any]]] = {}
        self.faults: dict[str, Callable[[Handler], bool]] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.headers: dict[str, str] = {"RateLimit": '"api";r=472;t=235'}
        self.file_host = ""
        self.ignores_ranges = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def paths(self) -> list[str]:
        return [unquote(urlsplit(path).path) for path, _ in self.requests]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no error."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: HubServer

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        hub = self.server
        hub.requests.append((self.path, dict(self.headers)))
        time.sleep(hub.latency)
        split = urlsplit(self.path)
        parts = [unquote(each) for each in split.path.strip("/").split("/")]
        for prefix, fault in list(hub.faults.items()):
            if unquote(split.path).startswith(prefix) and fault(self):
                return
        query = parse_qs(split.query)
        if parts[:2] == ["api", "resolve-cache"]:
            self._file("/".join(parts[3:5]) if parts[2] == "models" else "datasets/" + "/".join(parts[3:5]), parts[5], "/".join(parts[6:]), direct=True)
        elif parts[:2] == ["api", "collections"]:
            items = hub.collections.get("/".join(parts[2:]))
            self.json({"slug": "x", "items": items}) if items is not None else self.error(404, "", "Collection not found")
        elif parts[0] == "api" and len(parts) == 2:
            self._list(parts[1], query)
        elif parts[0] == "api":
            self._api(parts[1], parts[2:], query)
        elif parts[0] == "lfs":
            self._bytes(hub.repos[parts[1] + "/" + parts[2]].files["/".join(parts[3:])])
        elif "resolve" in parts:
            at = parts.index("resolve")
            self._file("/".join(parts[:at]), parts[at + 1], "/".join(parts[at + 2 :]))
        else:
            self.error(404, "", "Not found")

    do_HEAD = do_GET

    # ------------------------------------------------------------ answers

    def send(self, status: int, body: bytes = b"", headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {**self.server.headers, "Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def json(self, data: Any, headers: Mapping[str, str] | None = None) -> None:
        body = json.dumps(data).encode()
        tag = f'W/"{hashlib.sha1(body, usedforsecurity=False).hexdigest()}"'
        if self.headers.get("If-None-Match") == tag:
            self.send(304, b"", {"ETag": tag})
            return
        packed = {"Content-Encoding": "gzip"} if "gzip" in self.headers.get("Accept-Encoding", "") else {}
        self.send(
            200, gzip.compress(body, 1) if packed else body, {"Content-Type": "application/json; charset=utf-8", "ETag": tag, **packed, **(headers or {})}
        )

    def error(self, status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> None:
        known = {"X-Error-Code": code} if code else {}
        body = json.dumps({"error": message}).encode()
        self.send(status, body, {"X-Error-Message": message, "X-Request-Id": "Root=1-abc", "Content-Type": "application/json", **known, **(headers or {})})

    def _refused(self, repo: Repo | None, name: str, *, files: bool) -> bool:
        token = "authorization" in {each.lower() for each in self.headers}
        if repo is None:
            self.error(404, "RepoNotFound", "Repository not found") if token else self.error(401, "", "Invalid username or password.")
        elif repo.refuse == "disabled":
            self.error(403, "", "Access to this resource is disabled.")
        elif repo.refuse == "gated" and files and not token:
            self.error(401, "GatedRepo", f"Access to model {name} is restricted. You must have access to it and be authenticated to access it. Please log in.")
        elif repo.refuse == "gated-for-all" and files:
            self.error(403, "GatedRepo", f"Access to model {name} is restricted and you are not in the authorized list.")
        else:
            return False
        return True

    def _api(self, kind: str, rest: list[str], query: Mapping[str, list[str]]) -> None:
        size = 1 if len(rest) == 1 or rest[1] in ("revision", "tree") else 2
        id, more = "/".join(rest[:size]), rest[size:]
        name = id if kind == "models" else f"{kind}/{id}"
        if name in self.server.renamed:
            target = f"/api/{kind}/{self.server.renamed[name]}" + (f"?{urlsplit(self.path).query}" if urlsplit(self.path).query else "")
            self.send(307, b"Temporary Redirect", {"Location": target, "Content-Type": "text/plain"})
            return
        repo = self.server.repos.get(name)
        if self._refused(repo, name, files=False) or repo is None:
            return
        if more[:1] in (["revision"], ["tree"]) and more[1] not in ("main", "v1", "refs/pr/1", repo.sha):
            self.error(404, "RevisionNotFound", f"Invalid rev id: {more[1]}")
        elif more[:1] == ["tree"]:
            self.json([{"type": "file", "path": path, "size": len(data), "oid": "0" * 40} for path, data in repo.files.items()])
        else:
            self.json(repo.describe(id, "blobs" in query, query.get("expand", [])))

    def _list(self, kind: str, query: Mapping[str, list[str]]) -> None:
        prefix = ("" if kind == "models" else f"{kind}/") + query.get("author", [""])[0] + "/"
        names = sorted(name for name in self.server.repos if name.startswith(prefix))
        start = int(query.get("cursor", ["0"])[0])
        found = [self.server.repos[name].describe(name.removeprefix("datasets/"), False, []) for name in names[start : start + PAGE]]
        following = f"{self.server.url}/api/{kind}?author={query['author'][0]}&cursor={start + PAGE}"
        self.json(found, {"Link": f'<{following}>; rel="next"'} if start + PAGE < len(names) else None)

    def _file(self, name: str, revision: str, path: str, direct: bool = False) -> None:
        repo = self.server.repos.get(name)
        if self._refused(repo, name, files=True) or repo is None:
            return
        if path not in repo.files:
            self.error(404, "EntryNotFound", "Entry not found", {"X-Repo-Commit": repo.sha})
        elif path in repo.lfs:
            target = f"{self.server.file_host or self.server.url}/lfs/{name}/{path}"
            linked = {"X-Linked-Size": str(len(repo.files[path])), "X-Linked-ETag": '"0"', "X-Repo-Commit": repo.sha}
            self.send(302, b"Found. Redirecting", {"Location": target, **linked})
        elif not direct:
            kind, id = ("datasets", name.removeprefix("datasets/")) if name.startswith("datasets/") else ("models", name)
            self.send(307, b"Temporary Redirect", {"Location": f"/api/resolve-cache/{kind}/{id}/{repo.sha}/{path}", "X-Repo-Commit": repo.sha})
        else:
            self._bytes(repo.files[path])

    def _bytes(self, data: bytes) -> None:
        asked = self.headers.get("Range", "")
        if not asked.startswith("bytes=") or self.server.ignores_ranges:
            self.send(200, data, {"Content-Type": "text/plain", "ETag": f'"{hashlib.sha1(data, usedforsecurity=False).hexdigest()}"'})
            return
        first, last = (int(each) for each in asked.removeprefix("bytes=").split("-"))
        part = data[first : last + 1]
        self.send(206, part, {"Content-Range": f"bytes {first}-{first + len(part) - 1}/{len(data)}", "Content-Type": "application/octet-stream"})


@contextlib.contextmanager
def serving(latency: float = 0.0) -> Iterator[HubServer]:
    """A running server; it ends with the block."""
    server = HubServer(latency)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
