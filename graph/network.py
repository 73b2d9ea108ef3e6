"""The network of actors as a networkx graph.

Nodes are ids of actors with ``name``, ``type`` and ``country``. Edges are keyed by the id of the relationship, go from
its subject to its object (of a symmetric one from the smaller id to the larger), and have ``predicate``, ``symmetric``,
``modality``, ``events``, ``reports``, ``sources`` (numbers), ``first``, ``last`` (ISO days or None), ``places``,
``operations`` (tuples of names), ``confidence`` and ``weight`` (the number of independent sources times confidence).

Cost: one look-up of the edges of each actor that is reached, without an actor a pass over all edges; with since, until,
place or type also one of the events of each edge that may pass.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import networkx as nx

from graph.edges import Row
from graph.explain import evidence_rows
from graph.filters import Filters, Several, filters, relations
from graph.merge.nodes import is_row_of, row_predicate
from graph.merge.tally import Tally, from_row
from graph.resolve import resolve
from graph.terms import value
from graph.view import View
from ontology.errors import BadArgument
from ontology.types import relation_types

EvidenceOf = Callable[[str], Iterable[Mapping[str, Any]]]


class ActorNetwork(nx.MultiDiGraph):  # type: ignore[type-arg]
    """A networkx.MultiDiGraph that draws itself; any algorithm of networkx takes it.

    ``evidence`` gives the quotes of a relationship, by id; it is kept beside the graph, not in it. ``focus`` is the id
    of the actor in the middle, if there is one.
    """

    evidence: EvidenceOf | None = None
    title: str = ""
    focus: str | None = None

    def simple(self) -> nx.Graph[str]:
        """One undirected edge for each pair, for algorithms that want it; ``weight`` and ``sources`` add up."""
        flat: nx.Graph[str] = nx.Graph()
        flat.add_nodes_from(sorted(self.nodes(data=True)))
        for one, other, data in sorted(self.edges(data=True), key=lambda edge: (edge[0], edge[1], str(edge[2]))):
            known = flat.get_edge_data(one, other, {"weight": 0.0, "sources": 0})
            weight, sources = known["weight"] + data["weight"], known["sources"] + data["sources"]
            flat.add_edge(one, other, weight=round(weight, 4), sources=sources)
        return flat

    def to_html(self, path: str | Path | None = None) -> str:
        """A page that shows the network without any connection; also written to a file if a path is given."""
        from graph.draw import to_html

        html = to_html(self, title=self.title, focus=self.focus, evidence=self.evidence)
        if path is not None:
            Path(path).write_text(html, encoding="utf-8")
        return html

    def to_svg(self, path: str | Path | None = None) -> str:
        """A static picture; also written to a file if a path is given."""
        from graph.draw import to_svg

        svg = to_svg(self, title=self.title, focus=self.focus, evidence=self.evidence)
        if path is not None:
            Path(path).write_text(svg, encoding="utf-8")
        return svg

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """How a notebook shows it."""
        from graph.draw import to_notebook

        return to_notebook(self, title=self.title, focus=self.focus, evidence=self.evidence)


def network(
    view: View, actor: str | None = None, *, depth: int = 1, relation: Several = None, **conditions: Any
) -> ActorNetwork:
    """The network of all actors, or of those around one.

    Args:
        view: Where to look.
        actor: The actor in the middle (name, alias, id or IRI); without it everybody.
        depth: How many steps from the actor.
        relation: Only these predicates.
        conditions: See `graph.filters.filters`.

    Returns:
        With an actor its ego network: all within ``depth`` steps, whoever acts, and every edge among them.

    Raises:
        UnknownActor, AmbiguousActor, BadArgument: when the question makes no sense.

    >>> from graph.example import example
    >>> ego = example().network("Gulf League")
    >>> sorted(ego), [data["predicate"] for _, _, data in ego.edges(data=True)]
    (['gulf-league', 'norland', 'sudland'], ['partneredWith', 'consultsWith'])
    >>> nx.diameter(ego.simple())
    2
    """
    wanted, predicates = filters(view, **conditions), relations(relation)
    middle = resolve(view, actor) if actor is not None else None
    graph = ActorNetwork()
    graph.evidence = lambda relationship: _evidence(view, relationship)
    if middle is None:
        found, graph.title = all_edges(view, predicates, wanted), "Network of actors"
    else:
        found, graph.title = _around(view, middle, depth, predicates, wanted), view.card(middle).name
        graph.focus = view.card(middle).id
        _add_node(graph, view, middle)
    for relationship, sums in sorted(found, key=lambda edge: (edge[1].subject, edge[1].object, edge[0])):
        _add_edge(graph, view, relationship, sums)
    return graph


def _evidence(view: View, relationship: str) -> list[Row]:
    """Quotes as the drawing wants them: the day of the report is its ``date``."""
    return [row | {"date": row["published"]} for row in evidence_rows(view, relationship)]


def all_edges(view: View, predicates: Collection[str], wanted: Filters) -> Iterator[tuple[str, Tally]]:
    """Every edge of these predicates that passes the conditions, once, with its sums over what passes."""
    for predicate in predicates:
        for quad in view.store.quads.quads_for_pattern(None, row_predicate(predicate), None, view.index):
            words = value(quad.object)
            if is_row_of(words, view.path(quad.subject)):
                row = json.loads(words)
                if narrowed := wanted.narrow(view, row["id"], from_row(row)):
                    yield row["id"], narrowed


def _around(
    view: View, middle: str, depth: int, predicates: Collection[str], wanted: Filters
) -> Iterator[tuple[str, Tally]]:
    if depth < 0:
        raise BadArgument(f"a depth of {depth} makes no sense")
    found: dict[str, Tally] = {}
    reached, frontier = {middle}, {middle}
    for _ in range(depth):
        beyond = set()
        for path in sorted(frontier):
            for relationship, sums in _edges_of(view, path, predicates, wanted):
                found[relationship] = sums
                beyond |= {sums.subject, sums.object}
        frontier = beyond - reached
        reached |= frontier
    for path in sorted(frontier):
        for relationship, sums in _edges_of(view, path, predicates, wanted):
            if {sums.subject, sums.object} <= reached:
                found[relationship] = sums
    yield from found.items()


def _edges_of(view: View, path: str, predicates: Collection[str], wanted: Filters) -> Iterator[tuple[str, Tally]]:
    for relationship, sums in view.edges(path):
        if sums.predicate in predicates and (narrowed := wanted.narrow(view, relationship, sums)):
            yield relationship, narrowed


def _add_node(graph: ActorNetwork, view: View, path: str) -> str:
    card = view.card(path)
    if card.id not in graph:
        graph.add_node(card.id, name=card.name, type=card.type, country=card.country)
    return card.id


def _add_edge(graph: ActorNetwork, view: View, relationship: str, sums: Tally) -> None:
    one, other = _add_node(graph, view, sums.subject), _add_node(graph, view, sums.object)
    data: Row = {
        "predicate": sums.predicate,
        "symmetric": relation_types()[sums.predicate].symmetric,
        "modality": sums.modality,
        "events": sums.events,
        "reports": sums.reports,
        "sources": sums.sources,
        "first": sums.first,
        "last": sums.last,
        "places": tuple(view.card(place).name for place in sums.places),
        "operations": tuple(view.card(operation).name for operation in sums.operations),
        "confidence": sums.confidence,
        "weight": sums.weight,
    }
    graph.add_edge(one, other, key=relationship.partition("/")[2], **data)
