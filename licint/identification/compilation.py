"""Compiles rules/sketches/ and the names in rules/licenses/ into the index file. Slow (seconds); done once after the rules change."""

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
import yaml
from msgspec.structs import replace

from licint.identification.candidates import LONG_REFERENCE, LONGEST_POSTING, compared_shingles
from licint.identification.index import Reference
from licint.identification.name_tables import name_phrases, naming_arrays, phrase_arrays
from licint.identification.shingles import filter_of, is_sampled, scatter, shingles
from licint.identification.sketch import Naming, Pack, Sketch, unpack
from licint.identification.tables import Arrays, assemble, records, sorted_table

SUFFIX = ".pack"
_WHOLLY_KEPT = LONG_REFERENCE


def build(rules: Path, out: Path) -> None:
    """Writes the index of the rules folder to `out` (its folder is made; the file is replaced at once). Raises OSError or ValueError on unreadable rules."""
    data = compile_rules(rules)
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = out.with_name(out.name + ".new")
    fresh.write_bytes(data)
    fresh.replace(out)


def compile_rules(rules: Path, without: Collection[str] = ()) -> bytes:
    """The index of a rules folder as bytes; packs named in `without` are left aside."""
    packs = {path.name.removesuffix(SUFFIX): unpack(path.read_bytes()) for path in sorted((rules / "sketches").glob("*" + SUFFIX)) if path.stem not in without}
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
    phrases += name_phrases(namings, phrases)
    aliases = {naming.id: naming.aliases for naming in namings}
    return assemble({**_text_arrays(sketches, ranks, aliases), **_shingle_arrays(sketches), **naming_arrays(namings), **phrase_arrays(phrases)})


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
        replace(sketch, licenses=tuple(dict.fromkeys((*sketch.licenses, *others.get(sketch.licenses[0], ())))) if sketch.kind == "text" else sketch.licenses)
        for sketch in sketches
    ]


def _text_arrays(sketches: list[Sketch], ranks: Mapping[str, int], aliases: Mapping[str, tuple[str, ...]]) -> Arrays:
    starts, words = array("I", [0]), bytearray()
    texts = sum(sketch.kind == "text" for sketch in sketches)
    own = sum(sketch.kind == "text" and ranks.get(sketch.licenses[0], 2) == 0 for sketch in sketches)
    for sketch in sketches:
        words += sketch.words
        starts.append(len(words) // 2)
    references = [
        Reference(each.licenses, (*aliases.get(each.licenses[0], ()), *each.licenses[1:]), each.kind, each.source, each.optional, each.slots, each.variants)
        for each in sketches
    ]
    digests: dict[int, int] = {}
    sequences: dict[int, int] = {}
    for number, sketch in enumerate(sketches):
        digests.setdefault(int.from_bytes(sketch.digest, "little"), number)
        sequences.setdefault(int.from_bytes(_sequence_digest(sketch.words), "little"), number)
    return {
        "text.starts": ("I", starts.tobytes()),
        "text.words": ("H", bytes(words)),
        "text.distinct": ("I", array("I", [len(set(compared_shingles(sketch.words))) for sketch in sketches]).tobytes()),
        "text.notices": ("I", array("I", [texts, own]).tobytes()),
        **records("references", [msgspec.msgpack.encode(each) for each in references]),
        **sorted_table("digest", "texts", digests),
        **sorted_table("sequence", "texts", sequences),
    }


def _sequence_digest(words: bytes) -> bytes:
    from licint.identification.digests import blake2b

    return blake2b(words, digest_size=8).digest()


def _shingle_arrays(sketches: list[Sketch]) -> Arrays:
    """Postings from shingles to texts: of long texts a quarter of the shingles, of short ones all; the first texts only where there are many."""
    postings: dict[int, list[int]] = {}
    for number, sketch in enumerate(sketches):
        keys = set(map(scatter, shingles(sketch.words)))
        for key in keys if len(sketch.words) < 2 * _WHOLLY_KEPT else filter(is_sampled, keys):
            texts = postings.setdefault(key, [])
            if len(texts) < LONGEST_POSTING:
                texts.append(number)
    kept = Counter(chain.from_iterable(postings.values()))
    keys_in_order = sorted(postings)
    starts, texts_in_order, buckets = array("I", [0]), array("H"), array("I", [0]) * 65537
    for key in keys_in_order:
        texts_in_order.extend(postings[key])
        starts.append(len(texts_in_order))
        buckets[(key >> 48) + 1] += 1
    for bucket in range(65536):
        buckets[bucket + 1] += buckets[bucket]
    return {
        "text.kept": ("I", array("I", [kept[number] for number in range(len(sketches))]).tobytes()),
        "shingle.filter": ("B", filter_of(keys_in_order)),
        "shingle.keys": ("Q", array("Q", keys_in_order).tobytes()),
        "shingle.buckets": ("I", buckets.tobytes()),
        "shingle.starts": ("I", starts.tobytes()),
        "shingle.texts": ("H", texts_in_order.tobytes()),
    }
