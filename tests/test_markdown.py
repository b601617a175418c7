"""Card bodies: headings, links and paragraphs as a reader sees them, with their lines."""

import runpy
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licint.parsing.markdown import parse_prose
from tests.material import CORPUS, ROOT, needs_corpus


def read(text: str) -> Any:
    return parse_prose(text, 1, "README.md")


HEADINGS = {
    "atx": ("# A\n## B ##\n### C #1\n", [(1, "A", 1), (2, "B", 2), (3, "C #1", 3)]),
    "atx-indented": ("   # A\n    # code\n", [(1, "A", 1)]),
    "atx-without-text": ("#\ntext\n", [(1, "", 1)]),
    "a-hash-tag-is-no-heading": ("#tag\n", []),
    "two-hashes-without-a-blank-are-meant-as-one": ("##License\n", [(2, "License", 1)]),
    "setext": ("A\n===\n\nB\nc\n---\n", [(1, "A", 1), (2, "B c", 4)]),
    "a-rule-below-a-blank-line-is-no-heading": ("A\n\n---\n", []),
    "a-rule-below-a-list-is-no-heading": ("- A\n---\n", []),
    "markup-is-removed": ("# **The** [`Acme`](x) _model_\n", [(1, "The Acme model", 1)]),
    "in-a-fence-is-no-heading": ("```sh\n# comment\n```\n# A\n", [(1, "A", 4)]),
    "in-a-longer-fence": ("````\n```\n# no\n````\n# A\n", [(1, "A", 5)]),
    "in-a-fence-that-never-closes": ("~~~\n# no\n", []),
    "in-a-comment-is-no-heading": ("<!-- x\n\n# no\n-->\n# A\n", [(1, "A", 5)]),
    "in-an-html-block-is-no-heading": ("<div>\n# no\n</div>\n\n# A\n", [(1, "A", 5)]),
    "html": ('<h1 align="center">The <b>Acme</b>\nmodel</h1>\n', [(1, "The Acme model", 1)]),
    "html-with-a-block-inside": ("<h4 align=center>\n<p>\n<b>A</b> | B\n</p>\n</h4>\n", [(4, "A | B", 1)]),
    "in-a-quote": ("> # A\n", [(1, "A", 1)]),
    "in-a-list": ("- # A\n", [(1, "A", 1)]),
    "a-fence-ends-with-its-quote": ("> ```\n> x\n\n# A\n", [(1, "A", 4)]),
    "a-fence-ends-with-its-list-item": ("- ```\n  x\n# A\n", [(1, "A", 3)]),
    "a-quoted-text-before-a-fence-without-quote": ("> note\n```\nx\n\n# no\n```\n# A\n", [(1, "A", 7)]),
    "windows-line-ends": ("# A\r\ntext\r\n\r\nB\r\n--\r\n", [(1, "A", 1), (2, "B", 4)]),
}


@pytest.mark.parametrize(("text", "expected"), HEADINGS.values(), ids=HEADINGS)
def test_headings(text: str, expected: list[tuple[int, str, int]]) -> None:
    assert [(each.level, each.title, each.line) for each in read(text).headings] == expected


LINKS = {
    "inline": ("see [the license](LICENSE) here", [("the license", "LICENSE", 1, 5, False)]),
    "with-a-title": ('[a](b "c (d)")', [("a", "b", 1, 1, False)]),
    "in-angle-brackets": ("[a](<b c>)", [("a", "b c", 1, 1, False)]),
    "with-brackets": ("[a](https://x.org/b_(c))", [("a", "https://x.org/b_(c)", 1, 1, False)]),
    "over-two-lines": ("x\n[a\nb](c)", [("a b", "c", 2, 1, False)]),
    "image": ("![a](b.png)", [("a", "b.png", 1, 1, True)]),
    "badge": ("[![License: MIT](x/mit.svg)](LICENSE)", [("License: MIT", "x/mit.svg", 1, 2, True), ("License: MIT", "LICENSE", 1, 1, False)]),
    "reference": ("[a][b] [b][] [B]\n\n[b]: x.org 'title'\n", [("a", "x.org", 1, 1, False), ("b", "x.org", 1, 8, False), ("B", "x.org", 1, 14, False)]),
    "a-note-is-no-reference": ("see [1]\n\n[1]: A Paper about Models. 2021\n", []),
    "a-footnote-is-no-reference": ("see [^1]\n\n[^1]: https://x.org\n", [("https://x.org", "https://x.org", 3, 7, False)]),
    "automatic": ("<https://x.org/a>", [("https://x.org/a", "https://x.org/a", 1, 1, False)]),
    "address-of-a-person": ("<a.b@x.org>", [("a.b@x.org", "mailto:a.b@x.org", 1, 1, False)]),
    "bare": ("at https://x.org/a_b. Then", [("https://x.org/a_b", "https://x.org/a_b", 1, 4, False)]),
    "bare-in-round-brackets": ("(https://x.org/a_(b))", [("https://x.org/a_(b)", "https://x.org/a_(b)", 1, 2, False)]),
    "bare-before-chinese": ("见https://x.org/a。下载", [("https://x.org/a", "https://x.org/a", 1, 2, False)]),
    "bare-as-text-of-a-link-is-one-link": ("[https://x.org](https://x.org)", [("https://x.org", "https://x.org", 1, 1, False)]),
    "html": ('<p><a href="LICENSE">The <b>license</b></a></p>', [("The license", "LICENSE", 1, 4, False)]),
    "html-in-a-text": ("see <a href='b'>a</a>", [("a", "b", 1, 5, False)]),
    "html-badge": ('<a href="LICENSE"><img alt="MIT" src="mit.svg"/></a>', [("MIT", "mit.svg", 1, 19, True), ("MIT", "LICENSE", 1, 1, False)]),
    "html-over-lines": ('<div>\n  <a\n    href="b">a</a>\n</div>', [("a", "b", 2, 3, False)]),
    "html-entities": ('<a href="x?a=1&amp;b=2">a</a>', [("a", "x?a=1&b=2", 1, 1, False)]),
    "html-never-closed": ('<a href="b">a', [("a", "b", 1, 1, False)]),
    "in-code": ("`[a](b)` and ``[c](`d`)``", []),
    "in-a-fence": ("```\n[a](b)\n```", []),
    "in-indented-code": ("text\n\n    [a](b)\n", []),
    "in-a-comment": ("a <!-- [a](b) --> b", []),
    "escaped": (r"\[a](b)", []),
    "without-target": ("[a] (b) [c]", []),
    "in-a-heading": ("# See [a](b)", [("a", "b", 1, 7, False)]),
    "in-a-list-item": ("- x\n  - see [a](b)", [("a", "b", 2, 9, False)]),
    "in-a-cell": ("| A | B |\n|---|---|\n| x | [a](b) |", [("a", "b", 3, 7, False)]),
    "in-a-quote": ("> > see [a](b)", [("a", "b", 1, 9, False)]),
}


@pytest.mark.parametrize(("text", "expected"), LINKS.values(), ids=LINKS)
def test_links(text: str, expected: list[tuple[str, str, int, int, bool]]) -> None:
    assert [(each.text, each.target, each.at.line, each.at.column, each.image) for each in read(text).links] == expected


PARAGRAPHS = {
    "lines-are-joined": ("One\ntwo.\n\nThree.", [("One two.", 1, 2, (), "text"), ("Three.", 4, 4, (), "text")]),
    "under-headings": ("# A\n## B\nx\n# C\ny", [("x", 3, 3, ("A", "B"), "text"), ("y", 5, 5, ("C",), "text")]),
    "markup-is-removed": ("**Bold**, _soft_, `code`, snake_case, 2 * 3 ~~old~~ [a](x)", [("Bold, soft, code, snake_case, 2 * 3 old a", 1, 1, (), "text")]),
    "bold-around-a-link": ("**[a](b)** c", [("a c", 1, 1, (), "text")]),
    "entities": ("R&amp;D &copy; AT&T &#x41;", [("R&D © AT&T A", 1, 1, (), "text")]),
    "images-are-no-text": ("A ![badge](b) c", [("A c", 1, 1, (), "text")]),
    "comments-are-no-text": ("A <!-- b --> c", [("A c", 1, 1, (), "text")]),
    "code-is-no-text": ("A\n\n```\nb\n```\n\n    c\n\nd", [("A", 1, 1, (), "text"), ("d", 9, 9, (), "text")]),
    "scripts-are-no-text": ("<script>\nx\n\ny</script>\n\nA", [("A", 6, 6, (), "text")]),
    "items": ("- a\n  b\n- c", [("a b", 1, 2, (), "item"), ("c", 3, 3, (), "item")]),
    "items-know-what-leads-in": (
        "You may not:\n\n- sell it\n- rent it\n\nAnd more.",
        [
            ("You may not:", 1, 1, (), "text"),
            ("sell it", 3, 3, ("You may not:",), "item"),
            ("rent it", 4, 4, ("You may not:",), "item"),
            ("And more.", 6, 6, (), "text"),
        ],
    ),
    "items-in-items-know-both": (
        "Not:\n1. use it for:\n   - war\n2. sell it",
        [
            ("Not:", 1, 1, (), "text"),
            ("use it for:", 2, 2, ("Not:",), "item"),
            ("war", 3, 3, ("Not:", "use it for:"), "item"),
            ("sell it", 4, 4, ("Not:",), "item"),
        ],
    ),
    "a-lead-in-in-chinese": ("不得：\n\n* 出售", [("不得：", 1, 1, (), "text"), ("出售", 3, 3, ("不得：",), "item")]),
    "a-lead-in-does-not-cross-a-heading": ("See:\n# A\n- b", [("See:", 1, 1, (), "text"), ("b", 3, 3, ("A",), "item")]),
    "an-item-of-two-paragraphs": ("- a\n\n  b\n\nc", [("a", 1, 1, (), "item"), ("b", 3, 3, (), "item"), ("c", 5, 5, (), "text")]),
    "a-number-in-a-text-begins-no-list": ("in the year\n1986. It was", [("in the year 1986. It was", 1, 2, (), "text")]),
    "quotes": ("> a\nb\n\nc", [("a b", 1, 2, (), "quote"), ("c", 4, 4, (), "text")]),
    "cells-know-their-row-and-column": (
        "| Part | License |\n|:--|--|\n| code | MIT |\n| weights | own |\n| 12 | 0.5 |",
        [
            ("Part", 1, 1, (), "cell"),
            ("License", 1, 1, ("Part",), "cell"),
            ("code", 3, 3, ("Part",), "cell"),
            ("MIT", 3, 3, ("code", "License"), "cell"),
            ("weights", 4, 4, ("Part",), "cell"),
            ("own", 4, 4, ("weights", "License"), "cell"),
        ],
    ),
    "a-table-without-outer-bars": (
        "a|b\n-|-\nc|d",
        [("a", 1, 1, (), "cell"), ("b", 1, 1, ("a",), "cell"), ("c", 3, 3, ("a",), "cell"), ("d", 3, 3, ("c", "b"), "cell")],
    ),
    "bars-without-a-delimiter-row": ("a | b\nc | d", [("a | b c | d", 1, 2, (), "text")]),
    "html-blocks": (
        "<div>\n<p>a <b>b</b></p>\n<ul><li>c</li><li>d</li></ul>\n</div>",
        [("a b", 2, 2, (), "text"), ("c", 3, 3, (), "item"), ("d", 3, 3, (), "item")],
    ),
    "html-tables": ("<table><tr><td>a</td><td>b</td></tr></table>", [("a", 1, 1, (), "cell"), ("b", 1, 1, (), "cell")]),
    "broken-html-is-text": ("a < b and <c", [("a < b and <c", 1, 1, (), "text")]),
    "an-unclosed-comment-in-a-text-hides-nothing": ("a <!-- b\n\nc", [("a <!-- b", 1, 1, (), "text"), ("c", 3, 3, (), "text")]),
}


@pytest.mark.parametrize(("text", "expected"), PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_paragraphs(text: str, expected: list[tuple[str, int, int, tuple[str, ...], str]]) -> None:
    assert [(each.text, each.line, each.end_line, each.headings, each.kind) for each in read(text).paragraphs] == expected


def test_lines_count_from_the_first_line_of_the_body() -> None:
    prose = parse_prose("# A\n\n[b](c)\n", 10, "docs/README.md")
    assert prose.headings[0].line == 10
    assert prose.paragraphs[0].line == 12
    assert (prose.links[0].at.path, prose.links[0].at.line) == ("docs/README.md", 12)


@given(st.text(alphabet="ab #>-*_`~[]()<>!|:\\\n\t\"'=&1./hp中", max_size=120))
@settings(max_examples=500, deadline=None)
def test_nothing_raises_and_every_place_is_in_the_text(text: str) -> None:
    prose = read(text)
    lines = text.split("\n")
    for link in prose.links:
        assert 1 <= link.at.column <= len(lines[link.at.line - 1]) + 1
    for paragraph in prose.paragraphs:
        assert 1 <= paragraph.line <= paragraph.end_line <= len(lines)
        assert paragraph.text


# Each would take hours if reading were quadratic in it.
BLOW_UPS = ["[", "![", "[a](", '[a](b "', "[a][", "<a ", '<a href="', "<!--", "<script></script>", "`", "``a`", "*", "_a", "&", "a|b\n-|-\n", "> ", "- "]
BLOW_UPS += ["  - a\n", "<li>", "https://x)", "[[a](b)](c)", "](<", "<a href=x><div>", "[a]: b\n", "<h1>", "<?", "\\", "\r"]


@pytest.mark.parametrize("part", BLOW_UPS)
def test_a_hostile_text_is_read_in_linear_time(part: str) -> None:
    read(part * (300_000 // len(part)))


@needs_corpus
def test_headings_and_links_agree_with_markdown_it() -> None:
    pytest.importorskip("markdown_it")
    bench = runpy.run_path(str(ROOT / "bench" / "cards.py"))
    paths = [path for path in sorted((CORPUS or ROOT).glob("releases/*/*.md")) if path.name.lower().startswith("readme")][::6]
    counts: Counter[tuple[str, str]] = sum((bench["compare_one"](path.read_bytes().decode("utf-8-sig", "replace"))[0] for path in paths), Counter())
    for kind in ("heading", "link"):
        differing = counts[kind, "only here"] + counts[kind, "only there"]
        assert counts[kind, "both"] / max(1, counts[kind, "both"] + differing) >= 0.98
