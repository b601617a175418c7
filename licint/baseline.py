"""Baselines: what was found when licint was adopted, so that only what is new is reported.

A finding is known by its fingerprint: rule, file, the words of its line and its message, without line numbers, so that it survives lines that move.
"""

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from licint.errors import UsageError
from licint.messages import english, say
from licint.model import Finding, Noun, Report, Suppressed, Target

VERSION = 1
REASON = say("in the baseline")


class Known(Noun, frozen=True):
    """One finding of a baseline; code, path and message are for people who read the file."""

    fingerprint: str
    code: str = ""
    path: str = ""
    message: str = ""


class Baseline(Noun, frozen=True):
    """A baseline file."""

    version: int
    findings: tuple[Known, ...] = ()

    def counted(self) -> Counter[str]:
        """How often each fingerprint was found."""
        return Counter(each.fingerprint for each in self.findings)


def shown_path(target: Target, path: str) -> str:
    """The path of a finding as reports show it: under the path of its release, if that has one."""
    if target.id in (".", "", "./"):
        return path
    root = target.id.rstrip("/")
    if target.kind == "local" and root.replace("\\", "/").rpartition("/")[2] == path.rpartition("/")[2]:
        return root
    return posixpath.normpath(f"{root}/{path}") if path.startswith("../") else f"{root}/{path}"


def fingerprint(finding: Finding, target: Target) -> str:
    """What a finding is known by: 32 hexadecimal digits."""
    import hashlib

    line = " ".join((finding.source or "").split())
    parts = (finding.code, shown_path(target, finding.at.path), line, english(finding.message))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def known_in(reports: Iterable[Report]) -> str:
    """The baseline file for these reports, sorted, so that it changes little from one version to the next."""
    known = sorted((each for report in reports for each in _known(report)), key=lambda each: (each.path, each.code, each.fingerprint))
    return msgspec.json.format(msgspec.json.encode(Baseline(VERSION, tuple(known))), indent=1).decode() + "\n"


def _known(report: Report) -> Iterator[Known]:
    for each in report.findings:
        path, message = (text.encode("utf-8", "replace").decode() for text in (shown_path(report.target, each.at.path), english(each.message)))
        yield Known(fingerprint(each, report.target), each.code, path, message)


def read_baseline(text: str, where: str) -> Baseline:
    """A baseline from its file's text. Raises UsageError."""
    try:
        baseline = msgspec.json.decode(text.encode("utf-8", "replace"), type=Baseline)
    except (msgspec.DecodeError, RecursionError) as error:
        raise UsageError(f"{where} is no baseline: {error}", "write it anew with --write-baseline") from error
    if baseline.version != VERSION:
        raise UsageError(f"{where} is a baseline of version {baseline.version}, not {VERSION}", "write it anew with --write-baseline")
    return baseline


def adopt(report: Report, baseline: Baseline) -> Report:
    """The report with what the baseline holds among the suppressed; of two equal findings as many as it holds."""
    left = baseline.counted()
    new, known = [], []
    for finding in report.findings:
        key = fingerprint(finding, report.target)
        if left[key] > 0:
            left[key] -= 1
            known.append(Suppressed(finding, REASON))
        else:
            new.append(finding)
    return msgspec.structs.replace(report, findings=tuple(new), suppressed=(*report.suppressed, *known))
