"""Everything that licint knows, opened once."""

from functools import cache
from typing import TYPE_CHECKING

from licint.errors import KnowledgeError
from licint.identification import Index
from licint.knowledge.indexing import fresh_index
from licint.knowledge.locations import rules_dir

if TYPE_CHECKING:
    from licint.auditor import Expertise
    from licint.clauses import Patterns
    from licint.knowledge import Knowledge


@cache
def open_expertise() -> "Expertise":
    """The knowledge, the index of texts and the patterns. Raises KnowledgeError where they cannot be read or compiled."""
    from licint.auditor import Expertise
    from licint.knowledge import load

    knowledge = load()
    return Expertise(knowledge, open_index(), open_patterns(knowledge))


def open_index() -> Index:
    """The index of license texts. Raises KnowledgeError where it cannot be made."""
    path = fresh_index(rules_dir())
    if path is None:
        raise KnowledgeError(
            "the index of license texts cannot be built", "install licint from a wheel, or let it write to its rules folder or to the user's cache"
        )
    return Index.open(path)


def open_patterns(knowledge: "Knowledge") -> "Patterns":
    """The patterns of the clause reader. Raises KnowledgeError where rules/clauses or rules/prose cannot be read."""
    from licint.clauses import Patterns

    data = knowledge.patterns_json
    if data is None:
        raise KnowledgeError("the patterns of the clause reader cannot be read", "the files under rules/clauses and rules/prose are YAML")
    return Patterns.from_json(data)
