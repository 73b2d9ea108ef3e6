"""How two actors are connected: by a shortest or a strongest path, and nobody finds a better one."""

from __future__ import annotations

import math
from itertools import combinations, groupby, pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import KnowledgeGraph
from graph.edges import Row
from graph.example import example
from ontology.errors import BadArgument, UnknownActor
from tests.graph.strategies import crowded


def crowd(seeds: list[int]) -> KnowledgeGraph:
    kg = KnowledgeGraph.open()
    for number, seed in enumerate(seeds):
        kg.add(crowded(seed, f"r{number}"))
    return kg


def by_path(rows: list[Row]) -> list[list[Row]]:
    return [list(steps) for _, steps in groupby(rows, key=lambda row: row["path"])]


def best_links(kg: KnowledgeGraph) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    for one, other, data in kg.network().edges(data=True):
        known = graph.get_edge_data(one, other, {"confidence": 0.0})["confidence"]
        graph.add_edge(one, other, confidence=max(known, data["confidence"]))
    for _, _, data in graph.edges(data=True):
        data["doubt"] = -math.log(data["confidence"])
    return graph


@settings(max_examples=30)
@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=4))
def test_against_networkx(seeds: list[int]) -> None:
    kg = crowd(seeds)
    graph = best_links(kg)
    for one, other in combinations(sorted(graph), 2):
        shortest, strongest = kg.path_rows(one, other, most=1000), kg.path_rows(one, other, by="strongest")
        if not nx.has_path(graph, one, other):
            assert shortest == strongest == []
            continue
        ways = sorted([one, *(step["other"] for step in path)] for path in by_path(shortest))
        assert ways == sorted(nx.all_shortest_paths(graph, one, other))
        best = nx.dijkstra_path_length(graph, one, other, weight="doubt")
        assert strongest[0]["strength"] == pytest.approx(math.exp(-best), abs=2e-4)


@settings(max_examples=20)
@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=4))
def test_each_step_follows_the_last_and_has_its_sentence(seeds: list[int]) -> None:
    kg = crowd(seeds)
    for one, other in combinations(sorted(kg.network()), 2):
        for path in by_path(kg.path_rows(one, other)):
            assert (path[0]["one"], path[-1]["other"]) == (one, other)
            assert all(step["other"] == after["one"] for step, after in pairwise(path))
            for step in path:
                evidence = kg.evidence_rows(step["relationship"])
                assert step["quote"] in {row["quote"] for row in evidence}
                ends = {(row["subject"], row["object"]) for row in evidence}
                assert ends <= {(step["one"], step["other"]), (step["other"], step["one"])}


def test_both_ways_are_of_one_length() -> None:
    kg = example()
    there, back = kg.path_rows("Ada Reyes", "Gulf League"), kg.path_rows("Gulf League", "Ada Reyes")
    assert len(by_path(there)) == len(by_path(back)) == 2
    assert {row["strength"] for row in there} == {row["strength"] for row in back}
    assert [row["direction"] for row in there][:3] == ["out", "out", "both"]
    assert [row["direction"] for row in back][:3] == ["both", "in", "in"]


def test_conditions() -> None:
    kg = example()
    assert kg.path_rows("Ada Reyes", "Gulf League", relation=["leads", "partneredWith"]) == []
    assert len(by_path(kg.path_rows("Ada Reyes", "Gulf League", most=1))) == 1
    (attack,) = kg.path_rows("Red Hand", "Sudland")
    assert (attack["predicate"], attack["modality"]) == ("attacks", "asserted")
    (denied,) = kg.path_rows("Red Hand", "Sudland", modality="negated")
    assert denied["modality"] == "negated"
    assert kg.path_rows("Red Hand", "Sudland", until="2025-05", modality="any", relation="attacks") == []
    assert list(kg.paths("Red Hand", "Ada Reyes").columns)[:2] == ["path", "step"]


@pytest.mark.parametrize(
    ("one", "other", "conditions"),
    [
        ("Norland", "norland", {}),
        ("Norland", "Sudland", {"by": "beauty"}),
        ("Norland", "Sudland", {"most": 0}),
        ("Norland", "Sudland", {"relation": "likes"}),
    ],
)
def test_what_makes_no_sense(one: str, other: str, conditions: Row) -> None:
    with pytest.raises(BadArgument):
        example().path_rows(one, other, **conditions)


def test_an_unknown_end() -> None:
    with pytest.raises(UnknownActor):
        example().path_rows("Norland", "Atlantis")
