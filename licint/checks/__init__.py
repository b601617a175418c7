"""The lint rules, one module a rule, found by their place in this package."""

import os
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module

from licint.checks.rule import Rule, Subject
from licint.model import Finding

__all__ = ["Rule", "Subject", "rules", "run"]

SHARED = ("__init__", "rule", "terms", "texts")  # modules that hold no rule


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its code. A module of this package holds one rule, of the module's own name."""
    found = {}
    for name in _names():
        rule = getattr(import_module(f"{__name__}.{name}"), name)
        found[rule.code] = rule
    return dict(sorted(found.items()))


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
