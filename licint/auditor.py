"""The one orchestrator: a snapshot and the knowledge in, a report out. Pure; sources read, renderers write."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from licint.assembly import assemble
from licint.checks import Subject, run
from licint.clauses import Patterns
from licint.config import Config
from licint.identification import Index
from licint.knowledge import Knowledge
from licint.model import Finding, Noun, Release, Report, Snapshot, Target, Verdict
from licint.openness.spectrum import Completeness
from licint.resolution.verdict import resolve
from licint.suppressions import suppress

if TYPE_CHECKING:
    from licint.openness.nouns import Fact

MAX_SOURCE = 400
MAX_DATASETS = 1_000


class Expertise(Noun, frozen=True):
    """Everything that licint knows, opened once and shared by all audits of a run."""

    knowledge: Knowledge
    index: Index
    patterns: Patterns


def audit_snapshot(snapshot: Snapshot, expertise: Expertise, config: Config, *, with_openness: bool = False, by_clause: bool = False) -> Report:
    """Read, resolve, check: the whole life of one audit after its bytes have been read; `with_openness`: also what the openness frameworks say;
    `by_clause`: license texts are read clause by clause, not looked up in the knowledge.
    """
    release = assemble(snapshot, expertise.knowledge, expertise.index, expertise.patterns)
    declared = declared_facts(release.target, config, expertise.knowledge)
    verdict = resolve(release, expertise.knowledge, expertise.patterns, by_clause=by_clause, declared=_completeness(declared))
    if with_openness:
        verdict = msgspec.structs.replace(verdict, openness=_openness(release, verdict, expertise.knowledge, declared))
    subject = Subject(release, verdict, expertise.knowledge, expertise.index, declared)
    findings = sorted(run(subject, config.selected_rules()), key=_reading_order)
    kept, suppressed = suppress(findings, release, config)
    wanted = (each for each in kept if config.shows(each.code, each.name, each.severity or "warning", each.confidence, each.at.path))
    shown = sorted((_with_source(each, release) for each in wanted), key=_reading_order)
    return Report(release.target, verdict, tuple(shown), tuple(suppressed), release.skipped, _datasets(release))


def declared_facts(target: Target, config: Config, knowledge: Knowledge) -> tuple["Fact", ...]:
    """What the publisher declares in `[components]`: of the release in the folder of the configuration file, of no other."""
    if not config.components or target.kind != "local" or config.root:
        return ()
    from licint.openness.declared import declared_components
    from licint.openness.rules import load_rules

    return declared_components(config.components, load_rules(), knowledge.resolve, Path(config.path).name if config.path else "licint.toml")


def _completeness(declared: tuple["Fact", ...]) -> Completeness:
    if not declared:
        return Completeness()
    from licint.openness.assessment import completeness_of
    from licint.openness.nouns import Components

    return completeness_of(Components("", declared))


def _openness(release: Release, verdict: Verdict, knowledge: Knowledge, declared: tuple["Fact", ...]) -> Mapping[str, Any]:
    from licint.openness.assessment import assess_release, openness
    from licint.openness.rules import load_rules

    return openness(assess_release(release, verdict, knowledge, load_rules(), declared))


def _datasets(release: Release) -> tuple[str, ...]:
    """The training sets that the card names in its front matter."""
    named = release.card.get("datasets") if release.card else None
    listed = named if isinstance(named, list) else [named]
    return tuple(each[:MAX_SOURCE] for each in listed[:MAX_DATASETS] if isinstance(each, str) and each.strip())


def _with_source(finding: Finding, release: Release) -> Finding:
    """The finding with the line that it is about, for people to see."""
    text = next((each.text for each in (release.card, *release.readmes, *release.documents) if each and each.path == finding.at.path), None)
    lines = text.splitlines() if text else []
    if not 0 < finding.at.line <= len(lines):
        return finding
    return msgspec.structs.replace(finding, source=lines[finding.at.line - 1][:MAX_SOURCE])


def _reading_order(finding: Finding) -> tuple[str, int, int, str]:
    return (finding.at.path, finding.at.line, finding.at.column, finding.code)
