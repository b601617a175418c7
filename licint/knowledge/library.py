"""The knowledge as the rest of licint asks it: by id, by name, by model; each part decoded when it is first needed."""

from collections.abc import Callable, Iterable, Mapping
from fnmatch import fnmatchcase
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec

from licint.decoding import json_decoder
from licint.knowledge.aliases import Names
from licint.knowledge.indexing import fresh_index
from licint.knowledge.locations import PACK, SEALED, compiled_dirs, knowledge_signature, rules_dir
from licint.knowledge.nouns import DatasetFacts, Head, HubId, ModelFacts, SpdxId, Vocabulary
from licint.knowledge.pack import Pack
from licint.knowledge.recognition import LONGEST_ID, Numbered, Recognizer, shelf_of
from licint.model import License

T = TypeVar("T")
MOST_MODELS = MOST_NAMES = 4_096  # remembered


class Knowledge:
    """Everything under rules/. Reading it never raises; a part that cannot be decoded is a defect of the build."""

    def __init__(self, pack: Pack, index: Callable[[], Path | None] = lambda: None) -> None:
        self._pack = pack
        self._find_index = index
        self._licenses: dict[str, License | None] = {}
        self._shelves: dict[str, dict[str, msgspec.Raw]] = {}

    def _part(self, name: str, form: type[T]) -> T:
        return json_decoder(form).decode(self._pack.get(name) or b"null")

    @cached_property
    def _head(self) -> Head:
        return self._part("head", Head)

    @property
    def version(self) -> str:
        """The date of the newest thing that was read into the knowledge, YYYY-MM-DD."""
        return self._head.version

    @property
    def problems(self) -> tuple[str, ...]:
        """Files under rules/ that were left out because of a mistake, one sentence each; empty in a release."""
        return self._head.problems

    # ------------------------------------------------------------ licenses

    def license(self, id: str) -> License | None:
        """The license with this id, or None. Ids are compared exactly; `resolve` takes every other name."""
        if id not in self._licenses:
            data = self._pack.get(f"license/{id}")
            self._licenses[id] = json_decoder(License).decode(data) if data else None
        return self._licenses[id]

    def licenses(self, *, coarse: bool = False) -> tuple[License, ...]:
        """Every license with a file of its own; with `coarse`, also the rest of the SPDX list."""
        ids = self._part("ids", list[str])
        rest = [name.removeprefix("license/") for name in self._pack.names if name.startswith("license/")] if coarse else []
        return tuple(license for id in dict.fromkeys([*ids, *rest]) if (license := self.license(id)))

    @cached_property
    def _names(self) -> Names:
        return self._part("names", Names)

    @cached_property
    def _resolve(self) -> Callable[[str], str | None]:
        """Several rules ask what one release declares, and the releases of a run declare few licenses."""
        return lru_cache(MOST_NAMES)(self._names.of)

    def resolve(self, value: str) -> str | None:
        """The id of the license that a Hub id, an SPDX id (deprecated ones too), a ScanCode key, a slug, a spelled name or an address means.

        None where it is unknown, ambiguous, a placeholder or the name of a family.
        """
        return self._resolve(value)

    def nearest(self, value: str, most: int = 3) -> list[str]:
        """Ids of licenses whose names look like this one, most alike first: for "did you mean"."""
        from licint.knowledge.nearness import nearest

        names = self._names.exact
        found = nearest(value, names, most * 3)
        return list(dict.fromkeys(names[name] for name in found))[:most]

    # ------------------------------------------------------------ lists

    @cached_property
    def _hub_lists(self) -> dict[str, tuple[HubId, ...]]:
        return self._part("hub", dict[str, tuple[HubId, ...]])

    @cached_property
    def hub(self) -> Mapping[str, HubId]:
        """What the Hub accepts for `license:`, by id."""
        return {each.id: each for each in self._hub_lists["current"]}

    @cached_property
    def hub_retired(self) -> Mapping[str, HubId]:
        """What the Hub once accepted and accepts no more, by id."""
        return {each.id: each for each in self._hub_lists["retired"]}

    @cached_property
    def spdx(self) -> Mapping[str, SpdxId]:
        """The SPDX license list, by id as the list spells it."""
        return {each.id: each for each in self._part("spdx", tuple[SpdxId, ...])}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of the terms with the sentences shown to users."""
        return self._part("words", Vocabulary)

    # ------------------------------------------------------------ models and data

    @cached_property
    def models(self) -> tuple[ModelFacts, ...]:
        """The rows of known models, in the order in which they are tried."""
        return self._part("models", tuple[ModelFacts, ...])

    @cached_property
    def _recognize(self) -> Callable[[str], ModelFacts | None]:
        """The releases of a run are made from few models, and each is asked about several times."""
        return lru_cache(MOST_MODELS)(Recognizer(self._rows_of_models).model)

    def _rows_of_models(self, by: str, key: str) -> list[Numbered]:
        shelf = shelf_of(by, key)
        if shelf not in self._shelves:
            self._shelves[shelf] = msgspec.json.decode(self._pack.get(shelf) or b"{}", type=dict[str, msgspec.Raw])
        data = self._shelves[shelf].get(key)
        return json_decoder(list[Numbered]).decode(data) if data else []

    def model(self, model_id: str) -> ModelFacts | None:
        """What is known of a model by its id (`org/name`) or name, or None. A name alone never gives more certainty than its row has."""
        return None if model_id.startswith("datasets/") else self._recognize(model_id)

    def model_of(self, ids: Iterable[str]) -> ModelFacts | None:
        """What is known of the model that these ids name: the surest of the first that are known at all."""
        found = [facts for id in ids if (facts := self.model(id))]
        return next((facts for facts in found if facts.confidence != "low"), found[0] if found else None)

    @cached_property
    def datasets(self) -> Mapping[str, DatasetFacts]:
        """The known training sets, by id in lower case."""
        return self._part("datasets", dict[str, DatasetFacts])

    def dataset(self, dataset_id: str) -> DatasetFacts | None:
        """What is known of a training set by its id or the name that cards give it, or None."""
        name = dataset_id[:LONGEST_ID].strip().lower().removeprefix("https://huggingface.co/").removeprefix("datasets/")
        found = self.datasets.get(name)
        return found or next((facts for pattern, facts in self._dataset_patterns if fnmatchcase(name, pattern)), None)

    @cached_property
    def _dataset_patterns(self) -> list[tuple[str, DatasetFacts]]:
        return [(id, facts) for id, facts in self.datasets.items() if "*" in id]

    # ------------------------------------------------------------ for the readers of texts

    @property
    def patterns_json(self) -> bytes | None:
        """rules/clauses and rules/prose as the clause reader's `Patterns.from_json` takes them; None if they could not be read."""
        return self._pack.get("patterns")

    @cached_property
    def index(self) -> Path | None:
        """The compiled index of license texts, built now if it is missing or stale; None if it cannot be built."""
        return self._find_index()


def load(rules: Path | None = None) -> Knowledge:
    """The knowledge under `rules` (default: licint's own). Compiles it first where the compiled form is missing or stale.

    Raises KnowledgeError if a table is invalid; a license file with a mistake is left out and named in `problems`.
    """
    pack = own_pack() if rules is None else _fresh_pack(rules)
    return Knowledge(pack, lambda: fresh_index(rules or rules_dir()))


@cache
def own_pack() -> Pack:
    """What is compiled of licint's own rules/. Raises KnowledgeError if a table is invalid."""
    return _fresh_pack(rules_dir())


def _fresh_pack(rules: Path) -> Pack:
    signature = ""
    for folder in compiled_dirs(rules):
        pack = Pack.open(folder / PACK)
        made_from = msgspec.json.decode(pack.get("head") or b"{}").get("signature") if pack else None
        if pack and made_from == SEALED:
            return pack
        signature = signature or knowledge_signature(rules)
        if pack and made_from == signature:
            return pack
    return _compiled_pack(rules, signature)


def _compiled_pack(rules: Path, signature: str) -> Pack:
    from licint.knowledge.compilation import compile_knowledge, write_whole

    data = compile_knowledge(rules, signature, strict=False)
    for folder in compiled_dirs(rules):
        try:
            write_whole(folder / PACK, data)
            break
        except OSError:
            continue
    pack = Pack.of(data)
    assert pack is not None
    return pack
