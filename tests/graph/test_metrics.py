"""Measures of the network: what networkx and linear algebra say too; the same in every process and with any backend."""

from __future__ import annotations

import os
import subprocess
import sys
from random import Random

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.example import example
from graph.measures import DAMPING, MEASURES, Flat, betweenness, communities, measured, pagerank
from ontology.errors import BadArgument


@st.composite
def weighted(draw: st.DrawFn) -> nx.Graph[str]:
    size = draw(st.integers(0, 25))
    random = Random(draw(st.integers(0, 10**6)))
    plain = nx.gnp_random_graph(size, draw(st.sampled_from([0.0, 0.1, 0.3])), seed=random.randint(0, 10**6))
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(f"n{node:02}" for node in plain)
    for one, other in plain.edges:
        graph.add_edge(f"n{one:02}", f"n{other:02}", weight=random.choice([0.5, 1.0, 3.5]))
    return graph


@given(weighted())
def test_betweenness_is_that_of_networkx(graph: nx.Graph[str]) -> None:
    expected = nx.betweenness_centrality(graph)
    assert betweenness(Flat.of(graph)) == pytest.approx([expected[node] for node in graph])


@given(weighted())
def test_pagerank_solves_its_equation(graph: nx.Graph[str]) -> None:
    """Found by solving the linear system, not by steps."""
    size = len(graph)
    found = pagerank(Flat.of(graph))
    matrix = nx.to_numpy_array(graph, weight="weight") if size else np.zeros((0, 0))
    sums = matrix.sum(axis=1, keepdims=True)
    moves = np.where(sums > 0, matrix / np.where(sums > 0, sums, 1), 1 / max(size, 1))
    expected = np.linalg.solve(np.eye(size) - DAMPING * moves.T, np.full(size, (1 - DAMPING) / max(size, 1)))
    assert found == pytest.approx(expected, abs=1e-8)
    assert found.sum() == pytest.approx(1 if size else 0)


@given(weighted())
def test_communities_part_the_actors(graph: nx.Graph[str]) -> None:
    numbers = communities(Flat.of(graph))
    sizes = [numbers.count(number) for number in sorted(set(numbers))]
    assert sorted(set(numbers)) == list(range(1, len(sizes) + 1))
    assert sizes == sorted(sizes, reverse=True)
    for component in nx.connected_components(graph):
        inside = {numbers[at] for at, node in enumerate(graph) if node in component}
        outside = {numbers[at] for at, node in enumerate(graph) if node not in component}
        assert inside.isdisjoint(outside)


@given(weighted())
def test_degree_and_strength(graph: nx.Graph[str]) -> None:
    found = measured(graph, frozenset(("degree", "strength")))
    assert found["degree"] == [degree for _, degree in graph.degree()]
    assert found["strength"] == pytest.approx([weight for _, weight in graph.degree(weight="weight")])


def test_a_sample_is_near_and_the_same_each_time() -> None:
    graph = nx.barabasi_albert_graph(400, 3, seed=1)
    flat = Flat.of(graph)
    exact, sampled = betweenness(flat), betweenness(flat, exact=100, pivots=200)
    assert np.array_equal(sampled, betweenness(flat, exact=100, pivots=200))
    assert np.corrcoef(exact, sampled)[0, 1] > 0.95
    assert sampled.sum() == pytest.approx(exact.sum(), rel=0.1)


def test_of_the_network() -> None:
    rows = example().metric_rows()
    assert len(rows) == 7
    assert sum(row["pagerank"] for row in rows) == pytest.approx(1, abs=0.001)
    near = example().metric_rows("Red Hand", measures="degree", relation="attacks")
    assert {row["actor"] for row in near} == {"red-hand", "norland-navy", "sudland-coast-guard", "sudland"}
    assert {name for name in MEASURES if near[0][name] is not None} == {"degree"}
    assert list(example().metrics(measures="degree").columns)[-5:] == list(MEASURES)
    with pytest.raises(BadArgument):
        example().metric_rows(measures="beauty")


def test_the_same_in_every_process() -> None:
    program = "from graph.example import example; print(example().metric_rows())"
    shown = {
        subprocess.run(
            [sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(shown) == 1


LOOPBACK = """
from importlib.metadata import entry_points
import networkx as nx
from networkx.utils import backends
from graph.example import example

(found,) = entry_points(name="nx_loopback", group="networkx.backends")
backends.backends[found.name], backends.backend_info[found.name] = found, {}
nx.config.backends = nx.utils.Config(nx_loopback=nx.utils.Config())
backends._dispatchable.__call__ = backends._dispatchable._call_if_any_backends_installed

kg = example()
assert kg.metric_rows(backend=found.name) == kg.metric_rows()
network = kg.network()
simple = network.simple()
assert nx.betweenness_centrality(simple, backend=found.name) == nx.betweenness_centrality(simple)
assert nx.in_degree_centrality(network, backend=found.name) == nx.in_degree_centrality(network)
"""
"""Uses the backend with which networkx tests its own: it converts every graph, and back."""


def test_with_a_backend() -> None:
    subprocess.run([sys.executable, "-c", LOOPBACK], check=True)


def test_with_a_backend_that_is_not_there() -> None:
    with pytest.raises(BadArgument, match="abacus"):
        example().metric_rows(backend="abacus")


@pytest.mark.parametrize("depth", [0, 1, 2, 3])
def test_the_network_of_an_actor_is_the_ego_graph(depth: int) -> None:
    kg = example()
    whole = kg.network()
    for actor in whole:
        ego = nx.ego_graph(whole, actor, radius=depth, undirected=True)
        found = kg.network(actor, depth=depth)
        assert set(found) == set(ego)
        assert set(found.edges(keys=True)) == set(ego.edges(keys=True))
