"""Under which ids a release is published: those that its README gives and that are called like it."""

import re
from collections.abc import Iterator

from licint.model import Card, Release
from licint.parsing.model_ids import to_model_id
from licint.regex import late

MAX_TEXT = 100_000
MAX_LINKS = 2_000
MAX_IDS = 200

_CODE = late(r"https?://(?:www\.)?github\.com/([\w.-]{1,100}/[\w.-]{1,100}?)(?:\.git)?(?=[\s/?#)\"'<>]|$)")
_LOADED = late(r"from_pretrained\(\s{0,20}[\"']([\w.-]{1,96}/[\w.-]{1,96})[\"']")
_TITLE = late(r"^[ \t]{0,20}(?:#{1,2}[ \t]|<h1[^>\n]{0,200}>)(.{1,300})$", re.MULTILINE)
_TAG = late(r"<[^>]{0,200}>|[*_`]")
_AFTER = late(r"\s*[:：(（|–—].*|\s+-\s.*", re.DOTALL)
# What tells versions and formats of one model apart, at the end of its name.
_VERSION = late(r"[-_.](?:v?\d{1,2}(?:\.\d{1,2}){1,2}|v\d{1,2}|hf|base)$", re.IGNORECASE)


def own_ids(release: Release) -> tuple[str, ...]:
    """Ids (`owner/name`) of the models and code repositories that the release is: the id of a Hub release, else those that its README links to or loads and
    whose name is the folder's or the title's. A model that it was made from is none of them.
    """
    if release.target.kind == "hub":
        return (release.target.id,)
    ids = dict.fromkeys(_ids(release))
    if not ids:
        return ()
    called = {name for name in _names(release) if len(name) > 1}
    others = {each.id.lower() for each in (*release.parents, *release.parents_of_others)}
    found = (id for id in ids if id.lower() not in others and {_letters(form) for form in _forms(id)} & called)
    return tuple(found)[:MAX_IDS]


def _names(release: Release) -> Iterator[str]:
    """What the release is called, letters and digits alone: its folder, and the title of its README, whole and up to the first stop."""
    yield _letters(release.target.name)
    title = title_of(release.card) if release.card else ""
    yield _letters(title)
    yield _letters(_AFTER.sub("", title))


def title_of(card: Card) -> str:
    """The title of a card's text."""
    found = _TITLE.search(card.body[:MAX_TEXT])
    title = found[1] if found else ""
    return (_TAG.sub("", title) if any(sign in title for sign in "<*_`") else title).strip()


def _ids(release: Release) -> Iterator[str]:
    for link in release.links[:MAX_LINKS]:
        model = to_model_id(link.target) if link.target.startswith("http") else None
        if model and "/" in model:
            yield model
    for each in (release.card, *release.readmes):
        text = each.text[:MAX_TEXT] if each else ""
        if "github.com/" in text:
            yield from (found[1] for found in _CODE.finditer(text))
        if "from_pretrained(" in text:
            yield from (found[1] for found in _LOADED.finditer(text))


def _forms(id: str) -> Iterator[str]:
    name = id.rpartition("/")[2]
    yield name
    if name[-1:].isdigit() or name.lower().endswith(("hf", "base")):
        yield _VERSION.sub("", name)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))
