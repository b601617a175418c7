"""licint: a license and release-terms linter for AI models.

    from licint import audit, audit_all, check, identify, read_terms

    report = audit("path/to/release")            # or "org/name" on the Hub; with offline=True from licint's own knowledge
    report.verdict.place                         # "restricted"
    report.verdict.terms.terms["commercial_use"] # Term(value="conditional", conditions=…, because=…)
    for finding in check("path/to/release"):
        print(finding.code, finding.at.path, finding.at.line, finding.message)

The types of the results are those of licint.model, the exceptions those of licint.errors.
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["__version__", "audit", "audit_all", "check", "identify", "read_terms"]

if TYPE_CHECKING:
    from licint.api import audit, audit_all, check, identify, read_terms


def __getattr__(name: str) -> Any:
    """The public functions, loaded when they are first asked for: `import licint` costs nothing."""
    if name in __all__:
        from licint import api

        return getattr(api, name)
    raise AttributeError(f"module 'licint' has no attribute {name!r}")
