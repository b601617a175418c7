"""Findings as workflow commands of GitHub Actions: annotations on the lines of a pull request.

What strangers wrote (messages, paths) is escaped as actions/toolkit does it, so that no file can issue a command of its own.
"""

from collections.abc import Sequence

from licint.baseline import shown_path
from licint.messages import Language
from licint.model import Finding, Report, Target
from licint.rendering.formats import Run
from licint.rendering.plain import one_line, section_mark

COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render_github(reports: Sequence[Report], run: Run) -> str:
    """`--format github`: one line a finding."""
    return "".join(_command(finding, report.target, run.language) for report in reports for finding in report.findings)


def _command(finding: Finding, target: Target, language: Language) -> str:
    properties = {"title": f"{finding.code} {finding.name}", "file": shown_path(target, finding.at.path), "line": str(finding.at.line)}
    if finding.at.end_line is not None:
        properties["endLine"] = str(finding.at.end_line)
    if finding.at.end_line in (None, finding.at.line):
        properties["col"] = str(finding.at.column)
        if finding.at.end_column is not None:
            properties["endColumn"] = str(finding.at.end_column)
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    clause = next((f"{each.license or ''} {section_mark(each.section) if each.section else ''}: “{each.quote}”" for each in finding.because if each.quote), "")
    said = [finding.message, clause.strip(" :"), language.say("help: {help}", help=finding.help) if finding.help else ""]
    message = "%0A".join(_data(one_line(each, 1_000)) for each in said if each)
    return f"::{COMMANDS[finding.severity or 'warning']} {listed}::{message}\n"


def _data(text: str) -> str:
    """Escaped as the message of a command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escaped as the value of a property."""
    return _data(one_line(text, 1_000)).replace(":", "%3A").replace(",", "%2C")
