"""Rules that speak of missing files are silent where the listing was not seen; a license that was cut off is told."""

import pytest

from licint.auditor import audit_snapshot
from licint.config import Config
from licint.model import Entry, Report, Snapshot, Target
from tests.material import license_text
from tests.releases import experts

CARD = b"---\nlicense: apache-2.0\nlicense_link: LICENSE\n---\n"


def report(target: Target, entries: tuple[Entry, ...], contents: dict[str, bytes], *select: str) -> Report:
    return audit_snapshot(Snapshot(target, entries, contents), experts(), Config(select=select))


@pytest.mark.parametrize(
    ("target", "entries", "seen"),
    [
        (Target("local", "models/acme"), (Entry("README.md"),), True),
        (Target("local", "models/acme/README.md"), (Entry("README.md"),), False),
        (Target("table", "acme/acme-7b"), (), False),
        (Target("hub", "acme/acme-7b"), (Entry("README.md"), Entry("config.json")), True),
        (Target("hub", "acme/acme-7b"), (), False),
    ],
    ids=["folder", "one-file", "row", "hub", "hub-unread"],
)
def test_what_lies_beside_the_card(target: Target, entries: tuple[Entry, ...], seen: bool) -> None:
    codes = [each.code for each in report(target, entries, {"README.md": CARD}, "LF001", "LF005").findings]
    assert codes == (["LF001", "LF005"] if seen else [])


@pytest.mark.parametrize(("front_matter", "findings"), [("license: other\n", [("LM005", "warning")]), ("license: other\nlicense_link: LICENSE\n", [])])
def test_a_card_read_alone_proves_no_missing_text(front_matter: str, findings: list[tuple[str, str]]) -> None:
    found = report(Target("table", "acme/acme-7b"), (), {"README.md": f"---\n{front_matter}---\n".encode()}, "LM005").findings
    assert [(each.code, each.severity) for each in found] == findings


@pytest.mark.parametrize(("part", "told"), [(0.5, True), (1.0, False)])
def test_a_license_that_was_cut_off(part: float, told: bool) -> None:
    text = license_text("apache-2.0")
    contents = {"README.md": CARD, "LICENSE": text[: int(len(text) * part)].encode()}
    found = report(Target("local", "."), tuple(Entry(path) for path in contents), contents, "LF012").findings
    assert bool(found) is told


@pytest.mark.parametrize(
    "link",
    [
        "",
        "#top",
        "?x=1",
        "../../LICENSE",
        "//host/LICENSE",
        "mailto:a@b.c",
        "javascript:alert(1)",
        "a" * 5_000,
        "%00",
        "LICENSE\\nx",
        ".git/config",
        "http://[",
        "{{x}}",
    ],
)
def test_odd_links_raise_nothing_and_accuse_nobody(link: str) -> None:
    card = f'---\nlicense: mit\nlicense_link: "{link}"\n---\n'.encode()
    found = report(Target("local", "."), (Entry("README.md"), Entry("config.json")), {"README.md": card}, "LF005").findings
    assert not found
