"""Declared and detected, weighed into what governs each component."""

from collections.abc import Iterable, Sequence

from licint.clauses.variants import SIBLING, is_kin
from licint.knowledge import Knowledge
from licint.model import Component, Declaration, Evidence, Governing, Location, Noun, Release, Statement
from licint.parsing.files import PLAIN_NAME
from licint.resolution.join import CATEGORY_ORDER, rank
from licint.resolution.witnesses import BADGE, CARD, CODE_FILE, HEADER, HUB_FILE, KNOWN, LINKED_FILE, PROSE, SCOPED_FILE, SCOPED_PROSE, Witness

# What says outright which license something is under: a file of its own or named by the card, the card, the header of a weight file.
OUTRIGHT = (SCOPED_FILE, LINKED_FILE, HUB_FILE, CARD, HEADER)

# SPDX's own word for "there is no license information" (SPDX 2.3, 7.13).
NONE = "NONE"
# Effects of sentences by which an unscoped license is not the weights'.
CODE_ONLY, ELSEWHERE = "license-covers-code-only", "license-elsewhere"


class Settled(Noun, frozen=True):
    """What governs a component, and the witnesses whose texts its terms are read from."""

    governing: Governing
    chosen: tuple[Witness, ...] = ()


def settle(component: Component, witnesses: Sequence[Witness], release: Release, knowledge: Knowledge) -> Settled | None:
    """The license of one component: that of its strongest witness; equals that disagree make it disputed, and the strictest governs. None: nobody says."""
    speaking = _speaking(component, witnesses, release, knowledge)
    if not speaking:
        return None
    naming = [each for each in speaking if each.license or each.document or (each.unnamed and not _has_its_own(speaking, knowledge))]
    if all(_may_be_of_others(each, release) for each in naming):
        naming = []  # what is said of models that are called otherwise grants nothing by itself
    naming = [each for each in naming if not each.of_other]
    named_here = [each for each in naming if each.trust != KNOWN] or naming
    if not naming:
        return Settled(_governing(component, None, speaking, False, knowledge))
    equals = _with_texts([each for each in named_here if each.trust == named_here[0].trust], naming)
    chosen = _strictest(equals, knowledge)
    narrower = [each for each in naming if _may_narrow(each, chosen) and _strictness(each, knowledge) > _strictness(chosen, knowledge)]
    narrower = [each for each in narrower if not _is_the_codes(each, chosen, naming, knowledge)]
    chosen = _rider_of(_strictest(narrower, knowledge) if narrower else chosen, naming, knowledge)
    told_apart = chosen.trust == KNOWN and equals[0].trust == CODE_FILE  # the file is the code's, what is known is the weights'
    rivals = [] if told_apart else [each for each in equals if each.license not in (None, chosen.license) and not _of_another_variant(each, chosen)]
    rivals += [each for each in naming if each.trust in OUTRIGHT and _contradicts(each, chosen, knowledge)]
    stricter = [each for each in rivals if _strictness(each, knowledge) > _strictness(chosen, knowledge)]
    return Settled(_governing(component, chosen.license, speaking, bool(rivals), knowledge), (chosen, *stricter))


def _may_be_of_others(witness: Witness, release: Release) -> bool:
    return witness.of_other or (witness.trust == PROSE and witness.about is not None and not is_kin(witness.about, release.target.name))


def _contradicts(witness: Witness, chosen: Witness, knowledge: Knowledge) -> bool:
    """Whether a weaker witness names a license of another kind: not the same one altered, of the same family, or as free."""
    one, other = (knowledge.license(each.license) if each.license else None for each in (witness, chosen))
    if one is None or other is None or one.category == other.category or "unknown" in (one.category, other.category):
        return False
    return one.id not in (other.id, other.modifies) and other.id != one.modifies and not (one.family and one.family == other.family)


def variants(release: Release, concluded: str | None, knowledge: Knowledge) -> tuple[Governing, ...]:
    """What governs each model of a release that names several under different licenses."""
    said = [each for each in release.statements if each.effect == "license" and each.license and each.about and each.subject in ("own", SIBLING)]
    if len({concluded, *(each.license for each in said)}) < 2:
        return ()
    first = {(each.license, each.about): each for each in reversed(said)}
    return tuple(_of_variant(each, knowledge) for each in sorted(first.values(), key=lambda each: each.at.line))


def _of_variant(statement: Statement, knowledge: Knowledge) -> Governing:
    license = knowledge.license(statement.license or "")
    declared = Declaration(statement.quote, statement.license, "prose", statement.at)
    because = Evidence(license=statement.license, quote=statement.quote, at=statement.at, note="README")
    return Governing("weights", statement.license, license.known_as if license else (), (declared,), because=(because,), variant=statement.about)


def _has_its_own(witnesses: Sequence[Witness], knowledge: Knowledge) -> bool:
    """Whether a license that is on no standard list, or a text that nobody knows, was found: it is the one that a sentence calls custom."""
    if any(each.document and not each.license for each in witnesses):
        return True
    licenses = [knowledge.license(each.license) for each in witnesses if each.license]
    return any(license is not None and license.spdx is None for license in licenses)


def _of_another_variant(witness: Witness, chosen: Witness) -> bool:
    return bool(witness.about and chosen.about and witness.about != chosen.about)


def _with_texts(equals: list[Witness], naming: Sequence[Witness]) -> list[Witness]:
    """Among equals that disagree, those whose license has a file of its own name in the release, if any has."""
    present = {each.license for each in naming if each.detection and each.detection.kind != "reference" and not PLAIN_NAME.match(each.detection.at.path)}
    return [each for each in equals if each.license in present and not each.detection] or equals


def _may_narrow(witness: Witness, chosen: Witness) -> bool:
    """What is weaker may still narrow: a text that a sentence makes freer, what is known of the models by name, a sentence about nothing in particular."""
    if witness.trust in (KNOWN, CODE_FILE):
        return chosen.trust in (SCOPED_PROSE, CODE_FILE, PROSE)
    return witness.trust == PROSE and chosen.trust == CODE_FILE


def _is_the_codes(witness: Witness, chosen: Witness, naming: Sequence[Witness], knowledge: Knowledge) -> bool:
    """A file beside a sentence about the weights that the knowledge of the model confirms: it is about the code, unless it gives fewer rights still."""
    confirmed = any(each.trust == KNOWN and each.license == chosen.license for each in naming)
    return witness.trust == CODE_FILE and confirmed and _strictness(witness, knowledge)[1] <= _strictness(chosen, knowledge)[1]


def _rider_of(chosen: Witness, naming: Sequence[Witness], knowledge: Knowledge) -> Witness:
    """The text in the release that a mere name stands for: the same license with riders, or the edition of it that is here."""
    named = knowledge.license(chosen.license) if chosen.license and not chosen.detection else None
    for each in naming if named else ():
        license = knowledge.license(each.license) if each.detection and each.license else None
        if license and named and (license.modifies == named.id or (license.family and license.family == named.family and license.category == named.category)):
            return each
    return chosen


def _speaking(component: Component, witnesses: Sequence[Witness], release: Release, knowledge: Knowledge) -> list[Witness]:
    """The witnesses of one component; one that names no component speaks of whatever has no witness of its own."""
    own = [each for each in witnesses if each.component == component]
    if not witnesses or component not in ("weights", "code"):
        return own
    general = [each for each in witnesses if each.component is None]
    if component == "weights":
        if _covers_code_only(release):
            general = [each for each in general if each.trust not in (CODE_FILE, PROSE, BADGE)]
        general = [_as_witness_of_weights(each, own) for each in general]
        return sorted([*own, *general], key=lambda each: each.trust)
    rest = [each for each in general if each.trust in (CODE_FILE, PROSE)] if own else _left_to_the_code(general, witnesses, knowledge)
    return sorted([*own, *rest], key=lambda each: each.trust)


def _left_to_the_code(general: Sequence[Witness], witnesses: Sequence[Witness], knowledge: Knowledge) -> list[Witness]:
    """In a code repository that tells the weights apart, the open-source license files that are not the weights' own."""
    apart = {each.license for each in witnesses if each.component == "weights" and each.trust in (SCOPED_FILE, SCOPED_PROSE)} - {None}
    files = [each for each in general if each.trust == CODE_FILE and each.license not in apart] if apart else []
    return [each for each in files if each.license and (license := knowledge.license(each.license)) and license.category == "open-source"]


def _as_witness_of_weights(witness: Witness, own: Iterable[Witness]) -> Witness:
    """In a repository laid out for the Hub an unscoped file is the weights', unless the prose says what the weights' license is."""
    if witness.trust == HUB_FILE and any(each.trust == SCOPED_PROSE and each.license for each in own):
        return Witness(witness.component, witness.license, CODE_FILE, witness.declaration, witness.detection, witness.document)
    return witness


def _covers_code_only(release: Release) -> bool:
    return any(each.effect in (CODE_ONLY, ELSEWHERE) and each.subject == "own" for each in release.statements)


def _strictest(witnesses: Sequence[Witness], knowledge: Knowledge) -> Witness:
    """The witness of the strictest category; of several, the one to be trusted most."""
    return max(witnesses, key=lambda each: _strictness(each, knowledge)[0])


def _strictness(witness: Witness, knowledge: Knowledge) -> tuple[int, int]:
    """Category first, then whether changed versions may be made and passed on."""
    license = knowledge.license(witness.license) if witness.license else None
    if license is None:
        return (CATEGORY_ORDER.index("unknown"), 0)
    ranks = (rank(name, license.terms.terms[name].value) for name in ("derivatives", "redistribution"))
    return (CATEGORY_ORDER.index(license.category), max(ranks))


def _governing(component: Component, concluded: str | None, witnesses: Sequence[Witness], disputed: bool, knowledge: Knowledge) -> Governing:
    declared = tuple(each.declaration for each in witnesses if each.declaration)
    detected = tuple(each.detection for each in witnesses if each.detection)
    license = knowledge.license(concluded) if concluded else None
    return Governing(
        component=component,
        concluded=concluded,
        aliases=license.known_as if license else (),
        declared=declared,
        detected=detected,
        agrees=_agree(declared, [each.license for each in detected], knowledge),
        disputed=disputed,
        because=tuple(Evidence(license=each.license, at=each.at, note=_how(each)) for each in witnesses),
    )


def _agree(declared: Sequence[Declaration], detected: Sequence[str], knowledge: Knowledge) -> bool | None:
    named = {each.license for each in declared if each.license and each.source in ("card", "license_name")}
    if not named or not detected:
        return None
    return named <= set(detected)


def _how(witness: Witness) -> str:
    if witness.detection:
        return "license file" if witness.detection.kind != "reference" else "named in a license file"
    if witness.declaration:
        return {"card": "card", "license_name": "card", "prose": "README", "badge": "badge", "weights": "weight file header", "knowledge": "known by name"}.get(
            witness.declaration.source, witness.declaration.source
        )
    return "license file that is not known"


def nothing_said(component: Component) -> Governing:
    """A component about which nobody says anything: no permission (copyright's default)."""
    because = Evidence(note="no license is declared and no license text was found", at=Location("README.md"))
    return Governing(component, NONE, because=(because,))


def said_elsewhere(release: Release) -> Governing | None:
    """The weights of a release that says their license stands elsewhere: unknown from here. None where it does not say so."""
    said = next((each for each in release.statements if each.effect == ELSEWHERE and each.subject == "own"), None)
    return Governing("weights", None, because=(Evidence(quote=said.quote, at=said.at, note="README"),)) if said else None


def nothing_named(component: Component, statement: Statement) -> Governing:
    """A component that a sentence lets people use within limits, without the name of a license."""
    return Governing(component, None, because=(Evidence(quote=statement.quote, at=statement.at, note="said in the prose; no license is named"),))


def nothing_read(component: Component) -> Governing:
    """A component of a release of which nothing could be read: unknown, whatever it says."""
    return Governing(component, None, because=(Evidence(note="nothing of this release was read, and it is not known by name"),))
