"""Compiles rules/sketches/ and the names in rules/licenses/ into the index file. Slow (seconds); done once after the rules change."""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec
import yaml
from msgspec.structs import replace

from licint.identification.candidates import LONG_REFERENCE
from licint.identification.index import Reference, assemble, digest_key
from licint.identification.naming import name_keys, url_key
from licint.identification.normalization import hash_word, hash_words, split_words
from licint.identification.shingles import bigrams, filter_of, is_sampled, scatter, shingles
from licint.identification.sketch import Naming, Pack, Phrase, Sketch, unpack
from licint.identification.vocabulary import TITLE_WORDS

SUFFIX = ".pack"
_WHOLLY_KEPT = LONG_REFERENCE
_LONGEST_POSTING = 64
_TABLE = "B"
_LINKING_WORDS = frozenset(["with", "without", "or", "use", "no", "not", "any", "from", "on", "de", "la", "du", "et", "as", "exception", "program", "work", "works", "under", "this", "you", "your"])
_LICENSE_WORDS = frozenset(("license", "licenses", "agreement", "terms", "协", "许", "licence"))


def build(rules: Path, out: Path) -> None:
    """Writes the index of the rules folder to `out` (its folder is made; the file is replaced at once). Raises OSError or ValueError on unreadable rules."""
    data = compile_rules(rules)
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = out.with_name(out.name + ".new")
    fresh.write_bytes(data)
    fresh.replace(out)


def compile_rules(rules: Path) -> bytes:
    """The index of a rules folder as bytes."""
    packs = {path.name.removesuffix(SUFFIX): unpack(path.read_bytes()) for path in sorted((rules / "sketches").glob("*" + SUFFIX))}
    files = {path.stem: _read_license(path) for path in sorted((rules / "licenses").glob("*.yaml"))}
    return compile_index(packs.values(), [naming for data in files.values() if (naming := naming_of(data))])


def _read_license(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def naming_of(data: Any) -> Naming | None:
    """The names in the data of a license file (docs/license-files.md); None if it has no id."""
    if not isinstance(data, Mapping) or not data.get("id"):
        return None
    aliases = data.get("aliases") or {}
    spdx = [data["spdx"]] if data.get("spdx") else []
    identifiers = [*spdx, *(aliases.get("hub") or ()), *(aliases.get("scancode") or ()), *(aliases.get("slugs") or ())]
    names = [data.get("name"), *(aliases.get("names") or ())]
    return Naming(str(data["id"]), _strings(identifiers), _strings(names), _strings(aliases.get("urls") or ()), 0)


def _strings(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(value) for value in values if value))


def compile_index(packs: Iterable[Pack], own: list[Naming]) -> bytes:
    """The index of packs and of the license files' names. Licenses with a file of their own take the names of the packs' entries that they claim."""
    held = list(packs)
    namings, ids = _unite_namings(own, [naming for pack in held for naming in pack.namings])
    ranks = {naming.id: naming.rank for naming in namings}
    same = [(ids.get(first, first), ids.get(other, other)) for pack in held for first, other in pack.same_texts]
    sketches = _name_same_texts(_rename([sketch for pack in held for sketch in pack.sketches], ids, ranks), same)
    sketches.sort(key=lambda sketch: (sketch.kind != "text", ranks.get(sketch.licenses[0], 2), len(sketch.words), sketch.licenses, sketch.source))
    phrases = [replace(phrase, licenses=tuple(ids.get(each, each) for each in phrase.licenses)) for pack in held for phrase in pack.phrases]
    phrases += _name_phrases(namings, phrases)
    return assemble({**_text_arrays(sketches, ranks), **_shingle_arrays(sketches), **_naming_arrays(namings), **_phrase_arrays(phrases)})


def _unite_namings(own: list[Naming], others: list[Naming]) -> tuple[list[Naming], dict[str, str]]:
    """All namings by id, and for each id of the packs the id it goes by here."""
    claimed = {alias: naming.id for naming in own for alias in (*naming.aliases, naming.id)}
    united = {naming.id: naming for naming in own}
    ids: dict[str, str] = {}
    for other in others:
        id = next((claimed[name] for name in (other.id, *other.aliases) if name in claimed), other.id)
        ids[other.id] = id
        have = united.get(id)
        united[id] = (
            replace(
                have,
                aliases=_strings(each for each in (*have.aliases, other.id, *other.aliases) if each != have.id),
                names=_strings((*have.names, *other.names)),
                urls=_strings((*have.urls, *other.urls)),
            )
            if have
            else other
        )
    return sorted(united.values(), key=lambda naming: (naming.rank, naming.id)), ids


def _rename(sketches: list[Sketch], ids: Mapping[str, str], ranks: Mapping[str, int]) -> list[Sketch]:
    """The sketches under licint's ids. Texts of the same words are one, with all their licenses; the notices that repeat one are left out."""
    held: dict[bytes, Sketch] = {}
    for sketch in sorted(sketches, key=lambda sketch: (sketch.kind != "text", not sketch.variants and not sketch.slots, sketch.licenses)):
        licenses = tuple(dict.fromkeys(ids.get(each, each) for each in sketch.licenses))
        same = held.get(sketch.words)
        if same is None:
            held[sketch.words] = replace(sketch, licenses=licenses)
        elif sketch.kind == "text":
            both = dict.fromkeys((*same.licenses, *licenses))
            held[sketch.words] = replace(same, licenses=tuple(sorted(both, key=lambda id: (ranks.get(id, 2), len(id), id))))
    return list(held.values())


def _name_same_texts(sketches: list[Sketch], same: list[tuple[str, str]]) -> list[Sketch]:
    """Gives every edition of a text the licenses that share one of its editions."""
    others: dict[str, list[str]] = {}
    for first, other in [*same, *((sketch.licenses[0], other) for sketch in sketches if sketch.kind == "text" for other in sketch.licenses[1:])]:
        others.setdefault(first, []).append(other)
    return [
        replace(sketch, licenses=tuple(dict.fromkeys((*sketch.licenses, *others.get(sketch.licenses[0], ())))) if sketch.kind == "text" else sketch.licenses) for sketch in sketches
    ]


def _text_arrays(sketches: list[Sketch], ranks: Mapping[str, int]) -> dict[str, tuple[str, bytes]]:
    starts, words = array("I", [0]), bytearray()
    texts = sum(sketch.kind == "text" for sketch in sketches)
    own = sum(sketch.kind == "text" and ranks.get(sketch.licenses[0], 2) == 0 for sketch in sketches)
    for sketch in sketches:
        words += sketch.words
        starts.append(len(words) // 2)
    references = [msgspec.msgpack.encode(Reference(each.licenses, each.kind, each.source, each.optional, each.slots, each.variants)) for each in sketches]
    digests: dict[int, int] = {}
    sequences: dict[int, int] = {}
    for number, sketch in enumerate(sketches):
        digests.setdefault(int.from_bytes(sketch.digest, "little"), number)
        sequences.setdefault(int.from_bytes(_sequence_digest(sketch.words), "little"), number)
    return {
        "text.starts": ("I", starts.tobytes()),
        "text.words": ("H", bytes(words)),
        "text.notices": ("I", array("I", [texts, own]).tobytes()),
        **_records("references", references),
        **_sorted_table("digest", "texts", digests),
        **_sorted_table("sequence", "texts", sequences),
    }


def _sequence_digest(words: bytes) -> bytes:
    from hashlib import blake2b

    return blake2b(words, digest_size=8).digest()


def _records(name: str, records: list[bytes]) -> dict[str, tuple[str, bytes]]:
    starts = array("I", [0])
    for record in records:
        starts.append(starts[-1] + len(record))
    return {name: (_TABLE, b"".join(records)), name + ".starts": ("I", starts.tobytes())}


def _sorted_table(name: str, values: str, table: Mapping[int, int]) -> dict[str, tuple[str, bytes]]:
    keys = sorted(table)
    return {f"{name}.keys": ("Q", array("Q", keys).tobytes()), f"{name}.{values}": ("I", array("I", [table[key] for key in keys]).tobytes())}


def _shingle_arrays(sketches: list[Sketch]) -> dict[str, tuple[str, bytes]]:
    """Postings from shingles to texts: of long texts a quarter of the shingles, of short ones all; the first texts only where there are many."""
    postings: dict[int, list[int]] = {}
    for number, sketch in enumerate(sketches):
        keys = set(map(scatter, shingles(sketch.words)))
        for key in keys if len(sketch.words) < 2 * _WHOLLY_KEPT else filter(is_sampled, keys):
            texts = postings.setdefault(key, [])
            if len(texts) < _LONGEST_POSTING:
                texts.append(number)
    keys_in_order = sorted(postings)
    starts, texts_in_order, buckets = array("I", [0]), array("H"), array("I", [0]) * 65537
    for key in keys_in_order:
        texts_in_order.extend(postings[key])
        starts.append(len(texts_in_order))
        buckets[(key >> 48) + 1] += 1
    for bucket in range(65536):
        buckets[bucket + 1] += buckets[bucket]
    return {
        "shingle.filter": ("B", filter_of(keys_in_order)),
        "shingle.keys": ("Q", array("Q", keys_in_order).tobytes()),
        "shingle.buckets": ("I", buckets.tobytes()),
        "shingle.starts": ("I", starts.tobytes()),
        "shingle.texts": ("H", texts_in_order.tobytes()),
    }


def _naming_arrays(namings: list[Naming]) -> dict[str, tuple[str, bytes]]:
    """Namings with tables from ids, names and URLs to them; what two licenses share names neither, unless one has a file of its own."""
    ids = {digest_key(naming.id): number for number, naming in enumerate(namings)}
    tables: dict[str, dict[int, set[int]]] = {"name": {}, "url": {}}
    for number, naming in enumerate(namings):
        for key in {key for name in (naming.id, *naming.aliases, *naming.names) for key in name_keys(name)}:
            tables["name"].setdefault(digest_key(key), set()).add(number)
        for key in {url_key(url) for url in naming.urls}:
            tables["url"].setdefault(digest_key(key), set()).add(number)
    for number, naming in enumerate(namings):
        tables["name"][digest_key(name_keys(naming.id)[0])] = {number}
    unique = {name: {key: number for key, numbers in table.items() if (number := _preferred(numbers, namings)) is not None} for name, table in tables.items()}
    return {
        "naming.words": ("B", _bitmap(16, _naming_words(namings), 0)),
        **_records("namings", [msgspec.msgpack.encode(naming) for naming in namings]),
        **_sorted_table("license", "numbers", ids),
        **_sorted_table("name", "numbers", unique["name"]),
        **_sorted_table("url", "numbers", unique["url"]),
    }


def _naming_words(namings: list[Naming]) -> set[int]:
    words = {word for naming in namings if naming.rank < 2 for name in (naming.id, *naming.names) for word in split_words(name).words}
    return {hash_word(word) for word in words - TITLE_WORDS - _LINKING_WORDS}


def _preferred(numbers: set[int], namings: list[Naming]) -> int | None:
    best = min(namings[number].rank for number in numbers)
    first = [number for number in numbers if namings[number].rank == best]
    return first[0] if len(first) == 1 else None


def _phrase_arrays(phrases: list[Phrase]) -> dict[str, tuple[str, bytes]]:
    """The phrases as a tree of words; one license group and one check sum a phrase, in the node where it ends."""
    tree: dict[int, int] = {}
    ends: dict[int, tuple[int, int]] = {}
    groups: dict[tuple[str, ...], int] = {}
    pairs: set[int] = set()
    singles: set[int] = set()
    for phrase in phrases:
        words, node = array("H", phrase.words), 0
        for word in words:
            node = tree.setdefault(node << 16 | word, len(tree) + 1)
        ends[node] = (phrase.check, groups.setdefault(phrase.licenses, len(groups)) + 1)
        pairs.update(bigrams(phrase.words)[:1])
        if len(words) == 1:
            singles.add(words[0])
    nodes = range(len(tree) + 1)
    keys = sorted(tree)
    return {
        "tree.keys": ("Q", array("Q", keys).tobytes()),
        "tree.nodes": ("I", array("I", [tree[key] for key in keys]).tobytes()),
        "tree.checks": ("I", array("I", [ends.get(node, (0, 0))[0] for node in nodes]).tobytes()),
        "tree.licenses": ("I", array("I", [ends.get(node, (0, 0))[1] for node in nodes]).tobytes()),
        "tree.pairs": ("B", _bitmap(20, (pair * 0x9E3779B1 & 0xFFFFFFFF for pair in pairs), 12)),
        "tree.singles": ("B", _bitmap(16, singles, 0)),
        **_records("groups", [msgspec.msgpack.encode(group) for group in groups]),
    }


def _name_phrases(namings: list[Naming], known: list[Phrase]) -> list[Phrase]:
    """Full names as phrases, where no phrase says something else, only one license bears them and no other bears them with a version."""
    taken = {phrase.words for phrase in known}
    bearers: dict[str, set[str]] = {}
    versions: dict[str, set[str]] = {}
    for naming in namings:
        for name in naming.names:
            words = split_words(name).words
            if any(word[-1].isdigit() for word in words):
                versions.setdefault(" ".join(_without_version(words)), set()).add(naming.id)
            if len(words) > 1 and (not _LICENSE_WORDS.isdisjoint(words) or any(word[-1].isdigit() for word in words) and len(words) > 2):
                bearers.setdefault(" ".join(words), set()).add(naming.id)
        for words in _identifier_phrases(naming):
            bearers.setdefault(words, set()).add(naming.id)
    made = [Phrase(tuple(ids), hash_words(name.split()).tobytes(), crc32(name.encode())) for name, ids in sorted(bearers.items()) if len(ids | versions.get(name, set())) == 1]
    return [phrase for phrase in made if phrase.words not in taken]


def _identifier_phrases(naming: Naming) -> Iterator[str]:
    """How an identifier stands in tables and lists: beside the word license; one with a version also alone."""
    for identifier in (naming.id, *naming.aliases):
        words = split_words(identifier.replace("_", "-")).words
        if not words or len(words) == 1 and naming.rank > 0:
            continue
        name = " ".join(words)
        yield f"license {name}"
        yield f"{name} license"
        if len(words) > 1 and any(word[-1].isdigit() for word in words) and any(word.isalpha() and len(word) > 1 for word in words):
            yield name


def _without_version(words: list[str]) -> list[str]:
    return [word for word in words if not word[-1].isdigit() and word not in ("v", "version", "only", "or", "later")]


def _bitmap(bits: int, values: Iterable[int], shift: int) -> bytes:
    bitmap = bytearray(1 << bits - 3)
    for value in values:
        slot = value >> shift
        bitmap[slot >> 3] |= 1 << (slot & 7)
    return bytes(bitmap)


