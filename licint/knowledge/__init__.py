"""What licint knows: licenses and their terms, the Hub's and SPDX's lists, models, training sets, and the words of the vocabulary (rules/)."""

from licint.knowledge.library import Knowledge, load
from licint.knowledge.locations import rules_dir
from licint.knowledge.nouns import DatasetFacts, HubId, ModelFacts, SpdxId, TermWords, Vocabulary, Word

__all__ = ["DatasetFacts", "HubId", "Knowledge", "ModelFacts", "SpdxId", "TermWords", "Vocabulary", "Word", "load", "rules_dir"]
