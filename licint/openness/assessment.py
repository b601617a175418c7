"""All frameworks over one release or one record, side by side; none is converted into another."""

from collections.abc import Mapping
from typing import Any

import msgspec

from licint.knowledge import Knowledge
from licint.model import Evidence, Reasoned, Release, Terms, Verdict
from licint.openness.declared import with_declared
from licint.openness.eu_ai_act import eu_ai_act
from licint.openness.expressions import names_in
from licint.openness.facts import facts_of
from licint.openness.index import openness_index
from licint.openness.mof import mof
from licint.openness.mot_file import ModelFile, components_of
from licint.openness.nouns import Assessment, Components, Fact, Granted, Mof
from licint.openness.osaid import osaid
from licint.openness.rules import Rules
from licint.openness.size import size_in_name
from licint.openness.spectrum import Completeness


def assess(components: Components, granted: Granted, rules: Rules) -> Assessment:
    """What every framework says of these components, with what the license of the parameters grants."""
    return Assessment(
        components,
        mof(components, rules, "mot"),
        mof(components, rules, "strict"),
        openness_index(components, rules),
        osaid(components, granted, rules),
        eu_ai_act(components, granted, rules),
    )


def assess_release(release: Release, verdict: Verdict, knowledge: Knowledge, rules: Rules, declared: tuple[Fact, ...] = ()) -> Assessment:
    """The frameworks over a release as licint read it; `declared` is what its publisher says in licint.toml."""
    governing = verdict.governing("weights")
    components = with_declared(facts_of(release, verdict, knowledge, rules), declared)
    return assess(components, granted_by(verdict.terms, governing.concluded if governing else None), rules)


def assess_file(file: ModelFile, knowledge: Knowledge, rules: Rules) -> Assessment:
    """The frameworks over a record of the Model Openness Tool. Access is taken as public where parameters are recorded: the format does not say."""
    components = components_of(file, rules, knowledge.resolve)
    parameters = components.get("parameters")
    size = size_in_name(f"{file.name} {file.about.get('version', '')}", rules)
    with_size = Components(components.name, components.facts, True, "public" if parameters.presence == "present" else "unknown", size=size)
    return assess(with_size, _granted_in_record(parameters, knowledge), rules)


def granted_by(terms: Terms, license: str | None) -> Granted:
    """Terms as the frameworks ask them."""
    return Granted(license, terms.category, terms.terms, tuple(each.kind for each in terms.obligations))


def _granted_in_record(parameters: Fact, knowledge: Knowledge) -> Granted:
    names = names_in(parameters.license) if parameters.license else ()
    license = knowledge.license(names[0]) if len(names) == 1 else None
    if license:
        return granted_by(license.terms, license.id)
    unlicensed = parameters.presence == "present" and parameters.license is None and parameters.license_known
    return Granted(parameters.license, "proprietary" if unlicensed else "unknown")


def completeness_of(components: Components) -> Completeness:
    """What the components say for the place on the spectrum: data open or documented, training code open; None where that is not known for certain."""
    data, code = components.get("datasets"), components.get("training_code")
    return Completeness(_certain(data, ("whole", "described")), _certain(code, ("whole",)))


def _certain(fact: Fact, enough: tuple[str, ...]) -> bool | None:
    if fact.presence == "absent" or fact.extent == "part":
        return False
    return True if fact.presence == "present" and fact.extent in enough else None


def openness(assessment: Assessment) -> Mapping[str, Any]:
    """The `openness` object of the JSON report: plain data."""
    return {
        "mof": {"mot": _mof(assessment.mot), "strict": _mof(assessment.strict), "components": [_fact(each) for each in assessment.components.facts]},
        "osai": {
            "score": [round(each, 6) for each in assessment.index.score],
            "judgements": {name: each.value for name, each in assessment.index.judgements.items()},
            "because": {name: [_evidence(each) for each in judged.because] for name, judged in assessment.index.judgements.items() if judged.because},
        },
        "osaid": {
            "answer": assessment.osaid.answer,
            "because": [_evidence(each) for requirement in assessment.osaid.requirements.values() for each in requirement.because],
            "requirements": {name: _reasoned(each) for name, each in assessment.osaid.requirements.items()},
        },
        "eu_ai_act": {"answer": assessment.eu_ai_act.answer, "tests": {name: _reasoned(each) for name, each in assessment.eu_ai_act.tests.items()}},
    }


def _mof(result: Mof) -> dict[str, Any]:
    classes = {str(grade): report for grade, report in sorted(result.classes.items())}
    data: dict[str, Any] = {"class": result.grade, "label": result.label, "progress": {grade: each.progress for grade, each in classes.items()}}
    for part in ("missing", "invalid", "unlicensed", "inappropriate"):
        data[part] = {grade: list(getattr(each, part)) for grade, each in classes.items()}
    if result.mode == "strict":
        data |= {"share": {grade: each.share for grade, each in classes.items()}, "possible": result.possible, "remarks": list(result.remarks)}
        data["unknown"] = {grade: list(each.unknown) for grade, each in classes.items()}
    return data


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "component": fact.component or fact.name,
        "presence": fact.presence,
        "extent": fact.extent,
        "license": fact.license,
        "because": [_evidence(each) for each in fact.because],
    }


def _reasoned(reasoned: Reasoned) -> dict[str, Any]:
    return {"answer": reasoned.value, "because": [_evidence(each) for each in reasoned.because]}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    """As plain data, but for the note: it can still be said in another language."""
    return {**msgspec.to_builtins(evidence, enc_hook=str), "note": evidence.note}
