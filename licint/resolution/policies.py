"""What use policies beside the license take away: places, and ways of use. Of other rights they say nothing."""

from collections.abc import Iterator

from msgspec.structs import replace

from licint import clauses
from licint.clauses import Patterns
from licint.model import Evidence, Location, Release, Terms


def policy_terms(release: Release, base: Terms, patterns: Patterns) -> Iterator[Terms]:
    """The terms of the policies in a release, to be joined onto `base`, those of its license.

    A license that is known to incorporate a policy was read together with it: which of its parts bind, the knowledge says.
    """
    if base.terms["acceptable_use"].value == "external-policy":
        return
    for document in release.texts("policy"):
        read = clauses.read_terms(document.text, patterns).terms
        said = {"territory": read["territory"]} if read["territory"].value == "excludes" else {}
        if read["acceptable_use"].value == "inline":
            said["acceptable_use"] = replace(read["acceptable_use"], value="external-policy")
        if said:
            placed = {name: replace(term, because=tuple(_in_file(each, document.path) for each in term.because)) for name, term in said.items()}
            yield Terms(base.category, {**base.terms, **placed})


def _in_file(reason: Evidence, path: str) -> Evidence:
    return replace(reason, at=replace(reason.at, path=path) if reason.at else Location(path))
