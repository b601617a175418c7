"""How names of licenses and models are compared: one key for every spelling that means the same."""

from licint.regex import late

LONGEST_NAME = 400

_BREAK = late(r"[^\w.+]+|_+")
_VERSION = late(r"-(?:v|ver|version)\.?-?(?=\d)")
_ARTICLE = late(r"^the-")
_TITLE = late(r"-(?:public-license|community-license-agreement|license-agreement|licence-agreement|licensed|license|licence|lizenz|许可证|许可|协议)$")
_REFERENCE = late(r"^licenseref-(?:scancode-)?")


def key(value: str) -> str:
    """Lower case, every run of spaces and punctuation one hyphen; `.` and `+` stay, they tell versions apart."""
    return _BREAK.sub("-", value[:LONGEST_NAME].casefold()).strip("-.")


def spellings(value: str) -> tuple[str, ...]:
    """The keys under which a name may be known, most faithful first."""
    plain = key(value)
    bare = _REFERENCE.sub("", plain)
    versioned = _VERSION.sub("-", bare)
    short = _TITLE.sub("", _ARTICLE.sub("", versioned))
    return tuple(dict.fromkeys((plain, bare, versioned, short)))


def squeezed(value: str) -> str:
    """A key without hyphens and without a closing `.0`: `apache2`, `ccbync4`. For identifiers alone; names lose too much by it."""
    return key(value).replace("-", "").removesuffix(".0")


def address(url: str) -> str:
    """A web address for comparison: no scheme, no `www.`, no query or fragment, lower case, no closing slash."""
    bare = url[:LONGEST_NAME].strip().casefold()
    bare = bare.split("://", 1)[-1].split("#", 1)[0].split("?", 1)[0]
    return bare.removeprefix("www.").rstrip("/")
