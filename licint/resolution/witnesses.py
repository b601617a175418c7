"""Who says what about which component: every witness of a release, in one list, strongest first."""

from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from licint.clauses.owners import OTHER
from licint.clauses.variants import SIBLING, is_kin
from licint.knowledge import Knowledge, ModelFacts
from licint.model import Component, Declaration, Detection, Document, Location, Noun, Release
from licint.parsing.identity import own_ids
from licint.regex import late
from licint.resolution.folders import is_of_a_part
from licint.resolution.license_files import further_text, main_matches, own_text

HUB_MODEL = late(r"https?://(?:huggingface\.co|hf\.co)/(?:collections/)?([\w.-]{1,96})/([\w.-]{1,96}?)(?:-[0-9a-f]{24})?(?:[/?#]|$)")
# The first word of a model's name, which the top of its own README (so many characters) says.
NAME = late(r"[-_.\d]")
TOP = 1500
# First parts of Hub addresses that are no organization.
NOT_MAKERS = {"datasets", "spaces", "docs", "papers", "blog", "collections", "models", "settings", "organizations", "join", "learn", "api"}


class Witness(Noun, frozen=True):
    """One statement of a license: `trust` orders witnesses of one component, 0 is the strongest. `license` is None for a text that nobody knows;
    `about` is the variant of the model that it names; `of_other`: it is about something that is called otherwise than the release.
    """

    component: Component | None
    license: str | None
    trust: int
    declaration: Declaration | None = None
    detection: Detection | None = None
    document: Document | None = None
    about: str | None = None
    of_other: bool = False

    @property
    def unnamed(self) -> bool:
        """Whether somebody says that the license is one of its own, which nobody knows by name."""
        return self.license is None and self.declaration is not None and self.declaration.source == "prose"

    @property
    def at(self) -> Location | None:
        """Where the witness stands."""
        if self.detection:
            return self.detection.at
        return self.declaration.at if self.declaration else None


SCOPED_FILE, LINKED_FILE, HUB_FILE, CARD, SCOPED_PROSE, KNOWN, HEADER, CODE_FILE, PROSE, BADGE, SIBLINGS = range(11)


def gather(release: Release, knowledge: Knowledge) -> tuple[Witness, ...]:
    """All witnesses of a release, strongest first."""
    found = [
        *_from_files(release),
        *_from_card(release, knowledge),
        *_from_prose(release),
        *_from_weights(release, knowledge),
        *_from_links(release, knowledge),
    ]
    return tuple(sorted(found, key=lambda each: each.trust))


def is_model_repository(release: Release) -> bool:
    """Whether the folder is laid out as the Hub does it (README.md with front matter, or weights): an unscoped license file then speaks of the weights."""
    card = release.card
    return bool(release.weights) or bool(card and card.has_front_matter and card.path.lower() == "readme.md")


def _from_files(release: Release) -> Iterator[Witness]:
    link = _linked_path(release)
    documents = release.texts("license", "pointer")
    code_apart = any(each.component == "code" for each in documents)
    has_own, hub_layout = any("/" not in each.path for each in documents), is_model_repository(release)
    for document in sorted(documents, key=lambda each: len(each.path)):
        if not hub_layout and is_of_a_part(document, release):
            if has_own:
                continue
            document = msgspec.structs.replace(document, component="code")
        trust = LINKED_FILE if code_apart and document.component is None else _file_trust(document, link, hub_layout)
        matches = main_matches(document)
        for match in matches:
            at = Location(document.path, match.line, end_line=match.end_line)
            detection = Detection(match.license, match.coverage, match.share, match.exact, at, match.kind, match.added)
            yield Witness(document.component, match.license, trust, detection=detection, document=document)
        own = own_text(document) or further_text(document)  # what is known beside it is no part of what it says
        if document.role == "license" and (own or not matches):
            yield Witness(document.component, None, trust, document=msgspec.structs.replace(document, text=own) if own else document)


def _file_trust(document: Document, link: str | None, hub_layout: bool) -> int:
    if document.component:
        return SCOPED_FILE
    if link and document.path == link:
        return LINKED_FILE
    if document.component is None and hub_layout:
        return HUB_FILE
    return CODE_FILE


def _linked_path(release: Release) -> str | None:
    link = release.card.get("license_link") if release.card else None
    return link.removeprefix("./") if isinstance(link, str) and "://" not in link else None


def _from_card(release: Release, knowledge: Knowledge) -> Iterator[Witness]:
    if not release.card:
        return
    for key, source in (("license", "card"), ("license_name", "license_name")):
        field = release.card.fields.get(key)
        for each in (field.items or (field,)) if field else ():
            if isinstance(each.value, str) and each.value.strip():
                name = knowledge.resolve(each.value)
                declaration = Declaration(each.value, name, source, each.at)  # type: ignore[arg-type]
                if name or source == "card":
                    yield Witness("weights", name, CARD, declaration=declaration)


def _from_prose(release: Release) -> Iterator[Witness]:
    for each in release.statements:
        if each.effect == "license" and each.license and each.subject in ("own", OTHER):
            declaration = Declaration(each.quote, each.license, "prose", each.at)
            trust = SCOPED_PROSE if each.component else PROSE
            yield Witness(each.component, each.license, trust, declaration=declaration, about=each.about, of_other=each.subject == OTHER)
        elif each.effect == "license" and each.license and each.subject == SIBLING and is_kin(each.about or "", release.target.name):
            yield Witness("weights", each.license, SIBLINGS, declaration=Declaration(each.quote, each.license, "prose", each.at), about=each.about)
        elif each.effect == "license-unnamed" and each.component and each.subject == "own":
            yield Witness(each.component, None, SCOPED_PROSE, declaration=Declaration(each.quote, None, "prose", each.at))
        elif each.effect == "license-badge" and each.license:
            yield Witness(each.component, each.license, BADGE, declaration=Declaration(each.quote, each.license, "badge", each.at))


def _from_weights(release: Release, knowledge: Knowledge) -> Iterator[Witness]:
    for each in release.weights:
        value = each.license_name if each.license in ("other", None) else each.license
        if value:
            name = knowledge.resolve(value)
            yield Witness("weights", name, HEADER, declaration=Declaration(value, name, "weights", Location(each.path)))


def _from_links(release: Release, knowledge: Knowledge) -> Iterator[Witness]:
    """In a code repository: what is known, by name, of the models on the Hub that the README leads to, where they are one maker's.

    Where their licenses differ, those count that are called like the repository itself.
    """
    if is_model_repository(release):
        return
    linked = {model: link for link in release.links if not link.image and (model := _linked_model(link.target))}
    if not linked:
        return
    top = _letters(release.card.body[:TOP]) if release.card else ""
    bases = {each.id.lower() for each in (*release.parents, *release.parents_of_others)}
    own = [model for model in linked if model.lower() not in bases and _letters(NAME.split(model.partition("/")[2])[0]) in top]
    makers = Counter(model.partition("/")[0].lower() for model in own)
    maker, count = makers.most_common(1)[0] if makers else ("", 0)
    known = {each: facts for each in own if each.lower().startswith(f"{maker}/") and (facts := knowledge.model(each))}
    licenses = _sure_licenses(known)
    if len(licenses) > 1:
        known = {model: known[model] for model in own_ids(release) if model in known}
        licenses = _sure_licenses(known)
    if count * 2 < sum(makers.values()) or len(licenses) != 1:
        return
    model, facts = next(iter(known.items()))
    license = knowledge.resolve(facts.license or "")
    if license:
        yield Witness("weights", license, KNOWN, declaration=Declaration(model, license, "knowledge", linked[model].at))


def _sure_licenses(known: Mapping[str, ModelFacts]) -> set[str]:
    return {facts.license for facts in known.values() if facts.license and facts.confidence != "low"}


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text.lower()))


def _linked_model(target: str) -> str | None:
    found = HUB_MODEL.match(target)
    return f"{found[1]}/{found[2]}" if found and found[1].lower() not in NOT_MAKERS else None
