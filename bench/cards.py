"""Cards: how fast front matter and prose are read, how that compares with the YAML loader alone, and where the Markdown scanner and markdown-it-py differ.

    python bench/cards.py FOLDER [--sample 2000] [--compare 300]

FOLDER holds README files (any names). markdown-it-py is only needed for --compare.
"""

import argparse
import collections
import contextlib
import itertools
import random
import re
import sys
import time
from pathlib import Path

import yaml

from licint.parsing.card import parse_card
from licint.parsing.markdown import parse_prose

TARGET = re.compile(r"<(?:a|img)\s[^>]*?(?:href|src)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE)
HUB_RULE = re.compile(r"^(\s*---(?:\r\n|\r|\n))([\S\s]*?)((?:\r\n|\r|\n)---[ \t]*(\r\n|\n|$))")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=2000)
    parser.add_argument("--compare", type=int, default=300)
    parser.add_argument("--show", action="store_true", help="print each difference")
    options = parser.parse_args()
    files = sorted(path for path in options.folder.rglob("*") if path.is_file())
    random.Random(1).shuffle(files)
    texts = [path.read_bytes().decode("utf-8-sig", "replace") for path in files[: options.sample]]
    time_cards(texts)
    compare(texts[: options.compare], files, options.show)


def time_cards(texts: list[str]) -> None:
    def loader() -> None:
        for text in texts:
            found = HUB_RULE.search(text)
            if found:
                with contextlib.suppress(yaml.YAMLError, ValueError):
                    yaml.load(found[2], Loader=yaml.CSafeLoader)

    def cards() -> None:
        for text in texts:
            parse_card("README.md", text)

    def both() -> None:
        for text in texts:
            card = parse_card("README.md", text)
            parse_prose(card.body, card.body_line, card.path)

    print(f"{len(texts)} cards, {sum(map(len, texts)):,} characters")
    base = timed(loader)
    for name, seconds in (("YAML loader alone", base), ("card", timed(cards)), ("card and prose", timed(both))):
        print(f"{name:20} {seconds:7.2f} s {len(texts) / seconds:9.0f} cards/s   {seconds / base:5.2f} x")


def timed(run: object) -> float:
    best = 1e9
    for _ in range(3):
        start = time.process_time()
        run()  # type: ignore[operator]
        best = min(best, time.process_time() - start)
    return best


def compare(texts: list[str], files: list[Path], show: bool) -> None:
    try:
        import markdown_it  # noqa: F401
    except ImportError:
        print("markdown-it-py is not installed: nothing to compare with", file=sys.stderr)
        return
    count: collections.Counter[tuple[str, str]] = collections.Counter()
    for text, path in zip(texts, files, strict=False):
        counted, differences = compare_one(text)
        count += counted
        if show and differences:
            print(path.name, *differences, sep="\n  ")
    for kind in ("heading", "link"):
        both, here, there = (count[kind, side] for side in ("both", "only here", "only there"))
        print(f"{kind}s: {both} in both, {here} only here, {there} only in markdown-it-py: {both / max(1, both + here + there):.4f}")


def compare_one(text: str) -> tuple[collections.Counter[tuple[str, str]], list[str]]:
    """How many headings (level, title, line) and targets of links both readers find in one README, and which only one does; bare addresses are not compared."""
    from markdown_it import MarkdownIt

    body = parse_card("README.md", text).body
    ours, theirs = parse_prose(body, 1, "README.md"), MarkdownIt("commonmark").enable("table").parse(body)
    mine = {squeeze(link.target) for link in ours.links}
    named = {squeeze(link.target) for link in ours.links if link.text != link.target}
    targets = {squeeze(target) for target in targets_of(theirs)}
    headings = {(heading.level, squeeze(heading.title), heading.line) for heading in ours.headings}
    others = set(headings_of(theirs))
    count: collections.Counter[tuple[str, str]] = collections.Counter()
    differences = []
    for kind, both, here, there in (
        ("heading", headings & others, headings - others, others - headings),
        ("link", mine & targets, named - targets, targets - mine),
    ):
        count[kind, "both"] += len(both)
        count[kind, "only here"] += len(here)
        count[kind, "only there"] += len(there)
        differences += [f"{kind} only here: {each}" for each in here] + [f"{kind} only there: {each}" for each in there]
    return count, differences


def headings_of(tokens: list) -> list[tuple[int, str, int]]:
    found = []
    for token, inline in itertools.pairwise(tokens):
        if token.type == "heading_open":
            found.append((int(token.tag[1]), squeeze(plain(inline)), token.map[0] + 1))
        for piece in [token] if token.type == "html_block" else []:
            for html in re.finditer(r"<h([1-6])[^>]*>(.*?)</h\1", piece.content, re.DOTALL | re.IGNORECASE):
                line = token.map[0] + 1 + piece.content[: html.start(2)].count("\n")
                found.append((int(html[1]), squeeze(re.sub(r"<[^>]*>", "", html[2])), line))
    return found


def plain(inline: object) -> str:
    return "".join(
        " " if child.type in ("softbreak", "hardbreak") else child.content for child in inline.children if child.type not in ("html_inline", "image")
    )  # type: ignore[attr-defined]


def targets_of(tokens: list) -> list[str]:
    found = []
    for token in tokens:
        for child in [token, *(token.children or [])]:
            if child.type in ("link_open", "image"):
                found.append(str(child.attrGet("href") or child.attrGet("src") or ""))
            if child.type in ("html_block", "html_inline"):
                content = re.sub(r"<!--.*?-->", "", child.content, flags=re.DOTALL)
                found += [
                    value.strip("\"'") for value in re.findall(r"<(?:a|img)\s[^>]*?(?:href|src)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+)", content, re.IGNORECASE)
                ]
    return found


def squeeze(text: str) -> str:
    from html import unescape
    from urllib.parse import unquote

    return re.sub(r"[\s*_`~\\]+", "", unquote(unescape(text)))


if __name__ == "__main__":
    main()
