"""From what a user types to an actor: an id, an IRI, a name or an alias."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

import pyoxigraph as ox

from graph.keys import name_key
from graph.terms import term, text, value
from graph.view import View
from ontology.errors import AmbiguousActor, UnknownActor

MOST = 20


def resolve(view: View, actor: str) -> str:
    """The path of the actor meant, without regard to case and accents.

    Raises:
        UnknownActor: when there is none; carries near names.
        AmbiguousActor: when there are several; carries their ids.
    """
    if direct := _by_id(view, actor):
        return direct
    for kind in ("sg:nameKey", "sg:commonKey"):
        found = _by_key(view, kind, name_key(actor))
        best = _called(view, found, name_key(actor)) if len(found) > 1 else found
        if len(best) == 1:
            return best[0]
        if best:
            raise _ambiguous(actor, best)
    near = near_names(view, actor)
    hint = f"did you mean {', '.join(near)}?" if near else "search for it with a part of its name"
    raise UnknownActor(f"no actor {actor!r}", hint=hint, candidates=near)


def _by_id(view: View, actor: str) -> str | None:
    """By id or by IRI. A text is taken as an id only if it is written like one."""
    tail = view.names.id_of(actor, "actor") or actor.removeprefix("actor/")
    path = view.names.actor(tail)[len(view.names.base) :] if tail else ""
    if path == f"actor/{tail}" and view.exists(path):
        return view.canonical(path)
    return None


def _by_key(view: View, kind: str, key: str) -> list[str]:
    found = view.subjects(kind, text(key), view.index) if key else ()
    return sorted({view.canonical(path) for path in found if path.startswith("actor/")})


def _called(view: View, paths: list[str], key: str) -> list[str]:
    """Those whose proper name it is, if any: an alias gives way to a name."""
    return [path for path in paths if name_key(view.card(path).name) == key] or paths


def _ambiguous(actor: str, paths: list[str]) -> AmbiguousActor:
    ids = [path.partition("/")[2] for path in paths]
    more = f" and {len(ids) - MOST} more" if len(ids) > MOST else ""
    hint = f"use one of the ids {', '.join(ids[:MOST])}{more}"
    return AmbiguousActor(f"{actor!r} is the name of {len(ids)} actors", hint=hint, candidates=ids[:MOST])


def near_names(view: View, actor: str, *, most: int = 5) -> list[str]:
    """Names of actors that are spelt like what was typed, the nearest first."""
    key = name_key(actor)
    known = {value(q.object): view.path(q.subject) for q in _keys(view)}
    words = set(key.split())
    pool = [one for one in known if one[:1] == key[:1] or words & set(one.split())]
    names: dict[str, None] = {}
    for one in difflib.get_close_matches(key, pool, n=most * 2, cutoff=0.6):
        names[view.card(view.canonical(known[one])).name] = None
    return list(names)[:most]


def _keys(view: View) -> Iterable[ox.Quad]:
    quads = view.store.quads.quads_for_pattern(None, term("sg:nameKey"), None, view.index)
    return (quad for quad in quads if view.path(quad.subject).startswith("actor/"))
