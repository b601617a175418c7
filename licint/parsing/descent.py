"""Descent as prose states it ("this model is a fine-tuned version of org/name"): only plain statements about the release itself, with an id or a Hub link."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice

from licint.model import Link, Location, Paragraph, Parent, Relation
from licint.parsing.model_ids import to_model_id
from licint.regex import compiled, late

MAX_SENTENCE = 600  # characters before and behind the verb
MAX_PARENTS = 20
MAX_PARAGRAPHS = 500  # looked at in one text
MAX_STATEMENTS = 10  # looked at in one paragraph
MAX_LINKS = 200  # looked at in one paragraph

_VERSION = r"(?:(?:version|variant|model|checkpoint|derivative|edition|release)s?\s)?"
_FILLER = r"(?:(?:the|a|an|our|pre-?trained|base|original|official|model|checkpoint|weights|instruct|language|foundation|backbone)s?\s){0,4}"
_ID = r"(?P<id>[A-Za-z0-9_][\w.-]{0,95}(?:/[A-Za-z0-9_][\w.-]{0,95})?)"
# Each with words of which every match holds one: a text is searched for nothing that it cannot hold.
_PATTERNS: tuple[tuple[Relation, tuple[str, ...], str], ...] = (
    ("finetune", ("tun",), rf"\bfine-?\s?tun(?:ed?|ing)\s{_VERSION}(?:of|from)\s"),
    ("finetune", ("from ",), r"\b(?:initiali[sz]ed|continued?|trained|adapted|started|starting)\s(?:training\s|pre-?training\s|pretrained\s)?from\s"),
    ("unknown", ("derived from", "based ", "built "), r"\bderived\sfrom\s|\b(?:based|built)\s(?:up)?on\s(?:top\sof\s)?"),
    ("finetune", ("on top of",), r"\bfine-?\s?tuned\s(?:up)?on\stop\sof\s"),
    ("adapter", ("lora", "peft", "adapter"), r"\b(?:lora|qlora|peft|adapters?)\s(?:(?:adapters?|weights|model)\s)?(?:for|of|on)\s"),
    ("quantized", ("quant",), rf"\b(?:quanti[sz]ed|quanti[sz]ations?|quants?)\s{_VERSION}(?:of|from|for)\s"),
    (
        "quantized",
        ("quant", "conversion ", "file"),
        r"\b(?:gguf|gptq|awq|exl2|int4|int8|fp8|\d-?bit)\s(?:quanti[sz]ed\s)?(?:quants?|quanti[sz]ations?|conversion|files?)\s(?:of|from|for)\s",
    ),
    ("merge", ("merge",), r"\bmerged?\s(?:version\s|model\s)?of\s"),
    ("unknown", ("base model",), r"\A\W{0,5}base\smodels?\s?(?=[:：]\s?+(?!http))"),  # a bare address lists the parts of a family
    ("distill", ("distil",), rf"\bdistill?ed\s{_VERSION}(?:of|from)\s"),
)
_OBJECT = rf"{_FILLER}(?:\[optional\]\s?)?(?:[:：]\s?)?[\"'“`(]?{_ID}"
# 基于 org/name 微调; org/name をベースに; org/name을 기반으로
_EAST_ASIAN = (
    rf"基于\s?{_ID}\s?(?:模型)?\s?(?:进行|上|的)?\s?(?:微调|训练|精调|量化)"
    rf"|{_ID.replace('<id>', '<id2>')}\s?(?:を(?:ベース|ファインチューニング|元に)|(?:을|를)\s?(?:기반|파인튜닝))"
)
_EAST_ASIAN_WORDS = ("基于", "ベース", "ファイン", "元に", "기반", "파인")
_WORDS = tuple(dict.fromkeys([*(word for _, words, _ in _PATTERNS for word in words), *_EAST_ASIAN_WORDS]))
_SENTENCE_END = late(r"[.!?。！？;；]\s|\n")
_FOREIGN = (
    r"\b(?:unlike|compar\w{0,8}|outperform\w{0,4}|not|never|instead|rather|others?|another|similar(?:ly)?|such\sas|e\.g|versus|vs|than|whereas|while|many|some"
    r"|most|these\smodels|if|to\sfine|inspired|you|use\sthe|paper|approach|benchmark|evaluated|dataset|tokenizer|code|cards?|the\sbase|template)\b"
    r"|没有|不是|不同于|相比|比較|ではな|아닌"
)
_PLAIN_NAME = late(r"/(?=[^/]*[A-Za-z])[^/]*[-\d]")
_SUBJECT = r"^[\W_]{0,20}(?:this|the|it|it's|our|we|here|model|i|a|an|these)\b|^[\W_]{0,20}$|^[\W_]{0,5}[^\s,]{1,80}(?:\s(?:is|was|are|has)\b|\s?,)"
_NAMED = r"[\W_]{0,5}(?!(?:this|the|it|it's|our|we|here|model|i|a|an|these)\b)([^\s,]{1,80})(?:\s(?:is|was|are|has)\b|\s?,)"
_NO_MODEL = r"\bcard\b|\bpaper\b|\brepo(?:sitory)?\b|\bcode\b"


def parents_in_prose(paragraphs: Sequence[Paragraph], links: Iterable[Link], path: str) -> tuple[Parent, ...]:
    """The parents that a card's text plainly states.

    Nothing for comparisons, instructions, other people's models, datasets, and for names that have neither an organization nor a link.
    """
    telling = list(islice(_telling(paragraphs), MAX_PARAGRAPHS))
    if not telling:
        return ()
    by_line: dict[int, list[Link]] = {}
    for link in links:
        if not link.image:
            by_line.setdefault(link.at.line, []).append(link)
    kept: dict[str, Parent] = {}
    for paragraph, words in telling:
        near = [link for line in range(paragraph.line, min(paragraph.end_line, paragraph.line + 200) + 1) for link in by_line.get(line, ())]
        for parent in _read_paragraph(paragraph, words, near, path):
            kept.setdefault(parent.id.lower(), parent)
    return tuple(kept.values())[:MAX_PARENTS]


def _telling(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, tuple[str, ...]]]:
    """The paragraphs that may state a parent, with those of _WORDS that they hold."""
    everything = "\n".join([each.text for each in paragraphs]).lower()
    present = [word for word in _WORDS if word in everything]
    for paragraph in paragraphs if present else ():
        if paragraph.kind != "cell":
            text = paragraph.text.lower()
            words = tuple([word for word in present if word in text])
            if words:
                yield paragraph, words


@cache
def _statement(words: tuple[str, ...]) -> re.Pattern[str]:
    """The patterns that a text with these words may hold, as one expression."""
    chosen = [f"(?P<r{index}>{pattern})" for index, (_, needed, pattern) in enumerate(_PATTERNS) if not set(needed).isdisjoint(words)]
    return re.compile("|".join(chosen) or r"(?!)", re.IGNORECASE)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when a text first asks for it: most do not, and it takes milliseconds."""
    return compiled(pattern, re.IGNORECASE)


def _read_paragraph(paragraph: Paragraph, words: tuple[str, ...], links: list[Link], path: str) -> Iterator[Parent]:
    """The parents that one paragraph states; of a text that is all statements only the first are looked at."""
    text = paragraph.text[:20_000]
    here = Location(path, paragraph.line)
    for found in islice(_statement(words).finditer(text), MAX_STATEMENTS):
        named = _compiled(_OBJECT).match(text, found.end())
        model = named and _find_model(named["id"], links, here)
        if model and _is_own_statement(text, found.start()):
            yield Parent(model[0], _PATTERNS[int(str(found.lastgroup)[1:])][0], model[1], "prose", _child(text, found.start()))
    if set(_EAST_ASIAN_WORDS).isdisjoint(words):
        return
    for found in islice(_compiled(_EAST_ASIAN).finditer(text), MAX_STATEMENTS):
        model = _find_model(found["id"] or found["id2"], links, here)
        if model and _is_own_statement(text, found.start(), any_subject=True):
            yield Parent(model[0], "finetune", model[1], "prose")


def _is_own_statement(text: str, at: int, *, any_subject: bool = False) -> bool:
    """Whether what stands before the verb in its sentence speaks of this release: no comparison, no advice, no other subject."""
    before = _before(text, at)
    return not _compiled(_FOREIGN).search(before) and (any_subject or bool(_compiled(_SUBJECT).search(before)))


def _before(text: str, at: int) -> str:
    """What stands in its sentence before an offset."""
    before = text[max(0, at - MAX_SENTENCE) : at]
    ends = [found.end() for found in _SENTENCE_END.finditer(before)]
    return before[ends[-1] :] if ends else before


def _child(text: str, at: int) -> str | None:
    """The name that is the subject of the sentence around an offset ("Acme-7B is fine-tuned from …")."""
    named = _compiled(_NAMED).match(_before(text, at))
    return named[1] if named else None


def _find_model(written: str, links: list[Link], here: Location) -> tuple[str, Location] | None:
    """The model that a name stands for, and where: the target of the link that bears the name, or the name itself.

    A name without a link needs an organization and a hyphen or digit, as in `org/name-7b`: `input/output` and `org/library` are no models.
    """
    written = written.rstrip(".-_")
    for link in links[:MAX_LINKS]:
        text = link.text.strip()
        if text and (text.startswith(written) or (len(text) > 3 and written.startswith(text))):
            found = to_model_id(link.target) if "/" in link.target else None
            return (found, link.at) if found and not _compiled(_NO_MODEL).search(text) else None
    found = to_model_id(written)
    return (found, here) if found and _PLAIN_NAME.search(found) else None
