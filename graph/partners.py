"""Q1: who partnered with an actor, when, where, in which operation, according to how many sources, in which sentence?

Cost: one look-up of the actor's edges, and one of the name and the quote for each row; with since, until, place or type
also one of the events of each edge that may pass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.edges import EDGE_COLUMNS, Row, counts, edges
from graph.filters import filters
from graph.frames import frame
from graph.resolve import resolve
from graph.view import View

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "partner",
    "partner_name",
    "partner_type",
    "country",
    *EDGE_COLUMNS,
)


def partner_rows(view: View, actor: str, *, include_parts: bool = True, **conditions: Any) -> list[Row]:
    """The partners of an actor as plain rows; days are ISO texts.

    Args:
        view: Where to look.
        actor: Name, alias, id or IRI.
        include_parts: Count what the actor's units and officials do; then ``via`` says who.
        conditions: See `graph.filters.filters`.

    Returns:
        Rows with the keys of ``COLUMNS``: most independent sources first, then most confident, then by name.

    Raises:
        UnknownActor, AmbiguousActor, BadArgument: when the question makes no sense.

    >>> from graph.example import example
    >>> for row in example().partner_rows("Norland"):
    ...     print(row["partner_name"], row["via"], row["sources"], row["first"], row["places"])
    Sudland Coast Guard norland-navy 2 2025-03-02 ['Port Ansel']
    Gulf League None 1 2026-01-18 ['Port Ansel']
    """
    path = resolve(view, actor)
    found = edges(view, path, ("partneredWith",), filters(view, **conditions), include_parts=include_parts)
    rows: list[Row] = []
    for edge in found:
        card = view.card(edge.other)
        head = {"partner": card.id, "partner_name": card.name, "partner_type": card.type}
        rows.append(head | counts(view, edge, path))
    return sorted(rows, key=_rank)


def _rank(row: Row) -> tuple[Any, ...]:
    return -row["sources"], -row["confidence"], row["partner_name"], row["relationship"], row["via"] or ""


def partners(view: View, actor: str, **conditions: Any) -> pd.DataFrame:
    """The partners of an actor as a table; see `partner_rows`."""
    return frame(partner_rows(view, actor, **conditions), COLUMNS)
