"""What strangers write into cards, listings and answers cannot lead licint astray."""

import contextlib
import gzip
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from licint.errors import UsageError
from licint.model import Skipped
from licint.sources import connections
from licint.sources.addresses import fault_of, file_address, is_public
from licint.sources.cache import Answer, Cache
from licint.sources.hub_answers import Refusal, is_safe_path, read_info
from licint.sources.hub_links import linked_path, read_link
from licint.sources.hub_lists import next_page
from licint.sources.settings import settings_from
from licint.sources.targets import Collection, Repository, Several, read_target
from licint.sources.transport import Transport
from tests.hub_reading import SECRET, model, read, reader, reasons, snapshot
from tests.hub_server import Handler, HubServer, serving

HUB = "https://huggingface.co"


@pytest.fixture
def hub() -> Iterator[HubServer]:
    with serving() as server:
        server.repos["acme/model"] = model()
        yield server


# ---------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b:1::a00:1", False),
        ("2002:7f00:1::", False),
        ("2001:0:5ef5:79fb::1", False),
        ("::127.0.0.1", False),
        ("nonsense", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.com/LICENSE",
        "javascript:alert(1)",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data",
        "https://user:secret@example.com/",
        "https://example.com\\@evil.example/",
        "https://example.com/\r\nHost: evil",
        "https://",
        "https://example.com:99999/",
        "https://" + "a" * 3000,
    ],
)
def test_addresses_that_are_never_fetched(url: str) -> None:
    assert fault_of(url)


@pytest.mark.parametrize("host", ["localhost", "127.1", "0x7f000001", "2130706433", "[::ffff:7f00:1]", "017700000001"])
def test_disguised_loopback_is_not_connected_to(host: str, tmp_path: Path) -> None:
    transport = Transport(HUB, None, 2)
    with pytest.raises(Refusal, match=r"private address|cannot be reached"):
        transport.get(f"http://{host}:9/", limit=10, trusted=False)


def test_a_name_that_resolves_to_a_private_address_is_not_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections.socket, "getaddrinfo", lambda *_: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", 80))])
    with pytest.raises(Refusal, match="private address"):
        Transport(HUB, None, 2).get("http://license.example/", limit=10, trusted=False)


def test_one_private_address_among_several_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("93.184.216.34", "127.0.0.1")]
    monkeypatch.setattr(connections.socket, "getaddrinfo", lambda *_: rows)
    with pytest.raises(Refusal, match="private address"):
        Transport(HUB, None, 2).get("http://license.example/", limit=10, trusted=False)


@pytest.fixture
def loopback_is_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the stub stood on the public internet: 127.0.0.1 counts as public, 127.0.0.2 does not."""
    monkeypatch.setattr(connections, "is_public", lambda address: address == "127.0.0.1")
    monkeypatch.setattr("licint.sources.addresses.is_public", lambda address: address == "127.0.0.1")


@pytest.mark.usefixtures("loopback_is_public")
@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("http://127.0.0.2:{port}/secret", "private address"),
        ("file:///etc/passwd", "no http"),
        ("/loop", "redirects without end"),
    ],
)
def test_every_redirect_is_checked(target: str, reason: str, hub: HubServer, tmp_path: Path) -> None:
    def redirect(handler: Handler) -> bool:
        handler.send(302, b"", {"Location": target.format(port=hub.server_address[1])})
        return True

    hub.faults["/loop"] = redirect
    made = reader("https://hub.example", tmp_path, follow_links=True, token=SECRET)
    with pytest.raises(Refusal, match=reason):
        made.client.get_stranger(f"{hub.url}/loop")
    assert not any(SECRET in str(headers) for _, headers in hub.requests)


def test_a_redirect_of_the_endpoint_to_elsewhere_is_not_trusted(hub: HubServer, tmp_path: Path) -> None:
    hub.faults["/api/models/acme/model"] = lambda handler: handler.send(302, b"", {"Location": f"http://localhost:{hub.server_address[1]}/x"}) or True
    (found,) = read(reader(hub, tmp_path, token=SECRET), "acme/model")
    assert "private address" in reasons(found)
    assert len(hub.requests) == 1


def test_a_list_that_goes_on_at_another_host_is_not_followed() -> None:
    assert next_page('<https://huggingface.co/api/models?cursor=2>; rel="next"', "http://mirror/api/models", "http://mirror/hub") == (
        "http://mirror/hub/api/models?cursor=2"
    )
    assert next_page('</api/models?cursor=2>; rel="next"', "http://mirror/api/models", "http://mirror") == "http://mirror/api/models?cursor=2"
    assert next_page('<x>; rel="prev"', "http://mirror/", "http://mirror") is None
    with pytest.raises(Refusal):
        next_page('<https://evil.example/api/models?cursor=2>; rel="next"', "http://mirror/api/models", "http://mirror")


# ---------------------------------------------------------------- license_link


def linked(link: str, made: Any) -> tuple[dict[str, bytes], list[Skipped]]:
    contents: dict[str, bytes] = {}
    skipped: list[Skipped] = []
    info = read_info({"id": "acme/model", "cardData": {"license": "other", "license_link": link}}, "acme/model")
    read_link(info, made.client, lambda url: "known" in url, contents, skipped)
    return contents, skipped


@pytest.mark.usefixtures("loopback_is_public")
@pytest.mark.parametrize(
    ("kind", "body", "status", "reason"),
    [
        ("text/plain; charset=utf-8", b"Acme terms.", 200, None),
        ("text/html", b"<html><p>Acme terms.</p></html>", 200, None),
        ("application/zip", b"PK", 200, "no text"),
        ("text/plain", b"x" * 1_000_001, 200, "longer than 1 MB"),
        ("text/plain", b"", 404, "answers 404"),
    ],
)
def test_linked_texts(kind: str, body: bytes, status: int, reason: str | None, hub: HubServer, tmp_path: Path) -> None:
    hub.faults["/terms"] = lambda handler: handler.send(status, body, {"Content-Type": kind}) or True
    link = f"{hub.url}/terms"
    contents, skipped = linked(link, reader("https://hub.example", tmp_path, follow_links=True))
    assert (list(contents.values()) == [body]) is (reason is None)
    assert (reason is None) or reason in skipped[0].reason
    assert linked(link, reader("https://hub.example", tmp_path))[1][0].reason.startswith("license_link was not read: 127.0.0.1 is not on the list")


def test_links_into_the_hub_are_read_from_the_endpoint(hub: HubServer, tmp_path: Path) -> None:
    hub.repos["acme/terms"] = model(files={"legal/LICENSE.txt": "Acme terms."})
    made = reader(hub, tmp_path)
    contents, skipped = linked("https://huggingface.co/acme/terms/blob/main/legal/LICENSE.txt", made)
    assert (list(contents.values()), skipped) == ([b"Acme terms."], [])
    assert linked("https://huggingface.co/acme/terms/blob/main/../../../api/whoami-v2", made)[1]
    assert linked("https://huggingface.co/acme/terms", made)[1]
    assert linked("https://known.example/", made) == ({}, [])
    assert linked("LICENSE", made) == ({}, [])


def test_a_linked_text_counts_as_a_license_file(hub: HubServer, tmp_path: Path) -> None:
    assert linked_path("https://example.com/LICENSE.txt") == "https://example.com/LICENSE.txt"
    assert linked_path("https://example.com/legal/2") == "https://example.com/legal/2 license_link"
    assert file_address("https://github.com/acme/x/blob/main/LICENSE") == "https://raw.githubusercontent.com/acme/x/main/LICENSE"


# ---------------------------------------------------------------- bodies


@contextlib.contextmanager
def within(seconds: float) -> Iterator[None]:
    start = time.monotonic()
    yield
    assert time.monotonic() - start < seconds


def raw(handler: Handler, head: bytes, parts: Callable[[], Iterator[bytes]]) -> bool:
    handler.close_connection = True
    with contextlib.suppress(OSError):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + head + b"\r\n\r\n")
        for part in parts():
            handler.wfile.write(part)
    return True


def endless(size: int = 65_536) -> Iterator[bytes]:
    while True:
        yield b"x" * size


def dripping() -> Iterator[bytes]:
    for _ in range(100):
        yield b"x"
        time.sleep(0.05)


def test_an_endless_body_ends(hub: HubServer, tmp_path: Path) -> None:
    hub.faults["/api/resolve-cache"] = lambda handler: raw(handler, b"Connection: close", endless)
    with within(10):
        found = snapshot(reader(hub, tmp_path), "acme/model")
    assert "only its first 1,000,000 bytes" in reasons(found)


def test_a_dripping_body_ends(hub: HubServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("licint.sources.transport.MAX_SECONDS", 0.3)
    hub.faults["/api/models/acme/model"] = lambda handler: raw(handler, b"Connection: close", dripping)
    with within(8):
        (found,) = read(reader(hub, tmp_path), "acme/model")
    assert "too slowly" in reasons(found)


def test_silence_ends(hub: HubServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("licint.sources.transport.READ", 0.2)
    hub.faults["/api/models/acme/model"] = lambda handler: time.sleep(0.8) or True
    with within(8):
        (found,) = read(reader(hub, tmp_path), "acme/model")
    assert "did not answer in time" in reasons(found)


def test_a_decompression_bomb_stays_small(hub: HubServer, tmp_path: Path) -> None:
    bomb = gzip.compress(b"\0" * 200_000_000, 9)
    hub.faults["/api/models/acme/model"] = lambda handler: handler.send(200, bomb, {"Content-Encoding": "gzip"}) or True
    transport = Transport(hub.url, None, 2)
    answer = transport.get(f"{hub.url}/api/models/acme/model", limit=1_000_000)
    assert (len(answer.body), answer.cut) == (1_000_000, True)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (b"Content-Length: 500", b"{}"),
        (b"Content-Encoding: gzip\r\nContent-Length: 5", b"12345"),
        (b"Content-Encoding: br\r\nContent-Length: 2", b"{}"),
        (b"Transfer-Encoding: chunked", b"zz\r\n{}"),
        (b"Content-Length: 2", b"\xff\xfe"),
        (b"Content-Length: 4", b"null"),
        (b"Content-Length: 100000", b"[" * 100_000),
        (b"Content-Length: -5", b"[]"),
        (b"Location: http://[bad", b""),
    ],
)
def test_broken_answers_are_results(head: bytes, body: bytes, hub: HubServer, tmp_path: Path) -> None:
    hub.faults["/api/models/acme/model"] = lambda handler: raw(handler, head, lambda: iter([body]))
    (found,) = read(reader(hub, tmp_path), "acme/model")
    assert found.refusal is not None
    assert found.snapshot.skipped


def test_a_redirect_to_nonsense_is_a_result(hub: HubServer, tmp_path: Path) -> None:
    hub.faults["/api/models/acme/model"] = lambda handler: handler.send(302, b"", {"Location": "http://[bad"}) or True
    (found,) = read(reader(hub, tmp_path), "acme/model")
    assert found.refusal is not None


# ---------------------------------------------------------------- names, tokens, cache


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "a/../b", "a//b", "", ".", "a\\b", "a\nb", "a" * 1001, "\ud800", None, 5, "a/./b"])
def test_paths_that_are_no_files_of_a_repository(path: object) -> None:
    assert not is_safe_path(path)


def test_nothing_is_written_outside_the_cache(hub: HubServer, tmp_path: Path) -> None:
    names = ["../../escaped", "/escaped", "a/../../../escaped"]
    hub.repos["acme/model"] = model(info={"siblings": [{"rfilename": name} for name in (*names, "README.md", "LICENSE")]})
    before = {path for path in tmp_path.rglob("*") if "cache" not in path.parts}
    found = snapshot(reader(hub, tmp_path), "acme/model")
    assert "3 listed names are no paths" in reasons(found)
    assert {path for path in tmp_path.rglob("*") if "cache" not in path.parts and path != tmp_path / "cache"} == before
    assert not list(tmp_path.rglob("escaped"))


def test_a_damaged_cache_is_only_empty(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("key", Answer(200, b"body"))
    assert cache.get("key") == Answer(200, b"body")
    for path in tmp_path.rglob("*/*/*"):
        path.write_bytes(b"\xc1damaged")
    assert cache.get("key") is None
    assert Cache(tmp_path, SECRET).get("key") is None
    locked = Cache(Path("/proc/nowhere"))
    locked.put("key", Answer(200, b""))
    locked.prune()
    assert locked.get("key") is None
    assert Cache(None).get("key") is None


def test_an_overgrown_cache_loses_its_oldest_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("licint.sources.cache.MAX_BYTES", 3_000)
    cache = Cache(tmp_path)
    for number in range(6):
        cache.put(f"key {number}", Answer(200, b"x" * 1_000))
    cache.prune()
    assert 1 <= sum(cache.get(f"key {number}") is not None for number in range(6)) <= 2


@pytest.mark.parametrize(
    ("environment", "given", "expected"),
    [
        ({}, None, None),
        ({"HF_TOKEN": " hf_env\n"}, None, "hf_env"),
        ({"HUGGING_FACE_HUB_TOKEN": "hf_old"}, None, "hf_old"),
        ({"HF_TOKEN": "hf_env"}, "hf_given", "hf_given"),
        ({"HF_TOKEN": "hf_env", "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1"}, None, None),
        ({"HF_TOKEN": "hf_env", "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1"}, "hf_given", "hf_given"),
        ({"HF_HOME": "{folder}"}, None, "hf_file"),
        ({"HF_TOKEN_PATH": "{folder}/token"}, None, "hf_file"),
    ],
)
def test_where_the_token_comes_from(environment: dict[str, str], given: str | None, expected: str | None, tmp_path: Path) -> None:
    (tmp_path / "token").write_text("hf_file\n", encoding="utf-8")
    folder = {"HF_HOME": str(tmp_path / "none"), **{key: value.format(folder=tmp_path) for key, value in environment.items()}}
    settings = settings_from(folder, token=given, cache_dir=tmp_path)
    assert settings.token == expected
    assert expected is None or expected not in repr(settings)


@pytest.mark.parametrize("token", ["hf_\x00", "hf_ü", "x" * 5000])
def test_what_cannot_be_a_token_is_refused_without_showing_it(token: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        settings_from({}, token=token, cache_dir=tmp_path)
    assert token not in str(error.value)


@pytest.mark.parametrize("endpoint", ["huggingface.co", "ftp://hub", "https://user:pw@hub", "http://hub/?x=1"])
def test_what_cannot_be_an_endpoint_is_refused(endpoint: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        settings_from({"HF_ENDPOINT": endpoint}, cache_dir=tmp_path)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("gpt2", Repository("gpt2")),
        ("org/name", Repository("org/name")),
        ("org/name@abc123", Repository("org/name", revision="abc123")),
        ("models/org/name", Repository("org/name")),
        ("hf://datasets/org/name@v1", Repository("org/name", "datasets", "v1")),
        (f"{HUB}/org/name", Repository("org/name")),
        (f"{HUB}/gpt2/tree/main", Repository("gpt2", revision="main")),
        (f"{HUB}/org/name/tree/refs%2Fpr%2F1", Repository("org/name", revision="refs/pr/1")),
        (f"{HUB}/org/name/discussions/3", Repository("org/name")),
        (f"{HUB}/collections/org/best-65f0", Collection("org/best-65f0")),
        ("org/*", Several("org", "*")),
        ("datasets/org/a*", Several("org", "a*", "datasets")),
        ("http://mirror.example/hub/org/name", Repository("org/name")),
    ],
)
def test_what_a_target_names(written: str, expected: object) -> None:
    assert read_target(written, "http://mirror.example/hub") == expected


@pytest.mark.parametrize(
    "written",
    [
        "./no-such",
        "/no/such/folder",
        "a/b/c",
        "org/../name",
        "org/na me",
        "spaces/org/name",
        "https://evil.example/org/name",
        "org/name@../x",
        "",
        "org/",
        "a\0b",
        "hf://",
    ],
)
def test_what_names_nothing(written: str) -> None:
    with pytest.raises(UsageError):
        read_target(written, HUB)
