"""Scores of clusterings: MUC, B-cubed, CEAF-e, and their mean, which the CoNLL shared tasks report.

A clustering maps each mention to its cluster. Mentions of one side that the other lacks count against it, as in the
reference scorer of the shared tasks: for B-cubed with nothing in common, for CEAF-e in the size of the clusters.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from typing import Any

import networkx as nx

Clustering = Mapping[Any, Hashable]


def f1(precision: float, recall: float) -> float:
    """The harmonic mean.

    >>> f1(1.0, 0.5), f1(0.0, 0.0)
    (0.6666666666666666, 0.0)
    """
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def scores(key: Clustering, response: Clustering) -> dict[str, float]:
    """F1 by measure, rounded to three digits.

    Args:
        key: What is right.
        response: What was found.

    >>> key = {"a": 1, "b": 1, "c": 2}
    >>> scores(key, {"a": "x", "b": "x", "c": "y"})
    {'muc': 1.0, 'b3': 1.0, 'b3_precision': 1.0, 'b3_recall': 1.0, 'ceafe': 1.0, 'conll': 1.0}
    >>> scores(key, {"a": "x", "b": "y", "c": "z"})["b3"]
    0.8
    """
    b3 = b_cubed(key, response), b_cubed(response, key)
    found = {"muc": f1(muc(response, key), muc(key, response)), "b3": f1(b3[1], b3[0])}
    found |= {"b3_precision": b3[1], "b3_recall": b3[0], "ceafe": ceaf(key, response)}
    found["conll"] = (found["muc"] + found["b3"] + found["ceafe"]) / 3
    return {name: round(value, 3) for name, value in found.items()}


def clusters(clustering: Clustering) -> dict[Hashable, set[Hashable]]:
    """The mentions of each cluster."""
    found: dict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, cluster in clustering.items():
        found[cluster].add(mention)
    return found


def b_cubed(key: Clustering, response: Clustering) -> float:
    """B-cubed recall of the response; with the arguments turned, its precision."""
    inside, found = clusters(key), clusters(response)
    total = 0.0
    for mention, cluster in key.items():
        if mention in response:
            total += len(inside[cluster] & found[response[mention]]) / len(inside[cluster])
    return total / len(key) if key else 0.0


def muc(key: Clustering, response: Clustering) -> float:
    """MUC recall of the response: the share of the key's links that hold; 1 when there is none to find."""
    right = total = 0
    for members in clusters(key).values():
        pieces = {response.get(mention, ("alone", mention)) for mention in members}
        right += len(members) - len(pieces)
        total += len(members) - 1
    return right / total if total else 1.0


def ceaf(key: Clustering, response: Clustering) -> float:
    """CEAF-e F1: the best pairing of clusters, each pair by the share of mentions in common (phi 4)."""
    inside, found = clusters(key), clusters(response)
    shared: Counter[tuple[Hashable, Hashable]] = Counter(
        (key[mention], response[mention]) for mention in key if mention in response
    )
    graph: nx.Graph[tuple[str, Hashable]] = nx.Graph()
    for (one, other), count in shared.items():
        graph.add_edge(("key", one), ("found", other), weight=2 * count / (len(inside[one]) + len(found[other])))
    total = 0.0
    for piece in nx.connected_components(graph):
        part = graph.subgraph(piece)
        total += sum(part.edges[pair]["weight"] for pair in nx.max_weight_matching(part))
    return f1(total / len(found), total / len(inside)) if found and inside else 0.0
