"""The committed sketches: made by scripts/sketch.py from the texts, each naming its own text, and no text that they do not know."""

from pathlib import Path

import pytest
import yaml

from licint.identification import Index, identify
from licint.identification.compilation import SUFFIX, compile_rules
from licint.identification.sketch import Sketch, sketch_text, unpack
from tests.identification_index import INDEX
from tests.material import CORPUS, ROOT, license_text, needs_corpus, needs_texts

FOLDER = ROOT / "rules" / "sketches"
OPTIONAL = yaml.safe_load((FOLDER / "sources.yaml").read_text(encoding="utf-8"))["optional"]
PACKS = {path.stem: unpack(path.read_bytes()) for path in sorted(FOLDER.glob("*" + SUFFIX))}
OWN = sorted(set(PACKS) - {"spdx", "notices", "phrases"})


def installed(sketch: Sketch) -> str | None:
    scheme, _, key = sketch.source.partition(":")
    return license_text(key) if scheme == "licensedcode" else None


@needs_texts
@pytest.mark.parametrize("name", [*OWN, "spdx"])
def test_sketch_is_what_the_command_makes(name: str) -> None:
    for sketch in PACKS[name].sketches:
        if (text := installed(sketch)) is not None:
            made = sketch_text(text, sketch.licenses, sketch.kind, sketch.source, OPTIONAL)
            assert (made.words, made.optional, made.slots) == (sketch.words, sketch.optional, sketch.slots), sketch.source


@needs_texts
@pytest.mark.parametrize("name", OWN)
def test_license_with_a_file_identifies_its_text(name: str) -> None:
    for sketch in PACKS[name].sketches:
        if (text := installed(sketch)) is not None:
            match = identify(text, INDEX).matches[0]
            assert (name in (match.license, *match.aliases), match.kind) == (True, "is")


@needs_corpus
def test_text_without_a_sketch_is_not_plainly_another() -> None:
    assert CORPUS is not None
    unknown = OWN[::5]
    index = Index.of(compile_rules(Path(ROOT / "rules"), without=unknown))
    wrong = []
    for name in unknown:
        for sketch in PACKS[name].sketches:
            path = CORPUS / sketch.source.partition(":")[2]
            if sketch.source.startswith("corpus:") and path.is_file():
                plain = [
                    match for match in identify(path.read_text(encoding="utf-8", errors="replace"), index).matches if match.kind == "is" and match.share > 0.5
                ]
                wrong += [(path.parent.name, name, match.license) for match in plain if name not in (match.license, *match.aliases)]
    assert not wrong


def test_packs_stay_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 12_000_000
