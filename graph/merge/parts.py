"""What one report gives to the merged layer: its parts of events and its supports of relationships.

A part or a support is a small JSON object, kept in the index graph under the node it belongs to. A node of the merged
layer is a function of its parts or supports alone, so that adding or taking back a report touches only its own nodes.
IRIs in them are written without the base.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from graph.merge.facts import ClaimFacts, Facts, StatementFacts
from ontology.names import Names, digest
from ontology.types import relation_types

Part = dict[str, Any]
Canonical = Callable[[str], str]


def dumps(part: Mapping[str, Any]) -> str:
    """The one way of writing a part, so that equal parts are equal texts."""
    return json.dumps(part, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def contributions(facts: Facts, canonical: Canonical, names: Names) -> set[tuple[str, str]]:
    """Pairs of a node (an event or a relationship) and the JSON of what the report gives to it.

    Args:
        facts: What the report says.
        canonical: The id that stands for an id.
        names: Mints the IRIs.
    """
    events = dict(_events(facts, canonical, names))
    found = {(event, dumps(part)) for event, part in events.values()}
    for statement in facts.statements:
        for relationship, support in _supports(facts, statement, events, canonical, names):
            found.add((relationship, dumps(support)))
    return found


def _events(facts: Facts, canonical: Canonical, names: Names) -> Iterator[tuple[str, tuple[str, Part]]]:
    """For each claim the event it is merged into. Two claims of one report are never one event."""
    seen: Counter[str] = Counter()
    for claim in facts.claims:
        part = _part(facts, claim, canonical, names)
        key = _event_key(claim, part)
        if key is None:
            key = f"claim {facts.report} {claim.id}"
        else:
            seen[key] += 1
            key = f"{key} {seen[key]}"
        yield claim.id, (names.event(key), part)


def _event_key(claim: ClaimFacts, part: Part) -> str | None:
    """The same for claims of one event: type, standing, participants, day and place, when all of them are known."""
    one_day = claim.begin is not None and claim.begin == claim.end and claim.precision in ("day", "hour")
    if not one_day or not part["l"] or not (part["a"] or part["p"]):
        return None
    return "event " + dumps({key: part[key] for key in ("t", "m", "a", "p", "g", "l", "b")})


def _part(facts: Facts, claim: ClaimFacts, canonical: Canonical, names: Names) -> Part:
    part: Part = {"t": claim.type, "m": claim.modality, "f": claim.confidence, "c": _claim_path(facts, claim)}
    part |= {"r": facts.report, "n": claim.mode, "x": _short(claim.operation, canonical, names)}
    part |= {"b": claim.begin and claim.begin.isoformat(), "e": claim.end and claim.end.isoformat()}
    roles = {"a": claim.agents, "p": claim.partners, "g": claim.targets, "i": claim.mediators, "h": claim.beneficiaries}
    for key, ids in (roles | {"l": claim.places}).items():
        part[key] = sorted({canonical(identifier)[len(names.base) :] for identifier in ids})
    return part


def _claim_path(facts: Facts, claim: ClaimFacts) -> str:
    return f"claim/{facts.report}/{claim.id}"


def _short(iri: str | None, canonical: Canonical, names: Names) -> str | None:
    return canonical(iri)[len(names.base) :] if iri else None


def _supports(
    facts: Facts,
    statement: StatementFacts,
    events: Mapping[str, tuple[str, Part]],
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
    edge |= {"r": facts.report, "h": facts.sha256[:16], "w": story(facts.source, facts.title)}
    for claim in statement.claims:
        event, part = events[claim]
        yield node, edge | _event_support(statement, event, part, names)
    if not statement.claims:
        quote = f"{statement.iri[len(names.base) :]}/evidence/1"
        yield node, edge | {"q": quote, "f": statement.confidence, "l": []}


def _event_support(statement: StatementFacts, event: str, part: Part, names: Names) -> Part:
    support = {key: part[key] for key in ("t", "b", "e", "l", "c", "x") if part[key] is not None}
    confidence = min(statement.confidence, part["f"])
    return support | {"v": event[len(names.base) :], "q": f"{part['c']}/evidence/1", "f": confidence}


def story(source: str | None, title: str | None) -> str | None:
    """The same for copies of one story: outlet and headline; None where either is unknown."""
    return digest(f"{source}\n{title}") if source and title else None
