"""What the rules say, and the report of an audit."""

from licint.model.snapshot import Skipped, Target
from licint.model.verdict import Verdict
from licint.model.words import Confidence, Evidence, Location, Noun, Severity


class Edit(Noun, frozen=True):
    """Replace a stretch of a file: from `start` (line, column) up to, not including, `end`; an empty `end_line` creates or appends."""

    path: str
    start: tuple[int, int]
    end: tuple[int, int]
    text: str


class Fix(Noun, frozen=True):
    """Edits that mend a finding; a safe fix never changes what a human meant."""

    description: str
    edits: tuple[Edit, ...]
    safe: bool = True


class Finding(Noun, frozen=True):
    """Something wrong, where, why it matters and what to write instead. The rule fills `code`, `name`, `severity`, `url`; `source` is the line itself."""

    message: str
    at: Location
    code: str = ""
    name: str = ""
    severity: Severity | None = None
    confidence: Confidence = "high"
    related: tuple[Location, ...] = ()
    because: tuple[Evidence, ...] = ()
    help: str | None = None
    fix: Fix | None = None
    url: str | None = None
    source: str | None = None


class Suppressed(Noun, frozen=True):
    """A finding that somebody silenced, with the reason given."""

    finding: Finding
    reason: str
    at: Location | None = None


class Report(Noun, frozen=True):
    """Everything licint says about one target."""

    target: Target
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    datasets: tuple[str, ...] = ()  # the training sets that the card names
