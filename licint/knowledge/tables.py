"""rules/{hub,spdx,models,datasets,terms}.yaml -> nouns, checked."""

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import asdict, replace

from licint.knowledge.aliases import Names
from licint.knowledge.nouns import DatasetFacts, HubId, ModelFacts, SpdxId, Vocabulary
from licint.knowledge.reading import fault, read_yaml
from licint.knowledge.recognition import INHERIT
from licint.knowledge.schema import CoarseRule, DatasetsFile, HubFile, ModelsFile, SpdxFile, TermsFile
from licint.model import CATEGORIES, OTHER_TERMS, PLACES, USES


def read_vocabulary(path: Path) -> Vocabulary:
    """The words of rules/terms.yaml. Raises KnowledgeError, also when a term, category or place of the model is not explained."""
    file = read_yaml(path, TermsFile)
    for part, said, needed in (("terms", file.terms, (*USES, *OTHER_TERMS)), ("categories", file.categories, CATEGORIES), ("places", file.places, PLACES)):
        missing = [word for word in needed if word not in said]
        if missing:
            raise fault(path, f"$.{part}", f"no sentence for {', '.join(missing)}", "add the word with `en:` and `zh:`")
    return Vocabulary(**asdict(file))


def read_hub(path: Path) -> tuple[tuple[HubId, ...], tuple[HubId, ...], str]:
    """The Hub's identifiers, those that it no longer accepts, and the date on which the list was read."""
    file = read_yaml(path, HubFile)
    _refuse_doubles(path, "ids", [each.id for each in (*file.ids, *file.retired)])
    current, retired = (tuple(HubId(**asdict(each)) for each in part) for part in (file.ids, file.retired))
    return current, retired, file.as_of


def read_spdx(path: Path, words: Vocabulary) -> tuple[tuple[SpdxId, ...], dict[str, CoarseRule], str]:
    """The SPDX list, the rules that give coarse terms by their names, and the date on which the list was read."""
    file = read_yaml(path, SpdxFile)
    rules = {each.rule: each for each in file.rules}
    for place, rule in enumerate(file.rules):
        for name, value in rule.terms.items():
            if name not in words.terms or not (words.terms[name].free or value in words.terms[name].values):
                raise fault(path, f"$.rules[{place}].terms", f"`{name}: {value}` is no term with that value", "use the words of rules/terms.yaml")
        for kind in rule.obligations:
            if kind not in words.obligations:
                raise fault(path, f"$.rules[{place}].obligations", f"`{kind}` is no kind of obligation", "use the words of rules/terms.yaml")
    for place, row in enumerate(file.ids):
        if row.rule not in rules:
            raise fault(path, f"$.ids[{place}].rule", f"there is no rule `{row.rule}`", f"use one of: {', '.join(rules)}")
    _refuse_doubles(path, "ids", [each.id for each in file.ids])
    return tuple(SpdxId(**asdict(each)) for each in file.ids), rules, file.as_of


def read_models(path: Path) -> tuple[tuple[ModelFacts, ...], str]:
    """The rows of known models in their order, and the date of the table."""
    file = read_yaml(path, ModelsFile)
    seen: set[str] = set()
    for place, row in enumerate(file.models):
        if row.pattern != row.pattern.lower():
            raise fault(path, f"$.models[{place}].pattern", f"`{row.pattern}` has capitals", "patterns are compared in lower case: write them so")
        if row.pattern in seen:
            raise fault(path, f"$.models[{place}].pattern", f"`{row.pattern}` stands twice; the second is never reached", "keep one row")
        if not row.license and not row.category:
            raise fault(path, f"$.models[{place}]", "the row has neither license nor category", "add `license:`, or `category:` where no license is granted")
        seen.add(row.pattern)
    return tuple(each.facts() for each in file.models), file.as_of


def read_datasets(path: Path) -> tuple[tuple[DatasetFacts, ...], str]:
    """The known training sets, and the date of the table."""
    file = read_yaml(path, DatasetsFile)
    _refuse_doubles(path, "datasets", [each.id.lower() for each in file.datasets])
    return tuple(DatasetFacts(**asdict(each)) for each in file.datasets), file.as_of


def with_license_ids(models: Sequence[ModelFacts], names: Names) -> list[ModelFacts]:
    """The rows with license ids in place of aliases; what no file has stays as it was written."""
    return [
        replace(
            each,
            license=each.license if each.license in (None, INHERIT) else names.of(each.license) or each.license,
            also=tuple(names.of(name) or name for name in each.also),
            tag=names.of(each.tag) or each.tag if each.tag else None,
        )
        for each in models
    ]


def _refuse_doubles(path: Path, part: str, ids: Sequence[str]) -> None:
    for place, name in enumerate(ids):
        if name in ids[:place]:
            raise fault(path, f"$.{part}[{place}].id", f"`{name}` stands twice", "keep one row")
