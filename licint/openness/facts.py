"""The components of a release: present where something is seen or known, absent only where the absence is, unknown in all other cases."""

from typing import get_args

from licint.knowledge import Knowledge, ModelFacts
from licint.model import Access, Evidence, Release, Verdict
from licint.openness.known import KnownRelease, completed, load_known
from licint.openness.nouns import Base, Components
from licint.openness.reader import KNOWN, Reader, is_model_card
from licint.openness.rules import Rules
from licint.openness.signs import read_pages, topics_of
from licint.openness.size import name_of, size_in_name, size_of
from licint.parsing.identity import own_ids


def facts_of(release: Release, verdict: Verdict, knowledge: Knowledge, rules: Rules) -> Components:
    """Every component of a release with its license and evidence: what it shows, completed by what is known of it by name."""
    ids, table = own_ids(release), load_known()
    pages = read_pages(each for each in (release.card, *release.readmes) if each)
    reader = Reader(release, verdict, knowledge, rules, ids, pages, table)
    row = table.release(ids)
    facts = (completed(reader.fact(each), table.fact(row, each.id, each.label) if row else None) for each in rules.components)
    access = verdict.access.value if verdict.access.value in get_args(Access) else "unknown"
    return Components(
        name_of(release),
        tuple(facts),
        access=access,  # type: ignore[arg-type]
        base=_base(verdict, reader.known, knowledge),
        topics=topics_of(pages[0], rules) if release.card and is_model_card(release.card, release) else None,
        gate=_gate(release),
        size=_size(release, row, rules),
    )


def _size(release: Release, row: KnownRelease | None, rules: Rules) -> float | None:
    """The parameters that a name tells, else those that are known, else what the files can hold."""
    known = row.size * 1e9 if row and row.size else None
    return size_in_name(name_of(release), rules) or known or size_of(release, rules)


def _base(verdict: Verdict, known: ModelFacts | None, knowledge: Knowledge) -> Base | None:
    """What is known of the parent: the first that is not a quantized or converted copy of itself."""
    ids = [each.id for each in verdict.lineage if each.depth == 1] or list(known.base_models if known else ())
    if not ids:
        return None
    facts = knowledge.model(ids[0])
    data, extent = KNOWN[facts.training_data if facts else "unknown"]
    return Base(ids[0], facts.access if facts else "unknown", data, extent)


def _gate(release: Release) -> Evidence | None:
    """What the card asks of a reader before the weights can be had."""
    fields = release.card.fields if release.card else {}
    field = next((field for key, field in fields.items() if key.startswith("extra_gated")), None)
    return Evidence(at=field.key_at, note="the card asks readers for agreement or personal data") if field else None
