"""The clause reader: what a text that nobody has seen before lets one do, and what a card's prose says about rights.

`read_terms` reads license texts, riders, policies and single statements; `read_statements` reads the paragraphs of cards and gate texts. Both are pure.
"""

from licint.clauses.category import category_of
from licint.clauses.patterns import Patterns, read_data
from licint.clauses.statements import read_statements
from licint.clauses.terms import read_terms

__all__ = ["Patterns", "category_of", "read_data", "read_statements", "read_terms"]
