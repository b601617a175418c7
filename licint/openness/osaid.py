"""The Open Source AI Definition 1.0 (OSI, October 2024): pass, fail or needs review, by requirement.

Source: the text of the definition; the checklist is that of draft 0.0.9, which names the components of the Model Openness Framework.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

from licint.messages import say
from licint.model import Evidence, Reasoned
from licint.openness.mof import is_open
from licint.openness.nouns import Components, Fact, Granted, Osaid
from licint.openness.rules import Rules

Answer = Literal["pass", "fail", "review"]


def osaid(components: Components, granted: Granted, rules: Rules) -> Osaid:
    """What the definition says. It passes only what is seen to be complete; `review` names what somebody must look at."""
    requirements = {
        "freedoms": _freedoms(components, granted),
        "parameters": _parameters(components, granted, rules),
        "code": _code(components, rules),
        "data": _data(components, rules),
    }
    answers = {each.value for each in requirements.values()}
    answer: Answer = "fail" if "fail" in answers else "review" if "review" in answers else "pass"
    return Osaid(answer, requirements, checklist(components, rules))


def _freedoms(components: Components, granted: Granted) -> Reasoned:
    """Use, study, change and share, for any purpose and without asking."""
    because = (Evidence(license=granted.license, note=say("the license of the parameters is {category}", category=say(granted.category))),)
    if components.access in ("api-only", "unavailable"):
        return Reasoned("fail", (Evidence(note=say("the model is {access}", access=say(components.access))),))
    if granted.category == "unknown":
        return Reasoned("review", because)
    return Reasoned("pass" if granted.category == "open-source" else "fail", because)


def _parameters(components: Components, granted: Granted, rules: Rules) -> Reasoned:
    fact = components.get("parameters")
    if fact.presence == "absent":
        return Reasoned("fail", fact.because or (Evidence(note="no parameters are shared"),))
    if fact.presence == "unknown":
        return Reasoned("review", (Evidence(note="no parameters were seen"),))
    if granted.category == "open-source":
        return Reasoned("pass", fact.because)
    because = (Evidence(license=granted.license, note=say("{category}: not terms that OSI would approve", category=say(granted.category))),)
    return Reasoned("review" if granted.category == "unknown" else "fail", because)


def _code(components: Components, rules: Rules) -> Reasoned:
    """The complete source used to train and run, under licenses that OSI approves."""
    return _joined([_part(components.get(each), rules) for each in rules.osaid.code])


def _part(fact: Fact, rules: Rules) -> Reasoned:
    label = rules.component(fact.component or "").label
    if fact.presence == "absent":
        return Reasoned("fail", (*fact.because, Evidence(note=say("{label}: not shared", label=say(label)))))
    if fact.presence == "unknown":
        return Reasoned("review", (*fact.because, Evidence(note=say("{label}: not seen", label=say(label)))))
    if fact.license and not is_open(fact.license, rules):
        return Reasoned("fail", (*fact.because, Evidence(license=fact.license, note=say("{label}: not an open license", label=say(label)))))
    if not fact.license:
        return Reasoned("fail" if fact.license_known else "review", (*fact.because, Evidence(note=say("{label}: no license was seen", label=say(label)))))
    if fact.extent != "whole":
        return Reasoned("review", (*fact.because, Evidence(note=say("{label}: whether this is all of it takes a reader", label=say(label)))))
    return Reasoned("pass", fact.because)


def _data(components: Components, rules: Rules) -> Reasoned:
    """Information in such detail that a skilled person can build a substantially equivalent system; the data themselves need not be shared."""
    data = components.get("datasets")
    label = rules.component("datasets").label
    if data.presence == "present" and data.extent == "whole":
        return Reasoned("pass", (*data.because, Evidence(note=say("{label}: shared as a whole", label=say(label)))))
    described = [fact for each in rules.osaid.information if (fact := components.get(each)).presence == "present"]
    if data.presence == "absent" and not described:
        return Reasoned("fail", (*data.because, Evidence(note=say("{label}: neither shared nor described", label=say(label)))))
    reasons = [reason for each in described for reason in each.because[:1]]
    return Reasoned("review", (*reasons, Evidence(note="whether the description suffices to build an equivalent system takes a reader")))


def _joined(parts: Iterable[Reasoned]) -> Reasoned:
    """The worst answer, with the reasons of those who gave it."""
    listed = list(parts)
    worst = next((each for each in ("fail", "review") if any(part.value == each for part in listed)), "pass")
    return Reasoned(worst, tuple(reason for part in listed if part.value == worst for reason in part.because))


def checklist(components: Components, rules: Rules) -> Mapping[str, Reasoned]:
    """The checklist of draft 0.0.9: data, code and model, each yes, no or unknown. In a complete record, what is not there is not recorded: unknown, not no."""
    lists = rules.osaid.checklist
    data = [_has(components.get(each), rules) for each in lists.data_any]
    code = [_has(components.get(each), rules) for each in lists.code_all]
    model = [_has(components.get(each), rules) for each in lists.model_all]
    return {
        "data": Reasoned("yes" if "yes" in data else "unknown" if "unknown" in data else "no"),
        "code": _all(code, lists.code_all, rules),
        "model": _all(model, lists.model_all, rules),
    }


def _has(fact: Fact, rules: Rules) -> str:
    if fact.presence == "present" and fact.license:
        return "yes" if is_open(fact.license, rules) else "no"
    if fact.presence == "present":
        return "no" if fact.license_known else "unknown"
    return "no" if fact.presence == "absent" else "unknown"


def _all(answers: list[str], ids: tuple[str, ...], rules: Rules) -> Reasoned:
    value = "no" if "no" in answers else "unknown" if "unknown" in answers else "yes"
    named = [rules.component(id).label for id, answer in zip(ids, answers, strict=True) if answer == value and value != "yes"]
    return Reasoned(value, tuple(Evidence(note=each) for each in named))
