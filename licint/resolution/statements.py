"""What a sentence in the prose takes away from the license beside it."""

import re

from licint.model import Category, Evidence, Release, Statement, Term, Terms
from licint.parsing.files import classify
from licint.regex import late
from licint.resolution.join import rank

# A sentence can only narrow a grant here; one that claims more than the license gives is a finding, never a right.
NARROWS: dict[str, tuple[str, Category]] = {
    "commercial-forbidden": ("forbidden", "non-commercial"),
    "research-only": ("forbidden", "research-only"),
    "commercial-conditional": ("conditional", "conditional-commercial"),
    "registration": ("conditional", "conditional-commercial"),
    "permission": ("conditional", "conditional-commercial"),
}
LIMITED_WITH_COMMERCE = ("redistribution", "derivatives", "hosted_service")
OFFER = late(
    r"\b(?:commercial|enterprise|proprietary|other|separate|different|dual|paid)\b[^.;]{0,20}\blicen[sc]|商[业用](?:许可|授权)|商用ライセンス|상업용? 라이선스",
    re.I,
)
TRANSLATION = late(r"^readme[._-](?:zh|en|cn|ja|jp|ko|kr|fr|de|es|ru|chinese|english|japanese|korean)(?:[._-]?(?:cn|tw|hk|hans|hant|us))?\.", re.I)


def narrowing(release: Release, is_copyleft: bool = False) -> tuple[Statement, ...]:
    """The statements that restrict the release's own weights and are clear enough to act on: on a card, the README or a translation of it.

    Beside a copyleft license, an offer of other terms to companies is a second license to choose, and takes nothing away; a duty to register does.
    """
    if not release.statements:
        return ()
    own = release.card.path if release.card else ""
    cards = {document.path for document in (release.card, *release.readmes) if document and (document.path == own or _speaks_for_all(document.path, own))}
    found = (each for each in release.statements if each.at.path in cards and _narrows(each))
    return tuple(each for each in found if not (is_copyleft and _offers_a_choice(each)))


def _offers_a_choice(statement: Statement) -> bool:
    return NARROWS[statement.effect][0] == "conditional" and (statement.effect != "registration" or bool(OFFER.search(statement.quote)))


def _speaks_for_all(path: str, own: str) -> bool:
    folder, _, name = path.rpartition("/")
    is_card = (classify(path) or ("",))[0] == "card"
    return folder == own.rpartition("/")[0] and (is_card or bool(TRANSLATION.match(name)))


def _narrows(statement: Statement) -> bool:
    return statement.effect in NARROWS and statement.subject == "own" and statement.confidence != "low" and statement.component in (None, "weights")


def constraint(statement: Statement, base: Terms) -> Terms | None:
    """The statement as terms to be joined onto `base`, or None where it takes nothing away."""
    value, category = NARROWS[statement.effect]
    if rank("commercial_use", base.terms["commercial_use"].value) >= rank("commercial_use", value):
        return None
    because = (Evidence(quote=statement.quote, at=statement.at, note="said in the prose"),)
    narrowed = {"commercial_use": Term(value, statement.conditions, because, statement.confidence)}
    if value == "forbidden":
        narrowed |= {name: Term("conditional", (), because, statement.confidence) for name in LIMITED_WITH_COMMERCE}
    return Terms(category, {**base.terms, **narrowed})
