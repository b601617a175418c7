"""Descent as configurations and cards state it: which models a release says that it was made from.

The files are those of PEFT (`adapter_config.json`), transformers (`config.json`), diffusers (`model_index.json`) and mergekit (`mergekit_config.yml`).
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from licint.model import Card, Field, Location, Parent, Relation
from licint.parsing.descent import parents_in_prose
from licint.parsing.files import file_rules
from licint.parsing.model_ids import to_model_id

__all__ = ["is_config", "is_named_as_config", "parents_in_card", "parents_in_config", "parents_in_prose"]

MAX_CONFIG = 2_000_000  # characters
MAX_PARENTS = 200

_RELATIONS: dict[str, Relation] = {"adapter": "adapter", "merge": "merge", "quantized": "quantized", "finetune": "finetune"}
_MERGE_KEYS = ("base_model", "model", "source_model", "tokenizer_source", "parent_model")
_QUANTIZATION = ("quantization_config", "compression_config")


def is_config(path: str) -> bool:
    """Whether a path is a configuration that may name a parent (the release's own, or an adapter's one folder down)."""
    return path.count("/") <= 1 and is_named_as_config(path)


def is_named_as_config(path: str) -> bool:
    """Whether a file, however deep, has the name of such a configuration."""
    return path.rpartition("/")[2] in _READERS


def parents_in_config(path: str, text: str) -> tuple[Parent, ...]:
    """The parents that a configuration names; nothing where it is broken or names local paths. Never raises."""
    reader = _READERS.get(path.rpartition("/")[2])
    if reader is None or len(text) > MAX_CONFIG:
        return ()
    return _unique(sorted(reader(path, text.removeprefix("\ufeff")), key=lambda parent: parent.at))


def parents_in_card(card: Card) -> tuple[Parent, ...]:
    """The parents in a card's front matter: `base_model` (a name, an address or a list of them) and the older `finetuned_from`, each with its own place."""
    relation = _card_relation(card)
    return _unique([*_named(card.fields.get("base_model"), relation), *_named(card.fields.get("finetuned_from"), "finetune")])


def _card_relation(card: Card) -> Relation:
    """The relation that the card declares, or that its list, library or tags imply; `unknown` where nothing does."""
    declared = card.get("base_model_relation")
    if isinstance(declared, str) and declared.strip().lower() in _RELATIONS:
        return _RELATIONS[declared.strip().lower()]
    tags = card.get("tags")
    words = [card.get("library_name"), *(tags if isinstance(tags, list) else [tags])][:200]
    known = file_rules().relations
    implied = {known[word.lower()] for word in words if isinstance(word, str) and word.lower() in known}
    bases = card.get("base_model")
    if "merge" in implied or (not implied and isinstance(bases, list) and len(bases) > 1):
        return "merge"
    # Quantized adapters and adapters trained on quantized bases carry both tags.
    return next((each for each in ("adapter", "quantized", "distill") if each in implied), "unknown")


def _named(field: Field | None, relation: Relation) -> Iterator[Parent]:
    if field is None:
        return
    for each in field.items if isinstance(field.value, list) else (field,):
        found = to_model_id(each.value, bare=True) if isinstance(each.value, str) else None
        if found:
            yield Parent(found, relation, each.at, "card")


def _read_adapter(path: str, text: str) -> Iterator[Parent]:
    config = _load_json(text)
    for key in ("base_model_name_or_path", "base_model_name"):
        if found := _model_of(config.get(key)):
            yield Parent(found, "adapter", _locate(path, text, key), "adapter_config")
            return


def _read_config(path: str, text: str) -> Iterator[Parent]:
    config = _load_json(text)
    if found := _model_of(config.get("_name_or_path")):
        relation: Relation = "quantized" if any(key in config for key in _QUANTIZATION) else "unknown"
        yield Parent(found, relation, _locate(path, text, "_name_or_path"), "config")


def _read_merge(path: str, text: str) -> Iterator[Parent]:
    """Every model of a mergekit configuration, wherever it stands: `models`, `slices`, `modules`, `experts`, `base_model`, `tokenizer_source`."""
    from licint.parsing.hostile_yaml import parse_yaml  # PyYAML takes long to load, and few releases have such a file

    stack = [parse_yaml(text).node]
    while stack:
        node = stack.pop()
        held = getattr(node, "value", None)
        for each in reversed(held if isinstance(held, list) else []):
            if not isinstance(each, tuple):
                stack.append(each)
                continue
            key, value = each
            if key.value in _MERGE_KEYS:
                yield from _merge_parents(path, text, value)
            stack.append(value)


def _merge_parents(path: str, text: str, node: Any) -> Iterator[Parent]:
    """The ids in mergekit's syntax `org/name@revision+org/lora`, or in its long form `{model: {path: …}}`."""
    if isinstance(node.value, list):
        pairs = [each for each in node.value if isinstance(each, tuple)]
        for key, value in pairs:
            if key.value == "path":
                yield from _merge_parents(path, text, value)
        return
    index = node.start_mark.index
    line_start = text.rfind("\n", 0, index) + 1
    at = Location(path, text.count("\n", 0, index) + 1, index - line_start + 1)
    for part in str(node.value).removeprefix("model:").split("+")[:5]:
        if found := to_model_id(part.partition("@")[0]):
            yield Parent(found, "merge", at, "merge_config")


_READERS = {
    "adapter_config.json": _read_adapter,
    "config.json": _read_config,
    "model_index.json": _read_config,
    "mergekit_config.yml": _read_merge,
    "mergekit_config.yaml": _read_merge,
    "mergekit_moe_config.yml": _read_merge,
}


def _load_json(text: str) -> dict[str, Any]:
    import json  # not needed by most releases

    try:
        config = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return config if isinstance(config, dict) else {}


def _model_of(written: Any) -> str | None:
    """The id in a `…name_or_path`; a bare name, as old models and local folders have it, must look like a published one (`gpt2`, `t5-small`)."""
    if not isinstance(written, str):
        return None
    found = to_model_id(written, bare=True)
    return found if found and ("/" in found or (re.search(r"[a-z]", found) and re.search(r"\d|-", found))) else None


def _locate(path: str, text: str, key: str) -> Location:
    """The place of a key's value in a JSON text."""
    found = re.search(rf'"{re.escape(key)}"\s{{0,50}}:\s{{0,50}}', text)
    if not found:
        return Location(path)
    before = text[: found.end()]
    return Location(path, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _unique(parents: Iterable[Parent]) -> tuple[Parent, ...]:
    """The first statement about each id."""
    kept: dict[str, Parent] = {}
    for parent in parents:
        kept.setdefault(parent.id.lower(), parent)
        if len(kept) >= MAX_PARENTS:
            break
    return tuple(kept.values())
