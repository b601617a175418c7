"""The AI Act, Art. 53(2): whether a release would count as free and open-source, by the Commission's guidelines. Not legal advice.

Source: Regulation (EU) 2024/1689; Guidelines for providers of general-purpose AI models, C(2025) 5045 of 18 July 2025, paragraphs 73 to 92, which bind nobody.
"""

from collections.abc import Iterable
from typing import Literal

from licint.messages import say
from licint.model import Evidence, Reasoned, Term
from licint.openness.nouns import Components, EuAiAct, Granted
from licint.openness.rules import Rules

Answer = Literal["pass", "fail", "review"]
RANK = ("pass", "review", "fail")
RESTRICTING = ("inline", "external-policy")


def eu_ai_act(components: Components, granted: Granted, rules: Rules) -> EuAiAct:
    """The tests E1 to E7 and what follows: any failure is `not-exempt`, anything to review is `unclear`."""
    asked = {
        "E1": _access(components, granted),
        "E2": _use(granted, rules),
        "E3": _modify(granted),
        "E4": _distribute(granted),
        "E5": _monetization(components, granted, rules),
        "E6": _published(components),
        "E7": _systemic_risk(components, rules),
    }
    tests = {name: Reasoned(found.value, tuple(_numbered(found.because, rules.eu_ai_act.tests[name].paragraph))) for name, found in asked.items()}
    answers = {each.value for each in tests.values()}
    return EuAiAct("not-exempt" if "fail" in answers else "unclear" if "review" in answers else "exempt-eligible", tests)


def _numbered(because: Iterable[Evidence], paragraph: str) -> Iterable[Evidence]:
    """The reasons, and where the guidelines speak of them."""
    yield from because
    yield Evidence(note=say("guidelines, paragraph {paragraph}", paragraph=paragraph))


def _access(components: Components, granted: Granted) -> Reasoned:
    """E1: anyone, free of charge, from anywhere; checking who users are for safety's sake is allowed."""
    territory = granted.terms.get("territory")
    found = []
    if components.access in ("api-only", "unavailable"):
        found.append(_said("fail", say("the model is {access}", access=say(components.access))))
    if territory and territory.value == "excludes":
        found.append(_because("fail", territory, say("excludes {territories}", territories=territory.excludes or say("some countries"))))
    if components.access == "gated-manual":
        found.append(_said("review", "a person decides on each request"))
    return _worst(found, say("nothing stands in the way") if components.access != "unknown" else say("no gate was seen"))


def _use(granted: Granted, rules: Rules) -> Reasoned:
    """E2: any purpose. Limits of commerce, size, persons or services fail; restrictions for safety must be specific and proportionate, which takes a reader."""
    terms, found = granted.terms, []
    if granted.category in ("non-commercial", "research-only", "proprietary"):
        found.append(_because("fail", terms.get("commercial_use"), say("the license is {category}", category=say(granted.category))))
    if granted.category in ("unknown", "conditional-commercial"):
        found.append(_said("review", say("the license is not known") if granted.category == "unknown" else say("commercial use has conditions")))
    for name in ("commercial_use", "hosted_service"):
        term = terms.get(name)
        limits = [each.kind for each in term.conditions if each.kind in rules.eu_ai_act.use_limits] if term else []
        if term and (term.value == "forbidden" or (term.value == "conditional" and limits)):
            found.append(_because("fail", term, _limited(name, term.value, limits)))
        elif term and term.value == "conditional" and not _only_share_alike(term):
            found.append(_because("review", term, _limited(name, term.value, [])))
    outputs = terms.get("outputs_training")
    if outputs and outputs.value == "forbidden":
        found.append(_because("fail", outputs, "outputs may not train other models"))
    elif outputs and outputs.value == "conditional" and not _only_share_alike(outputs):
        found.append(_because("review", outputs, "outputs may train other models on conditions"))
    policy = terms.get("acceptable_use")
    if (policy and policy.value in RESTRICTING) or "pass-on-use-restrictions" in granted.duties:
        found.append(_because("review", policy, "uses are restricted: only safety-oriented, specific and proportionate restrictions are accepted"))
    return _worst(found, "any use, with credit and the same terms at most", terms.get("commercial_use"))


def _limited(use: str, answer: str, limits: list[str]) -> str:
    said = {"use": say(use.replace("_", " ")), "answer": say(answer)}
    return say("{use}: {answer} {limits}", **said, limits=[say(each) for each in limits]) if limits else say("{use}: {answer}", **said)


def _modify(granted: Granted) -> Reasoned:
    """E3: anyone may change it, without payment."""
    found = _right(granted, "derivatives", say("changing it"))
    if "name-prefix" in granted.duties:
        found.append(_said("review", "derivatives must carry a name that the licensor sets"))
    return _worst(found, "anyone may change it", granted.terms.get("derivatives"))


def _distribute(granted: Granted) -> Reasoned:
    """E4: anyone may pass it on, changed or not; credit and the same terms may be asked."""
    found = _right(granted, "redistribution", say("passing it on"))
    for duty in ("display-ai-disclosure", "register", "report-usage"):
        if duty in granted.duties:
            found.append(_said("review", say("who passes it on has the duty {duty}", duty=say(duty))))
    commercial = granted.terms.get("commercial_use")
    if commercial and commercial.value == "allowed" and commercial.conditions:
        found.append(_because("review", commercial, "a duty above some size"))
    return _worst(found, "anyone may pass it on", granted.terms.get("redistribution"))


def _right(granted: Granted, name: str, what: str) -> list[Reasoned]:
    term = granted.terms.get(name)
    if granted.category == "proprietary":
        return [_said("fail", say("{what} is not granted", what=what))]
    if term is None or term.value in ("unstated", "unknown"):
        return [] if granted.category == "open-source" else [_because("review", term, say("nothing known is said on {what}", what=what))]
    if term.value == "forbidden":
        return [_because("fail", term, say("{what} is forbidden", what=what))]
    return [_because("fail", term, say("{what} is conditional", what=what))] if term.value == "conditional" and not _only_share_alike(term) else []


def _only_share_alike(term: Term) -> bool:
    return bool(term.conditions) and all(each.kind == "share-alike" for each in term.conditions)


def _monetization(components: Components, granted: Granted, rules: Rules) -> Reasoned:
    """E5: no price, and no personal data in place of a price."""
    found = []
    if components.access == "api-only":
        found.append(_said("fail", "the model runs on its provider's platform alone"))
    for term in granted.terms.values():
        paid = [each.kind for each in term.conditions if each.kind in rules.eu_ai_act.paid]
        if paid:
            found.append(_because("fail", term, say("free for some, paid for others ({paid})", paid=[say(each) for each in paid])))
            break
    if components.gate or components.access in ("gated-auto", "gated-manual"):
        gate = components.gate or Evidence(note="the Hub's gate")
        found.append(Reasoned("review", (gate, Evidence(note="personal data are asked for access: accepted only where strictly for the model's security"))))
    return _worst(found, "nothing is asked in return")


def _published(components: Components) -> Reasoned:
    """E6: the parameters, the information on the architecture and on usage are public."""
    weights, architecture, card = (components.get(each) for each in ("parameters", "architecture", "model_card"))
    found = []
    if weights.presence == "absent" or components.access in ("api-only", "unavailable"):
        found.append(Reasoned("fail", (*weights.because, Evidence(note="no parameters are public"))))
    elif weights.presence == "unknown":
        found.append(_said("review", "no parameters were seen"))
    for fact, what in ((architecture, say("information on the architecture")), (card, say("information on usage"))):
        documents = any(components.get(each).presence == "present" for each in ("technical_report", "research_paper"))
        described = fact.presence == "present" or bool(fact.because) or (documents and fact.component == "architecture")
        if not described:
            found.append(Reasoned("review", (*fact.because, Evidence(note=say("no {what} was seen", what=what)))))
    return _worst(found, "parameters, architecture and usage are described; whether clearly enough takes a reader")


def _systemic_risk(components: Components, rules: Rules) -> Reasoned:
    """E7: training compute below the presumption of Art. 51(2). Compute is bounded by 6 x parameters x tokens."""
    table = rules.eu_ai_act
    if components.size is None:
        return _said("review", "neither training compute nor the number of parameters is known")
    bound = 6 * components.size * table.tokens
    said = say(
        "at most {billions:.3g} billion parameters: below {bound:.1e} FLOP if trained on up to {trillions:g} trillion tokens",
        billions=components.size / 1e9,
        bound=bound,
        trillions=table.tokens / 1e12,
    )
    if bound < table.compute:
        return _said("pass", said)
    return _said("review", say("training compute is not known, and {billions:.3g} billion parameters leave it open", billions=components.size / 1e9))


def _said(value: Answer, note: str) -> Reasoned:
    return Reasoned(value, (Evidence(note=note),))


def _because(value: Answer, term: Term | None, note: str) -> Reasoned:
    clause = term.because[0] if term and term.because else Evidence()
    return Reasoned(value, (Evidence(clause.license, clause.section, clause.quote, clause.at, note),))


def _worst(found: list[Reasoned], otherwise: str, term: Term | None = None) -> Reasoned:
    """The worst answer with all its reasons; where there is none a pass, with `otherwise` and the clause that grants it."""
    if not found:
        return _because("pass", term, otherwise)
    value = max((each.value for each in found), key=RANK.index)
    return Reasoned(value, tuple(reason for each in found if each.value == value for reason in each.because))
