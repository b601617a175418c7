"""Findings as a GitLab Code Quality report (a subset of the Code Climate format)."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from licint.baseline import fingerprint, shown_path
from licint.model import Report
from licint.rendering.formats import Run
from licint.rendering.plain import one_line

SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def render_gitlab(reports: Sequence[Report], run: Run) -> str:
    """`--format gitlab`."""
    seen: Counter[str] = Counter()
    issues = []
    for report in reports:
        for finding in report.findings:
            key = fingerprint(finding, report.target)
            seen[key] += 1
            lines = {"begin": finding.at.line, "end": max(finding.at.end_line or finding.at.line, finding.at.line)}
            issues.append(
                {
                    "type": "issue",
                    "check_name": finding.code,
                    "description": one_line(f"{finding.code} {finding.message}"),
                    "severity": SEVERITIES[finding.severity or "warning"],
                    "fingerprint": key if seen[key] == 1 else f"{key}-{seen[key]}",  # GitLab drops issues of one fingerprint
                    "location": {"path": one_line(shown_path(report.target, finding.at.path)), "lines": lines},
                }
            )
    return msgspec.json.format(msgspec.json.encode(issues), indent=2).decode() + "\n"
