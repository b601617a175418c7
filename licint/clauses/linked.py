"""What a README calls the license files that it links to: "the [model license](LICENSE-Acme)" makes that file the weights'."""

import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import unquote

import msgspec

from licint.clauses.patterns import Patterns
from licint.clauses.things import component_in
from licint.model import Component, Document, Link
from licint.parsing.files import PLAIN_NAME
from licint.regex import late

LICENSE_WORD = late(r"licen[sc]e|许可|許可|協議|协议|ライセンス|라이선스", re.I)
LONGEST_TARGET = 400
# A page of a repository's own file: everything before its path.
_BLOB = late(r"^https?://(?:github\.com|gitee\.com|huggingface\.co)/[\w.-]{1,100}/[\w.-]{1,100}/(?:blob|raw|resolve|tree)/[\w.-]{1,100}/", re.I)


def named_by_links(documents: Sequence[Document], links: Iterable[Link], patterns: Patterns) -> tuple[Document, ...]:
    """The documents; among several license files, one that names no component is that of the links to it, where all that name one agree."""
    if sum(each.role == "license" for each in documents) < 2:
        return tuple(documents)
    called = _called(links, patterns)
    return tuple(_scoped(each, called) if each.role == "license" and each.component is None else each for each in documents)


def _called(links: Iterable[Link], patterns: Patterns) -> Mapping[str, set[Component]]:
    called: dict[str, set[Component]] = {}
    for link in links:
        if not link.image and len(link.target) <= LONGEST_TARGET and LICENSE_WORD.search(link.text):
            component = component_in(link.text, patterns)
            if component:
                called.setdefault(_path(link.target), set()).add(component)
    return called


def _path(target: str) -> str:
    """The path in the release that a link leads to, "" where it may be a file of another repository: every one has a LICENSE."""
    path = unquote(_BLOB.sub("", target)).partition("#")[0].removeprefix("./")
    return "" if "://" in target and PLAIN_NAME.match(path) else path


def _scoped(document: Document, called: Mapping[str, set[Component]]) -> Document:
    components = called.get(document.path, set())
    return msgspec.structs.replace(document, component=next(iter(components))) if len(components) == 1 else document
