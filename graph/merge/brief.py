"""In short: what prevails where claims differ, what comparing claims needs to know, why ids are merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from graph.merge.facts import Identity
from graph.merge.identity import acronyms, prevailing_country, prevailing_type, shortened
from graph.merge.judged import Judged
from graph.merge.parts import Part
from ontology.names import Names
from ontology.types import event_types, modalities


def happening(parts: Sequence[Part]) -> Part:
    """What an event is as a whole: t type, m modality (the strongest told), b and e first and last day.

    Args:
        parts: What claims give to the event, at least one, in any order.
    """
    begin, end = narrowest(parts)
    modality = min((part["m"] for part in parts), key=modalities().index)
    return {"t": prevailing(parts), "m": modality, "b": begin, "e": end}


def prevailing(parts: Sequence[Part]) -> str:
    """The one type of an event: that of most texts, copies counted once; of equals the first of the ontology.

    >>> prevailing([{"t": "COERCE", "w": "a"}, {"t": "ASSAULT", "w": "b"}, {"t": "ASSAULT", "w": "b"}])
    'COERCE'
    """
    told: Counter[str] = Counter(kind for kind, _ in {(part["t"], part["w"]) for part in parts})
    return min(told, key=lambda kind: (-told[kind], event_types().index(kind)))


def narrowest(parts: Sequence[Part]) -> tuple[str | None, str | None]:
    """The first and the last day of an event: of the shortest spans told the most frequent, then the earliest."""
    spans = [(part["b"], part["e"]) for part in parts if part["b"] and part["e"]]
    if not spans:
        open_spans = ((part["b"] or "", part["e"] or "") for part in parts if part["b"] or part["e"])
        begin, end = min(open_spans, default=("", ""))
        return begin or None, end or None
    times = Counter(spans)
    return min(times, key=lambda span: (_length(span), -times[span], span))


def _length(span: tuple[str, str]) -> int:
    return (date.fromisoformat(span[1]) - date.fromisoformat(span[0])).days


def brief_of(identity: Identity, names: Names) -> dict[str, Any]:
    """What comparing claims needs to know of an actor or a place, with short keys.

    t class or kind, c country, n whether it has a name, k words it is called by if it has none, p places that contain
    it, y and x latitude and longitude.
    """
    named = bool(identity.keys)
    return {
        "t": prevailing_type(identity) if identity.kind != "operation" else "",
        "c": prevailing_country(identity),
        "n": named,
        "k": [] if named else sorted(identity.common),
        "p": sorted(parent[len(names.base) :] for parent in identity.parents),
        "y": min(identity.latitudes, default=None),
        "x": min(identity.longitudes, default=None),
    }


def reasons_of(iri: str, members: Mapping[str, Identity], judged: Judged) -> list[str]:
    """Why an id is merged with others, in words."""
    found = [f"judged to be the same as {other}" for other in judged.same(iri) if other in members]
    for key in sorted(members[iri].keys):
        if any(key in identity.keys for other, identity in members.items() if other != iri):
            found.append(f"both are called {key!r}")
    found += [
        f"{key!r} are the initials"
        for key in sorted(acronyms(members[iri]) | shortened(members[iri]))
        if any(key in acronyms(one) | shortened(one) for other, one in members.items() if other != iri)
    ]
    return found or ["through another id that is the same as both"]
