"""Q3: who is opposed to an actor; who attacks, coerces, sanctions, accuses or threatens whom?

Cost: as `graph.partners`, once for each of the six relations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.edges import EDGE_COLUMNS, Row, counts, edges
from graph.filters import filters
from graph.frames import frame
from graph.resolve import resolve
from graph.view import View
from ontology.types import relation_types

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "opponent",
    "opponent_name",
    "opponent_type",
    "country",
    "relation",
    "direction",
    *EDGE_COLUMNS,
)


def hostile_relations() -> tuple[str, ...]:
    """The relation ``opposes`` and its kinds.

    >>> hostile_relations()
    ('opposes', 'attacks', 'coerces', 'sanctions', 'accuses', 'threatens')
    """
    return tuple(name for name, kind in relation_types().items() if "opposes" in (name, kind.parent))


def opponent_rows(view: View, actor: str, *, include_parts: bool = True, **conditions: Any) -> list[Row]:
    """The opponents of an actor as plain rows; ``direction`` is ``out`` where the actor acts, ``in`` where it suffers.

    Args and errors are those of `graph.partners.partner_rows`.

    >>> from graph.example import example
    >>> for row in example().opponent_rows("Red Hand", min_sources=2):
    ...     print(row["relation"], row["direction"], row["opponent_name"], row["confidence"])
    attacks in Norland Navy 0.98
    attacks in Sudland Coast Guard 0.98
    """
    path = resolve(view, actor)
    found = edges(view, path, hostile_relations(), filters(view, **conditions), include_parts=include_parts)
    rows: list[Row] = []
    for edge in found:
        card = view.card(edge.other)
        head = {"opponent": card.id, "opponent_name": card.name, "opponent_type": card.type}
        head |= {"relation": edge.sums.predicate, "direction": "out" if edge.outward else "in"}
        rows.append(head | counts(view, edge, path))
    return sorted(rows, key=_rank)


def _rank(row: Row) -> tuple[Any, ...]:
    key = (row["opponent_name"], row["relation"], row["direction"], row["relationship"], row["via"] or "")
    return -row["sources"], -row["confidence"], *key


def opponents(view: View, actor: str, **conditions: Any) -> pd.DataFrame:
    """The opponents of an actor as a table; see `opponent_rows`."""
    return frame(opponent_rows(view, actor, **conditions), COLUMNS)
