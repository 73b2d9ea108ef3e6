"""Q9: with which states does an actor partner, counting what units and officials of both sides do? Whom does it oppose?

An actor counts for the states that it is part of or affiliated with, directly or through others; if there are none, for
the state of its country. States stand for any class: ``to`` names another.

Cost: as `graph.partners`, and one look-up of the events of each edge, one for each step up from the other side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graph.edges import Edge, Row, edges, parts_of
from graph.filters import Filters, Several, filters, relations
from graph.frames import frame
from graph.merge.tally import Tally, tally
from graph.resolve import resolve
from graph.terms import text
from graph.view import View
from ontology.types import actor_type, relation_types

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "partner",
    "partner_name",
    "partner_type",
    "country",
    "relation",
    "direction",
    "through",
    "units",
    "events",
    "reports",
    "sources",
    "first",
    "last",
    "places",
    "operations",
    "modality",
    "confidence",
    "relationships",
    "quote",
)
Key = tuple[str, str, str, str]


def rollup_rows(
    view: View,
    actor: str,
    *,
    relation: Several = "partneredWith",
    to: str = "State",
    include_parts: bool = True,
    **conditions: Any,
) -> list[Row]:
    """The relations of an actor summed up by the state on the other side, as plain rows; days are ISO texts.

    Args:
        view: Where to look.
        actor: Name, alias, id or IRI.
        relation: One or several predicates; each is summed up by itself.
        to: The class of actors to sum up by.
        include_parts: Count what the actor's units and officials do.
        conditions: See `graph.filters.filters`; least confidence and number of sources are those of the sum.

    Returns:
        Rows with the keys of ``COLUMNS``: most independent sources first, then most confident, then by name.
        ``through`` names our units, ``units`` theirs, ``relationships`` holds ids. Actors of no state are left out.

    Raises:
        UnknownActor, AmbiguousActor, BadArgument: when the question makes no sense.

    >>> from graph.example import example
    >>> for row in example().rollup_rows("Norland"):
    ...     print(row["partner_name"], row["events"], row["sources"], row["through"], row["units"])
    Sudland 2 2 ['Norland Navy'] ['Sudland Coast Guard']
    """
    path, kind, wanted = resolve(view, actor), actor_type(to).name, filters(view, **conditions)
    each_edge = replace(wanted, min_confidence=0.0, min_sources=1)
    found = edges(view, path, relations(relation), each_edge, include_parts=include_parts)
    own = set(parts_of(view, path)) if include_parts else {path}
    groups: dict[Key, list[Edge]] = defaultdict(list)
    for edge in found:
        for whole in wholes(view, edge.other, kind) - own:
            groups[whole, edge.sums.predicate, _direction(edge), edge.sums.modality].append(edge)
    summed = ((key, group, _sum(view, group, wanted)) for key, group in groups.items())
    rows = [_row(view, key, group, sums) for key, group, sums in summed if _passes(sums, wanted)]
    return sorted(rows, key=_rank)


def rollup(view: View, actor: str, **conditions: Any) -> pd.DataFrame:
    """The relations of an actor by state as a table; see `rollup_rows`."""
    return frame(rollup_rows(view, actor, **conditions), COLUMNS)


def wholes(view: View, path: str, kind: str) -> set[str]:
    """The actors of a class that an actor counts for; one of that class counts for itself."""
    found: set[str] = set()
    seen, waiting = {path}, [path]
    while waiting:
        one = waiting.pop()
        if view.card(one).type == kind:
            found.add(one)
            continue
        above = {sums.object for sums in _belonging(view, one)} - seen
        seen |= above
        waiting += sorted(above)
    return found or _of_country(view, path, kind)


def _belonging(view: View, path: str) -> Iterable[Tally]:
    for predicate in ("partOf", "affiliatedWith"):
        for _, sums in view.rows(path, predicate):
            if sums.subject == path and sums.modality == "asserted":
                yield sums


def _of_country(view: View, path: str, kind: str) -> set[str]:
    country = view.card(path).country
    if country is None or kind != "State":
        return set()
    of_country = set(view.subjects("sg:country", text(country)))
    return {one for one in of_country if one.startswith("actor/") and view.card(one).type == kind}


def _direction(edge: Edge) -> str:
    if relation_types()[edge.sums.predicate].symmetric:
        return "both"
    return "out" if edge.outward else "in"


def _sum(view: View, group: list[Edge], wanted: Filters) -> Tally:
    """The sums over all events of some edges."""
    supports = [support for edge in group for support in view.supports(edge.relationship)]
    return tally([support for support in supports if not wanted.narrows() or wanted.passes(support)])


def _passes(sums: Tally, wanted: Filters) -> bool:
    return sums.confidence >= wanted.min_confidence and sums.sources >= wanted.min_sources


def _row(view: View, key: Key, group: list[Edge], sums: Tally) -> Row:
    card = view.card(key[0])
    row: Row = {"partner": card.id, "partner_name": card.name, "partner_type": card.type, "country": card.country}
    row |= {"relation": key[1], "direction": key[2], "modality": key[3]}
    row |= {name: getattr(sums, name) for name in ("events", "reports", "sources", "first", "last", "confidence")}
    for name, paths in {
        "through": {edge.unit for edge in group},
        "units": {edge.other for edge in group} - {key[0]},
        "places": set(sums.places),
        "operations": set(sums.operations),
    }.items():
        row[name] = sorted({view.card(path).name for path in paths})
    row["relationships"] = sorted({edge.relationship.partition("/")[2] for edge in group})
    row["quote"] = view.quote(sums.quote)
    return {name: row[name] for name in COLUMNS}


def _rank(row: Row) -> tuple[Any, ...]:
    key = (row["partner_name"], row["partner"], row["relation"], row["direction"], row["modality"])
    return -row["sources"], -row["confidence"], *key
