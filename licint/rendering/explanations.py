"""A rule's docstring in the language that is spoken: summary and reasons from the catalog, the examples as they are."""

import re

from licint.checks import Rule
from licint.messages import ENGLISH, Language

WHY = re.compile(r"(## Why\n).*?(?=\n## |\Z)", re.S)
HEADING = re.compile(r"^## (.+)$", re.M)


def rule_summary(rule: Rule, language: Language = ENGLISH) -> str:
    """One line that says what is wrong."""
    return language.rules[rule.code][0] if rule.code in language.rules else rule.summary


def rule_doc(rule: Rule, language: Language = ENGLISH) -> str:
    """The docstring; of a rule that the catalog does not know, the English one."""
    if rule.code not in language.rules:
        return rule.doc
    summary, why = language.rules[rule.code]
    explained = WHY.sub(lambda found: f"{found[1]}{why}\n", rule.doc.partition("\n")[2], count=1)
    return summary + "\n" + HEADING.sub(lambda found: f"## {language.say(found[1])}", explained)
