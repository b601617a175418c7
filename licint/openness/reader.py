"""One release with what is needed to look for its components: by what its publisher says, by files, links and words, and by name."""

import re
from collections.abc import Iterator

from licint.knowledge import Knowledge
from licint.messages import say
from licint.model import Card, Evidence, Location, Release, Verdict
from licint.openness.known import KnownComponents
from licint.openness.mof import is_open
from licint.openness.nouns import Extent, Fact, Presence
from licint.openness.rules import ComponentRow, Rules, search
from licint.openness.signs import Page, in_files, in_headings, in_links, in_words, own_model, topics_of, withheld
from licint.openness.size import name_of

GOVERNED_BY = {"code": "code", "document": "documents"}
WEIGHTS = ("parameters", "checkpoints")
FURTHER_TERMS = "LicenseRef-further-terms"
MANY_PLACEHOLDERS = 8
KNOWN: dict[str, tuple[Presence, Extent]] = {
    "open": ("present", "whole"),
    "documented": ("present", "described"),
    "partial": ("present", "part"),
    "closed": ("absent", "unknown"),
    "unknown": ("unknown", "unknown"),
}


class Reader:
    """Looks for the components of one release."""

    def __init__(
        self, release: Release, verdict: Verdict, knowledge: Knowledge, rules: Rules, ids: tuple[str, ...], pages: tuple[Page, ...], table: KnownComponents
    ) -> None:
        self.release, self.verdict, self.knowledge, self.rules, self.ids, self.pages, self.table = release, verdict, knowledge, rules, ids, pages, table
        self.known = knowledge.model_of(ids)

    def fact(self, row: ComponentRow) -> Fact:
        """What is known of one component: by name, by what the publisher says, by files, links and words."""
        special = {
            "parameters": self._parameters,
            "datasets": self._datasets,
            "training_code": self._training_code,
            "model_card": self._model_card,
            **dict.fromkeys(("architecture", "inference_code", "libraries"), self._in_library),
            **dict.fromkeys(("evaluation_results", "evaluation_data"), self._evaluated),
        }
        found = special[row.id](row) if row.id in special else None
        return found or self._seen(row) or Fact(row.id, because=self._hints(row))

    def _seen(self, row: ComponentRow) -> Fact | None:
        """A component that a file, a link or a sentence shows."""
        sign = self.rules.signs.get(row.id)
        if sign is None:
            return None
        if file := in_files(sign.files, self.release.entries):
            return self._present(row, file, inside=True)
        hosts = self.rules.hosts[sign.link] if sign.link else self.rules.hosts["preprint"] + self.rules.hosts["paper"]
        linked = in_links(sign, hosts, self.pages, self.rules, name_of(self.release))
        if linked:
            return self._present(row, linked, extent=self._extent_of_paper(row, linked))
        said = in_words(sign, self.pages, self.rules, name_of(self.release))
        if said:
            return self._present(row, said)
        headed = None if sign.link_text else in_headings(sign, self.pages)
        return self._present(row, headed, inside=True) if headed else None

    def _extent_of_paper(self, row: ComponentRow, linked: Evidence) -> Extent:
        """A paper at a journal or a conference is known to be the whole of it and reviewed; a preprint may be either."""
        target = (linked.note or "").removeprefix("links to ")
        return "whole" if row.id == self.rules.mof.paper and search(self.rules.hosts["paper"], target) else "unknown"

    def _hints(self, row: ComponentRow) -> tuple[Evidence, ...]:
        hint = in_files(self.rules.signs[row.id].hints, self.release.entries) if row.id in self.rules.signs else None
        return (hint,) if hint else ()

    def _present(self, row: ComponentRow, evidence: Evidence, *, inside: bool = False, extent: Extent = "unknown") -> Fact:
        is_weights = row.id in WEIGHTS
        license = self._license_there(evidence) or self._license(row, inside)
        meant = self._with_further_terms(license) if license and is_weights else license
        known = license is not None or (is_weights and self.verdict.category == "proprietary")
        return Fact(row.id, "present", extent, license, meant, known, row.name, because=(evidence,))

    def _license(self, row: ComponentRow, inside: bool) -> str | None:
        """The license of a component: what governs its kind; the repository's own for a file in it.

        None where nobody said, and where witnesses quarrel, unless even the stricter reading that was concluded is no open license.
        """
        kind = "weights" if row.id in WEIGHTS else GOVERNED_BY.get(row.type)
        candidates = [kind, "weights" if inside else None]
        for each in candidates:
            governing = self.verdict.governing(each) if each else None  # type: ignore[arg-type]
            if governing and governing.concluded and governing.concluded != "NONE":
                return None if governing.disputed and is_open(governing.concluded, self.rules) else governing.concluded
            if governing and governing.disputed:
                return None
        return None

    def _license_there(self, evidence: Evidence) -> str | None:
        """The license of what a link leads to: a code repository, a data set or a paper whose license is known."""
        target = (evidence.note or "").removeprefix("links to ")
        if target == evidence.note:
            return None
        data = self.knowledge.dataset(target.partition("/datasets/")[2]) if "/datasets/" in target else None
        by_host = next((license for license, hosts in self.rules.paper_licenses.items() if search(hosts, target)), None)
        return self.table.license_at(target) or (data.license if data else None) or by_host

    def _with_further_terms(self, license: str) -> str:
        """The license with what else governs the weights (a parent's license, a gate, a rider), where that makes them less than open."""
        if self.verdict.category in ("open-source", "unknown") or not is_open(license, self.rules):
            return license
        cited = {reason.license for term in self.verdict.terms.terms.values() for reason in term.because if reason.license}
        others = sorted(each for each in cited if not is_open(each, self.rules) and self.knowledge.license(each))
        return " AND ".join((license, *(others or [FURTHER_TERMS])))

    def _parameters(self, row: ComponentRow) -> Fact | None:
        access = self.verdict.access.value
        if access in ("api-only", "unavailable"):
            return Fact(row.id, "absent", because=self.verdict.access.because or (Evidence(note=say("the model is {access}", access=say(access))),))
        extent: Extent = "part" if search(self.rules.difference, name_of(self.release)) else "whole"
        if self.release.weights:
            return self._present(row, Evidence(at=Location(self.release.weights[0].path), note="a file of weights"), inside=True, extent=extent)
        if not self.release.entries and access in ("public", "gated-auto", "gated-manual"):
            reason = self.verdict.access.because[0] if self.verdict.access.because else Evidence(note=say("the model is {access}", access=say(access)))
            return self._present(row, reason, inside=True, extent=extent)
        published = own_model(self.pages, self.ids, self.rules)
        return self._present(row, published, inside=True, extent=extent) if published else None

    def _datasets(self, row: ComponentRow) -> Fact | None:
        if known := self._by_name(row, self.known.training_data if self.known else "unknown"):
            return known
        if kept := withheld(row.id, self.pages, self.rules):
            return Fact(row.id, "absent", because=(kept,))
        named = list(_datasets_named(self.release.card, self.knowledge)) if self.release.card else []
        if not named:
            return None
        licenses = [facts.license if (facts := self.knowledge.dataset(name)) else None for name, _ in named[:20]]
        license = " AND ".join(sorted({each for each in licenses if each})) if all(licenses) else None
        because = tuple(Evidence(quote=name[:200], at=at, note="named as training data") for name, at in named[:5])
        # What a derivative names is its own share of the data, not its parent's.
        extent: Extent = "part" if self.verdict.lineage else "unknown"
        return Fact(row.id, "present", extent, license, license, license is not None, row.name, because=because)

    def _training_code(self, row: ComponentRow) -> Fact | None:
        if known := self._by_name(row, self.known.training_code if self.known else "unknown"):
            return known
        kept = withheld(row.id, self.pages, self.rules)
        return Fact(row.id, "absent", because=(kept,)) if kept else None

    def _by_name(self, row: ComponentRow, openness: str) -> Fact | None:
        presence, extent = KNOWN[openness]
        if presence == "unknown" or self.known is None:
            return None
        reason = Evidence(
            note=say(
                "{label} {openness}: known by name (pattern {pattern}, confidence {confidence})",
                label=say(row.label),
                openness=say(openness),
                pattern=self.known.pattern,
                confidence=say(self.known.confidence),
            )
        )
        if self.known.confidence == "low":
            return Fact(row.id, because=(reason,))
        return self._present(row, reason, extent=extent) if presence == "present" else Fact(row.id, "absent", because=(reason,))

    def _in_library(self, row: ComponentRow) -> Fact | None:
        """Code that a public library holds, where the card names the library and the release holds none of its own."""
        own = in_files(self.rules.signs[row.id].files, self.release.entries)
        if own:
            return self._present(row, own, inside=True)
        field = self.release.card.fields.get("library_name") if self.release.card else None
        library = str(field.value).strip().lower() if field and isinstance(field.value, str) else ""
        license = self.rules.libraries.get(library)
        if field is None or license is None:
            return None
        reason = Evidence(quote=f"library_name: {library}", at=field.at, note="held by the library, under the library's license")
        return Fact(row.id, "present", "unknown", license, license, True, row.name, because=(reason,))

    def _model_card(self, row: ComponentRow) -> Fact | None:
        card = self.release.card
        if card is None or not card.body.strip():
            whole = self.release.target.kind == "hub" or bool(self.release.weights)  # a folder without weights may be a part of a release
            listed = bool(self.release.entries) and whole and not self.release.readmes
            return Fact(row.id, "absent", because=(Evidence(note="the release lists no card and no README, or an empty one"),)) if listed else None
        if not is_model_card(card, self.release):
            return Fact(row.id, because=(Evidence(at=Location(card.path), note="a README; whether it is meant as a model card takes a reader"),))
        placeholders = card.body.count("[More Information Needed]") >= MANY_PLACEHOLDERS
        extent: Extent = "part" if placeholders or not topics_of(self.pages[0], self.rules) else "whole"
        return self._present(row, Evidence(at=Location(card.path)), inside=True, extent=extent)

    def _evaluated(self, row: ComponentRow) -> Fact | None:
        """Results in the card's `model-index`, and the data that they were measured on."""
        field = self.release.card.fields.get("model-index") if self.release.card else None
        if field is None or not isinstance(field.value, list) or not any(isinstance(each, dict) and each.get("results") for each in field.value[:50]):
            return None
        return self._present(row, Evidence(at=field.key_at, note="model-index"), inside=row.id == "evaluation_results")


def is_model_card(card: Card, release: Release) -> bool:
    """A card of the Hub, a file that is called one, or the README beside weights."""
    return card.has_front_matter or release.target.kind == "hub" or bool(release.weights) or bool(re.search(r"model[ ._-]?card", card.path, re.IGNORECASE))


def _datasets_named(card: Card, knowledge: Knowledge) -> Iterator[tuple[str, Location]]:
    """The `datasets:` that name a data set of the Hub: `org/name`, or a name that the knowledge has."""
    field = card.fields.get("datasets")
    for each in (field.items or (field,)) if field else ():
        if isinstance(each.value, str) and (re.fullmatch(r"[\w.-]{1,100}/[\w.-]{1,100}", each.value) or knowledge.dataset(each.value)):
            yield each.value, each.at
