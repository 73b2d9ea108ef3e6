"""Q11: who leads an organisation, belongs to it or is a unit of it; and what does an actor lead or belong to?

Cost: three look-ups of edges of the actor and, with ``include_parts``, of each of its parts; one of the name and the
quote for each row.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from graph.edges import EDGE_COLUMNS, Edge, Row, counts, parts_of
from graph.filters import Filters, filters
from graph.frames import frame
from graph.resolve import resolve
from graph.view import View

if TYPE_CHECKING:
    import pandas as pd

STANDING = ("leads", "affiliatedWith", "partOf")
"""The relations of belonging, heads first; each goes from the member to the whole."""
COLUMNS = ("relation", "direction", "member", "member_name", "member_type", "country", *EDGE_COLUMNS)


def member_rows(view: View, actor: str, *, include_parts: bool = False, **conditions: Any) -> list[Row]:
    """Who leads or belongs to an actor, and to whom it belongs, as plain rows; days are ISO texts.

    Args:
        view: Where to look.
        actor: Name, alias, id or IRI.
        include_parts: Also the leaders and members of its parts; then ``via`` says of which.
        conditions: See `graph.filters.filters`. Standing facts bear no day: with ``since`` or ``until`` only those
            remain that rest on dated events.

    Returns:
        Rows with the keys of ``COLUMNS``, leaders first; ``direction`` is ``in`` where the member belongs to the
        actor, ``out`` where the actor belongs to it.

    Raises:
        UnknownActor, AmbiguousActor, BadArgument: when the question makes no sense.

    >>> from graph.example import example
    >>> for row in example().member_rows("Norland Navy"):
    ...     print(row["relation"], row["direction"], row["member_name"])
    leads in Ada Reyes
    partOf out Norland
    >>> [(row["member_name"], row["via"]) for row in example().member_rows("Norland", include_parts=True)]
    [('Ada Reyes', 'norland-navy'), ('Norland Navy', None)]
    """
    path = resolve(view, actor)
    rows: list[Row] = []
    for edge in _edges(view, path, filters(view, **conditions), include_parts):
        card = view.card(edge.other)
        head: Row = {"relation": edge.sums.predicate, "direction": "out" if edge.outward else "in"}
        head |= {"member": card.id, "member_name": card.name, "member_type": card.type}
        rows.append(head | counts(view, edge, path))
    return sorted(rows, key=_rank)


def _edges(view: View, path: str, wanted: Filters, include_parts: bool) -> Iterator[Edge]:
    """The edges of belonging: of the actor both ways, of its parts only to those that belong to them."""
    for unit in parts_of(view, path) if include_parts else [path]:
        for predicate in STANDING:
            for relationship, sums in view.rows(unit, predicate):
                outward = sums.subject == unit
                narrowed = wanted.narrow(view, relationship, sums) if unit == path or not outward else None
                if narrowed:
                    other = sums.object if outward else sums.subject
                    yield Edge(relationship=relationship, unit=unit, other=other, outward=outward, sums=narrowed)


def _rank(row: Row) -> tuple[Any, ...]:
    key = (row["member_name"], row["relationship"], row["via"] or "")
    return STANDING.index(row["relation"]), row["direction"], -row["sources"], -row["confidence"], *key


def members(view: View, actor: str, **conditions: Any) -> pd.DataFrame:
    """Leaders and members of an actor as a table; see `member_rows`."""
    return frame(member_rows(view, actor, **conditions), COLUMNS)
