"""An audit of many models on the Hub: wall time against what the network alone must take, requests a model, and the second run.

    python bench/hub.py [--models 200] [--latency 0.020]

A stub of the Hub (tests/hub_server.py) answers from a process of its own, each request after the latency; like the Hub it answers for a file with a
redirect first. Budgets: a first run in at most 1.3 x (requests x latency / concurrency); a second in at most 0.25 x of the first; 3 requests a model.
"""

import argparse
import http.client
import multiprocessing
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

CARD = "---\nlicense: apache-2.0\n---\n\n# Acme {number}\n\n" + "Acme is a model for tests. " * 100


def serve(pipe: Connection, models: int, latency: float) -> None:
    """The stub, until the other end of the pipe closes."""
    from tests.hub_server import Repo, serving

    license = (ROOT / "LICENSE").read_bytes()
    with serving(latency) as hub:
        for number in range(models):
            files = {"README.md": CARD.format(number=number), "LICENSE": license, "config.json": "{}", "model.safetensors": b"\0" * 64}
            hub.repos[f"acme/model-{number}"] = Repo(files, card={"license": "apache-2.0"})
        pipe.send(hub.url)
        pipe.recv()


def measure(endpoint: str, folder: Path, models: int, *, audit: bool = False) -> tuple[float, int, int]:
    """Seconds, requests asked and requests sent (with redirects) of one run; `audit`: with the audits themselves."""
    from licint.auditor import audit_snapshot
    from licint.config import Config
    from licint.expertise import open_expertise
    from licint.sources.releases import Reader
    from licint.sources.settings import settings_from

    experts = open_expertise() if audit else None
    reader = Reader(settings_from({}, endpoint=endpoint, cache_dir=folder))
    started = time.perf_counter()
    for future in reader.read(reader.jobs(f"acme/model-{number}" for number in range(models))):
        read = future.result()
        assert read.refusal is None and "LICENSE" in read.snapshot.contents, read
        if experts:
            audit_snapshot(read.snapshot, experts, Config())
    return time.perf_counter() - started, reader.client.asked, reader.client.transport.sent


def measure_first(endpoint: str, models: int) -> float:
    """Seconds of a run with an empty cache."""
    with tempfile.TemporaryDirectory() as folder:
        return measure(endpoint, Path(folder), models)[0]


def round_trip(endpoint: str, count: int = 40) -> float:
    """Seconds of one request on an open connection, the median of several: the latency with what the stub and this machine add to it."""
    connection = http.client.HTTPConnection(endpoint.removeprefix("http://"))
    times = []
    for number in range(count):
        started = time.perf_counter()
        connection.request("GET", f"/api/models/acme/model-{number % 8}")
        connection.getresponse().read()
        times.append(time.perf_counter() - started)
    return sorted(times)[count // 2]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--models", type=int, default=200)
    parser.add_argument("--latency", type=float, default=0.020)
    given = parser.parse_args()
    import requests  # noqa: F401  (the import is no part of what is measured)

    from licint.sources import hub_client

    near, far = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(far, given.models, given.latency), daemon=True)
    server.start()
    endpoint = near.recv()
    trip = round_trip(endpoint)
    first = min(measure_first(endpoint, given.models) for _ in range(3))
    with tempfile.TemporaryDirectory() as folder:
        _, asked, sent = measure(endpoint, Path(folder), given.models)
        second, asked_again, _ = measure(endpoint, Path(folder), given.models)
        hub_client.FRESH = -1.0
        later, asked_later, _ = measure(endpoint, Path(folder), given.models)
    with tempfile.TemporaryDirectory() as folder:
        whole, _, _ = measure(endpoint, Path(folder), given.models, audit=True)
    near.send(None)
    server.join(5)
    ideal = sent * given.latency / hub_client.IN_FLIGHT
    print(f"{given.models} models, {given.latency * 1000:.0f} ms latency, {hub_client.IN_FLIGHT} requests in flight")
    print(f"first run        {first:6.2f} s   {asked / given.models:.2f} requests a model, {sent / given.models:.2f} with redirects")
    print(f"                 {first / ideal:6.2f} x requests x latency / concurrency (budget 1.3)")
    print(f"                 {first / ideal * given.latency / trip:6.2f} x with the {trip * 1000:.1f} ms that a bare request takes here")
    print(f"second run       {second:6.2f} s   {asked_again / given.models:.2f} requests a model; {second / first:.2f} x of the first (budget 0.25)")
    print(f"after 5 minutes  {later:6.2f} s   {asked_later / given.models:.2f} requests a model, all answered 304; {later / first:.2f} x of the first")
    print(f"with the audits  {whole:6.2f} s   {whole / given.models * 1000:.1f} ms a model")


if __name__ == "__main__":
    main()
