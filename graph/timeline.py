"""What did an actor do and suffer, day by day; alone, or together with one other?

Cost: one look-up of the events of the actor and of each of its parts, some ten for each event, three for each report
behind one.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from graph.edges import Row, parts_of
from graph.events import event_row, events_of
from graph.filters import filters
from graph.frames import frame
from graph.resolve import resolve
from graph.sources import independent
from graph.view import View

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "begin",
    "end",
    "roles",
    "type",
    "mode",
    "modality",
    "agents",
    "partners",
    "targets",
    "mediators",
    "beneficiaries",
    "places",
    "operation",
    "confidence",
    "reports",
    "sources",
    "event",
    "quote",
)


def timeline_rows(
    view: View, actor: str, *, other: str | None = None, include_parts: bool = True, **conditions: Any
) -> list[Row]:
    """The events of an actor as plain rows in the order of their days; those of unknown day are left out.

    Args:
        view: Where to look.
        actor: Name, alias, id or IRI.
        other: Only events in which this actor takes part too.
        include_parts: Count what units and officials do, of both.
        conditions: See `graph.filters.filters`.

    Returns:
        Rows with the keys of ``COLUMNS``: ``roles`` are those of the actor or its parts, ``sources`` counts the
        independent ones.

    Raises:
        UnknownActor, AmbiguousActor, BadArgument: when the question makes no sense.

    >>> from graph.example import example
    >>> kg = example()
    >>> for row in kg.timeline_rows("Red Hand"):
    ...     print(row["begin"], *row["roles"], row["type"], row["sources"])
    2025-03-02 target ASSAULT 2
    2025-06-07 agent ASSAULT 1
    2025-06-10 target SANCTION 1
    >>> [row["begin"] for row in kg.timeline_rows("Norland", other="Sudland")]
    ['2025-03-02', '2025-03-02']
    """
    wanted = filters(view, **conditions)
    roles = _roles(view, actor, include_parts)
    shared = roles.keys() & _roles(view, other, include_parts).keys() if other is not None else roles.keys()
    rows = []
    for path in shared:
        row = event_row(view, path, wanted)
        if row and row["begin"]:
            reports = {part["r"] for part in view.merged_parts(path) if wanted.passes(part)}
            more = {"roles": sorted(roles[path]), "sources": independent(view, reports)}
            rows.append({name: (row | more)[name] for name in COLUMNS})
    return sorted(rows, key=lambda row: (row["begin"], row["end"] or "", row["type"], row["event"]))


def timeline(view: View, actor: str, **conditions: Any) -> pd.DataFrame:
    """The events of an actor in order as a table; see `timeline_rows`."""
    return frame(timeline_rows(view, actor, **conditions), COLUMNS)


def _roles(view: View, actor: str, include_parts: bool) -> dict[str, set[str]]:
    """The events of an actor and of its parts, with the roles they have there."""
    path = resolve(view, actor)
    found: dict[str, set[str]] = defaultdict(set)
    for unit in parts_of(view, path) if include_parts else [path]:
        for event, role in events_of(view, unit):
            found[event].add(role)
    return found
