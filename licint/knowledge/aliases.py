"""Which name means which license: built once from license files, the Hub's list and the SPDX list."""

from collections.abc import Iterable, Mapping, Sequence

from licint.knowledge.naming import address, key, spellings, squeezed
from licint.knowledge.nouns import HubId, SpdxId
from licint.model import License, Noun

MAX_DEPTH = 12
NO_SINGLE_TEXT = ("family", "placeholder")


class Names(Noun, frozen=True):
    """Three tables from a key (see naming.py) to a license id."""

    exact: Mapping[str, str]
    squeezed: Mapping[str, str]
    urls: Mapping[str, str]

    def of(self, value: str) -> str | None:
        """The license that a name, an id or a web address means, or None."""
        for spelling in spellings(value):
            if spelling in self.exact:
                return self.exact[spelling]
        if "/" in value and "." in value:
            return self._at(address(value))
        return self.squeezed.get(squeezed(value))

    def _at(self, url: str) -> str | None:
        """The license at an address: a known address, or the longest known one that it lies under."""
        for _ in range(MAX_DEPTH):
            if url in self.urls:
                return self.urls[url]
            url, slash, _last = url.rpartition("/")
            if not slash:
                break
        return None


class Clash(Noun, frozen=True):
    """A name that several license files claim. It is taken for the newest if they are editions of one license in one category, else for none."""

    name: str
    licenses: tuple[str, ...]
    taken_for: str | None = None


def build_names(files: Sequence[License], spdx: Sequence[SpdxId], hub: Iterable[HubId], retired: Iterable[HubId] = ()) -> tuple[Names, tuple[Clash, ...]]:
    """The tables, and the names over which license files quarrel."""
    own_ids = {key(each.id): each.id for each in files}
    nobody = {key(each.id) for each in hub if each.kind in NO_SINGLE_TEXT} - own_ids.keys()
    identifiers, clashes = _settled(((key(name), each.id) for each in files for name in (each.id, *each.known_as)), files)
    titles, title_clashes = _settled(((key(name), each.id) for each in files for name in (each.name, *each.aliases.names)), files)
    urls, url_clashes = _settled(((address(url), each.id) for each in files for url in each.aliases.urls), files)
    claimed = {**titles, **identifiers}
    listed = _spdx_ids(spdx)
    successors = {key(each.id): key(each.now) for each in spdx if each.now} | {key(each.id): key(each.now) for each in retired if each.now}
    exact = {**_official_names(spdx), **listed, **claimed, **own_ids}
    exact |= {name: exact[now] for name, now in successors.items() if now in exact and name not in claimed and name not in own_ids}
    exact = {name: license for name, license in exact.items() if name and name not in nobody}
    short, _ = _settled((squeezed(name), exact[name]) for name in {**listed, **identifiers, **own_ids, **successors} if name in exact)
    # Editions of one license may share an id, a title and an address: the newest is meant. What two different licenses claim is a mistake.
    quarrels = tuple(each for each in (*clashes, *title_clashes, *url_clashes) if each.taken_for is None)
    return Names(exact, {name: license for name, license in short.items() if name not in nobody}, urls), quarrels


def _spdx_ids(spdx: Iterable[SpdxId]) -> dict[str, str]:
    named = {key(each.key): each.id for each in spdx if each.key and not each.deprecated}
    return {**named, **{key(each.id): each.id for each in spdx}}


def _official_names(spdx: Iterable[SpdxId]) -> dict[str, str]:
    return _settled((key(each.name), each.id) for each in spdx if not each.deprecated)[0]


def _settled(claims: Iterable[tuple[str, str]], files: Sequence[License] = ()) -> tuple[dict[str, str], tuple[Clash, ...]]:
    """Who gets each name, and the names that several claim."""
    claimants: dict[str, dict[str, None]] = {}
    for name, license in claims:
        claimants.setdefault(name, {})[license] = None
    by_id = {each.id: each for each in files}
    clashes = tuple(Clash(name, tuple(owners), _newest(by_id.get(id) for id in owners)) for name, owners in claimants.items() if len(owners) > 1)
    settled = {name: next(iter(owners)) for name, owners in claimants.items() if len(owners) == 1}
    return settled | {each.name: each.taken_for for each in clashes if each.taken_for}, clashes


def _newest(claimants: Iterable[License | None]) -> str | None:
    licenses = [each for each in claimants if each and each.released and each.family]
    kinds = {(each.family, each.category) for each in licenses}
    return max(licenses, key=lambda each: each.released or "").id if len(kinds) == 1 else None
