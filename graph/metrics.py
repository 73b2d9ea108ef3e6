"""Who matters in the network: degree, strength, betweenness, PageRank, and who belongs together.

All are measured on the simple view of the network (`graph.network.ActorNetwork.simple`): one undirected edge for each
pair of actors, whose weight is the sum over their relationships of independent sources times confidence.

- ``degree``: number of neighbours. Not weighted.
- ``strength``: sum of the weights of the edges of an actor.
- ``betweenness``: share of the shortest paths between others that lead through an actor. Not weighted: each edge is one
  step. Above 2,000 actors it is estimated from 100 of them, always the same ones.
- ``pagerank``: with a damping of 0.85 over the weights; sums to 1.
- ``community``: number of the group found by Louvain's method over the weights, the largest group first.

Cost: the making of the network; then PageRank is linear in the edges for each of some fifty rounds, betweenness linear
in the edges for each actor or pivot, Louvain's method a few passes over the edges in Python, the slowest of all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.edges import Row
from graph.filters import Several, each
from graph.frames import frame
from graph.measures import MEASURES, measured
from graph.network import network
from graph.view import View
from ontology.errors import BadArgument

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("actor", "name", "type", "country", *MEASURES)


def metric_rows(
    view: View,
    actor: str | None = None,
    *,
    measures: Several = None,
    depth: int = 1,
    relation: Several = None,
    backend: str | None = None,
    **conditions: Any,
) -> list[Row]:
    """The measures of all actors, or of those around one, as plain rows.

    Args:
        view: Where to look.
        actor, depth, relation, conditions: Of which network; see `graph.network.network`.
        measures: Only these of ``MEASURES``; others are None.
        backend: Name of the networkx backend that is to find the communities.

    Returns:
        Rows with the keys of ``COLUMNS``, the highest PageRank first, then strength, then name.

    Raises:
        UnknownActor, AmbiguousActor, BadArgument: when the question makes no sense.

    >>> from graph.example import example
    >>> for row in example().metric_rows()[:3]:
    ...     print(row["name"], row["degree"], row["strength"], row["betweenness"], row["pagerank"], row["community"])
    Sudland Coast Guard 4 5.72 0.1667 0.2078 1
    Norland Navy 4 5.72 0.1667 0.2073 1
    Red Hand 4 5.52 0.1 0.2001 1
    """
    wanted = frozenset(each(measures)) or frozenset(MEASURES)
    for name in sorted(wanted - set(MEASURES)):
        raise BadArgument(f"no measure {name!r}", hint=f"one of {', '.join(MEASURES)}")
    graph = network(view, actor, depth=depth, relation=relation, **conditions).simple()
    found = measured(graph, wanted, backend=backend)
    rows = [
        {"actor": actor_id}
        | graph.nodes[actor_id]
        | {name: found[name][at] if name in found else None for name in MEASURES}
        for at, actor_id in enumerate(graph)
    ]
    return sorted(rows, key=_rank)


def metrics(view: View, actor: str | None = None, **conditions: Any) -> pd.DataFrame:
    """The measures of actors as a table; see `metric_rows`."""
    return frame(metric_rows(view, actor, **conditions), COLUMNS)


def _rank(row: Row) -> tuple[Any, ...]:
    return -(row["pagerank"] or 0), -(row["strength"] or 0), row["name"], row["actor"]
