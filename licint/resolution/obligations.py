"""Duties met or not, as far as a release shows: True, False, or None where it cannot be seen from here."""

import re
from collections.abc import Callable, Iterable, Iterator

from licint.knowledge import Knowledge
from licint.model import Ancestor, Evidence, License, Location, Match, Obligation, Release
from licint.regex import late
from licint.resolution.lineage import holds_no_weights, permission
from licint.resolution.wordings import normal, read_wording

Witnessed = tuple[bool | None, tuple[Evidence, ...]]

# How license files note a duty that is met in more ways, or in some cases only (docs/license-files.md).
LINK_IS_ENOUGH = "a link to it is enough"
ONLY_IF_SHIPPED = "ships a NOTICE"
CHANGE = late(
    r"\b(?:fine-?\s?tun|train(?:ed|ing)\b|quanti[sz]|convert(?:ed|s)\b|conversion\b|merg(?:ed?|ing)\b|distill|adapt(?:ed|er|ation)|modif(?:ied|ication)|lora\b"
    r"|gguf\b|ablat|prun(?:ed|ing)\b|chang(?:es|elog)\b)|微调|训练|量化|合并|转换|修改|ファインチューニング|学習|量子化|파인튜닝|학습|양자화",
    re.IGNORECASE,
)


def with_fulfilment(obligations: Iterable[Obligation], release: Release, knowledge: Knowledge) -> tuple[Obligation, ...]:
    """The obligations, each with `met` and where it was seen."""
    return tuple(_judge(each, release, knowledge) for each in obligations)


def unmet(release: Release, lineage: Iterable[Ancestor], knowledge: Knowledge, kind: str) -> Iterator[tuple[License, Obligation, Ancestor]]:
    """Duties of this kind, out of ancestors' licenses, that the release visibly does not meet; each license once, a model trained on outputs owes none."""
    seen = set()
    for ancestor in lineage:
        license = knowledge.license(ancestor.license) if ancestor.license else None
        if license is None or "low" in (license.confidence, ancestor.confidence) or license.id in seen or ancestor.relation == "distill":
            continue
        if ancestor.depth > 1 and license.category == "open-source":  # whoever stands in between may have set terms of their own
            continue
        seen.add(license.id)
        for duty in with_fulfilment((each for each in license.terms.obligations if each.kind == kind), release, knowledge):
            if duty.met is False:
                yield license, duty, ancestor


def holds_text(release: Release, license: License) -> bool:
    """Whether the text of a license stands in the release."""
    return any(match.license == license.id for _, match in _texts(release))


def shows_whole(release: Release) -> bool:
    """Whether the listing is that of a release: a single file, given by its name, or a row of a table shows nothing of what lies beside it, and where there are
    no weights nothing must go along with them.
    """
    if release.target.kind == "table" or holds_no_weights(release):
        return False
    alone = len(release.entries) == 1 and release.target.kind == "local" and release.target.id.replace("\\", "/").endswith(release.entries[0].path)
    return bool(release.entries) and not alone


def _judge(duty: Obligation, release: Release, knowledge: Knowledge) -> Obligation:
    judge = JUDGES.get(duty.kind)
    if judge is None or not shows_whole(release):
        return duty
    met, because = judge(duty, release, knowledge)
    return Obligation(duty.kind, duty.text, duty.license, duty.section, duty.quote, met, (*duty.because, *because))


def license_copy(duty: Obligation, release: Release, knowledge: Knowledge) -> Witnessed:
    """A copy of the license's own text stands in the repository, or what the license takes instead of one."""
    wanted = knowledge.license(duty.license or "")
    for path, match in _texts(release):
        held = knowledge.license(match.license)
        if match.license == duty.license or (held and wanted and set(held.aliases.hub) & set(wanted.aliases.hub)):
            return True, (Evidence(at=Location(path, match.line)),)
    if _noted(duty, LINK_IS_ENOUGH) and (at := _named_at(duty.license, release, knowledge)):
        return True, (Evidence(at=at),)
    unread = [each for each in release.texts("license") if not each.identification.matches]
    return (None if unread else False), ()


def text_shown(duty: Obligation, release: Release, knowledge: Knowledge) -> Witnessed:
    """The required words stand on the card, in a README or in a notice."""
    wording = read_wording(duty.text or "")
    if not wording.alternatives:
        return None, ()
    for path, text in _shown_texts(release):
        if wording.is_in(text):
            return True, (Evidence(at=Location(path)),)
    return (False if wording.always else None), ()


def notice_file(duty: Obligation, release: Release, knowledge: Knowledge) -> Witnessed:
    """The prescribed notice stands somewhere; one that only travels if the licensor ships it is not missed from here."""
    if duty.text and not _noted(duty, ONLY_IF_SHIPPED):
        return text_shown(duty, release, knowledge)
    notices = release.texts("notice")
    return (True, (Evidence(at=Location(notices[0].path)),)) if notices else (None, ())


def name_begins(duty: Obligation, release: Release, knowledge: Knowledge) -> Witnessed:
    """The model's name begins with the required word; a local folder's name is not the model's, an unchanged copy keeps its own."""
    if release.target.kind != "hub" or not duty.text:
        return None, ()
    name = normal(release.target.id.rpartition("/")[2])
    if name.startswith(normal(duty.text)):
        return True, ()
    first = next(iter(release.parents), None)
    copied = first is not None and (first.relation == "quantized" or normal(first.id.rpartition("/")[2]) == name)
    facts = knowledge.model(release.target.id)
    original = facts is not None and facts.license == duty.license and not facts.base_models
    return (None if copied or original or not release.parents else False), ()


def changes_stated(duty: Obligation, release: Release, knowledge: Knowledge) -> Witnessed:
    """A card that says how the model was made from its base states the change."""
    field = release.card.fields.get("base_model_relation") if release.card else None
    if field:
        return True, (Evidence(at=field.at),)
    cards = [each for each in (release.card, *release.readmes) if each]
    for card in cards:
        found = CHANGE.search(card.body)
        if found:
            return True, (Evidence(at=Location(card.path, card.body_line + card.body.count("\n", 0, found.start()))),)
    return (False if cards and release.parents else None), ()


def restrictions_passed_on(duty: Obligation, release: Release, knowledge: Knowledge) -> Witnessed:
    """The text with its restrictions, a policy, or the license itself named as the release's own reaches whoever receives the model."""
    met, because = license_copy(duty, release, knowledge)
    if met:
        return met, because
    if at := _named_at(duty.license, release, knowledge):
        return True, (Evidence(at=at),)
    if policies := release.texts("policy"):
        return True, (Evidence(at=Location(policies[0].path)),)
    declared = _declared(release, knowledge)
    unrestricted = declared is not None and declared.terms.terms["acceptable_use"].value in ("none", "unstated")
    return (False if unrestricted and not release.texts("license") else None), ()


def license_kept(duty: Obligation, release: Release, knowledge: Knowledge) -> Witnessed:
    """The declared license is that of the base, or one that it allows."""
    declared, base = _declared(release, knowledge), knowledge.license(duty.license or "")
    if declared is None or base is None:
        return None, ()
    return {"fine": True, "conflict": False}.get(permission(declared, base)), ()


def _noted(duty: Obligation, words: str) -> bool:
    return any(words in (each.note or "") for each in duty.because)


def _declared(release: Release, knowledge: Knowledge) -> License | None:
    for key in ("license", "license_name"):
        value = release.card.get(key) if release.card else None
        name = knowledge.resolve(value) if isinstance(value, str) else None
        if name:
            return knowledge.license(name)
    return None


def _texts(release: Release) -> Iterator[tuple[str, Match]]:
    for document in release.texts("license", "notice"):
        if "://" not in document.path:  # a text at the other end of a link is not in the repository
            yield from ((document.path, match) for match in document.identification.matches if match.kind != "reference")


def _named_at(license: str | None, release: Release, knowledge: Knowledge) -> Location | None:
    """Where the release names or links to a license: the card's declaration, a link, a sentence."""
    fields = release.card.fields if release.card else {}
    for key in ("license", "license_name", "license_link"):
        field = fields.get(key)
        for each in (field.items or (field,)) if field else ():
            if isinstance(each.value, str) and knowledge.resolve(each.value) == license:
                return each.at
    for statement in release.statements:
        if statement.license == license:
            return statement.at
    return next((link.at for link in release.links if "://" in link.target and knowledge.resolve(link.target) == license), None)


def _shown_texts(release: Release) -> list[tuple[str, str]]:
    texts = [(each.path, each.text) for each in release.texts("notice")]
    cards = [release.card, *release.readmes] if release.card else [*release.readmes]
    return texts + [(card.path, card.text) for card in cards if card]


JUDGES: dict[str, Callable[[Obligation, Release, Knowledge], Witnessed]] = {
    "include-license-copy": license_copy,
    "notice-file": notice_file,
    "attribution-text": text_shown,
    "name-prefix": name_begins,
    "state-changes": changes_stated,
    "pass-on-use-restrictions": restrictions_passed_on,
    "share-alike": license_kept,
}
