"""The lint rules, one module a rule, found by their place in this package."""

import os
from collections.abc import Iterable, Iterator
from functools import cache

from licint.checks.rule import Rule, Subject
from licint.model import Finding
from licint.start.modules import import_all

__all__ = ["Rule", "Subject", "rules", "run"]

SHARED = ("__init__", "rule", "terms", "texts")  # modules that hold no rule


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its code. A module of this package holds one rule, of the module's own name."""
    modules = import_all(f"{__name__}.{name}" for name in _names())
    found: list[Rule] = [getattr(module, module.__name__.rpartition(".")[2]) for module in modules]
    return {rule.code: rule for rule in sorted(found, key=lambda rule: rule.code)}


def _names() -> Iterator[str]:
    for folder in __path__:
        for file in os.scandir(folder):
            name, _, ending = file.name.rpartition(".")
            if ending == "py" and name not in SHARED:
                yield name


def run(subject: Subject, selected: Iterable[Rule]) -> Iterator[Finding]:
    """The findings of the selected rules on one subject."""
    present = subject.has()
    for rule in selected:
        for finding in rule.check(subject) if rule.about in present else ():
            yield rule.stamped(finding)
