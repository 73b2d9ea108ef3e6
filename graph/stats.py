"""How much is in the graph.

Cost: a pass over the nodes of the merged layer.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from graph.reports import report_graphs
from graph.terms import RDF_TYPE, local, term
from graph.view import View


def stats(view: View) -> dict[str, Any]:
    """Numbers of quads, reports, claims, events, actors, places, operations and relationships, some by kind.

    >>> from graph.example import example
    >>> numbers = example().stats()
    >>> numbers["claims"], numbers["events"], numbers["actors_by_type"]["State"]
    (9, 8, 2)
    """
    quads = view.store.quads
    relationships = Counter(
        local(quad.object) for quad in quads.quads_for_pattern(None, term("sg:predicate"), None, view.merged)
    )
    types = Counter(
        local(quad.object)
        for quad in quads.quads_for_pattern(None, term("sg:eventType"), None, view.merged)
        if view.path(quad.subject).startswith("event/")
    )
    kinds = Counter(
        local(quad.object) for quad in quads.quads_for_pattern(None, term("sg:actorType"), None, view.merged)
    )
    return {
        "quads": len(quads),
        "reports": sum(1 for _ in report_graphs(view.store)),
        "claims": sum(1 for _ in quads.quads_for_pattern(None, RDF_TYPE, term("sg:Claim"), None)),
        "events": types.total(),
        "actors": kinds.total(),
        "places": sum(1 for _ in view.subjects("rdf:type", term("sg:Place"))),
        "operations": sum(1 for _ in view.subjects("rdf:type", term("sg:Operation"))),
        "relationships": relationships.total(),
        "events_by_type": dict(sorted(types.items())),
        "actors_by_type": dict(sorted(kinds.items())),
        "relationships_by_predicate": dict(sorted(relationships.items())),
    }
