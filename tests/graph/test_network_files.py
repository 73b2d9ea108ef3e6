"""Networks as files: read back by networkx they are what was written, whatever the names; the bytes stay the same."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import ActorNetwork, KnowledgeGraph
from graph.example import example
from graph.network_files import NETWORK_WRITERS, gexf, graphml, node_link, pairs, read_node_link, scalars
from ontology.model import Extraction
from tests.graph.strategies import crowded, extractions
from tests.hand_built import everything

SOME = settings(max_examples=25, suppress_health_check=list(HealthCheck))
FEW = st.lists(extractions(), min_size=1, max_size=3)


def network_of(told: list[Extraction]) -> ActorNetwork:
    kg = KnowledgeGraph.open()
    for extraction in told:
        kg.add(extraction)
    return kg.network(modality="any")


def nodes(graph: nx.Graph[str]) -> dict[str, Any]:
    return {node: scalars(data) for node, data in graph.nodes(data=True)}


def edges(graph: nx.MultiDiGraph[str]) -> dict[tuple[str, str, str], Any]:
    return {(one, other, key): scalars(data) for one, other, key, data in graph.edges(keys=True, data=True)}


def without(known: dict[Any, Any], *names: str) -> dict[Any, Any]:
    return {key: {name: item for name, item in data.items() if name not in names} for key, data in known.items()}


def unbroken(words: dict[Any, Any]) -> dict[Any, Any]:
    """Line ends as an XML reader sees them in an attribute or an element."""
    return {
        key: {name: " ".join(item.split()) if isinstance(item, str) else item for name, item in data.items()}
        for key, data in words.items()
    }


@SOME
@given(FEW)
def test_graphml_of_anything(told: list[Extraction]) -> None:
    graph = network_of(told)
    read: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        nx.parse_graphml(graphml(graph).decode(), edge_key_type=str, force_multigraph=True)
    )
    assert unbroken(nodes(read)) == unbroken(nodes(graph))
    assert unbroken(edges(read)) == unbroken(edges(graph))


@SOME
@given(FEW)
def test_gexf_of_anything(told: list[Extraction]) -> None:
    graph = network_of(told)
    read: nx.MultiDiGraph[str] = nx.MultiDiGraph(nx.read_gexf(io.BytesIO(gexf(graph))))
    assert unbroken(without(nodes(read), "label")) == unbroken(nodes(graph))
    extra = ("id", "label", "networkx_key", "start", "end")
    found = {(one, other, data["id"]): data for one, other, data in read.edges(data=True)}
    assert unbroken(without(found, *extra)) == unbroken(edges(graph))
    for one, other, key, data in graph.edges(keys=True, data=True):
        known = found[one, other, key]
        assert (known.get("start"), known.get("end"), known["label"]) == (
            data["first"],
            data["last"],
            data["predicate"],
        )


@SOME
@given(FEW)
def test_json_of_anything(told: list[Extraction]) -> None:
    graph = network_of(told)
    read = read_node_link(node_link(graph))
    assert isinstance(read, ActorNetwork)
    assert nx.utils.graphs_equal(read, graph)
    assert node_link(read) == node_link(graph)


@SOME
@given(FEW)
def test_pairs_of_anything(told: list[Extraction]) -> None:
    graph = network_of(told)
    rows = list(csv.DictReader(io.StringIO(pairs(graph).decode(), newline="")))
    simple = graph.simple()
    weights = {frozenset((row["source"], row["target"])): float(row["weight"]) for row in rows}
    assert weights == {frozenset((one, other)): data["weight"] for one, other, data in simple.edges(data=True)}
    assert sum(int(row["relationships"]) for row in rows) == graph.number_of_edges()


def test_gexf_keeps_parallel_edges_and_time() -> None:
    graph = example().network(modality="any")
    text = gexf(graph).decode()
    assert 'mode="dynamic"' in text
    assert text.count("<edge ") == graph.number_of_edges()
    assert text.count('start="') == sum(1 for *_, data in graph.edges(data=True) if data["first"])
    assert str(datetime.now().year) not in text.split("<graph", maxsplit=1)[0], "no day of writing in the file"


@pytest.mark.parametrize("suffix", NETWORK_WRITERS)
def test_the_same_bytes_in_any_order_of_reports(suffix: str) -> None:
    told = [*everything(), *(crowded(seed, f"r{seed}") for seed in range(6))]
    write = NETWORK_WRITERS[suffix]
    assert write(network_of(told)) == write(network_of(told[::-1]))


def test_names_are_no_formulas_in_pairs() -> None:
    rows = list(csv.DictReader(io.StringIO(pairs(network_of(everything())).decode(), newline="")))
    assert rows
    assert not any(cell[:1] in ("=", "+", "-", "@") for row in rows for cell in row.values())
