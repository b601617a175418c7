#!/usr/bin/env python3
"""Makes the sketches under rules/sketches/ from license texts.

    scripts/sketch.py licenses [ID…]     one pack for each license file of rules/licenses/, from its `texts:`
    scripts/sketch.py standard           spdx.pack: the texts of the development dependency that have no license file
    scripts/sketch.py notices            notices.pack and phrases.pack: how licenses are referred to in files
    scripts/sketch.py all

Texts are read from `licensedcode` (ScanCode's license data, CC-BY-4.0), from ../shared/corpus and from a folder given with --saved; none of them is kept.
"""

import argparse
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zlib import crc32

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import yaml  # noqa: E402

from licint.identification import Index, identify  # noqa: E402
from licint.identification.compilation import SUFFIX, compile_index, compile_rules  # noqa: E402
from licint.identification.naming import url_key  # noqa: E402
from licint.identification.normalization import split_words  # noqa: E402
from licint.identification.sketch import Naming, Pack, Phrase, Sketch, pack, sketch_template, sketch_text, unpack  # noqa: E402
from licint.identification.templates import Template, read_template  # noqa: E402
from licint.identification.vocabulary import TITLE_WORDS  # noqa: E402
from licint.parsing.text import read_text  # noqa: E402

_FRONT_MATTER = re.compile(r"\A---\s*\n(.*?)^---\s*$\n?", re.S | re.M)
_REQUIRED = re.compile(r"\{\{(.{3,400}?)\}\}", re.S)
_ADDRESS_ALONE = re.compile(r"\s*(?:https?://|www\.)[^\s/]+/\S+\s*")
_LONGEST_PHRASE = 40
_SHORTEST_HEADER = 15
_ONLY, _LATER = "-only", "-or-later"
_TELLING_WORDS_ASIDE = TITLE_WORDS | frozenset(
    ("the", "a", "an", "or", "and", "any", "later", "only", "with", "without", "v", "version", "no", "not", "to", "in", "on", "at", "by", "is", "be")
)


class Sources:
    """The folders that hold texts, and rules/sketches/sources.yaml."""

    def __init__(self, data: Path, corpus: Path, saved: Path, spdx: Path) -> None:
        self.data, self.corpus, self.saved, self.spdx = data, corpus, saved, spdx
        settings = yaml.safe_load((ROOT / "rules/sketches/sources.yaml").read_text(encoding="utf-8"))
        self.optional: list[dict[str, str]] = settings["optional"]
        self.notices: list[str] = settings["notices"]
        self.families = {tuple(each.split()) for each in settings["families"]}
        self.about_models = re.compile(settings["about_models"], re.I)

    def read(self, source: str) -> str | None:
        """The text behind `licensedcode:<key>`, `corpus:<path>` or `saved:<file>`; None if it is not at hand."""
        scheme, _, name = source.partition(":")
        path = {"licensedcode": self.data / "licenses" / f"{name}.LICENSE", "corpus": self.corpus / name, "saved": self.saved / name}.get(scheme)
        if path is None or not path.is_file():
            return None
        text = read_text(path.read_bytes(), path.name).text
        return _FRONT_MATTER.sub("", text, count=1) if scheme == "licensedcode" else text

    def templates(self) -> dict[str, Template]:
        """The templates of the SPDX list by id, deprecated ids left aside; empty if the list is not at hand."""
        paths = sorted([*self.spdx.glob("*.xml"), *self.spdx.glob("exceptions/*.xml")])
        found = [template for path in paths if (template := read_template(path.read_bytes()))]
        return {template.id: template for template in found if not template.deprecated}

    def sketch(self, text: str, licenses: Sequence[str], source: str, kind: Any = "text") -> Sketch:
        return sketch_text(text, licenses, kind, source, self.optional if kind == "text" else ())


def front_matter(path: Path) -> dict[str, Any]:
    found = _FRONT_MATTER.match(path.read_text(encoding="utf-8"))
    data = yaml.load(found.group(1), Loader=yaml.CSafeLoader) if found else None
    return data if isinstance(data, dict) else {}


def body(path: Path) -> str:
    return _FRONT_MATTER.sub("", path.read_text(encoding="utf-8"), count=1)


def license_files() -> list[dict[str, Any]]:
    loaded = [yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) for path in sorted((ROOT / "rules/licenses").glob("*.yaml"))]
    return [data for data in loaded if isinstance(data, dict) and data.get("id")]


def write(name: str, content: Pack) -> None:
    """Writes a pack unless it holds this already."""
    path = ROOT / "rules/sketches" / (name + SUFFIX)
    if not path.exists() or unpack(path.read_bytes()) != content:
        path.write_bytes(pack(content))


def standard_index(sources: Sources) -> Index:
    """An index of the texts of the development dependency alone."""
    named = [(data["id"], source) for data in license_files() for source in sources_of(data) if source.startswith("licensedcode:")]
    sketches = [sources.sketch(text, [id], source) for id, source in named if (text := sources.read(source))]
    return Index.of(compile_index([Pack(sketches=tuple(sketches))], []))


def sources_of(data: dict[str, Any]) -> list[str]:
    return [str(entry["from"] if isinstance(entry, dict) else entry) for entry in data.get("texts") or ()]


def names_another(text: str, id: str, standard: Index) -> bool:
    """Whether a file given as a text of a license holds the text of another one, unchanged."""
    return any(match.kind == "is" and match.license != id and match.share > 0.4 for match in identify(text, standard).matches)


def sketch_licenses(sources: Sources, only: Sequence[str]) -> None:
    """One pack for each license file; texts that are not at hand keep the sketches they have."""
    standard = standard_index(sources)
    for data in license_files():
        if only and data["id"] not in only:
            continue
        path = ROOT / "rules/sketches" / (data["id"] + SUFFIX)
        old = {sketch.source: sketch for sketch in (unpack(path.read_bytes()).sketches if path.exists() else ())}
        sketches = []
        for source in sources_of(data):
            text = sources.read(source)
            if text is not None and not source.startswith("licensedcode:") and names_another(text, data["id"], standard):
                print(f"{data['id']}: {source} is another license", file=sys.stderr)
            elif text is not None and text.strip():
                sketches.append(sources.sketch(text, [data["id"]], source))
            elif source in old:
                sketches.append(old[source])
            else:
                print(f"{data['id']}: no text at {source}", file=sys.stderr)
        if sketches:
            write(data["id"], Pack(sketches=tuple(sketches)))


class Keys:
    """ScanCode's keys and the ids that licint gives them."""

    def __init__(self, sources: Sources) -> None:
        self.entries = {path.stem: front_matter(path) for path in sorted((sources.data / "licenses").glob("*.LICENSE"))}
        self.own = {data["id"]: data for data in license_files()}
        self.claimed: dict[str, str] = {}
        self.sketched: set[str] = set()
        self._words: dict[str, set[str]] = {}
        for id, data in self.own.items():
            for key in (data.get("aliases") or {}).get("scancode") or ():
                self.claimed.setdefault(str(key), id)
            for source in sources_of(data):
                if source.startswith("licensedcode:"):
                    self.sketched.add(source.partition(":")[2])

    def spdx(self, key: str) -> str | None:
        found = str(self.entries.get(key, {}).get("spdx_license_key") or "")
        return found if found and not found.startswith("LicenseRef") else None

    def id(self, key: str) -> str:
        return self.claimed.get(key) or self.spdx(key) or key

    def words(self, id: str) -> set[str]:
        """The words of a license's names and ids that tell it apart from some others."""
        if not self._words:
            for key, entry in self.entries.items():
                names = [
                    self.id(key),
                    key,
                    *(str(entry.get(field) or "") for field in ("name", "short_name", "spdx_license_key")),
                    *map(str, entry.get("other_spdx_license_keys") or ()),
                ]
                words = {word for name in names for word in split_words(name).words if not word.isdigit()} - _TELLING_WORDS_ASIDE
                self._words.setdefault(self.id(key), set()).update(words)
                self._words[self.id(key)].update(word + digit for word in words for digit in ("", "v1", "v2", "v3", "2", "3"))
        return self._words.get(id, set())

    def is_generic(self, key: str) -> bool:
        entry = self.entries.get(key, {})
        return not entry or bool(entry.get("is_generic") or entry.get("is_unknown") or entry.get("is_deprecated"))


def sketch_standard(sources: Sources, keys: Keys) -> None:
    """spdx.pack: every text on the SPDX list or about models that no license file has, and the names of all."""
    sketches, namings, later = [], [], []
    for key, entry in keys.entries.items():
        text = body(sources.data / "licenses" / f"{key}.LICENSE")
        known = keys.spdx(key) is not None or key in keys.claimed
        if keys.is_generic(key) or not (known or sources.about_models.search(text)):
            continue
        namings.append(_naming(keys, key, entry))
        if key not in keys.sketched and text.strip() and not _holds_known_text(sources, keys, key):
            sketches.append(sources.sketch(text, [keys.id(key)], f"licensedcode:{key}"))
    templates = sources.templates()
    for id, template in templates.items():
        if id.endswith(_LATER) and id.removesuffix(_LATER) + _ONLY in templates:
            later.append((id.removesuffix(_LATER) + _ONLY, id))
        else:
            sketches.append(sketch_template(template, f"spdx:{id}"))
        if len(template.header.split()) >= _SHORTEST_HEADER:
            sketches.append(sources.sketch(template.header, [id], f"spdx:{id}#header", "notice"))
        namings.append(Naming(id, (), (template.name,), tuple(dict.fromkeys(url_key(url) for url in template.urls)), 1))
    write("spdx", Pack(sketches=tuple(sketches), namings=_without_shared(namings), same_texts=tuple(later)))


def _holds_known_text(sources: Sources, keys: Keys, key: str) -> bool:
    return any(fnmatchcase(key, pattern) and key.removesuffix(pattern.lstrip("*")) in keys.entries for pattern in sources.notices)


def _naming(keys: Keys, key: str, entry: dict[str, Any]) -> Naming:
    id = keys.id(key)
    others = [name for name in entry.get("other_spdx_license_keys") or () if not str(name).startswith("LicenseRef-scancode-")]
    urls = [entry.get(field) for field in ("homepage_url", "osi_url")] + list(entry.get("text_urls") or ()) + list(entry.get("other_urls") or ())
    aliases = dict.fromkeys([*([keys.spdx(key)] if keys.spdx(key) not in (None, id) else []), key, *others])
    names = dict.fromkeys([entry.get("name"), entry.get("short_name")])
    return Naming(
        id,
        tuple(map(str, aliases)),
        tuple(str(name) for name in names if name),
        tuple(dict.fromkeys(url_key(str(url)) for url in urls if url)),
        1 if keys.spdx(key) else 2,
    )


def _without_shared(namings: list[Naming]) -> tuple[Naming, ...]:
    """An address that several licenses give is the address of none of them, and one without a path is that of a publisher."""
    from msgspec.structs import replace

    owners = Counter(url for _, url in {(naming.id, url) for naming in namings for url in naming.urls})
    return tuple(replace(each, urls=tuple(url for url in each.urls if owners[url] == 1 and "/" in url)) for each in namings)


def rules(sources: Sources) -> Iterator[tuple[Path, dict[str, Any], str]]:
    for path in sorted((sources.data / "rules").glob("*.RULE")):
        text = path.read_text(encoding="utf-8")
        found = _FRONT_MATTER.match(text)
        if found:
            fields = dict(
                line.split(": ", 1) for line in found.group(1).splitlines() if re.match(r"(?:is_|relevance|license_expression|minimum_coverage)\w*: ", line)
            )
            yield path, fields, text[found.end() :]


def licenses_of(expression: str, keys: Keys) -> tuple[str, ...] | None:
    """The ids in a ScanCode expression; None if one of them is generic or unknown."""
    found = [word for word in re.split(r"[\s()]+", expression) if word and word not in ("AND", "OR", "WITH")]
    return None if any(keys.is_generic(key) for key in found) else tuple(dict.fromkeys(keys.id(key) for key in found))


def sketch_notices(sources: Sources, keys: Keys) -> None:
    """phrases.pack: short references. notices.pack: longer notices and variants of texts that the rest does not recognize."""
    phrases: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    longer: list[tuple[Path, tuple[str, ...], str]] = []
    for path, fields, text in rules(sources):
        relevance = int(fields.get("relevance", "100"))
        licenses = () if "is_false_positive" in fields else licenses_of(fields.get("license_expression", "").strip("'\""), keys)
        if licenses is None or "is_license_intro" in fields or "is_license_clue" in fields or (not licenses and "is_false_positive" not in fields):
            continue
        words = tuple(split_words(text.replace("{{", "").replace("}}", "")).words)
        whole = _ADDRESS_ALONE.fullmatch(text) or ("is_license_notice" in fields and len(words) >= 8)
        if "is_license_text" not in fields and relevance >= 90:
            for phrase in [words, *(tuple(split_words(part).words) for part in _REQUIRED.findall(text))]:
                named = (phrase == words and whole and 2 < len(words) <= _LONGEST_PHRASE) or _is_telling(phrase, [keys.words(license) for license in licenses])
                if named and phrase not in sources.families:
                    phrases[phrase].add(licenses)
        if len(words) > 12 and licenses:
            longer.append((path, licenses, text.replace("{{", "").replace("}}", "")))
    told = [
        Phrase(next(iter(licenses)), split_words(" ".join(phrase)).hashes, crc32(" ".join(phrase).encode()))
        for phrase, licenses in sorted(phrases.items())
        if len(licenses) == 1
    ]
    write("phrases", Pack(phrases=tuple(told)))
    write("notices", Pack(sketches=tuple(_unrecognized(sources, longer))))


def _is_telling(phrase: tuple[str, ...], names: list[set[str]]) -> bool:
    """Whether a phrase can only be about these licenses: it holds a word of each one's names, and if it is one word a digit."""
    if not 0 < len(phrase) <= _LONGEST_PHRASE or not all(words.intersection(phrase) for words in names):
        return False
    if len(phrase) == 1:
        return len(phrase[0]) >= 4 and any(sign.isdigit() for sign in phrase[0]) and phrase[0][0].isalpha()
    return sum(map(len, phrase)) >= 6


def _unrecognized(sources: Sources, longer: list[tuple[Path, tuple[str, ...], str]]) -> list[Sketch]:
    index = Index.of(compile_rules(ROOT / "rules", without=("notices",)))
    kept = []
    for path, licenses, text in longer:
        found = {match.license for match in identify(text, index).matches}
        if found != set(licenses):
            kept.append(sources.sketch(text, licenses, f"rule:{path.stem}", "notice"))
    return kept


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["licenses", "standard", "notices", "all"])
    parser.add_argument("ids", nargs="*")
    found = find_spec("licensedcode")
    default = os.environ.get("LICINT_TEXTS") or (str(Path(found.origin).parent / "data/licenses") if found and found.origin else "")
    parser.add_argument("--texts", type=Path, default=Path(default), help="licensedcode/data/licenses")
    parser.add_argument("--corpus", type=Path, default=Path(os.environ.get("LICINT_CORPUS") or ROOT.parent / "shared/corpus"))
    parser.add_argument("--saved", type=Path, default=Path(os.environ.get("LICINT_SAVED") or ROOT.parent / "texts"))
    parser.add_argument(
        "--spdx", type=Path, default=Path(os.environ.get("LICINT_SPDX") or ROOT.parent / "license-list-XML/src"), help="src/ of spdx/license-list-XML"
    )
    options = parser.parse_args()
    sources = Sources(options.texts.parent, options.corpus, options.saved, options.spdx)
    if options.what in ("licenses", "all"):
        sketch_licenses(sources, options.ids)
    if options.what in ("standard", "notices", "all"):
        keys = Keys(sources)
        if options.what != "notices":
            sketch_standard(sources, keys)
        if options.what != "standard":
            sketch_notices(sources, keys)


if __name__ == "__main__":
    main()
