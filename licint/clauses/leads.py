"""Lead-ins: the sentences that open lists ("You may not:") and govern the items below them."""

from licint.regex import late

LONGEST_LEAD = 400
DEEPEST = 6

_SECTION_STYLES = ("", "#", "1", "1.1", "1.1.1", "section", "第", "一")
_CONDITIONS_FOLLOW = late(r"(?:conditions?|requirements|terms)(?: (?:are|is) met)?:$|provided that:?$|条件:$")


class Leads:
    """The sentences that open lists ("You may not:") and so govern the items below them."""

    def __init__(self) -> None:
        self._open: list[tuple[str, str | None, str]] = []
        self._fresh = False
        self._continues = False

    def governing(self, rank: str, style: str, heading: bool) -> str:
        """The lead-in of a block, by its place among lists and the style of its number; "" where there is none."""
        opens_section = heading and style in _SECTION_STYLES
        if self._fresh and self._open:
            own, _, text = self._open[-1]
            if opens_section or (rank and own == rank):
                self._open.clear()
                return ""
            self._open[-1] = (own, rank, text)
            return text
        if opens_section or (not rank and not self._continues):
            self._open.clear()
        while self._open and self._open[-1][1] != rank and any(rank in (own, items) for own, items, _ in self._open):
            self._open.pop()
        return self._open[-1][2] if self._open else ""

    def follow(self, rank: str, last: str) -> None:
        """Note whether a block, which ends with the sentence `last`, opens a list."""
        tail = last.rstrip()
        opens = tail.endswith((":", "-")) or tail.endswith((" to", "不得", "禁止", " any of the following"))
        self._fresh = opens and not rank.startswith("|") and len(tail) > 3
        self._continues = tail.endswith((";", ",", "; and", "; or", ", and", ", or"))
        if self._fresh:
            if _CONDITIONS_FOLLOW.search(tail):
                tail = ""
            self._open.append((rank, None, tail[-LONGEST_LEAD:]))
            del self._open[:-DEEPEST]
