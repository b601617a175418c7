"""What licint knows: licenses and their terms, the Hub's and SPDX's lists, models, training sets, and the words of the vocabulary (rules/)."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from licint.knowledge.library import Knowledge, load
    from licint.knowledge.locations import rules_dir
    from licint.knowledge.nouns import DatasetFacts, HubId, ModelFacts, SpdxId, TermWords, Vocabulary, Word

__all__ = ["DatasetFacts", "HubId", "Knowledge", "ModelFacts", "SpdxId", "TermWords", "Vocabulary", "Word", "load", "rules_dir"]


def __getattr__(name: str) -> Any:
    """Each name from the module that holds it, loaded when it is asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name == "rules_dir":
        from licint.knowledge.locations import rules_dir

        return rules_dir
    if name in ("Knowledge", "load"):
        from licint.knowledge import library

        return getattr(library, name)
    from licint.knowledge import nouns

    return getattr(nouns, name)
