"""The lint rules, one module a rule, found by their place in this package."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from licint.checks.rule import Rule, Subject
from licint.model import Finding

__all__ = ["Rule", "Subject", "rules", "run"]

SHARED = ("rule", "terms", "texts")  # modules that hold no rule


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its code. A module of this package holds one rule, of the module's own name."""
    found = {}
    for module in iter_modules(__path__):
        if module.name not in SHARED:
            rule = getattr(import_module(f"{__name__}.{module.name}"), module.name)
            found[rule.code] = rule
    return dict(sorted(found.items()))


def run(subject: Subject, selected: Iterable[Rule]) -> Iterator[Finding]:
    """The findings of the selected rules on one subject."""
    present = subject.has()
    for rule in selected:
        for finding in rule.check(subject) if rule.about in present else ():
            yield rule.stamped(finding)
