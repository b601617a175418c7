"""Fixes applied: text edits by position, over and over until nothing is left to fix. Pure; the command line writes what comes out."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from licint.model import Edit, Entry, Finding, Fix, Noun, Report, Snapshot
from licint.parsing.card import parse_card
from licint.regex import late

MAX_ROUNDS = 12
MARK = b"\xef\xbb\xbf"
_LINE_END = late(r"\r\n|\r|\n")


class Mended(Noun, frozen=True):
    """What fixing came to: the snapshot as it would be, the report on it, the files that differ (None: a new file), and what was done."""

    snapshot: Snapshot
    report: Report
    changed: Mapping[str, bytes] = {}
    fixed: tuple[Finding, ...] = ()


def mend(snapshot: Snapshot, audit: Callable[[Snapshot], Report], unsafe: bool = False) -> Mended:
    """Apply every fix that `audit` offers, audit the outcome, and so on until no fix is left or none can be applied. Never raises."""
    current, report, fixed = snapshot, audit(snapshot), list[Finding]()
    for _ in range(MAX_ROUNDS):
        contents, done = apply_fixes(current, report.findings, unsafe)
        if not done:
            break
        known = {each.path for each in current.entries}
        added = tuple(Entry(path, len(data)) for path, data in contents.items() if path not in known)
        current = msgspec.structs.replace(current, contents=contents, entries=(*current.entries, *added))
        fixed += done
        report = audit(current)
    changed = {path: data for path, data in current.contents.items() if snapshot.contents.get(path) != data}
    return Mended(current, report, changed, tuple(fixed))


def apply_fixes(snapshot: Snapshot, findings: Iterable[Finding], unsafe: bool) -> tuple[dict[str, bytes], list[Finding]]:
    """The contents after one round of fixes, and the findings that were fixed. A fix that overlaps with an earlier one waits for the next round."""
    contents, done, taken = dict(snapshot.contents), list[Finding](), list[Edit]()
    for finding in findings:
        fix = finding.fix
        if fix is None or not (fix.safe or unsafe) or not fix.edits or any(_clash(one, other) for one in fix.edits for other in taken):
            continue
        if _applied(contents, snapshot, [*taken, *fix.edits]) is None:
            continue
        taken += fix.edits
        done.append(finding)
    after = _applied(contents, snapshot, taken) if taken else None
    return (after, done) if after is not None else (contents, [])


def is_fixable(fix: Fix | None, unsafe: bool = False) -> bool:
    """Whether `--fix` would apply it."""
    return fix is not None and (fix.safe or unsafe)


def _applied(contents: Mapping[str, bytes], snapshot: Snapshot, edits: Sequence[Edit]) -> dict[str, bytes] | None:
    """The contents with all edits made, or None where one cannot be made or would break a card."""
    changed = dict(contents)
    for path in dict.fromkeys(edit.path for edit in edits):
        own = [each for each in edits if each.path == path]
        if path not in contents:
            text = _created(path, own, snapshot)
        else:
            text = edited(contents[path], own)
            if text is not None and _breaks_card(path, contents[path], text, len(own)):
                return None
        if text is None:
            return None
        changed[path] = text
    return changed


def _created(path: str, edits: Sequence[Edit], snapshot: Snapshot) -> bytes | None:
    """A new file; one that is there, read or not, is never written over."""
    taken = {each.path.lower() for each in snapshot.entries} | {each.path.lower() for each in snapshot.skipped}
    return edits[0].text.encode() if path.lower() not in taken and len(edits) == 1 else None


def edited(data: bytes, edits: Sequence[Edit]) -> bytes | None:
    """A file with its edits made, in its own line ends and with its byte order mark; None where it is no UTF-8 or a place is not in it."""
    mark = MARK if data.startswith(MARK) else b""
    try:
        text = data[len(mark) :].decode("utf-8")
    except UnicodeDecodeError:
        return None
    if "\x00" in text:
        return None
    ends = _LINE_END.findall(text)
    end = max(dict.fromkeys(ends), key=ends.count) if ends else "\n"
    starts = [0, *(found.end() for found in _LINE_END.finditer(text))]
    for each in sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True):
        first, last = _index(each.start, starts, text), _index(each.end, starts, text)
        if first is None or last is None or first > last:
            return None
        text = text[:first] + each.text.replace("\n", end) + text[last:]
    try:
        return mark + text.encode("utf-8")
    except UnicodeEncodeError:
        return None


def _index(place: tuple[int, int], starts: Sequence[int], text: str) -> int | None:
    line, column = place
    if not 0 < line <= len(starts) or column < 1:
        return None
    index = starts[line - 1] + column - 1
    limit = starts[line] if line < len(starts) else len(text)
    return index if index <= limit else None


def _clash(one: Edit, other: Edit) -> bool:
    """Whether two edits touch the same place; two insertions at one point have no order, so they clash as well."""
    return one.path == other.path and one.start <= other.end and other.start <= one.end


def _breaks_card(path: str, before: bytes, after: bytes, edits: int) -> bool:
    """Whether an edited card has problems that it had not, or more fields changed than were edited: then something was not written as it looked."""
    if not path.lower().endswith((".md", "readme")):
        return False
    old, new = (parse_card(path, data.removeprefix(MARK).decode("utf-8", "replace")) for data in (before, after))
    altered = [key for key, field in old.fields.items() if key not in new.fields or new.fields[key].value != field.value]
    worse = {each.kind for each in new.problems} - {each.kind for each in old.problems}
    return bool(worse) or len(altered) > edits or old.has_front_matter != new.has_front_matter
