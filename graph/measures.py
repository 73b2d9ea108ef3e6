"""Measures of a simple weighted graph, over arrays: quick where Python's dictionaries are not.

What each one means and weighs is said in `graph.metrics`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt

from ontology.errors import BadArgument

MEASURES = ("degree", "strength", "betweenness", "pagerank", "community")
EXACT = 2_000
"""Up to so many actors betweenness is exact."""
PIVOTS = 100
"""From so many actors it is estimated otherwise."""
DAMPING = 0.85

Numbers = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]


def measured(graph: nx.Graph[str], wanted: frozenset[str], *, backend: str | None = None) -> dict[str, list[Any]]:
    """The measures of a simple graph with weights, in the order of its nodes."""
    flat = Flat.of(graph)
    found: dict[str, list[Any]] = {}
    if "degree" in wanted:
        found["degree"] = flat.degrees.tolist()
    if "strength" in wanted:
        found["strength"] = _rounded(flat.strengths)
    if "betweenness" in wanted:
        found["betweenness"] = _rounded(betweenness(flat))
    if "pagerank" in wanted:
        found["pagerank"] = _rounded(pagerank(flat))
    if "community" in wanted:
        found["community"] = communities(flat, backend=backend)
    return found


def _rounded(numbers: Numbers) -> list[float]:
    return [round(float(number), 4) for number in numbers]


@dataclass(frozen=True, eq=False)
class Flat:
    """A simple graph as arrays: the neighbours of node n stand in ``heads`` from ``begins[n]`` to ``begins[n + 1]``."""

    begins: Indices
    heads: Indices
    weights: Numbers

    @classmethod
    def of(cls, graph: nx.Graph[str]) -> Flat:
        """The arrays of a graph."""
        number = {node: at for at, node in enumerate(graph)}
        degrees = [len(graph[node]) for node in graph]
        heads = [number[other] for node in graph for other in graph[node]]
        weights = [data.get("weight", 1.0) for node in graph for data in graph[node].values()]
        begins = np.concatenate([[0], np.cumsum(degrees)]).astype(np.int64)
        return cls(begins, np.array(heads, dtype=np.int64), np.array(weights, dtype=np.float64))

    def __len__(self) -> int:
        return len(self.begins) - 1

    @property
    def degrees(self) -> Indices:
        """The number of neighbours of each node."""
        return np.diff(self.begins)

    @cached_property
    def tails(self) -> Indices:
        """The node that each entry of ``heads`` is a neighbour of."""
        return np.repeat(np.arange(len(self)), self.degrees)

    @cached_property
    def strengths(self) -> Numbers:
        """The sum of the weights of each node."""
        return _sums(self.tails, self.weights, len(self))

    def arcs_from(self, nodes: Indices) -> tuple[Indices, Indices]:
        """Both ends of all edges of some nodes."""
        counts = self.degrees[nodes]
        offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        return np.repeat(nodes, counts), self.heads[np.repeat(self.begins[nodes], counts) + offsets]


def _sums(places: Indices, numbers: Numbers, size: int) -> Numbers:
    """For each place the sum of its numbers."""
    return np.bincount(places, weights=numbers, minlength=size).astype(np.float64)


def pagerank(flat: Flat, *, rounds: int = 200, tolerance: float = 1e-10) -> Numbers:
    """PageRank over the weights, by repeated steps; who has no neighbour jumps anywhere."""
    size = len(flat)
    rank: Numbers = np.full(size, 1 / max(size, 1))
    lonely = flat.strengths == 0
    share = np.divide(1.0, flat.strengths, out=np.zeros(size), where=~lonely)
    for _ in range(rounds):
        moved = _sums(flat.heads, (rank * share)[flat.tails] * flat.weights, size)
        after: Numbers = DAMPING * (moved + rank[lonely].sum() / max(size, 1)) + (1 - DAMPING) / max(size, 1)
        if np.abs(after - rank).sum() < tolerance:
            return after
        rank = after
    return rank


def betweenness(flat: Flat, *, exact: int = EXACT, pivots: int = PIVOTS) -> Numbers:
    """Betweenness of nodes over unweighted paths, normalised to 0 to 1; by Brandes, a level of the search at a time."""
    size = len(flat)
    starts = range(size) if size <= exact else sorted(Random(0).sample(range(size), pivots))
    total = np.zeros(size)
    for start in starts:
        total += _dependencies(flat, start)
    pairs = (size - 1) * (size - 2)
    return total * size / len(starts) / pairs if pairs > 0 else total


def _dependencies(flat: Flat, start: int) -> Numbers:
    """For each node the share of the shortest paths from one node to all others that lead through it."""
    size = len(flat)
    distance, ways = np.full(size, -1), np.zeros(size)
    distance[start], ways[start] = 0, 1.0
    frontier = np.array([start], dtype=np.int64)
    levels: list[tuple[Indices, Indices]] = []
    while len(frontier):
        tails, heads = flat.arcs_from(frontier)
        level = distance[frontier[0]] + 1
        frontier = np.unique(heads[distance[heads] < 0])
        distance[frontier] = level
        ahead = distance[heads] == level
        tails, heads = tails[ahead], heads[ahead]
        ways += _sums(heads, ways[tails], size)
        levels.append((tails, heads))
    through = np.zeros(size)
    for tails, heads in reversed(levels):
        through += _sums(tails, ways[tails] / ways[heads] * (1 + through[heads]), size)
    through[start] = 0.0
    return through


def communities(flat: Flat, *, backend: str | None = None) -> list[int]:
    """The number of each node's group, from 1 for the largest; groups of one size by their first node."""
    groups = _louvain(flat, backend) if flat.weights.sum() else [{node} for node in range(len(flat))]
    ordered = sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))
    number = {node: at for at, group in enumerate(ordered, start=1) for node in group}
    return [number[node] for node in range(len(flat))]


def _louvain(flat: Flat, backend: str | None) -> list[set[int]]:
    """Over numbers, not names: sets of numbers keep their order from one run to the next."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(flat)))
    graph.add_weighted_edges_from(zip(flat.tails.tolist(), flat.heads.tolist(), flat.weights.tolist(), strict=True))
    chosen = {"backend": backend} if backend else {}
    try:
        groups: list[set[int]] = nx.community.louvain_communities(graph, weight="weight", seed=0, **chosen)
    except ImportError as error:
        raise BadArgument(str(error), hint="leave it out, or install it beside networkx") from error
    return groups
