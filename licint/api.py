"""The public functions: what the command line does, for Python."""

from os import PathLike
from pathlib import Path

from licint import clauses, identification
from licint.auditor import audit_snapshot
from licint.config import Config
from licint.expertise import open_expertise
from licint.model import Finding, Identification, Report, Terms
from licint.sources import snapshot_of


def audit(target: str | PathLike[str], config: Config | None = None) -> Report:
    """Verdict and findings on a release: a folder, a file, or a model's name (`org/name`), answered from licint's knowledge.

    Raises UsageError for a path that does not exist, SourceError for one that cannot be read, KnowledgeError where licint's own data is broken.
    """
    return audit_snapshot(snapshot_of(str(target)), open_expertise(), config or Config(), with_openness=True)


def check(path: str | PathLike[str] = ".", config: Config | None = None) -> tuple[Finding, ...]:
    """The findings on a local release, in reading order. Raises as `audit` does."""
    return audit(Path(path), config).findings


def identify(text: str) -> Identification:
    """Which licenses a text is, was made from, or names."""
    return identification.identify(text, open_expertise().index)


def read_terms(text: str) -> Terms:
    """What a text lets one do, read clause by clause without looking it up; every term is there, `unstated` where the text is silent."""
    return clauses.read_terms(text, open_expertise().patterns)
