"""Findings that somebody silenced, with a reason: a comment in a card, or an `[[ignore]]` table in the configuration.

`# licint: ignore[LM004] reason` at the end of a line of a card's front matter (or alone on the line above),
`<!-- licint: ignore[LW001] reason -->` in its body.
An ignore that matches nothing, or gives no reason, or has run out, is a finding of its own.
"""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from licint.checks import Rule, rules
from licint.checks.rule import matches
from licint.config import Config
from licint.messages import say
from licint.model import Card, Finding, Location, Noun, Release, Suppressed
from licint.paths import covers
from licint.regex import late

COMMENT = late(r"(?:#|<!--)[ \t]{0,8}licint:[ \t]{0,8}ignore\[([\w\-, ]{1,200})\][ \t]{0,8}([^\n>]{0,300})")
MAX_COMMENTS = 200


class Ignored(Noun, frozen=True):
    """One ignore: the rules it names, the lines of a file that it covers (None: any), its reason and where it stands."""

    rules: tuple[str, ...]
    reason: str
    path: str
    at: Location
    lines: tuple[int, ...] | None = None
    expired: bool = False
    root: str = ""

    def covers(self, finding: Finding) -> bool:
        """Whether a finding is silenced by this ignore."""
        return not self.expired and self.means(finding)

    def means(self, finding: Finding) -> bool:
        """Whether a finding is silenced by this ignore, or was until that ran out."""
        here = self.lines is None or finding.at.line in self.lines
        named = any(matches(finding.code, finding.name, each) for each in self.rules)
        return here and named and covers(self.path, finding.at.path, self.root)


def suppress(findings: Iterable[Finding], release: Release, config: Config, today: date | None = None) -> tuple[list[Finding], list[Suppressed]]:
    """Split findings into those to report, with one more for each faulty ignore, and those suppressed."""
    ignores = [*_comments(release), *_tables(config, today)]
    if not ignores:
        return list(findings), []
    kept, suppressed, used = [], [], set()
    for finding in findings:
        ignore = next((each for each in ignores if each.covers(finding)), None)
        if ignore is None:
            kept.append(finding)
        else:
            used.add(ignore)
            suppressed.append(Suppressed(finding, ignore.reason, ignore.at))
    back = {each for each in ignores if each.expired and any(each.means(finding) for finding in kept)}
    faults = (fault for each in ignores for fault in _faults(each, each in used or each in back, config))
    return kept + [each for each in faults if config.is_selected(each.code, each.name)], suppressed


def _comments(release: Release) -> Iterator[Ignored]:
    for card in (release.card, *release.readmes):
        if card and "licint:" in card.text:
            yield from _comments_of(card)


def _comments_of(card: Card) -> Iterator[Ignored]:
    left = MAX_COMMENTS
    for number, line in enumerate(card.text.splitlines(), 1):
        for found in COMMENT.finditer(line) if "licint:" in line and left > 0 else ():
            left -= 1
            alone = not line[: found.start()].strip()
            rules = tuple(each.strip() for each in found[1].split(",") if each.strip())
            lines = (number, number + 1) if alone else (number,)
            yield Ignored(rules, found[2].rstrip().removesuffix("--").strip(), card.path, Location(card.path, number, found.start() + 1), lines)


def _tables(config: Config, today: date | None) -> Iterator[Ignored]:
    lines = config.ignore_lines if len(config.ignore_lines) == len(config.ignore) else (1,) * len(config.ignore)
    for each, line in zip(config.ignore, lines, strict=True):
        expired = bool(each.until and each.until < (today or date.today()))
        yield Ignored((each.rule,), each.reason, each.path, Location(config.place, line), None, expired, config.root)


def _faults(ignore: Ignored, used: bool, config: Config) -> Iterator[Finding]:
    named = ignore.rules
    if ignore.expired and (used or not ignore.root):
        yield _fault("LI003", ignore, say("the ignore of {named} has run out", named=named), "remove it, or give it a later `until`")
    elif not ignore.expired and not used and not ignore.root and _had_a_chance(ignore, config):
        yield _fault("LI001", ignore, say("nothing to ignore: no finding of {named} here", named=named), "remove the ignore")
    elif unknown := [each for each in ignore.rules if not _rules_named(each)]:
        yield _fault("LI001", ignore, say("no rule is called {unknown}", unknown=unknown), "`licint explain --all` lists the rules")
    if not ignore.reason:
        yield _fault("LI002", ignore, say("the ignore of {named} gives no reason", named=named), "say why, after the bracket or as `reason`")


def _had_a_chance(ignore: Ignored, config: Config) -> bool:
    """Whether every rule that the ignore names was run: one that was not might have found something."""
    return all(
        config.is_selected(rule.code, rule.name, rule.stability == "preview", rule.profiles) for pattern in ignore.rules for rule in _rules_named(pattern)
    )


def _rules_named(pattern: str) -> list[Rule]:
    return [rule for rule in rules().values() if matches(rule.code, rule.name, pattern)]


def _fault(code: str, ignore: Ignored, message: str, help: str) -> Finding:
    rule = rules()[code]
    return msgspec.structs.replace(Finding(message, ignore.at, help=help), code=rule.code, name=rule.name, severity=rule.severity, url=rule.url)
