"""Which files of a listing say most about rights for the fewest requests. Pure."""

import re

from licint.model import Entry
from licint.parsing.bills import is_bill
from licint.parsing.configs import is_config
from licint.parsing.files import classify
from licint.parsing.packages import is_package
from licint.parsing.weights import has_header
from licint.sources.hub_answers import RepoInfo
from licint.sources.selection import wanted

MAX_TEXTS = 30
MAX_CONFIGS = 3
MAX_HEADERS = 2
MAX_STATED = 6


def choose_texts(info: RepoInfo) -> list[Entry]:
    """The texts to read, the card first. Further readmes only where no license file is listed and none is declared."""
    roles = {entry.path: role for entry in info.entries if wanted(entry.path) is not None and (role := role_of(entry.path))}
    settled = "license" in roles.values() or bool(info.license)
    rank = {"card": 0, "license": 1, "pointer": 1, "policy": 2, "notice": 2, "readme": 3}
    chosen = [entry for entry in info.entries if entry.path in roles and not (settled and roles[entry.path] == "readme")]
    return sorted(chosen, key=lambda each: (each.path.lower() != "readme.md", each.path.count("/"), rank[roles[each.path]], each.path))[:MAX_TEXTS]


def choose_configs(info: RepoInfo, every: bool) -> list[Entry]:
    """Configurations that name parents: those of adapters and merges, which the Hub marks by their names; others only where nothing else speaks."""
    named = [entry for entry in info.entries if is_config(entry.path) and (every or re.match(r"(?:adapter|mergekit)", entry.path.rpartition("/")[2]))]
    return sorted(named, key=lambda each: (each.path.count("/"), each.path))[:MAX_CONFIGS]


def choose_stated(info: RepoInfo) -> list[Entry]:
    """Package metadata and bills of materials, nearest the root first; without the configuration that nearly every model has."""
    named = [entry for entry in info.entries if is_bill(entry.path) or (is_package(entry.path) and not is_config(entry.path))]
    return sorted(named, key=lambda each: (each.path.count("/"), each.path))[:MAX_STATED]


def choose_headers(info: RepoInfo) -> list[Entry]:
    """Weight files whose header may name a license, nearest the root and of the most talkative format first; of parts only the first."""
    order = {"gguf": 0, "safetensors": 1, "onnx": 2}
    named = [entry for entry in info.entries if has_header(entry.path) and (entry.path.lower().endswith(".onnx") or wanted(entry.path, entry.size))]
    return sorted(named, key=lambda each: (each.path.count("/"), order[each.path.rpartition(".")[2].lower()], each.path))[:MAX_HEADERS]


def role_of(path: str) -> str | None:
    """The role of a file that bears on rights (rules/files.yaml), or None."""
    kind = classify(path)
    return kind[0] if kind else None
