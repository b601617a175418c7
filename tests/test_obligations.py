"""Duties: met, not met, or not to be seen from here."""

import pytest

from licint.assembly import assemble
from licint.knowledge import load
from licint.model import Entry, Obligation, Snapshot, Target
from licint.resolution.obligations import with_fulfilment
from licint.resolution.wordings import read_wording
from tests.releases import experts, materialize

KNOWLEDGE = load()
BASE = "---\nlicense: {license}\nbase_model: {base}\n---\n\n{body}\n"


def met(license: str, kind: str, files: dict[str, str], of: str | None = None, target: str = ".") -> list[bool | None]:
    contents = materialize(files)
    entries = tuple(Entry(path, len(data)) for path, data in contents.items())
    snapshot = Snapshot(Target("hub", of) if of else Target("local", target), entries, contents)
    known = KNOWLEDGE.license(license)
    assert known
    release = assemble(snapshot, KNOWLEDGE, experts().index, experts().patterns)
    duties = [each for each in known.terms.obligations if each.kind == kind]
    assert duties
    return [each.met for each in with_fulfilment(duties, release, KNOWLEDGE)]


def card(license: str = "mit", base: str = "acme/base", body: str = "# Acme") -> dict[str, str]:
    return {"README.md": BASE.format(license=license, base=base, body=body)}


@pytest.mark.parametrize(
    ("text", "shown", "expected"),
    [
        ("Built with Llama", "This is **built with Llama**.", True),
        ("Built with Llama", "Built on Llama", False),
        ("Built with Qwen [or: Improved using Qwen]", "Improved using Qwen!", True),
        ("Built with Qwen [or: Improved using Qwen]", "built with qwen", True),
        ("Built with Qwen [or: Improved using Qwen]", "Qwen", False),
        ("YAYI [or 雅意]", "基于雅意", True),
        ("[name of relevant Derivative Work] is built using Acme technology", "Zephyr is built using Acme technology.", True),
        ("[name of relevant Derivative Work] is built using Acme technology", "Zephyr uses Acme", False),
        ("Copyright (c) Acme", "Copyright © Acme", True),
        ("Any change ... [or the Chinese wording]", "Any change is ours.", True),
    ],
)
def test_wording_is_found_however_it_is_set(text: str, shown: str, expected: bool) -> None:
    assert read_wording(text).is_in(shown) is expected


@pytest.mark.parametrize("text", ["Kimi K2 [only above the limits]", "MiniMax H3 [on commercial products]", "YAYI [or 雅意]"])
def test_wording_for_some_cases_is_not_missed(text: str) -> None:
    assert not read_wording(text).always


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Built with Qwen [or: Improved using Qwen]", "Built with Qwen"), ("[name] is built with X", None), ("", None), ("[x]", None)],
)
def test_plain_wording_is_what_can_be_written(text: str, plain: str | None) -> None:
    assert read_wording(text).plain == plain


@pytest.mark.parametrize("license", KNOWLEDGE.licenses(), ids=lambda license: license.id)
def test_every_prescribed_wording_can_be_read(license) -> None:  # type: ignore[no-untyped-def]
    for duty in license.terms.obligations:
        if duty.text and duty.kind in ("attribution-text", "notice-file"):
            wording = read_wording(duty.text)
            assert wording.alternatives
            assert "[" not in (wording.plain or "")
            assert wording.plain is None or wording.is_in(f"x {wording.plain} y")


# ---------------------------------------------------------------- a copy of the license


def test_copy_of_the_right_version() -> None:
    assert met("llama3.1", "include-license-copy", card() | {"LICENSE": "{{text llama-3.1-license-2024}}"}) == [True]
    assert met("llama3.1", "include-license-copy", card() | {"LICENSE": "{{text llama-2-license-2023}}"}) == [False]
    assert met("llama3.1", "include-license-copy", card()) == [False]


def test_text_that_nobody_knows_may_be_the_copy() -> None:
    assert met("llama3.1", "include-license-copy", card() | {"LICENSE": "Do as you like with it, and bring it back on Sunday."}) == [None]


@pytest.mark.parametrize(
    "files",
    [
        card("cc-by-4.0"),
        card("[cc-by-4.0, mit]"),
        card("mit", body="The base is under [CC BY](https://creativecommons.org/licenses/by/4.0/)."),
        card() | {"LICENSE": "{{text cc-by-4.0}}"},
    ],
    ids=["declared", "among several", "linked", "text"],
)
def test_link_is_enough_where_the_license_says_so(files: dict[str, str]) -> None:
    assert met("CC-BY-4.0", "include-license-copy", files) == [True]


def test_link_is_not_enough_elsewhere() -> None:
    assert met("Apache-2.0", "include-license-copy", card("apache-2.0")) == [False]
    assert met("CC-BY-4.0", "include-license-copy", card("mit")) == [False]


def test_single_file_shows_nothing_of_what_lies_beside_it() -> None:
    assert met("llama3.1", "include-license-copy", card(), target="models/acme/README.md") == [None]
    assert met("llama3.1", "include-license-copy", card(), target="models/acme") == [False]


# ---------------------------------------------------------------- notices, displays, names


def test_notice_that_travels_only_if_there_is_one_is_not_missed() -> None:
    assert met("Apache-2.0", "notice-file", card("apache-2.0")) == [None]
    assert met("Apache-2.0", "notice-file", card("apache-2.0") | {"NOTICE": "Acme"}) == [True]


def test_notice_inside_the_license_is_no_notice() -> None:
    """The agreement prescribes the sentence and so contains it; the sentence must also stand in a notice."""
    text = "Llama 3.1 is licensed under the Llama 3.1 Community License, Copyright © Meta Platforms, Inc. All Rights Reserved."
    assert met("llama3.1", "notice-file", card() | {"LICENSE": "{{text llama-3.1-license-2024}}"}) == [False]
    assert met("llama3.1", "notice-file", card() | {"NOTICE": text}) == [True]
    assert met("llama3.1", "notice-file", card(body=text.replace("©", "(c)"))) == [True]


def test_display_above_a_size_is_not_missed() -> None:
    assert met("kimi-k2-modified-mit", "attribution-text", card()) == [None]
    assert met("kimi-k2-modified-mit", "attribution-text", card(body="Kimi K2")) == [True]


@pytest.mark.parametrize(
    ("of", "base", "expected"),
    [
        ("acme/Llama-Zephyr", "meta-llama/Llama-3.1-8B", True),
        ("acme/Zephyr", "meta-llama/Llama-3.1-8B", False),
        ("mirror/Meta-Llama-3.1-8B", "meta-llama/Meta-Llama-3.1-8B", None),
        (None, "meta-llama/Llama-3.1-8B", None),
    ],
    ids=["prefix", "none", "copy", "folder"],
)
def test_name_prefix(of: str | None, base: str, expected: bool | None) -> None:
    assert met("llama3.1", "name-prefix", card("llama3.1", base), of) == [expected]


@pytest.mark.parametrize(
    ("body", "expected"),
    [("Fine-tuned on tickets.", True), ("LoRA of the base", True), ("4-bit GGUF", True), ("本模型经过微调", True), ("A fast model.", False)],
)
def test_card_that_describes_the_change_states_it(body: str, expected: bool) -> None:
    assert met("Apache-2.0", "state-changes", card(body=body)) == [expected]


@pytest.mark.parametrize(("license", "expected"), [("cc-by-sa-4.0", True), ("gpl-3.0", True), ("mit", False), ("acme-1.0", None)])
def test_share_alike_is_kept(license: str, expected: bool | None) -> None:
    assert met("CC-BY-SA-4.0", "share-alike", card(license)) == [expected]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (card("creativeml-openrail-m"), True),
        (card("mit") | {"LICENSE": "{{text stable-diffusion-2022-08-22}}"}, True),
        (card("mit") | {"USE_POLICY.md": "No harm."}, True),
        (card("mit"), False),
        (card("acme-1.0"), None),
    ],
    ids=["declared", "text", "policy", "without", "unknown"],
)
def test_use_restrictions_are_passed_on(files: dict[str, str], expected: bool | None) -> None:
    assert met("creativeml-openrail-m", "pass-on-use-restrictions", files) == [expected]


def test_duty_that_cannot_be_seen_stays_open() -> None:
    release = assemble(Snapshot(Target("local", ".")), KNOWLEDGE, experts().index, experts().patterns)
    assert with_fulfilment([Obligation("register")], release, KNOWLEDGE)[0].met is None
