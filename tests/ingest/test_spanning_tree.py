from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.spanning_tree import best_heads


def is_tree(heads: list[int]) -> bool:
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(len(heads)))
    graph.add_edges_from((head, word) for word, head in enumerate(heads) if head != word)
    return nx.is_arborescence(graph) if len(heads) > 1 else heads == [0]


@given(st.integers(1, 12), st.integers(0, 10_000))
def test_always_one_tree(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size)).astype(np.float32)
    assert is_tree(best_heads(scores))


@pytest.mark.parametrize("seed", range(30))
def test_as_good_as_a_reference_for_its_root(seed: int) -> None:
    size = 7
    scores = np.random.default_rng(seed).normal(size=(size, size)).astype(np.float32)
    heads = best_heads(scores)
    root = next(word for word, head in enumerate(heads) if word == head)
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_weighted_edges_from(
        (head, word, float(scores[word, head]))
        for word in range(size)
        for head in range(size)
        if head != word and word != root
    )
    reference = nx.maximum_spanning_arborescence(graph)
    best = sum(float(scores[word, head]) for head, word in reference.edges)
    assert sum(float(scores[w, h]) for w, h in enumerate(heads) if w != root) == pytest.approx(best, abs=1e-3)
