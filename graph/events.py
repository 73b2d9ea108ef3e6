"""Q2: what happened, in a place and everything inside it, between two days, of what kind, with whom?

Cost: one look-up of the events of the actor or of each place; without both a pass over the events of the types.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from graph.edges import Row
from graph.filters import Filters, filters
from graph.frames import frame
from graph.resolve import resolve
from graph.sources import independent
from graph.terms import plover
from graph.view import View
from ontology.types import event_types

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "event",
    "type",
    "mode",
    "modality",
    "begin",
    "end",
    "agents",
    "partners",
    "targets",
    "mediators",
    "beneficiaries",
    "places",
    "operation",
    "confidence",
    "reports",
    "quote",
)
ROLES = {"agents": "a", "partners": "p", "targets": "g", "mediators": "i", "beneficiaries": "h"}
ROLE_PROPERTIES = {
    "agent": "sg:agent",
    "partner": "sg:partner",
    "target": "sg:target",
    "mediator": "sg:mediator",
    "beneficiary": "sg:beneficiary",
}


def event_rows(view: View, *, actor: str | None = None, place: str | None = None, **conditions: Any) -> list[Row]:
    """Events as plain rows; days are ISO texts, roles are lists of names.

    Args:
        view: Where to look.
        actor: Only events in which this actor (name, alias, id or IRI) takes part.
        place: Only events in this place or inside it.
        conditions: since, until, type, modality, min_confidence, min_sources; see `graph.filters.filters`.

    Returns:
        Rows with the keys of ``COLUMNS``, in the order of their days; those of unknown day come last. Roles and places
        are those that any of the event's claims tells, the best claim's first.

    Raises:
        UnknownActor, AmbiguousActor, BadArgument: when the question makes no sense.

    >>> from graph.example import example
    >>> for row in example().event_rows(place="Sudland", until="2025-04"):
    ...     print(row["begin"], row["type"], row["agents"], row["targets"], row["reports"])
    2025-03-02 ASSAULT ['Norland Navy', 'Sudland Coast Guard'] ['Red Hand'] 2
    2025-03-02 COOPERATE ['Norland Navy', 'Sudland Coast Guard'] [] 1
    """
    wanted = filters(view, place=place, **conditions)
    paths = candidates(view, actor, wanted)
    rows = [row for path in sorted(set(paths)) if (row := event_row(view, path, wanted))]
    return sorted(rows, key=lambda row: (row["begin"] or "9999", row["end"] or "9999", row["type"], row["event"]))


def events(view: View, **conditions: Any) -> pd.DataFrame:
    """Events as a table; see `event_rows`."""
    return frame(event_rows(view, **conditions), COLUMNS)


def candidates(view: View, actor: str | None, wanted: Filters) -> Iterable[str]:
    """The paths of the events that have to be looked at; one may come twice."""
    if actor is not None:
        return (path for path, _ in events_of(view, resolve(view, actor)))
    if wanted.places is not None:
        found = (path for place in wanted.places for path in view.subjects("sg:place", view.node(place)))
        return (path for path in found if path.startswith("event/"))
    types = wanted.types if wanted.types is not None else event_types()
    found = (path for name in types for path in view.subjects("sg:eventType", plover("type", name)))
    return (path for path in found if path.startswith("event/"))


def events_of(view: View, actor: str) -> Iterator[tuple[str, str]]:
    """The paths of the events in which an actor, given by its path, takes part; each with a role it has there."""
    for role, name in ROLE_PROPERTIES.items():
        for path in view.subjects(name, view.node(actor)):
            if path.startswith("event/"):
                yield path, role


def event_row(view: View, path: str, wanted: Filters) -> Row | None:
    """An event as a plain row, or None if it does not pass the conditions."""
    parts = [part for part in view.merged_parts(path) if wanted.passes(part)]
    if not parts or (wanted.modalities is not None and parts[0]["m"] not in wanted.modalities):
        return None
    best = max(parts, key=lambda part: (part["f"], part["c"]))
    reports = {part["r"] for part in parts}
    if best["f"] < wanted.min_confidence or not _enough(view, reports, wanted.min_sources):
        return None
    row: Row = {"event": path.partition("/")[2], "type": best["t"], "mode": best["n"], "modality": best["m"]}
    row |= {"begin": best["b"], "end": best["e"]}
    told = [best, *(part for part in parts if part is not best)]
    for name, key in {**ROLES, "places": "l"}.items():
        row[name] = [view.card(path).name for path in dict.fromkeys(path for part in told for path in part[key])]
    row["operation"] = view.card(best["x"]).name if best["x"] else None
    row |= {"confidence": best["f"], "reports": len(reports)}
    return row | {"quote": view.quote(f"{best['c']}/evidence/1")}


def _enough(view: View, reports: set[str], least: int) -> bool:
    return least <= 1 or independent(view, reports) >= least
