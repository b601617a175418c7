"""The index for the identification tests, built once a run from rules/."""

from pathlib import Path

from licint.identification import Index
from licint.identification.compilation import compile_rules

INDEX = Index.of(compile_rules(Path(__file__).resolve().parent.parent / "rules"))
