"""The names of licenses as tables of an index: namings, keys of names and addresses, and phrases as a tree of words."""

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import accumulate
from zlib import crc32

import msgspec

from licint.identification.core.lanes import mix_pair
from licint.identification.index import digest_key
from licint.identification.naming import name_keys, url_head, url_key
from licint.identification.normalization import hash_word, hash_words, split_words
from licint.identification.sketch import Naming, Phrase
from licint.identification.tables import Arrays, bitmap, records, sorted_table
from licint.identification.vocabulary import TITLE_WORDS

_LINKING_WORDS = frozenset(
    (
        "with",
        "without",
        "or",
        "use",
        "no",
        "not",
        "any",
        "from",
        "on",
        "de",
        "la",
        "du",
        "et",
        "as",
        "exception",
        "program",
        "work",
        "works",
        "under",
        "this",
        "you",
        "your",
    )
)
_LICENSE_WORDS = frozenset(("license", "licenses", "agreement", "terms", "协", "许", "licence"))


def naming_arrays(namings: list[Naming]) -> Arrays:
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
    heads = {crc32(head.encode()) & 0xFFFF for naming in namings for url in naming.urls if (head := url_head(url_key(url)))}
    unique = {name: _unambiguous(table, namings) for name, table in tables.items()}
    return {
        "naming.words": ("B", bitmap(16, _naming_words(namings), 0)),
        **records("namings", [msgspec.msgpack.encode(naming) for naming in namings]),
        **sorted_table("license", "numbers", ids),
        **sorted_table("name", "numbers", unique["name"]),
        **sorted_table("url", "numbers", unique["url"]),
        "url.heads": ("B", bitmap(16, heads, 0)),
    }


def _naming_words(namings: list[Naming]) -> set[int]:
    words = {word for naming in namings if naming.rank < 2 for name in (naming.id, *naming.names) for word in split_words(name).words}
    return {hash_word(word) for word in words - TITLE_WORDS - _LINKING_WORDS}


def _unambiguous(table: Mapping[int, set[int]], namings: list[Naming]) -> dict[int, int]:
    return {key: found for key, numbers in table.items() if (found := _preferred(numbers, namings)) is not None}


def _preferred(numbers: set[int], namings: list[Naming]) -> int | None:
    best = min(namings[number].rank for number in numbers)
    first = [number for number in numbers if namings[number].rank == best]
    return first[0] if len(first) == 1 else None


def phrase_arrays(phrases: list[Phrase]) -> Arrays:
    """The phrases as a tree of words; one license group and one check sum a phrase, in the node where it ends."""
    tree: dict[int, int] = {}
    ends: dict[int, tuple[int, int]] = {}
    groups: dict[tuple[str, ...], int] = {}
    for phrase in phrases:
        node = 0
        for word in array("H", phrase.words):
            node = tree.setdefault(node << 16 | word, len(tree) + 1)
        ends[node] = (phrase.check, groups.setdefault(phrase.licenses, len(groups)) + 1)
    nodes = range(len(tree) + 1)
    keys = sorted(tree)
    children = Counter(key >> 16 for key in keys)
    return {
        "tree.children": ("I", array("I", accumulate((children[node] for node in nodes), initial=0)).tobytes()),
        "tree.words": ("H", array("H", [key & 0xFFFF for key in keys]).tobytes()),
        "tree.nodes": ("I", array("I", [tree[key] for key in keys]).tobytes()),
        "tree.checks": ("I", array("I", [ends.get(node, (0, 0))[0] for node in nodes]).tobytes()),
        "tree.licenses": ("I", array("I", [ends.get(node, (0, 0))[1] for node in nodes]).tobytes()),
        "tree.singles": ("H", b"".join(sorted({phrase.words for phrase in phrases if len(phrase.words) == 2}))),
        **_pair_arrays(tree),
        **records("groups", [msgspec.msgpack.encode(group) for group in groups]),
    }


def _pair_arrays(tree: Mapping[int, int]) -> Arrays:
    """The pairs of words with which phrases begin, by their mixes, and the nodes to which they lead."""
    firsts = {node: key for key, node in tree.items() if key < 1 << 16}
    pairs = sorted((mix_pair(firsts[key >> 16], key & 0xFFFF), firsts[key >> 16], key & 0xFFFF, node) for key, node in tree.items() if key >> 16 in firsts)
    held = Counter(mix for mix, *_ in pairs)
    return {
        "pair.known": ("B", bytes(mix in held for mix in range(1 << 16))),
        "pair.starts": ("H", array("H", accumulate((held[mix] for mix in range(1 << 16)), initial=0)).tobytes()),
        "pair.words": ("I", array("I", [first | second << 16 for _, first, second, _ in pairs]).tobytes()),
        "pair.nodes": ("I", array("I", [node for *_, node in pairs]).tobytes()),
    }


def name_phrases(namings: list[Naming], known: list[Phrase]) -> list[Phrase]:
    """Full names as phrases, where no phrase says something else, only one license bears them and no other bears them with a version."""
    taken = {each.words for each in known}
    bearers: dict[str, set[str]] = {}
    versions: dict[str, set[str]] = {}
    for naming in namings:
        for name in naming.names:
            words = split_words(name).words
            if any(word[-1].isdigit() for word in words):
                versions.setdefault(" ".join(_without_version(words)), set()).add(naming.id)
            if len(words) > 1 and (not _LICENSE_WORDS.isdisjoint(words) or (any(word[-1].isdigit() for word in words) and len(words) > 2)):
                bearers.setdefault(" ".join(words), set()).add(naming.id)
        for phrase in _identifier_phrases(naming):
            bearers.setdefault(phrase, set()).add(naming.id)
    made = [
        Phrase(tuple(ids), hash_words(name.split()), crc32(name.encode())) for name, ids in sorted(bearers.items()) if len(ids | versions.get(name, set())) == 1
    ]
    return [each for each in made if each.words not in taken]


def _identifier_phrases(naming: Naming) -> Iterator[str]:
    """How an identifier stands in tables and lists: beside the word license; one with a version also alone."""
    for identifier in (naming.id, *naming.aliases):
        words = split_words(identifier.replace("_", "-")).words
        if not words or (len(words) == 1 and naming.rank > 0):
            continue
        name = " ".join(words)
        yield f"license {name}"
        yield f"{name} license"
        if len(words) > 1 and any(word[-1].isdigit() for word in words) and any(word.isalpha() and len(word) > 1 for word in words):
            yield name


def _without_version(words: list[str]) -> list[str]:
    return [word for word in words if not word[-1].isdigit() and word not in ("v", "version", "only", "or", "later")]
