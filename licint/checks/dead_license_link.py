"""LF005."""

from collections.abc import Iterator
from urllib.parse import unquote

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Card, Finding, Location, Severity
from licint.parsing.files import classify

TEXTS = (".md", ".txt", ".pdf", ".rst", ".html")


@rule("LF005", severity="error")
def dead_license_link(subject: Subject) -> Iterator[Finding]:
    """A link to the license leads to a file that is not there

    ## Why
    The reader is promised terms and finds none. The file was renamed, never added, or lies in another repository.

    ## Example
    ```yaml title="README.md"
    ---
    license: other
    license_name: acme-1.0
    license_link: LICENCE.md
    ---
    ```
    ```markdown title="LICENSE.md"
    You may look at this model on Sundays.
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: other
    license_name: acme-1.0
    license_link: LICENSE.md
    ---
    ```
    ```markdown title="LICENSE.md"
    You may look at this model on Sundays.
    ```
    """
    card = subject.card
    if card is None or not subject.sees_files:
        return
    for target, at, severity in _links(subject, card):
        path = _path(target, card.path)
        if path and not _exists(subject, path):
            near = _near(subject, path)
            yield Finding(
                say("`{target}`: there is no such file", target=target[:100]),
                at,
                severity=severity,
                help=say("write `{value}`", value=near) if near else say("add the file {path}, or link to the text", path=path),
            )


def _links(subject: Subject, card: Card) -> Iterator[tuple[str, Location, Severity]]:
    """Links to license files of this repository. Where nothing leads to a text `other-without-text` says so."""
    field = card.fields.get("license_link")
    if field and isinstance(field.value, str) and not (card.get("license") == "other" and not subject.release.texts("license", "pointer")):
        yield field.value.strip(), field.at, "error"
    for link in subject.release.links:
        if link.at.path == card.path and not link.image and (classify(unquote(link.target)) or ("", None))[0] == "license":
            yield link.target, link.at, "warning"


def _path(target: str, card: str) -> str | None:
    """The path in the release that a relative link means, or None where it leads elsewhere."""
    path = unquote(target.partition("#")[0].partition("?")[0]).strip()
    if not path or "://" in path or path.startswith(("//", "mailto:", "www.", "<", "{")) or len(path) > 300 or "\n" in path:
        return None
    base = [] if path.startswith("/") else card.split("/")[:-1]
    for part in path.split("/"):
        if part == ".." and not base:
            return None
        if part == "..":
            base.pop()
        elif part not in ("", "."):
            base.append(part)
    hidden = any(each.startswith(".") for each in base)
    host = len(base) > 1 and "." in base[0] and not path.startswith(("/", "."))
    found = "/".join(base)
    return found if base and not hidden and not host and (classify(found) or found.lower().endswith(TEXTS)) else None


def _exists(subject: Subject, path: str) -> bool:
    paths = [*(each.path for each in subject.release.entries), *(each.path for each in subject.release.skipped)]
    return any(each == path or each.startswith(path + "/") for each in paths)


def _near(subject: Subject, path: str) -> str | None:
    """A license file whose name is nearly that of the link."""
    from difflib import get_close_matches

    names = [each.path for each in subject.release.documents if each.role == "license"]
    found = get_close_matches(path, names, 1, 0.7)
    return found[0] if found else None
