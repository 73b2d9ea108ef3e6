"""Places and what lies inside them."""

from __future__ import annotations

from graph.keys import name_key
from graph.terms import text
from graph.view import View
from ontology.errors import BadArgument
from ontology.names import Names


def places_within(view: View, place: str) -> frozenset[str]:
    """The paths of a place and of everything inside it, by containment and, for a country, by country code.

    Args:
        view: Where to look.
        place: Name, id or IRI. A name that several places bear stands for all of them.

    Raises:
        BadArgument: when no report speaks of such a place.
    """
    waiting = find_places(view, place)
    if not waiting:
        raise BadArgument(f"no place {place!r}", hint="name a place that a report speaks of")
    inside: set[str] = set()
    while waiting:
        path = waiting.pop()
        if path not in inside:
            inside.add(path)
            waiting.extend(view.subjects("sg:within", view.node(path)))
            waiting.extend(_of_country(view, path))
    return frozenset(inside)


def find_places(view: View, place: str) -> list[str]:
    """The paths of the places of a name, an id or an IRI."""
    direct = Names(view.names.base).place(place.removeprefix(f"{view.names.base}place/"))[len(view.names.base) :]
    if view.exists(direct):
        return [view.canonical(direct)]
    found = view.subjects("sg:nameKey", text(name_key(place)), view.index)
    named = sorted({view.canonical(path) for path in found if path.startswith("place/")})
    if named or next(view.subjects("sg:within", view.node(direct)), None) is None:
        return named
    return [direct]


def _of_country(view: View, path: str) -> list[str]:
    card = view.card(path)
    if card.type != "country" or not card.country:
        return []
    return [other for other in view.subjects("sg:country", text(card.country)) if other.startswith("place/")]
