"""What one report gives to the merged layer: its parts of events and its supports of relationships.

A part or a support is a small JSON object, kept in the index graph under the node it belongs to. A node of the merged
layer is a function of its parts or supports alone, so that adding or taking back a report touches only its own nodes.
IRIs in them are written without the base.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from graph.merge.facts import ClaimFacts, Facts, StatementFacts
from ontology.names import Names, digest
from ontology.types import relation_types

Part = dict[str, Any]
Canonical = Callable[[str], str]


class Event(NamedTuple):
    """A merged event as its edges need it: its path, type, first and last day."""

    path: str
    type: str
    begin: str | None
    end: str | None


def dumps(part: Mapping[str, Any]) -> str:
    """The one way of writing a part, so that equal parts are equal texts."""
    return json.dumps(part, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def parts_of(facts: Facts, canonical: Canonical, original: Canonical, names: Names) -> dict[str, Part]:
    """What each claim of a report gives to its event, by the path of the claim.

    Args:
        facts: What the report says.
        canonical: The id that stands for an id.
        original: The report that stands for a report and its copies, both as tails of IRIs.
        names: Mints the IRIs.
    """
    return {claim_path(facts, claim): _part(facts, claim, canonical, original, names) for claim in facts.claims}


def claim_path(facts: Facts, claim: ClaimFacts) -> str:
    """The IRI of a claim without the base."""
    return f"claim/{facts.report}/{claim.id}"


def _part(facts: Facts, claim: ClaimFacts, canonical: Canonical, original: Canonical, names: Names) -> Part:
    part: Part = {"t": claim.type, "m": claim.modality, "f": claim.confidence, "c": claim_path(facts, claim)}
    part |= {"r": facts.report, "n": claim.mode, "x": _short(claim.operation, canonical, names)}
    part |= {"b": claim.begin and claim.begin.isoformat(), "e": claim.end and claim.end.isoformat()}
    part |= {"u": facts.published and facts.published.isoformat(), "w": original(facts.report), "k": claim.mark}
    roles = {"a": claim.agents, "p": claim.partners, "g": claim.targets, "i": claim.mediators, "h": claim.beneficiaries}
    for key, ids in (roles | {"l": claim.places}).items():
        part[key] = sorted({canonical(identifier)[len(names.base) :] for identifier in ids})
    return part


def _short(iri: str | None, canonical: Canonical, names: Names) -> str | None:
    return canonical(iri)[len(names.base) :] if iri else None


def supports_of(
    facts: Facts,
    parts: Mapping[str, Part],
    events: Mapping[str, Event],
    canonical: Canonical,
    original: Canonical,
    names: Names,
) -> set[tuple[str, str]]:
    """Pairs of a relationship and the JSON of what the report gives to it.

    Args:
        facts: What the report says.
        parts: What its claims give to events, by path.
        events: The event of each claim, by its path.
        canonical: The id that stands for an id.
        original: The report that stands for a report and its copies.
        names: Mints the IRIs.
    """
    found = set()
    for statement in facts.statements:
        for relationship, support in _supports(facts, statement, parts, events, canonical, names):
            found.add((relationship, dumps(support | {"h": original(facts.report)})))
    return found


def _supports(
    facts: Facts,
    statement: StatementFacts,
    parts: Mapping[str, Part],
    events: Mapping[str, Event],
    canonical: Canonical,
    names: Names,
) -> Iterator[tuple[str, Part]]:
    """One support for each claim that the statement follows from, or one of its own if it follows from none."""
    ends = [canonical(statement.subject)[len(names.base) :], canonical(statement.object)[len(names.base) :]]
    if ends[0] == ends[1]:
        return
    if relation_types()[statement.predicate].symmetric:
        ends.sort()
    edge: Part = {"s": ends[0], "p": statement.predicate, "o": ends[1], "m": statement.modality}
    node = names.relationship(ends[0], statement.predicate, ends[1], statement.modality)
    edge |= {"r": facts.report, "w": story(facts.source, facts.title)}
    for claim in statement.claims:
        path = f"claim/{facts.report}/{claim}"
        yield node, edge | _event_support(statement, events[path], parts[path])
    if not statement.claims:
        quote = f"{statement.iri[len(names.base) :]}/evidence/1"
        yield node, edge | {"q": quote, "f": statement.confidence, "l": []}


def _event_support(statement: StatementFacts, event: Event, part: Part) -> Part:
    """Type and days are those of the event, so that its edges and the event itself agree."""
    given = {key: part[key] for key in ("l", "c", "x")} | {"t": event.type, "b": event.begin, "e": event.end}
    support = {key: item for key, item in given.items() if item is not None}
    confidence = min(statement.confidence, part["f"])
    return support | {"v": event.path, "q": f"{part['c']}/evidence/1", "f": confidence}


def story(source: str | None, title: str | None) -> str | None:
    """The same for copies of one story: outlet and headline; None where either is unknown."""
    return digest(f"{source}\n{title}") if source and title else None
