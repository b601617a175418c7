"""Findings that somebody silenced, with a reason: a comment in a card, or an `[[ignore]]` table in the configuration.

`# licint: ignore[LM004] reason` at the end of a line of a card's front matter (or alone on the line above), `<!-- licint: ignore[LW001] reason -->` in its body.
An ignore that matches nothing, or gives no reason, or has run out, is a finding of its own.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from fnmatch import fnmatchcase

from licint.checks.rule import matches
from licint.config import Config
from licint.model import Card, Finding, Location, Noun, Release, Suppressed

COMMENT = re.compile(r"(?:#|<!--)[ \t]{0,8}licint:[ \t]{0,8}ignore\[([\w\-, ]{1,200})\][ \t]{0,8}([^\n>]{0,300})")


class Ignored(Noun, frozen=True):
    """One ignore: the rules it names, the lines of a file that it covers (None: any), its reason and where it stands."""

    rules: tuple[str, ...]
    reason: str
    path: str
    at: Location
    lines: tuple[int, ...] | None = None
    expired: bool = False

    def covers(self, finding: Finding) -> bool:
        """Whether a finding is silenced by this ignore."""
        here = self.lines is None or finding.at.line in self.lines
        return not self.expired and here and _glob(finding.at.path, self.path) and any(matches(finding.code, finding.name, each) for each in self.rules)


def suppress(findings: Iterable[Finding], release: Release, config: Config, today: date | None = None) -> tuple[list[Finding], list[Suppressed]]:
    """Split findings into those to report, with one more for each faulty ignore, and those suppressed."""
    ignores = [*_comments(release), *_tables(config, today or date.today())]
    kept, suppressed, used = [], [], set()
    for finding in findings:
        ignore = next((each for each in ignores if each.covers(finding)), None)
        if ignore is None:
            kept.append(finding)
        else:
            used.add(ignore)
            suppressed.append(Suppressed(finding, ignore.reason, ignore.at))
    faults = [fault for each in ignores for fault in _faults(each, each in used) if config.is_selected(fault.code, fault.name)]
    return kept + faults, suppressed


def _comments(release: Release) -> Iterator[Ignored]:
    for card in (release.card, *release.readmes):
        if card and "licint:" in card.text:
            yield from _comments_of(card)


def _comments_of(card: Card) -> Iterator[Ignored]:
    for number, line in enumerate(card.text.splitlines(), 1):
        for found in COMMENT.finditer(line):
            alone = not line[: found.start()].strip()
            rules = tuple(each.strip() for each in found[1].split(",") if each.strip())
            lines = (number, number + 1) if alone else (number,)
            yield Ignored(rules, found[2].removesuffix("--").strip(), card.path, Location(card.path, number, found.start() + 1), lines)


def _tables(config: Config, today: date) -> Iterator[Ignored]:
    for each in config.ignore:
        yield Ignored((each.rule,), each.reason, each.path, Location(config.path or "licint.toml"), None, bool(each.until and each.until < today))


def _faults(ignore: Ignored, used: bool) -> Iterator[Finding]:
    named = ", ".join(ignore.rules)
    if ignore.expired:
        yield _fault("LI003", "expired-ignore", ignore, f"the ignore of {named} has run out", "remove it, or give it a later `until`")
    elif not used:
        yield _fault("LI001", "unused-ignore", ignore, f"nothing to ignore: no finding of {named} here", "remove the ignore")
    if not ignore.reason:
        yield _fault("LI002", "ignore-without-reason", ignore, f"the ignore of {named} gives no reason", "say why, after the bracket or as `reason`")


def _fault(code: str, name: str, ignore: Ignored, message: str, help: str) -> Finding:
    return Finding(message, ignore.at, code, name, "warning", help=help)


def _glob(path: str, pattern: str) -> bool:
    return pattern == "**" or fnmatchcase(path, pattern) or fnmatchcase(path.rpartition("/")[2], pattern)
