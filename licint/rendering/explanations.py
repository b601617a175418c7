"""A rule's docstring in the language that is spoken: summary and reasons from the catalog, the examples as they are."""

import re

from licint.checks import Rule
from licint.messages import ENGLISH, Language

WHY = re.compile(r"(## Why\n).*?(?=\n## |\Z)", re.S)
HEADING = re.compile(r"^## (.+)$", re.M)


def rule_summary(rule: Rule, language: Language = ENGLISH) -> str:
    """One line that says what is wrong."""
    words = language.rules.get(rule.code)
    return words.summary if words else rule.summary


def rule_doc(rule: Rule, language: Language = ENGLISH) -> str:
    """The docstring; of a rule that the catalog does not know, the English one."""
    words = language.rules.get(rule.code)
    if words is None:
        return rule.doc
    body = rule.doc.partition("\n")[2]
    explained = WHY.sub(lambda found: f"{found[1]}{words.why}\n", body, count=1) if words.why else body
    return words.summary + "\n" + HEADING.sub(lambda found: f"## {language.say(found[1])}", explained)
