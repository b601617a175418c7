"""Duties met or not, as far as a release shows: True, False, or None where it cannot be seen from here."""

import re
from collections.abc import Callable, Iterable

from licint.knowledge import Knowledge
from licint.model import Evidence, Location, Obligation, Release

Witnessed = tuple[bool | None, tuple[Evidence, ...]]


def with_fulfilment(obligations: Iterable[Obligation], release: Release, knowledge: Knowledge) -> tuple[Obligation, ...]:
    """The obligations, each with `met` and where it was seen."""
    return tuple(_judge(each, release, knowledge) for each in obligations)


def _judge(duty: Obligation, release: Release, knowledge: Knowledge) -> Obligation:
    judge = JUDGES.get(duty.kind)
    if judge is None or not release.entries:
        return duty
    met, because = judge(duty, release, knowledge)
    return Obligation(duty.kind, duty.text, duty.license, duty.section, duty.quote, met, because)


def license_copy(duty: Obligation, release: Release, knowledge: Knowledge) -> Witnessed:
    """A copy of the license's own text stands in the repository."""
    for document in release.texts("license", "notice"):
        for match in document.identification.matches:
            if match.kind != "reference" and match.license == duty.license:
                return True, (Evidence(at=Location(document.path, match.line)),)
    unknown_texts = [each for each in release.texts("license") if not each.identification.matches]
    return (None if unknown_texts else False), ()


def text_shown(duty: Obligation, release: Release, knowledge: Knowledge) -> Witnessed:
    """The required words stand on the card, in a README or in a notice."""
    if not duty.text or "[" in duty.text:
        return None, ()
    wanted = normal(duty.text)
    for path, text in _shown_texts(release):
        position = normal(text).find(wanted)
        if position >= 0:
            return True, (Evidence(at=Location(path)),)
    return (False if wanted else None), ()


def name_begins(duty: Obligation, release: Release, knowledge: Knowledge) -> Witnessed:
    """The model's name begins with the required word; a local folder's name is not the model's."""
    if release.target.kind != "hub" or not duty.text:
        return None, ()
    name = release.target.id.rpartition("/")[2]
    return normal(name).startswith(normal(duty.text)), ()


def _shown_texts(release: Release) -> list[tuple[str, str]]:
    texts = [(each.path, each.text) for each in release.texts("notice")]
    cards = [release.card, *release.readmes] if release.card else [*release.readmes]
    return texts + [(card.path, card.text) for card in cards if card]


def normal(text: str) -> str:
    """Letters and digits alone, lower case: two spellings of a notice that differ in punctuation or © are one."""
    return re.sub(r"[\W_]+", "", text.lower().replace("(c)", ""))


JUDGES: dict[str, Callable[[Obligation, Release, Knowledge], Witnessed]] = {
    "include-license-copy": license_copy,
    "notice-file": text_shown,
    "attribution-text": text_shown,
    "name-prefix": name_begins,
}
