"""Numbers as licenses write them: "700 million", "1,000,000", "USD 1M", "1亿", "100万", "3억", "one million (1,000,000)"."""

import re

from licint.clauses.patterns import Vocabulary
from licint.regex import compiled, late

_DIGITS = late(r"(\d[\d,.]{0,20})\s?([a-z]{1,9}|[万亿千百十億萬만억천백]{1,2})?")
_CHINESE_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_CHINESE_UNITS = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
LARGEST = 10**15


def number_in(text: str, vocabulary: Vocabulary) -> int | float | None:
    """The first number in a folded text, or None."""
    found = _DIGITS.search(text)
    if found:
        return _bounded(_figure(found.group(1)) * _magnitude(found.group(2) or "", vocabulary))
    return _spelled(text, vocabulary) or _chinese(text)


def currency_in(text: str, vocabulary: Vocabulary) -> str | None:
    """The ISO code of the first currency of the vocabulary that the folded text names."""
    for expression, code in vocabulary.currencies.items():
        if compiled(expression).search(text):
            return code
    return None


def _figure(digits: str) -> float:
    plain = digits.rstrip(".,").replace(",", "")
    if plain.count(".") > 1 or re.fullmatch(r"\d{1,3}\.\d{3}", plain):
        plain = plain.replace(".", "")
    try:
        return float(plain)
    except ValueError:
        return 0.0


def _magnitude(word: str, vocabulary: Vocabulary) -> int:
    return vocabulary.magnitudes.get(word, 1)


def _spelled(text: str, vocabulary: Vocabulary) -> int | float | None:
    total = 0
    for word in re.findall(r"[a-z]{1,12}", text)[:12]:
        if word in vocabulary.numbers:
            total += vocabulary.numbers[word]
        elif total and word in vocabulary.magnitudes:
            total *= vocabulary.magnitudes[word]
        elif total:
            break
    return total or None


def _chinese(text: str) -> int | None:
    total, section, digit, seen = 0, 0, 0, False
    for letter in text[:40]:
        if letter in _CHINESE_DIGITS:
            digit, seen = _CHINESE_DIGITS[letter], True
        elif letter in _CHINESE_UNITS and (seen or letter == "十"):
            unit = _CHINESE_UNITS[letter]
            if unit >= 10_000:
                total, section, digit = (total + section + digit) * unit, 0, 0
            else:
                section, digit = section + (digit or 1) * unit, 0
            seen = True
        elif seen:
            break
    return (total + section + digit) or None


def _bounded(value: float) -> int | float | None:
    if not 0 < value <= LARGEST:
        return None
    return int(value) if value == int(value) else value
