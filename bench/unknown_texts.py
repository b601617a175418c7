"""License texts that licint does not know: each text with a license file of its own is identified by an index from which its sketch was left out.

    python bench/unknown_texts.py [--groups N]

None may come out as plainly another license. Texts are where the tests look for them (tests/material.py); those that are not there are not counted.
Licenses are left out in N groups, so that of a family most members stay: they are what a text could be taken for.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from licint.identification import Index, identify  # noqa: E402
from licint.identification.compilation import SUFFIX, compile_rules  # noqa: E402
from licint.identification.sketch import Sketch, unpack  # noqa: E402
from licint.parsing.text import read_text  # noqa: E402
from tests.material import CORPUS, TEXTS, license_text  # noqa: E402

SHARED = {"spdx", "notices", "phrases"}


def text_of(sketch: Sketch) -> str | None:
    scheme, _, name = sketch.source.partition(":")
    if scheme == "licensedcode" and TEXTS:
        return license_text(name)
    path = CORPUS / name if scheme == "corpus" and CORPUS else None
    return read_text(path.read_bytes(), name).text if path and path.is_file() else None


def answers(names: list[str], groups: int) -> Iterator[tuple[str, str, str]]:
    """License, what its text was taken for, and how: a kind, or `unknown`."""
    for group in range(groups):
        without = names[group::groups]
        index = Index.of(compile_rules(ROOT / "rules", without=without))
        for name in without:
            for sketch in unpack((ROOT / "rules" / "sketches" / f"{name}{SUFFIX}").read_bytes()).sketches:
                if (text := text_of(sketch)) is not None:
                    found = identify(text, index)
                    best = max((each for each in found.matches if each.kind != "reference"), key=lambda each: each.share, default=None)
                    if best and best.share > 0.5 and name not in (best.license, *best.aliases):
                        yield name, best.license, best.kind
                    else:
                        yield name, found.nearest.license if found.nearest else "", "unknown"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--groups", type=int, default=10)
    options = parser.parse_args()
    names = sorted({path.stem for path in (ROOT / "rules" / "sketches").glob(f"*{SUFFIX}")} - SHARED)
    found = list(answers(names, options.groups))
    for kind in ("is", "derived-from", "unknown"):
        print(f"{kind:13} {sum(each[2] == kind for each in found)} of {len(found)}")
    for name, other, kind in found:
        if kind == "is":
            print(f"  {name} was taken for {other}")


if __name__ == "__main__":
    main()
