"""The inner loops of identification: compiled (compiled.c) where there was a C compiler when licint was installed, else in Python. The answers are the same.

Words are little-endian 16-bit hashes as bytes; positions and numbers are bytes too, 4 of them each; `arrays` are those of an index; a table of shingles is
whatever `table_of` makes.
"""

__all__ = [
    "COMPILED",
    "align",
    "count_common",
    "count_texts",
    "find_fullest",
    "find_known",
    "find_meetings",
    "find_phrases",
    "hash_text",
    "letters_of",
    "table_of",
    "words_of",
]

try:
    from licint.identification.core._compiled import (
        align,
        count_common,
        count_texts,
        find_fullest,
        find_known,
        find_meetings,
        find_phrases,
        hash_text,
        letters_of,
        table_of,
        words_of,
    )

    COMPILED = True
except ImportError:
    from licint.identification.core.alignment import align
    from licint.identification.core.known import count_texts, find_known
    from licint.identification.core.letters import hash_text, letters_of, words_of
    from licint.identification.core.phrases import find_phrases
    from licint.identification.core.tables import count_common, find_fullest, find_meetings, table_of

    COMPILED = False
