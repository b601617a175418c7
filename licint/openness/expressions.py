"""SPDX license expressions: which licenses one names, and whether a choice of them satisfies a demand."""

import re
from collections.abc import Callable, Iterator

MAX_LENGTH = 1_000  # characters
_TOKEN = re.compile(r"[()]|[^\s()]{1,300}")
_OPERATORS = {"AND": 2, "OR": 1}


def names_in(expression: str) -> tuple[str, ...]:
    """The licenses that an expression names, exceptions left out; a text that is no expression is one name."""
    tokens = list(_tokens(expression))
    return tuple(each for each in tokens if each not in "()" and each not in _OPERATORS) if _is_expression(tokens) else (expression.strip(),)


def rename(expression: str, meaning: Callable[[str], str | None]) -> str:
    """The expression with each name replaced by what it means; a name that means nothing stays."""
    whole = meaning(expression.strip())
    tokens = list(_tokens(expression))
    if whole or not _is_expression(tokens):
        return whole or expression.strip()
    words = [each if each in "()" or each in _OPERATORS else meaning(each) or each for each in tokens]
    return " ".join(words).replace("( ", "(").replace(" )", ")")


def satisfied(expression: str, accepted: Callable[[str], bool]) -> bool:
    """Whether the demand holds: for all parts of an AND, for one part of an OR. A text that is no expression is asked about as it stands."""
    tokens = list(_tokens(expression))
    if not _is_expression(tokens):
        return accepted(expression.strip())
    values: list[bool] = []
    operators: list[str] = []
    for token in tokens:
        if token == "(":
            operators.append(token)
        elif token == ")":
            while operators[-1] != "(":
                _apply(operators.pop(), values)
            operators.pop()
        elif token in _OPERATORS:
            while operators and operators[-1] != "(" and _OPERATORS[operators[-1]] >= _OPERATORS[token]:
                _apply(operators.pop(), values)
            operators.append(token)
        else:
            values.append(accepted(token))
    while operators:
        _apply(operators.pop(), values)
    return values[0]


def _apply(operator: str, values: list[bool]) -> None:
    right, left = values.pop(), values.pop()
    values.append(left and right if operator == "AND" else left or right)


def _tokens(expression: str) -> Iterator[str]:
    """Names, operators in capitals and parentheses; `WITH exception` is dropped: an exception only permits more."""
    skip = False
    for match in _TOKEN.finditer(expression[:MAX_LENGTH]):
        token = match[0]
        if skip:
            skip = False
        elif token.upper() == "WITH":
            skip = True
        else:
            yield token.upper() if token.upper() in _OPERATORS else token


def _is_expression(tokens: list[str]) -> bool:
    """Whether names and operators alternate and the parentheses close."""
    depth, name_due = 0, True
    for token in tokens:
        if token == "(":
            if not name_due:
                return False
            depth += 1
        elif token == ")":
            depth -= 1
            if name_due or depth < 0:
                return False
        elif (token in _OPERATORS) == name_due:
            return False
        else:
            name_due = token in _OPERATORS
    return bool(tokens) and not name_due and depth == 0
