"""What is drawn of a network: plain JSON data with places, kinds and sentences, the same for every surface.

```
{"title", "note", "focus", "opening": {"hidden": ["family:structure"], "places": {id: [x, y]}} or null,
 "actors": [{"id", "name", "type", "country", "family", "weight", "x", "y"}],
 "links":  [{"id", "subject", "predicate", "label", "object", "family", "directed", "modality", "events", "reports",
             "sources", "first", "last", "confidence", "more",
             "sentences": [{"quote", "report", "title", "source", "date", "type", "modality"}]}]}
```
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import networkx as nx

from graph.layout import positions

Picture = dict[str, Any]
Evidence = Callable[[str], Iterable[Mapping[str, Any]]]

LINKS: Mapping[str, tuple[str, str]] = {
    "partneredWith": ("partner", "partnered with"),
    "supports": ("support", "supports"),
    "aids": ("support", "aids"),
    "consultsWith": ("talk", "consults with"),
    "opposes": ("oppose", "opposes"),
    "attacks": ("oppose", "attacks"),
    "coerces": ("oppose", "coerces"),
    "sanctions": ("oppose", "sanctions"),
    "accuses": ("oppose", "accuses"),
    "threatens": ("oppose", "threatens"),
    "affiliatedWith": ("structure", "is affiliated with"),
    "partOf": ("structure", "is part of"),
    "leads": ("structure", "leads"),
    "designatedBy": ("structure", "is designated by"),
}
"""Predicate to the family that gives its colour, and the words that stand between two actors."""

MUTUAL = frozenset({"partneredWith", "consultsWith"})

ACTORS: Mapping[str, str] = {
    "State": "state",
    "Government": "state",
    "Military": "force",
    "Police": "force",
    "IntelligenceService": "force",
    "ArmedGroup": "armed",
    "CriminalGroup": "armed",
    "Person": "person",
    "PopulationGroup": "people",
}
"""Actor type to the family that gives its colour; all others are ``body``: organisations, parties, companies, media."""

FAMILIES = ("partner", "support", "talk", "oppose", "structure")
MODALITIES = ("asserted", "planned", "possible", "alleged", "negated")
"""The order in which links are listed: by family, then by modality."""

BUSY = 40
"""With more links than this the opening view leaves out who belongs to whom; a tick brings it back."""

MOST_SENTENCES = 12
"""Sentences kept for one link; the picture says how many more there are."""


def picture(
    network: nx.MultiDiGraph[str],
    *,
    title: str = "",
    focus: str | None = None,
    evidence: Evidence | None = None,
    most_links: int = 400,
) -> Picture:
    """Turn a network of actors into a picture.

    Args:
        network: Nodes with ``name``, ``type``, ``country``; edges keyed by the relationship with ``predicate``,
            ``modality``, ``events``, ``reports``, ``sources``, ``first``, ``last``, ``confidence``.
        title: Heading of the picture.
        focus: The actor that the picture is about, if one; it always keeps its name.
        evidence: Gives the sentences of a relationship as `graph.explain.evidence_rows` does; without it the edges'
            own ``evidence`` is shown.
        most_links: Only so many links are drawn: deeds before belonging, those with most sources first; the note says
            what is left out.
    """
    edges = sorted(network.edges(keys=True, data=True), key=_by_weight)
    links = sorted((_link(edge, evidence) for edge in edges[:most_links]), key=_by_kind)
    actors = sorted({end for link in links for end in _ends(link)} if links else set(network))
    places = positions(actors, [_ends(link) for link in links])
    degree = Counter(end for link in links for end in _ends(link))
    left_out = len(edges) - len(links)
    return {
        "title": title or "Network of actors",
        "note": f"Showing {len(links)} of {len(edges)} links, those with most sources." if left_out else "",
        "focus": focus,
        "opening": _opening(links, focus) if len(links) > BUSY else None,
        "actors": [_actor(node, network.nodes[node], degree[node], places[node]) for node in actors],
        "links": links,
    }


def _by_weight(edge: tuple[str, str, str, dict[str, Any]]) -> tuple[Any, ...]:
    """What happened before what belongs to what, then by the number of sources."""
    one, other, key, data = edge
    structure = _family(data.get("predicate") or str(key)) == "structure"
    asserted = data.get("modality", "asserted") == "asserted"
    sources, confidence = data.get("sources", 0), data.get("confidence", 0.0)
    return (structure, -sources, not asserted, -confidence, str(one), str(other), str(key))


def _by_kind(link: Mapping[str, Any]) -> tuple[Any, ...]:
    modality = MODALITIES.index(link["modality"]) if link["modality"] in MODALITIES else len(MODALITIES)
    return (FAMILIES.index(link["family"]), modality, -link["sources"], -link["confidence"], *_ends(link), link["id"])


def _family(predicate: str) -> str:
    return LINKS.get(predicate, ("structure", predicate))[0]


def _ends(link: Mapping[str, Any]) -> tuple[str, str]:
    return (link["subject"], link["object"])


def _opening(links: Sequence[Mapping[str, Any]], focus: str | None) -> dict[str, Any] | None:
    """What a busy picture shows at first: only what was done, with places of its own; or None."""
    shown = [_ends(link) for link in links if link["family"] != "structure"]
    if not shown or len(shown) == len(links):
        return None
    actors = sorted({end for ends in shown for end in ends} | ({focus} if focus else set()))
    places = positions(actors, shown)
    return {"hidden": ["family:structure"], "places": {actor: list(places[actor]) for actor in actors}}


def _actor(node: str, data: Mapping[str, Any], degree: int, place: tuple[int, int]) -> dict[str, Any]:
    return {
        "id": node,
        "name": data.get("name") or node,
        "type": data.get("type"),
        "country": data.get("country"),
        "family": ACTORS.get(data.get("type") or "", "body"),
        "weight": degree,
        "x": place[0],
        "y": place[1],
    }


def _link(edge: tuple[str, str, str, dict[str, Any]], evidence: Evidence | None) -> dict[str, Any]:
    one, other, key, data = edge
    predicate = data.get("predicate") or str(key)
    family, label = LINKS.get(predicate, ("structure", predicate))
    rows = list(evidence(str(key)) if evidence else data.get("evidence", ()))
    return {
        "id": str(key),
        "subject": one,
        "predicate": predicate,
        "label": label,
        "object": other,
        "family": family,
        "directed": predicate not in MUTUAL,
        "modality": data.get("modality", "asserted"),
        "events": _count(data.get("events", 0)),
        "reports": _count(data.get("reports", 0)),
        "sources": _count(data.get("sources", 0)),
        "first": _day(data.get("first")),
        "last": _day(data.get("last")),
        "confidence": round(float(data.get("confidence", 0.0)), 4),
        "sentences": [_sentence(row) for row in rows[:MOST_SENTENCES]],
        "more": max(0, len(rows) - MOST_SENTENCES),
    }


def _sentence(row: Mapping[str, Any]) -> dict[str, Any]:
    kept = ("quote", "report", "title", "source", "type", "modality")
    return {**{key: row.get(key) for key in kept}, "date": _day(row.get("published"))}


def _count(value: Any) -> int:
    return value if isinstance(value, int) else len(value)


def _day(value: Any) -> str | None:
    return value.isoformat() if isinstance(value, date) else (str(value) if value else None)
