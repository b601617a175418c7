"""Under which ids a release is published: those that its README gives and that are called like it."""

import pytest

from licint.assembly import assemble
from licint.expertise import open_expertise
from licint.model import Entry, Snapshot, Target, Verdict
from licint.parsing.identity import own_ids
from licint.resolution.verdict import resolve


def named(readme: str, folder: str = "some/folder", kind: str = "local") -> tuple[str, ...]:
    experts = open_expertise()
    snapshot = Snapshot(Target(kind, folder), (Entry("README.md", 100),), {"README.md": readme.encode()})  # type: ignore[arg-type]
    return own_ids(assemble(snapshot, experts.knowledge, experts.index, experts.patterns))


@pytest.mark.parametrize(
    ("readme", "folder", "expected"),
    [
        ("# Acme\n\ngit clone https://github.com/acme-lab/Acme.git\n", "x", ("acme-lab/Acme",)),
        ("# Acme: a model\n\n[code](https://github.com/acme-lab/acme/blob/main/LICENSE)\n", "x", ("acme-lab/acme",)),
        ('<h1 align="center">Acme (7B)</h1>\n\n[weights](https://huggingface.co/acme-lab/Acme)\n', "x", ("acme-lab/Acme",)),
        ("# A paper's title\n\n[weights](https://huggingface.co/acme-lab/acme-7b)\n", "models/acme-7b", ("acme-lab/acme-7b",)),
        ("# Acme 7B\n\n[weights](https://huggingface.co/acme-lab/Acme-7B-v0.1)\n", "x", ("acme-lab/Acme-7B-v0.1",)),
        ("# Acme\n\n```\nm = from_pretrained('acme-lab/acme')\n```\n", "x", ("acme-lab/acme",)),
        ("# Acme Chat\n\n[made from](https://huggingface.co/other/Acme)\n", "x", ()),
        ("# Acme\n\n[data](https://huggingface.co/datasets/acme-lab/acme)\n", "x", ()),
        ("---\nbase_model: other/acme\n---\n\n# Acme\n\n[base](https://huggingface.co/other/acme)\n", "x", ()),
        ("", "", ()),
        ("# \n\n[x](https://github.com/a/-)\n", "-", ()),
    ],
)
def test_a_readme_names_its_own_release(readme: str, folder: str, expected: tuple[str, ...]) -> None:
    assert named(readme, folder) == expected


def test_a_release_of_the_hub_is_its_id() -> None:
    assert named("# Acme\n\n[x](https://huggingface.co/acme-lab/acme)\n", "you/other", "hub") == ("you/other",)


@pytest.mark.parametrize("readme", ["# " + "x" * 100_000, "https://github.com/" * 20_000, "<h1" * 20_000, "# a\n\n" + "[l](https://github.com/a/a) " * 5_000])
def test_hostile_readmes(readme: str) -> None:
    assert len(named(readme)) <= 200


def placed(readme: str) -> Verdict:
    experts = open_expertise()
    text = "---\nlicense: apache-2.0\n---\n\n" + readme
    snapshot = Snapshot(Target("local", "x"), (Entry("README.md", 100),), {"README.md": text.encode()})
    return resolve(assemble(snapshot, experts.knowledge, experts.index, experts.patterns), experts.knowledge, experts.patterns)


def test_a_local_copy_stands_where_its_original_stands() -> None:
    assert placed("# OLMo\n\ngit clone https://github.com/allenai/OLMo\n").range == ("open-source", "open-source")
    assert placed("# Grok-1\n\n[weights](https://huggingface.co/xai-org/grok-1)\n").range == ("open-weight", "open-weight")
    assert placed("# Ours\n\n[inspired by](https://github.com/allenai/OLMo)\n").range == ("open-source", "open-weight")
