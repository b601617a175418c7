"""Keys under which names and addresses of licenses are looked up."""

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from licint.regex import late

if TYPE_CHECKING:
    from licint.identification.index import Index


_WORD = late(r"[^\W_]+")
_FILLER = frozenset(("the", "license", "licenses", "licensed", "agreement", "version", "v", "a", "an", "under", "of", "terms", "public_domain"))
_VERSION = late(r"(?<![a-z0-9])v(?:er(?:sion)?)?[. ]{0,2}(?=\d)|(?<=[a-z])v(?=\d)")
_SCHEME = late(r"^[a-z][a-z0-9+.-]{0,10}://")
_LANGUAGE_PART = late(r"(?:/deed|/legalcode|/legalcode\.txt)?(?:[./][a-z]{2}(?:[-_][a-z]{2,4})?)?(?:\.(?:html?|php|txt|md|pdf|rst|json|xml))?$")
_HEAD = late(r"[^/]*(?:/[^./]{0,4})?")
_LONGEST = 400


def name_keys(name: str) -> tuple[str, ...]:
    """Keys of a name, the strictest first: its words; the same without filling words and a trailing `.0`."""
    text = _unify(name)
    words = _WORD.findall(text.replace("+", " plus "))
    if not words:
        return ()
    strict = " ".join(words)
    loose = [word for word in _WORD.findall(_VERSION.sub(" ", text).replace("+", " plus ")) if word not in _FILLER]
    keys = [strict, "~" + " ".join(loose)] if loose else [strict]
    return tuple(dict.fromkeys(keys))


def _unify(name: str) -> str:
    text = unicodedata.normalize("NFKC", name[:_LONGEST]).lower()
    return text.replace("licence", "license").replace("++", " plusplus ")


def url_key(url: str) -> str:
    """An address without scheme, `www.`, query and trailing slash, in lower case."""
    text = _SCHEME.sub("", url[:_LONGEST].strip().lower())
    text = text.partition("#")[0].partition("?")[0]
    return text.removeprefix("www.").rstrip("/.,;:)>]'\"")


def url_head(key: str) -> str:
    """The host of an address and how its path begins: the same for all keys of an address that has more than a host."""
    head = _HEAD.match(key)
    return head.group() if head else ""


def url_keys(url: str) -> list[str]:
    """Keys to try for an address, the longest first: as it is, without language, form and file suffix, and cut at each `/` (but not down to the host)."""
    key = url_key(url)
    keys = [key, _LANGUAGE_PART.sub("", key)]
    parts = keys[-1].split("/")
    keys += ["/".join(parts[:count]) for count in range(len(parts) - 1, 1, -1)]
    return list(dict.fromkeys(each.rstrip("/") for each in keys if each))


def name_words(licenses: Sequence[str], index: "Index") -> frozenset[str]:
    """The words of all names of some licenses."""
    words: set[str] = set()
    for license in licenses:
        naming = index.naming(license)
        for name in (naming.id, *naming.aliases, *naming.names) if naming else ():
            words.update(_WORD.findall(_unify(name)))
    return frozenset(words)
