"""rules/ -> compiled: what is refused and how it is said, and when it is made anew."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from licint.errors import KnowledgeError
from licint.knowledge import library, load
from licint.knowledge.compilation import compile_knowledge, write_whole
from licint.knowledge.locations import PACK, SEALED, compiled_dirs
from licint.knowledge.naming import key, spellings, squeezed
from licint.knowledge.pack import MAGIC, Pack, packed

RULES = Path(__file__).resolve().parent.parent / "rules"

LICENSE = """\
id: mango-1.0
name: Mango License 1.0
summary: Do as you like with mangoes.
steward: The Orchard
family: mango
version: 1.0
released: 2024-07
languages: [en]
category: conditional-commercial
spdx: null
aliases:
  hub: [mango]
  slugs: [mango-license-1]
  names: [The Mango License]
  urls: [orchard.example/mango]
terms:
  commercial_use: {value: conditional, section: "2", quote: "up to ten trees", conditions: [{kind: annual-revenue, limit: 1000000, currency: USD}]}
  redistribution: {value: allowed, section: 3, quote: "pass it on"}
  derivatives: {value: allowed, section: "3", quote: "graft it"}
  hosted_service: {value: unstated}
  outputs_training: {value: unstated}
  outputs_owned: {value: unstated}
  acceptable_use: {value: none}
  patent_grant: {value: no, section: "4"}
  irrevocable: {value: unstated}
  licensor_may_change_terms: {value: unstated}
  territory: {value: worldwide, section: "1"}
  governing_law: {value: "Goa, IN", section: "9"}
obligations:
  - {kind: attribution-text, section: "3", text: Grown with Mango}
derivatives:
  own_terms: no
  may_declare: [same]
texts: []
source: {repository: orchard/mango, read: 2025-01-31}
confidence: medium
"""
SPDX = """\
as_of: 2024-05-01
list_version: "1"
rules:
  - {rule: permissive, reason: approved and permissive, category: open-source, terms: {commercial_use: allowed}, obligations: [keep-copyright-notices]}
ids:
  - {id: Papaya-2.0, name: Papaya License 2.0, rule: permissive, osi: true}
  - {id: Papaya-1.0, name: Papaya License 1.0, rule: permissive, deprecated: true, now: Papaya-2.0}
"""
HUB = """\
as_of: 2024-05-01
source: nowhere
ids:
  - {id: mango, name: Mango, kind: own}
  - {id: papaya-2.0, name: Papaya, kind: spdx, spdx: Papaya-2.0}
  - {id: fruit, name: Fruit license family, kind: family}
"""
MODELS = """\
as_of: 2024-05-01
models:
  - {pattern: orchard/tree-xl, category: proprietary, access: api-only}
  - {pattern: orchard/*, license: mango, access: gated-auto}
"""
DATASETS = """\
as_of: 2024-05-01
datasets:
  - {id: orchard/leaves, license: papaya-2.0, commercial_use: allowed, scope: content}
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A small rules folder that is in order."""
    folder = tmp_path / "rules"
    for part in ("clauses", "prose"):
        shutil.copytree(RULES / part, folder / part)
    for table in ("terms.yaml", "files.yaml"):
        shutil.copy(RULES / table, folder)
    (folder / "licenses").mkdir()
    texts = {"licenses/mango-1.0.yaml": LICENSE, "spdx.yaml": SPDX, "hub.yaml": HUB, "models.yaml": MODELS, "datasets.yaml": DATASETS}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def change(path: Path, old: str, new: str) -> int:
    """Replaces the first `old`; the line on which the new text ends."""
    before, found, after = path.read_text(encoding="utf-8").partition(old)
    assert found
    path.write_text(before + new + after, encoding="utf-8")
    return (before + new).count("\n") + 1


def test_a_license_file_becomes_a_license(rules: Path) -> None:
    knowledge = load(rules)
    assert knowledge.problems == ()
    license = knowledge.license("mango-1.0")
    assert license is not None
    commercial = license.terms.terms["commercial_use"]
    assert (commercial.value, commercial.conditions[0].limit, commercial.conditions[0].currency) == ("conditional", 1_000_000, "USD")
    assert (commercial.because[0].license, commercial.because[0].section, commercial.because[0].quote) == ("mango-1.0", "2", "up to ten trees")
    assert license.terms.obligations[0].text == "Grown with Mango"
    assert knowledge.version == "2025-01-31"


def test_plain_scalars_stay_what_was_written(rules: Path) -> None:
    """YAML 1.1 would make a number of 1.0, a truth value of `no` and a date of 2024-07-23."""
    license = load(rules).license("mango-1.0")
    assert license is not None
    assert (license.version, license.released, license.derivatives.own_terms) == ("1.0", "2024-07", "no")
    assert license.terms.terms["patent_grant"].value == "no"
    assert license.terms.terms["redistribution"].because[0].section == "3"


def test_names_models_and_data_sets_find_their_license(rules: Path) -> None:
    knowledge = load(rules)
    assert [knowledge.resolve(name) for name in ("mango", "Mango License 1", "THE MANGO LICENSE", "https://orchard.example/mango/v1#2")] == ["mango-1.0"] * 4
    assert [knowledge.resolve(name) for name in ("papaya-2.0", "Papaya-1.0", "papaya2", "fruit", "guava")] == ["Papaya-2.0"] * 3 + [None, None]
    grown, served, data = knowledge.model("Orchard/Sapling-7B"), knowledge.model("orchard/tree-xl"), knowledge.dataset("orchard/LEAVES")
    assert grown is not None
    assert (grown.license, grown.access) == ("mango-1.0", "gated-auto")
    assert served is not None
    assert (served.license, served.category, served.place) == (None, "proprietary", "closed")
    assert data is not None
    assert data.license == "Papaya-2.0"


FAULTS: list[tuple[str, str, str, str]] = [
    ("licenses/mango-1.0.yaml", "steward:", "stewart:", "stewart"),
    ("licenses/mango-1.0.yaml", "category: conditional-commercial", "category: commercial", "commercial"),
    ("licenses/mango-1.0.yaml", "id: mango-1.0", "id: mango-2.0", "mango-1.0.yaml"),
    ("licenses/mango-1.0.yaml", '{value: allowed, section: "3", quote: "graft it"}', "{value: allowed}", "section"),
    ("licenses/mango-1.0.yaml", "{value: worldwide,", "{value: everywhere,", "everywhere"),
    ("licenses/mango-1.0.yaml", "kind: annual-revenue", "kind: harvest", "harvest"),
    ("licenses/mango-1.0.yaml", "kind: attribution-text", "kind: praise", "praise"),
    ("licenses/mango-1.0.yaml", 'kind: attribution-text, section: "3"', "kind: attribution-text", "section"),
    ("licenses/mango-1.0.yaml", '"up to ten trees"', '"' + "tree " * 26 + '"', "26 words"),
    ("licenses/mango-1.0.yaml", "limit: 1000000", "limit: a million", "limit"),
    ("licenses/mango-1.0.yaml", "family: mango", "family: mango\nfamily: fruit", "twice"),
    ("licenses/mango-1.0.yaml", "name: Mango License 1.0", "name: Mango: a License", ""),
    ("spdx.yaml", "rule: permissive, osi: true", "rule: lenient, osi: true", "lenient"),
    ("spdx.yaml", "commercial_use: allowed", "commercial_use: fine", "fine"),
    ("spdx.yaml", "id: Papaya-1.0", "id: Papaya-2.0", "twice"),
    ("hub.yaml", "kind: own", "kind: mine", "mine"),
    ("models.yaml", "pattern: orchard/*", "pattern: Orchard/*", "capitals"),
    ("models.yaml", "pattern: orchard/*", "pattern: orchard/tree-xl", "twice"),
    ("models.yaml", "category: proprietary, ", "", "neither"),
    ("models.yaml", "access: api-only", "access: api", "api"),
    ("datasets.yaml", "scope: content", "scope: leaf", "leaf"),
    ("terms.yaml", "\nconditions:", "\ncircumstances:", "circumstances"),
]


@pytest.mark.parametrize(("file", "old", "new", "says"), FAULTS, ids=[f"{file}: {new[:30] or old[:30]}" for file, old, new, _ in FAULTS])
def test_a_mistake_is_named_with_file_line_and_remedy(rules: Path, file: str, old: str, new: str, says: str) -> None:
    line = change(rules / file, old, new)
    with pytest.raises(KnowledgeError) as caught:
        compile_knowledge(rules, "test", strict=True)
    found = caught.value.message.split(": ", 1)[0].rsplit(":", 1)
    assert found[0].endswith(file)
    assert int(found[1]) == line
    assert says in caught.value.message
    assert caught.value.help


def test_a_bad_license_file_is_left_out_and_named(rules: Path) -> None:
    change(rules / "licenses/mango-1.0.yaml", "category: conditional-commercial", "category: commercial")
    knowledge = load(rules)
    assert knowledge.license("mango-1.0") is None
    assert len(knowledge.problems) == 1
    assert "mango-1.0.yaml:9" in knowledge.problems[0]


def test_a_license_file_that_is_no_yaml_is_named_by_whoever_needs_it(rules: Path) -> None:
    change(rules / "licenses/mango-1.0.yaml", "name: Mango License 1.0", "name: Mango: a License")
    shutil.copytree(RULES / "sketches", rules / "sketches", ignore=shutil.ignore_patterns("*"))
    knowledge = load(rules)
    assert "mango-1.0.yaml:2" in knowledge.problems[0]
    with pytest.raises(KnowledgeError, match="cannot be built"):
        _ = knowledge.index


def test_a_name_that_two_licenses_claim_means_neither(rules: Path) -> None:
    other = LICENSE.replace("mango-1.0", "guava-1.0").replace("family: mango", "family: guava").replace("hub: [mango]", "hub: []")
    (rules / "licenses/guava-1.0.yaml").write_text(other, encoding="utf-8")
    knowledge = load(rules)
    assert knowledge.resolve("mango-license-1") is None
    assert any("mango-license-1" in each for each in knowledge.problems)
    with pytest.raises(KnowledgeError, match="mango-license-1"):
        compile_knowledge(rules, "test", strict=True)


def test_editions_of_one_license_share_a_name_and_the_newest_is_meant(rules: Path) -> None:
    newer = LICENSE.replace("id: mango-1.0", "id: mango-1.1").replace("released: 2024-07", "released: 2025-02")
    (rules / "licenses/mango-1.1.yaml").write_text(newer, encoding="utf-8")
    knowledge = load(rules)
    assert knowledge.resolve("mango-license-1") == "mango-1.1"
    assert knowledge.problems == ()


def test_a_term_without_a_sentence_is_named(rules: Path) -> None:
    change(rules / "terms.yaml", "  territory:", "  terrain:")
    with pytest.raises(KnowledgeError, match="no sentence for territory"):
        compile_knowledge(rules, "test", strict=True)


# ---------------------------------------------------------------- freshness


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Signatures for which the knowledge was compiled, in order."""
    from licint.knowledge import compilation

    made: list[str] = []
    original: Callable[..., bytes] = compilation.compile_knowledge

    def counted(folder: Path, signature: str, *, strict: bool) -> bytes:
        made.append(signature)
        return original(folder, signature, strict=strict)

    monkeypatch.setattr(compilation, "compile_knowledge", counted)
    return made


def test_it_is_compiled_once_and_again_after_a_change(rules: Path, compilations: list[str]) -> None:
    load(rules)
    load(rules)
    assert len(compilations) == 1
    change(rules / "models.yaml", "gated-auto", "gated-manual")
    facts = load(rules).model("orchard/x")
    assert facts is not None
    assert facts.access == "gated-manual"
    assert len(compilations) == 2
    (rules / "licenses/mango-1.0.yaml").unlink()
    assert load(rules).license("mango-1.0") is None


def test_several_processes_may_compile_at_once(rules: Path) -> None:
    program = "import sys; from pathlib import Path; from licint.knowledge import load; print(load(Path(sys.argv[1])).license('mango-1.0').id)"
    running = [subprocess.Popen([sys.executable, "-c", program, str(rules)], stdout=subprocess.PIPE, cwd=RULES.parent) for _ in range(3)]
    assert [each.communicate(timeout=60)[0].strip() for each in running] == [b"mango-1.0"] * 3
    assert [path.name for path in (rules / ".compiled").iterdir()] == [PACK]


def test_an_installed_pack_is_used_as_it_is(rules: Path, compilations: list[str]) -> None:
    write_whole(rules / ".compiled" / PACK, compile_knowledge(rules, SEALED, strict=True))
    change(rules / "models.yaml", "gated-auto", "gated-manual")
    facts = load(rules).model("orchard/x")
    assert facts is not None
    assert facts.access == "gated-auto"
    assert compilations == []


def test_a_folder_that_cannot_be_written_is_compiled_into_the_cache(
    rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compilations: list[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (rules / ".compiled").write_text("a file where the folder should be", encoding="utf-8")
    assert load(rules).license("mango-1.0") is not None
    assert load(rules).license("mango-1.0") is not None
    assert len(compilations) == 1
    assert len(list((tmp_path / "cache").rglob(PACK))) == 1


def test_nothing_writable_at_all_still_works(rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cache").write_text("no folder", encoding="utf-8")
    (rules / ".compiled").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert load(rules).license("mango-1.0") is not None


def test_a_damaged_pack_is_made_anew(rules: Path) -> None:
    load(rules)
    pack = next(compiled_dirs(rules)) / PACK
    whole = pack.read_bytes()
    for damage in (b"", b"junk", whole[: len(whole) // 2], MAGIC + b"\xff\xff\xff\x7f", MAGIC + b"\x02\x00\x00\x00{}"):
        pack.write_bytes(damage)
        assert load(rules).license("mango-1.0") is not None


def test_a_reader_never_sees_half_a_file(tmp_path: Path) -> None:
    target = tmp_path / "folder" / "file"
    write_whole(target, b"first")
    write_whole(target, b"second")
    assert target.read_bytes() == b"second"
    assert [path.name for path in target.parent.iterdir()] == ["file"]


def test_a_pack_gives_back_what_was_put_in() -> None:
    values = {"a": b"1", "b": b"", "c/ü": b'{"x":[1,2,3]}'}
    pack = Pack.of(packed(values))
    assert pack is not None
    assert {name: pack.get(name) for name in pack.names} == values
    assert pack.get("d") is None


def test_the_repository_compiles_without_a_mistake() -> None:
    assert library.Pack.of(compile_knowledge(RULES, "test", strict=True)) is not None


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Apache License, Version 2.0", "apache-license-version-2.0"),
        ("CC_BY  NC/4.0", "cc-by-nc-4.0"),
        ("openrail++", "openrail++"),
        ("  MIT. ", "mit"),
        ("许可 协议", "许可-协议"),
    ],
)
def test_a_key_forgets_case_and_punctuation(value: str, expected: str) -> None:
    assert key(value) == expected


def test_spellings_go_from_faithful_to_short() -> None:
    assert spellings("The Apache License v2.0")[0] == "the-apache-license-v2.0"
    assert "apache" in spellings("The Apache License")
    assert "gpl-3.0" in spellings("GPL version 3.0")
    assert squeezed("Apache-2.0") == "apache2"
