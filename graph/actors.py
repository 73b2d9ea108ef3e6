"""Find actors by a part of their name, and show one of them.

Cost: searching passes over all name keys, one look-up for each hit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.edges import Row
from graph.frames import frame
from graph.keys import name_key
from graph.merge.nodes import row_predicate
from graph.resolve import resolve
from graph.terms import term, value
from graph.view import View
from ontology.types import actor_type, relation_types

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("actor", "name", "type", "country", "aliases", "relationships")


def actor_rows(
    view: View, search: str | None = None, *, type: str | None = None, country: str | None = None, limit: int = 50
) -> list[Row]:
    """Actors as plain rows.

    Args:
        view: Where to look.
        search: A part of a name or an alias, in any case; without it all actors.
        type: Only actors of this class.
        country: Only actors of this country (ISO 3166-1 alpha-2).
        limit: At most so many rows.

    Returns:
        Rows with the keys of ``COLUMNS``: names that begin with what is searched first, then those with most edges.

    Raises:
        BadArgument: when there is no such class.

    >>> from graph.example import example
    >>> [(row["name"], row["aliases"], row["relationships"]) for row in example().actor_rows("roja")]
    [('Red Hand', ['Mano Roja'], 5)]
    """
    wanted = actor_type(type).name if type else None
    key = name_key(search) if search else ""
    if search and not key:
        return []
    rows = []
    for path, rank in _hits(view, key).items():
        card = view.card(path)
        if wanted in (None, card.type) and country in (None, card.country):
            rows.append((rank, actor_row(view, path)))
    rows.sort(key=lambda hit: (hit[0], -hit[1]["relationships"], hit[1]["name"], hit[1]["actor"]))
    return [row for _, row in rows[:limit]]


def _hits(view: View, key: str) -> dict[str, int]:
    """Paths of the actors with such a key; 0 where it begins a name, 1 where it begins a word, 2 elsewhere."""
    found: dict[str, int] = {}
    for kind in ("sg:nameKey", "sg:commonKey"):
        for quad in view.store.quads.quads_for_pattern(None, term(kind), None, view.index):
            known, path = value(quad.object), view.path(quad.subject)
            if key in known and path.startswith("actor/"):
                rank = 0 if known.startswith(key) else 1 if f" {key}" in known else 2
                best = view.canonical(path)
                found[best] = min(rank, found.get(best, rank))
    return found


def actor_row(view: View, path: str) -> Row:
    """One actor as a plain row."""
    card = view.card(path)
    return {
        "actor": card.id,
        "name": card.name,
        "type": card.type,
        "country": card.country,
        "aliases": sorted(view.objects(view.node(path), "skos:altLabel")),
        "relationships": sum(1 for name in relation_types() for _ in _rows(view, path, name)),
    }


def _rows(view: View, path: str, predicate: str) -> Any:
    return view.store.quads.quads_for_pattern(view.node(path), row_predicate(predicate), None, view.index)


def actor(view: View, name: str) -> Row:
    """One actor, by name, alias, id or IRI, with ``same_as`` and the ids ``merged`` into it.

    Raises:
        UnknownActor, AmbiguousActor: when it is not clear who is meant.
    """
    path = resolve(view, name)
    merged = sorted(one.partition("/")[2] for one in view.subjects("sg:mergedInto", view.node(path)))
    same_as = sorted(view.objects(view.node(path), "owl:sameAs"))
    return actor_row(view, path) | {"iri": view.node(path).value, "same_as": same_as, "merged": merged}


def actors(view: View, search: str | None = None, **conditions: Any) -> pd.DataFrame:
    """Actors as a table; see `actor_rows`."""
    return frame(actor_rows(view, search, **conditions), COLUMNS)
