"""licint itself, asked the same. What it says of an unknown or altered text is SPDX's word for it, as in its JSON."""

import sys
from pathlib import Path

from timing import Names, answer

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from licint.expertise import open_index
from licint.identification import identify
from licint.parsing.text import read_text

INDEX = open_index()


def ask(path: str) -> Names:
    found = identify(read_text(Path(path).read_bytes(), path).text, INDEX)
    names = [[each.license, *(("NOASSERTION",) if each.kind == "derived-from" else each.aliases)] for each in found.matches]
    return names or ([["NOASSERTION"]] if found.nearest else [])


answer(ask)
