"""Releases on the Hub, against a stub with the shapes of its recorded answers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from licint.auditor import audit_snapshot
from licint.config import Config
from licint.sources.hub_answers import is_safe_path, read_info
from tests.hub_reading import CARD, SECRET, model, read, reader, reasons, snapshot
from tests.hub_server import Handler, HubServer, Repo, serving
from tests.releases import experts, gguf


@pytest.fixture
def hub() -> Iterator[HubServer]:
    with serving() as server:
        server.repos["acme/model"] = model()
        yield server


# ---------------------------------------------------------------- what is read, for how many requests


def test_a_model_with_its_license_in_the_usual_files_takes_three_requests(hub: HubServer, tmp_path: Path) -> None:
    files = {"config.json": "{}", "model.safetensors": b"\0" * 500, "README_zh.md": "# 模型\n", "tokenizer.json": "{}"}
    repo = hub.repos["acme/model"] = model(files=files)
    made = reader(hub, tmp_path)
    found = snapshot(made, "acme/model")
    assert made.client.asked == 3
    assert sorted(found.contents) == ["LICENSE", "README.md"]
    assert {entry.path: entry.size for entry in found.entries} == {path: len(data) for path, data in repo.files.items()}
    assert (found.target.kind, found.target.id, found.target.revision) == ("hub", "acme/model", repo.sha)
    assert (found.access, found.skipped, found.metadata["incomplete"]) == ("public", (), False)
    assert all(f"/resolve/{repo.sha}/" in path for path in hub.paths if "/resolve/" in path), "files are read at the commit of the description"


def test_the_second_run_asks_nothing_and_later_ones_only_whether_it_changed(hub: HubServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = snapshot(reader(hub, tmp_path), "acme/model")
    hub.requests.clear()
    assert snapshot(reader(hub, tmp_path), "acme/model").contents == first.contents
    assert hub.paths == []
    monkeypatch.setattr("licint.sources.hub_client.FRESH", -1)
    later = reader(hub, tmp_path)
    assert snapshot(later, "acme/model").contents == first.contents
    assert hub.paths == ["/api/models/acme/model"]
    assert "If-None-Match" in hub.requests[0][1]
    hub.requests.clear()
    assert snapshot(reader(hub, tmp_path, refresh=True), "acme/model") == first
    assert len([path for path in hub.paths if "/resolve/" in path]) == 2


def test_resume_asks_for_nothing_that_was_read(hub: HubServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot(reader(hub, tmp_path), "acme/model")
    monkeypatch.setattr("licint.sources.hub_client.FRESH", -1)
    hub.repos["acme/other"] = model()
    hub.requests.clear()
    read(reader(hub, tmp_path, resume=True), "acme/model", "acme/other")
    assert {path for path in hub.paths if path.startswith("/api/models")} == {"/api/models/acme/other"}


def test_offline_reads_what_was_kept_and_says_what_was_not(hub: HubServer, tmp_path: Path) -> None:
    first = snapshot(reader(hub, tmp_path), "acme/model")
    hub.requests.clear()
    kept, unknown = read(reader(hub, tmp_path, offline=True), "acme/model", "acme/other")
    assert kept.snapshot == first
    assert "offline: answered from licint's own knowledge" in reasons(unknown)
    assert hub.paths == []


@pytest.mark.parametrize(
    ("target", "asked"),
    [
        ("acme/model@v1", "/api/models/acme/model/revision/v1"),
        ("acme/model@refs/pr/1", "/api/models/acme/model/revision/refs/pr/1"),
        ("hf://acme/model@v1", "/api/models/acme/model/revision/v1"),
        ("https://huggingface.co/acme/model/tree/v1", "/api/models/acme/model/revision/v1"),
        ("https://huggingface.co/acme/model/blob/v1/README.md", "/api/models/acme/model/revision/v1"),
        ("https://hf.co/acme/model", "/api/models/acme/model"),
        ("hf://datasets/acme/data", "/api/datasets/acme/data"),
        ("datasets/acme/data", "/api/datasets/acme/data"),
        ("https://huggingface.co/datasets/acme/data", "/api/datasets/acme/data"),
    ],
)
def test_targets(target: str, asked: str, hub: HubServer, tmp_path: Path) -> None:
    hub.repos["datasets/acme/data"] = Repo({"README.md": "---\nlicense: cc-by-4.0\n---\n"}, card={"license": "cc-by-4.0"})
    found = snapshot(reader(hub, tmp_path), target)
    assert hub.paths[0] == asked
    assert "README.md" in found.contents


def test_a_mirror_that_knows_only_named_revisions(hub: HubServer, tmp_path: Path) -> None:
    hub.faults["/api/models/acme/model"] = lambda handler: (
        "/revision/" not in handler.path and (handler.error(401, "RepoNotFound", "Repository not found") or True)
    )
    assert snapshot(reader(hub, tmp_path), "acme/model").metadata["incomplete"] is False


def test_an_owner_a_pattern_and_a_collection(hub: HubServer, tmp_path: Path) -> None:
    for name in ("acme/a-1", "acme/a-2", "acme/b-1", "other/c"):
        hub.repos[name] = model()
    hub.collections["acme/best-1"] = [{"type": "model", "id": "acme/a-1"}, {"type": "paper", "id": "2310.06825"}, {"type": "dataset", "id": "acme/d"}]
    made = reader(hub, tmp_path)
    assert [each.job.name for each in read(made, "acme/*")] == ["acme/a-1", "acme/a-2", "acme/b-1", "acme/model"]
    assert [each.name for each in made.jobs(["acme/A-*"])] == ["acme/a-1", "acme/a-2"]
    assert [each.name for each in made.jobs(["collections/acme/best-1"])] == ["acme/a-1", "datasets/acme/d"]
    assert not [path for path in hub.paths if path.startswith("/api/models/acme")], "what a list says whole is not asked for again"
    (nothing,) = read(made, "nobody/*")
    assert "lists nothing for nobody/*" in reasons(nothing)


def test_a_renamed_repository_is_followed_and_said(hub: HubServer, tmp_path: Path) -> None:
    hub.renamed["old/model"] = "acme/model"
    (found,) = read(reader(hub, tmp_path), "old/model")
    assert found.snapshot.target.id == "acme/model"
    assert found.notes == ("old/model is now acme/model",)


def test_base_models_are_followed_and_each_fetched_once(hub: HubServer, tmp_path: Path) -> None:
    hub.repos["acme/root"] = model(card={"license": "other", "license_name": "acme-1.0"})
    hub.repos["acme/base"] = model(
        card={"license": "mit", "base_model": "acme/root"}, info={"tags": ["base_model:acme/root", "base_model:quantized:acme/root"]}
    )
    for number in range(12):
        hub.repos[f"acme/tune-{number}"] = model(card={"license": "mit", "base_model": ["acme/base", "acme/tune-1", "acme/gone"]})
    made = reader(hub, tmp_path)
    found = read(made, *(f"acme/tune-{number}" for number in range(12)))
    ancestors = found[0].snapshot.metadata["ancestors"]
    assert (ancestors["acme/base"]["license"], ancestors["acme/base"]["relations"]) == ("mit", {"acme/root": "quantized"})
    assert ancestors["acme/root"]["license"] == "acme-1.0"
    assert "absent, private" in ancestors["acme/gone"]["problem"]
    assert [path for path in hub.paths if path.endswith("/acme/root") or path.endswith("/acme/base")].count("/api/models/acme/base") == 1
    assert hub.paths.count("/api/models/acme/root") == 1


def test_a_circle_of_base_models_ends(hub: HubServer, tmp_path: Path) -> None:
    hub.repos["acme/a"] = model(card={"license": "mit", "base_model": "acme/b"})
    hub.repos["acme/b"] = model(card={"license": "mit", "base_model": "acme/a"})
    assert set(snapshot(reader(hub, tmp_path), "acme/a").metadata["ancestors"]) == {"acme/b"}


def test_configurations_and_headers_are_read_where_the_usual_files_leave_it_open(hub: HubServer, tmp_path: Path) -> None:
    adapter = '{"base_model_name_or_path": "acme/base"}'
    header = gguf("general.license: mit\ngeneral.base_model.0.repo_url: https://huggingface.co/acme/base")
    hub.repos["acme/adapter"] = Repo({"README.md": "# Acme\n", "adapter_config.json": adapter, "model.gguf": header + b"\0" * 200_000}, lfs=("model.gguf",))
    hub.repos["acme/base"] = model()
    found = snapshot(reader(hub, tmp_path), "acme/adapter")
    assert found.contents["adapter_config.json"].decode() == adapter
    assert found.contents["model.gguf"].startswith(header)
    assert len(found.contents["model.gguf"]) < 100_000, "never the weights"
    assert found.metadata["base_models"] == {"acme/base": "adapter"}
    assert found.metadata["ancestors"]["acme/base"]["license"] == "apache-2.0"


def test_thorough_reads_headers_all_the_same(hub: HubServer, tmp_path: Path) -> None:
    hub.repos["acme/model"] = model(files={"model.gguf": gguf("general.license: mit")})
    assert "model.gguf" not in snapshot(reader(hub, tmp_path), "acme/model").contents
    assert "model.gguf" in snapshot(reader(hub, tmp_path, thorough=True), "acme/model").contents


def test_a_server_that_knows_no_ranges(hub: HubServer, tmp_path: Path) -> None:
    hub.ignores_ranges = True
    hub.repos["acme/model"] = Repo({"README.md": CARD, "model.gguf": gguf("general.license: mit") + b"\0" * 300_000})
    assert len(snapshot(reader(hub, tmp_path), "acme/model").contents["model.gguf"]) == 65_536


def test_large_files_come_from_another_host_without_the_token(hub: HubServer, tmp_path: Path) -> None:
    with serving() as files:
        hub.file_host = files.url
        hub.repos["acme/model"] = files.repos["acme/model"] = model(lfs=("LICENSE",))
        found = snapshot(reader(hub, tmp_path, token=SECRET), "acme/model")
        assert found.contents["LICENSE"] == b"Acme license text.\n"
        assert all("Authorization" in headers for _, headers in hub.requests)
        assert len(files.requests) == 1
        assert not any("authorization" in {key.lower() for key in headers} or SECRET in str(headers) for _, headers in files.requests)


@pytest.mark.parametrize(
    ("told", "holds"),
    [
        ({}, None),
        ({"usedStorage": 0}, False),
        ({"usedStorage": 475_864}, False),
        ({"usedStorage": 17_905_598}, None),
        ({"usedStorage": 0, "safetensors": {"parameters": {"BF16": 7}, "total": 7}}, True),
        ({"usedStorage": 0, "gguf": {"total": 8_030_261_312}}, True),
        ({"usedStorage": 0, "gguf": {"total": 0}, "safetensors": None}, False),
        ({"usedStorage": -1}, None),
        ({"usedStorage": True, "safetensors": {"total": "many"}}, None),
        ({"usedStorage": "0", "gguf": 3}, None),
    ],
)
def test_what_the_hub_tells_of_weights_without_a_listing(told: dict[str, Any], holds: bool | None) -> None:
    assert read_info(told, "acme/model").holds_weights is holds


@pytest.mark.parametrize(("more", "accused"), [({}, False), ({"workflow.json": "{}"}, False), ({"model.gguf": gguf("general.name: Acme")}, True)])
def test_only_a_repository_that_holds_weights_is_a_derivative(more: dict[str, Any], accused: bool, hub: HubServer, tmp_path: Path) -> None:
    card = {"license": "mit", "base_model": "meta-llama/Llama-3.1-8B"}
    text = "---\nlicense: mit\nbase_model: meta-llama/Llama-3.1-8B\n---\n"
    hub.repos["acme/model"] = Repo({"README.md": text, ".gitattributes": "", **more}, card=card, info={"usedStorage": 0})
    report = audit_snapshot(snapshot(reader(hub, tmp_path), "acme/model"), experts(), Config(select=("LL", "LO")))
    assert ([each.code for each in report.findings][:1] == ["LL001"]) is accused
    assert bool(report.findings) is accused


# ---------------------------------------------------------------- refusals


def answering(status: int, code: str = "", message: str = "", headers: dict[str, str] | None = None, times: int = 10_000) -> Any:
    left = [times]

    def fault(handler: Handler) -> bool:
        left[0] -= 1
        if left[0] < 0:
            return False
        handler.error(status, code, message, headers)
        return True

    return fault


@pytest.mark.parametrize(
    ("status", "code", "message", "token", "expected"),
    [
        (404, "RevisionNotFound", "Invalid rev id: nope", None, "has no such revision"),
        (404, "RepoNotFound", "Repository not found", SECRET, "does not exist, or this token may not see it"),
        (401, "RepoNotFound", "Invalid username or password.", None, "is absent, private, or needs a token"),
        (401, "", "Invalid username or password.", None, "is absent, private, or needs a token"),
        (401, "GatedRepo", "Access to model acme/model is restricted.", None, "accept its terms there, then pass a token"),
        (403, "GatedRepo", "Access is restricted and you are not in the authorized list.", SECRET, "ask for access there"),
        (403, "", "Access to this resource is disabled.", None, "was disabled by the Hub"),
        (401, "", "Invalid credentials in Authorization header", SECRET, "the Hub does not accept the token"),
        (400, "", "wrong parameter", None, "the Hub refused the request with 400: wrong parameter"),
        (429, "", "too many", None, "rate limit"),
        (500, "", "oops", None, "the Hub answered 500 (request Root=1-abc)"),
        (503, "", "busy", None, "the Hub answered 503"),
    ],
)
def test_each_refusal_says_what_it_is(status: int, code: str, message: str, token: str | None, expected: str, hub: HubServer, tmp_path: Path) -> None:
    hub.faults["/api/models/acme/model"] = answering(status, code, message)
    made = reader(hub, tmp_path, token=token)
    (found,) = read(made, "acme/model")
    assert found.refusal is not None
    assert expected in reasons(found)
    assert "does not exist" not in reasons(found) or token, "a 401 never says that something does not exist"
    assert SECRET not in repr(found) + repr(made.settings)
    assert len(hub.requests) <= 6


def test_a_gated_model_is_known_from_its_description(hub: HubServer, tmp_path: Path) -> None:
    hub.repos["acme/gated"] = model(card={"license": "mit", "extra_gated_prompt": "Agree"}, info={"gated": "manual"}, refuse="gated")
    closed = snapshot(reader(hub, tmp_path), "acme/gated")
    assert (closed.access, closed.entries, closed.metadata["incomplete"]) == ("gated-manual", (), True)
    assert b"license: mit" in closed.contents["README.md"]
    assert "accept its terms there" in reasons(closed)
    assert len([path for path in hub.paths if "/resolve/" in path]) == 1, "after the first refusal nothing else is asked for"
    opened = snapshot(reader(hub, tmp_path, token=SECRET), "acme/gated")
    assert (opened.access, opened.contents["README.md"].decode(), opened.metadata["incomplete"]) == ("gated-manual", CARD, False)
    assert snapshot(reader(hub, tmp_path), "acme/gated").metadata["incomplete"], "what a token may read is not shown to nobody"


def test_a_disabled_model_is_unavailable(hub: HubServer, tmp_path: Path) -> None:
    hub.repos["acme/gone"] = model(info={"disabled": True})
    found = snapshot(reader(hub, tmp_path), "acme/gone")
    assert (found.access, found.contents) == ("unavailable", {})
    assert "disabled by the Hub" in reasons(found)


def test_a_license_file_that_cannot_be_read_leaves_the_audit_incomplete(hub: HubServer, tmp_path: Path) -> None:
    sha = hub.repos["acme/model"].sha
    hub.faults[f"/acme/model/resolve/{sha}/LICENSE"] = answering(500)
    found = snapshot(reader(hub, tmp_path), "acme/model")
    assert found.metadata["incomplete"]
    assert "README.md" in found.contents
    assert "LICENSE: the Hub answered 500" in reasons(found)


def test_busy_servers_are_asked_again(hub: HubServer, tmp_path: Path) -> None:
    hub.faults["/api/models/acme/model"] = answering(503, times=2)
    made = reader(hub, tmp_path)
    snapshot(made, "acme/model")
    assert len(made.waits) == 2  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("headers", "least"), [({"Retry-After": "7"}, 7), ({"RateLimit": '"api";r=0;t=30'}, 31), ({"RateLimit": "nonsense", "Retry-After": "soon"}, 0)]
)
def test_a_rate_limit_is_waited_for(headers: dict[str, str], least: int, hub: HubServer, tmp_path: Path) -> None:
    hub.faults["/api/models/acme/model"] = answering(429, headers=headers, times=1)
    made = reader(hub, tmp_path)
    snapshot(made, "acme/model")
    assert least <= made.waits[0] < least + 9  # type: ignore[attr-defined]


def test_many_threads_that_wait_say_so_once(hub: HubServer, tmp_path: Path) -> None:
    for number in range(20):
        hub.repos[f"acme/m-{number}"] = model()
    hub.faults["/api/models/acme/m-"] = answering(429, headers={"Retry-After": "20"}, times=10)
    made = reader(hub, tmp_path)
    told: list[float] = []
    made.client._on_wait = told.append
    read(made, *(f"acme/m-{number}" for number in range(20)))
    assert len(told) == 1


def test_the_time_limit_ends_a_run(hub: HubServer, tmp_path: Path) -> None:
    made = reader(hub, tmp_path, time_limit=1.0)
    made.client._end -= 2
    (found,) = read(made, "acme/model")
    assert "the time limit of this run is reached" in reasons(found)
    assert hub.paths == []


def test_nobody_waits_longer_than_the_run_may_last(hub: HubServer, tmp_path: Path) -> None:
    hub.faults["/api/models/acme/model"] = answering(429, headers={"Retry-After": "3000"})
    (found,) = read(reader(hub, tmp_path), "acme/model")
    assert "wait 3,000 s" in reasons(found)


def test_the_window_that_is_used_up_is_respected(hub: HubServer, tmp_path: Path) -> None:
    hub.headers["RateLimit"] = '"api";r=0;t=12'
    made = reader(hub, tmp_path)
    snapshot(made, "acme/model")
    assert made.waits and max(made.waits) > 12  # type: ignore[attr-defined]


def test_no_network_is_found_out_once(tmp_path: Path) -> None:
    made = reader("http://127.0.0.1:9", tmp_path)
    found = read(made, *(f"acme/model-{number}" for number in range(40)))
    assert all("cannot be reached" in reasons(each) for each in found)
    assert made.client.transport.sent < 45


def test_what_was_kept_is_used_when_the_hub_fails(hub: HubServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = snapshot(reader(hub, tmp_path), "acme/model")
    monkeypatch.setattr("licint.sources.hub_client.FRESH", -1)
    hub.faults["/"] = answering(503)
    made = reader(hub, tmp_path)
    assert snapshot(made, "acme/model") == first
    assert made.client.stale


# ---------------------------------------------------------------- odd answers


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"siblings": None, "tags": "x", "cardData": [], "gated": 7, "sha": 5, "id": {"a": 1}},
        {"siblings": [1, None, {"rfilename": 5}, {"rfilename": "../../etc/passwd"}, {"rfilename": "/abs"}, {"rfilename": "a\x00b"}]},
        {"cardData": {"base_model": [1, None, {"x": 1}, "a b c", "/etc/passwd"], "license": {"x": 1}}, "tags": [1, "base_model:", "base_model:finetune:"]},
        {"sha": "../../x", "id": "../../etc", "siblings": [{"rfilename": "ok.txt", "size": -1, "lfs": {"size": "x"}}]},
        {"cardData": {"self": 1, "ignore_metadata_errors": True}, "lastModified": 5},
    ],
)
def test_odd_descriptions_are_read_as_far_as_they_go(data: Any) -> None:
    info = read_info(data, "acme/model")
    assert info.id == "acme/model"
    assert all(is_safe_path(entry.path) for entry in info.entries)
    assert info.bases == {}


def test_a_million_files(hub: HubServer, tmp_path: Path) -> None:
    siblings = [{"rfilename": f"data/{number:07}.bin", "size": 1} for number in range(700_000)]
    hub.repos["acme/model"] = model(info={"siblings": siblings})
    found = snapshot(reader(hub, tmp_path), "acme/model")
    assert "too many files" in reasons(found)
    assert "LICENSE" in found.contents


def test_a_large_card_and_a_broken_one(hub: HubServer, tmp_path: Path) -> None:
    hub.repos["acme/large"] = model(files={"README.md": CARD + "word " * 120_000})
    hub.repos["acme/broken"] = model(files={"README.md": b"---\nlicense: [\n\xff\xfe\n---\n"})
    hub.repos["acme/huge"] = model(files={"README.md": CARD + "x" * 3_000_000})
    large, broken, huge = read(reader(hub, tmp_path), "acme/large", "acme/broken", "acme/huge")
    assert len(large.snapshot.contents["README.md"]) > 600_000
    assert broken.refusal is None
    assert "only its first 1,000,000 bytes" in reasons(huge)
