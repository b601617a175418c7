"""A badge for a model card: SVG, or the JSON that shields.io asks of an endpoint (https://shields.io/badges/endpoint-badge)."""

from xml.sax.saxutils import escape

import msgspec

from licint.regex import late
from licint.rendering.plain import one_line

COLORS = {
    "open-source": "#2ea44f",
    "open-weight": "#4c9a2a",
    "restricted": "#b58900",
    "research-only": "#c4621d",
    "gated": "#c4621d",
    "closed": "#b03030",
}
GREY = "#6b6b6b"
LABEL = "model license"
WIDE = late("[ᄀ-ᅟ⺀-꓏가-힣豈-﫿︰-﹏＀-｠￠-￦]")
NARROW = late(r"[fijlrtI.,:;·'|!()\[\] -]")
BROAD = late(r"[mwMW@%]")
PADDING, HEIGHT = 10, 20  # pixels
CHARACTER, NARROWER, BROADER, FULL = 6.6, 3.9, 10.0, 11.5  # pixels of a character at 11 px, roughly as Verdana sets them
LONGEST = 60  # characters of either half


def badge_text(place: str, category: str | None = None) -> str:
    """What the badge says: the place, and the license category where it says more."""
    place, category = one_line(place, LONGEST), one_line(category or "", LONGEST)
    return f"{place} · {category}" if category and category not in (place, "unknown") else place


def render_badge(place: str, category: str | None = None, label: str = LABEL) -> str:
    """An SVG of two halves: the label, and the place with the category. Well-formed whatever the words are, and readable by screen readers."""
    left, right = one_line(label, LONGEST), badge_text(place, category)
    left_width, right_width = _width(left), _width(right)
    title = escape(f"{left}: {right}", {'"': "&quot;"})
    total = left_width + right_width
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{total}" height="{HEIGHT}" role="img" aria-label="{title}">'
        f"<title>{title}</title>"
        f'<clipPath id="r"><rect width="{total}" height="{HEIGHT}" rx="3"/></clipPath>'
        f'<g clip-path="url(#r)"><rect width="{left_width}" height="{HEIGHT}" fill="#444"/>'
        f'<rect x="{left_width}" width="{right_width}" height="{HEIGHT}" fill="{COLORS.get(place, GREY)}"/></g>'
        f'<g fill="#fff" text-anchor="middle" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">'
        f"{_text(left, left_width / 2, left_width)}{_text(right, left_width + right_width / 2, right_width)}</g></svg>\n"
    )


def render_shield(place: str, category: str | None = None, label: str = LABEL) -> str:
    """The JSON of a shields.io endpoint: schema version 1."""
    answer = {"schemaVersion": 1, "label": one_line(label, LONGEST), "message": badge_text(place, category), "color": COLORS.get(place, GREY).removeprefix("#")}
    return msgspec.json.encode(answer).decode() + "\n"


def _text(text: str, middle: float, width: int) -> str:
    return f'<text x="{middle:.1f}" y="14" textLength="{width - PADDING}">{escape(text)}</text>'


def _width(text: str) -> int:
    """Pixels that a text takes; the renderer fits it exactly."""
    narrow, broad, full = (len(kind.findall(text)) for kind in (NARROW, BROAD, WIDE))
    plain = len(text) - narrow - broad - full
    return round(plain * CHARACTER + narrow * NARROWER + broad * BROADER + full * FULL) + PADDING
