"""Licenses of merged models held against each other: what cannot be asked for at the same time."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from licint.knowledge import Knowledge
from licint.messages import say
from licint.model import Ancestor, Evidence, License, Noun, Obligation, Release
from licint.parsing.files import file_rules
from licint.regex import late
from licint.resolution.lineage import permission
from licint.resolution.wordings import normal

MAX_PARENTS = 20
# How license files note that a model may not be merged with models of other lines, with the section in which that stands.
OTHER_LINES = late(r"(?:only with|.{0,120}not with) .{0,200}\([^)]+\)")


class Clash(Noun, frozen=True):
    """Two parents whose licenses ask for what cannot be done together."""

    first: Ancestor
    second: Ancestor
    reason: str
    because: tuple[Evidence, ...]
    sure: bool


def is_merge(release: Release) -> bool:
    """Whether the release says that it is a merge: several bases alone may be those of several models, or the parts of one."""
    if any(each.source == "merge_config" for each in release.parents):
        return True
    card, words = release.card, file_rules().relations
    tags = card.get("tags") if card else None
    said = [card.get("base_model_relation"), card.get("library_name"), *(tags if isinstance(tags, list) else [tags])] if card else []
    return any(isinstance(each, str) and words.get(each.strip().lower()) == "merge" for each in said[:200])


def clashes(lineage: Iterable[Ancestor], knowledge: Knowledge) -> Iterator[Clash]:
    """Every pair of merged parents that cannot go together; of parents under one license the first."""
    parents: dict[str, tuple[Ancestor, License]] = {}
    for each in lineage:
        license = knowledge.license(each.license) if each.license and each.relation == "merge" and each.depth == 1 else None
        if license and "low" not in (license.confidence, each.confidence):
            parents.setdefault(license.id, (each, license))
    for (one, its), (other, others) in combinations(list(parents.values())[:MAX_PARENTS], 2):
        sure = {each.confidence for each in (one, other, its, others)} == {"high"}
        yield from _clash(one, other, its, others, sure)


def _clash(one: Ancestor, other: Ancestor, its: License, others: License, sure: bool) -> Iterator[Clash]:
    names = [next((each for each in license.terms.obligations if each.kind == "name-prefix" and each.text), None) for license in (its, others)]
    if names[0] and names[1] and not _go_together(names[0], names[1]):
        because = tuple(Evidence(license=each.license, section=each.section, quote=each.quote) for each in names if each)
        yield Clash(
            one, other, say("the name would have to begin with {first!r} and with {second!r}", first=names[0].text, second=names[1].text), because, sure
        )
    elif permission(its, others) == permission(others, its) == "conflict":
        because = tuple(Evidence(license=each.id, section=each.derivatives.section, quote=each.derivatives.quote) for each in (its, others))
        yield Clash(one, other, say("each license lets the whole go out under itself alone"), because, False)
    else:
        for license, foreign in ((its, others), (others, its)):
            note = license.derivatives.relations.get("merge", "")
            if OTHER_LINES.match(note) and (license.family is None or license.family != foreign.family):
                yield Clash(one, other, say("{license}: {note}", license=license.name, note=note), (Evidence(license=license.id, note=note),), False)
                return


def _go_together(one: Obligation, other: Obligation) -> bool:
    first, second = sorted((normal(one.text or ""), normal(other.text or "")), key=len)
    return second.startswith(first)
