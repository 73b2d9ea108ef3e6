"""The edges of an actor, narrowed by conditions, rolled up over its parts: what tables of edges have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from graph.filters import Filters
from graph.merge.tally import Tally
from graph.view import View

Row = dict[str, Any]
_BELONGING = ("partOf", "affiliatedWith")

EDGE_COLUMNS = (
    "via",
    "events",
    "reports",
    "sources",
    "first",
    "last",
    "places",
    "operations",
    "modality",
    "confidence",
    "relationship",
    "quote",
)
"""What every row about an edge ends with, whoever stands at its other end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One edge seen from an actor or from a part of it. Paths are IRIs without the base."""

    relationship: str
    unit: str
    other: str
    outward: bool
    sums: Tally


def parts_of(view: View, actor: str) -> list[str]:
    """The actor and all that is asserted to be part of it or affiliated with it, directly or through others.

    Cost: one look-up for each part.
    """
    found: dict[str, None] = {}
    waiting = [actor]
    while waiting:
        whole = waiting.pop()
        if whole not in found:
            found[whole] = None
            waiting.extend(_members(view, whole))
    return [actor, *sorted(set(found) - {actor})]


def _members(view: View, whole: str) -> Iterator[str]:
    for predicate in _BELONGING:
        for _, sums in view.rows(whole, predicate):
            if sums.object == whole and sums.modality == "asserted":
                yield sums.subject


def edges(
    view: View, actor: str, predicates: Sequence[str], wanted: Filters, *, include_parts: bool = True
) -> list[Edge]:
    """The edges between an actor (and its parts) and others, that pass the conditions.

    Edges between two parts of the actor are left out: they are its inner affairs.
    """
    units = parts_of(view, actor) if include_parts else [actor]
    inside = set(units)
    found = []
    for unit in units:
        for predicate in predicates:
            for relationship, sums in view.rows(unit, predicate):
                other = sums.object if sums.subject == unit else sums.subject
                narrowed = None if other in inside else wanted.narrow(view, relationship, sums)
                if narrowed:
                    outward = sums.subject == unit
                    edge = Edge(relationship=relationship, unit=unit, other=other, outward=outward, sums=narrowed)
                    found.append(edge)
    return found


def counts(view: View, edge: Edge, actor: str) -> Row:
    """The columns that all tables of edges share."""
    sums = edge.sums
    return {
        "country": view.card(edge.other).country,
        "via": edge.unit.partition("/")[2] if edge.unit != actor else None,
        "events": sums.events,
        "reports": sums.reports,
        "sources": sums.sources,
        "first": sums.first,
        "last": sums.last,
        "places": [view.card(place).name for place in sums.places],
        "operations": [view.card(operation).name for operation in sums.operations],
        "modality": sums.modality,
        "confidence": sums.confidence,
        "relationship": edge.relationship.partition("/")[2],
        "quote": view.quote(sums.quote),
    }
