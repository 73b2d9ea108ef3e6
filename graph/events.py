"""Q2: what happened, in a place and everything inside it, between two days, of what kind, with whom?

Cost: one look-up of the events of the actor or of each place; without both a pass over the events of the types.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from graph.edges import Row
from graph.filters import Filters, filters
from graph.frames import frame
from graph.resolve import resolve
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
_ROLES = {"agents": "a", "partners": "p", "targets": "g", "mediators": "i", "beneficiaries": "h"}
_PROPERTIES = ("sg:agent", "sg:partner", "sg:target", "sg:mediator", "sg:beneficiary")


def event_rows(view: View, *, actor: str | None = None, place: str | None = None, **conditions: Any) -> list[Row]:
    """Events as plain rows; days are ISO texts, roles are lists of names.

    Args:
        view: Where to look.
        actor: Only events in which this actor (name, alias, id or IRI) takes part.
        place: Only events in this place or inside it.
        conditions: since, until, type, modality, min_confidence; see `graph.filters.filters`.

    Returns:
        Rows with the keys of ``COLUMNS``, in the order of their days; those of unknown day come last.

    Raises:
        UnknownActor, AmbiguousActor, BadArgument: when the question makes no sense.
    """
    wanted = filters(view, place=place, **conditions)
    paths = _candidates(view, actor, wanted)
    rows = [row for path in sorted(set(paths)) if (row := _row(view, path, wanted))]
    return sorted(rows, key=lambda row: (row["begin"] or "9999", row["end"] or "9999", row["type"], row["event"]))


def events(view: View, **conditions: Any) -> pd.DataFrame:
    """Events as a table; see `event_rows`."""
    return frame(event_rows(view, **conditions), COLUMNS)


def _candidates(view: View, actor: str | None, wanted: Filters) -> Iterable[str]:
    if actor is not None:
        node = view.node(resolve(view, actor))
        return (path for name in _PROPERTIES for path in view.subjects(name, node) if path.startswith("event/"))
    if wanted.places is not None:
        found = (path for place in wanted.places for path in view.subjects("sg:place", view.node(place)))
        return (path for path in found if path.startswith("event/"))
    types = wanted.types if wanted.types is not None else event_types()
    found = (path for name in types for path in view.subjects("sg:eventType", plover("type", name)))
    return (path for path in found if path.startswith("event/"))


def _row(view: View, path: str, wanted: Filters) -> Row | None:
    parts = [part for part in view.parts(path) if wanted.passes(part)]
    if not parts or (wanted.modalities is not None and parts[0]["m"] not in wanted.modalities):
        return None
    best = max(parts, key=lambda part: (part["f"], part["c"]))
    if best["f"] < wanted.min_confidence:
        return None
    row: Row = {"event": path.partition("/")[2], "type": best["t"], "mode": best["n"], "modality": best["m"]}
    row |= {"begin": best["b"], "end": best["e"]}
    row |= {role: [view.card(actor).name for actor in best[key]] for role, key in _ROLES.items()}
    row["places"] = [view.card(place).name for place in best["l"]]
    row["operation"] = view.card(best["x"]).name if best["x"] else None
    row |= {"confidence": best["f"], "reports": len({part["r"] for part in parts})}
    return row | {"quote": view.quote(f"{best['c']}/evidence/1")}
