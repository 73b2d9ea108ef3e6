"""A network of actors as a file for other programs: GraphML, GEXF with time, JSON, and pairs of actors as CSV.

The order is always the same. GraphML and GEXF know texts, numbers and truth values: several names of a cell stand
apart by ``; ``, and what is unknown is left out.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any

import networkx as nx

from graph.network import ActorNetwork

PAIR_COLUMNS = ("source", "target", "source_name", "target_name", "weight", "sources", "relationships")
_STAMP = re.compile(r' lastmodifieddate="[^"]*"')


def graphml(graph: nx.MultiDiGraph[str]) -> bytes:
    """A network as GraphML."""
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        plain.add_node(node, **scalars(data))
    for one, other, key, data in graph.edges(keys=True, data=True):
        plain.add_edge(one, other, key=key, **scalars(data))
    stream = io.BytesIO()
    nx.write_graphml_xml(plain, stream)
    return stream.getvalue()


def gexf(graph: nx.MultiDiGraph[str]) -> bytes:
    """A network as GEXF, in which an edge lasts from its first to its last day.

    >>> from graph.example import example
    >>> text = gexf(example().network("Norland", relation="sanctions")).decode()
    >>> 'timeformat="date"' in text, 'start="2025-06-10" end="2025-06-10"' in text
    (True, True)
    """
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph(mode="dynamic")
    for node, data in graph.nodes(data=True):
        plain.add_node(node, label=data["name"], **scalars(data))
    for one, other, key, data in graph.edges(keys=True, data=True):
        days = {name: data[day] for name, day in (("start", "first"), ("end", "last")) if data[day]}
        plain.add_edge(one, other, key=key, id=key, label=data["predicate"], **days, **scalars(data))
    text = "\n".join(nx.generate_gexf(plain))
    return f'<?xml version="1.0" encoding="utf-8"?>\n{_STAMP.sub("", text, count=1)}\n'.encode()


def node_link(graph: nx.MultiDiGraph[str]) -> bytes:
    """A network as JSON that `read_node_link` and networkx read; tuples become lists."""
    text = json.dumps(nx.node_link_data(graph, edges="links"), ensure_ascii=True, indent=2)
    return f"{text}\n".encode()


def read_node_link(data: bytes | str) -> ActorNetwork:
    """The network of a JSON file.

    >>> from graph.example import example
    >>> network = example().network()
    >>> nx.utils.graphs_equal(read_node_link(node_link(network)), network)
    True
    """
    graph = ActorNetwork(nx.node_link_graph(json.loads(data), edges="links"))
    for _, _, facts in graph.edges(data=True):
        facts.update({name: tuple(item) for name, item in facts.items() if isinstance(item, list)})
    return graph


def pairs(graph: ActorNetwork) -> bytes:
    """The pairs of actors that anything connects as CSV, with summed weights; see `ActorNetwork.simple`."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, PAIR_COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for one, other, data in sorted(graph.simple().edges(data=True), key=lambda edge: (edge[0], edge[1])):
        ends = {"source": one, "target": other}
        ends |= {"source_name": graph.nodes[one]["name"], "target_name": graph.nodes[other]["name"]}
        count = graph.number_of_edges(one, other) + graph.number_of_edges(other, one)
        row = ends | data | {"relationships": count}
        writer.writerow({name: harmless(item) for name, item in row.items()})
    return stream.getvalue().encode()


def scalars(data: dict[str, Any]) -> dict[str, Any]:
    """Values that every format knows: lists become texts, and what is unknown is left out."""
    joined = {name: "; ".join(item) if isinstance(item, tuple) else item for name, item in data.items()}
    return {name: item for name, item in joined.items() if item is not None}


def harmless(item: Any) -> Any:
    """A text that a spreadsheet would take for a formula is marked as text."""
    return f"'{item}" if isinstance(item, str) and item[:1] in ("=", "+", "-", "@", "\t", "\r") else item


NETWORK_WRITERS: dict[str, Callable[[ActorNetwork], bytes]] = {
    ".graphml": graphml,
    ".gexf": gexf,
    ".json": node_link,
    ".csv": pairs,
}
"""What writes a network, by the suffix of the file."""
