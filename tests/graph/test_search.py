"""Search while typing: beginnings, aliases, any order, one error a word."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import KnowledgeGraph
from graph.example import example
from ontology.errors import BadArgument
from ontology.model import Actor, Extraction, Report
from tests.hand_built import EXTRACTOR, everything

LETTERS = "abcdefghijklmnopqrstuvwxyz"
WORDS = ("southern", "command", "ecuadorian", "armed", "forces", "colombian", "choneros", "guayaquil", "finland")


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    graph = KnowledgeGraph.open()
    for extraction in everything():
        graph.add(extraction)
    return graph


def names(kg: KnowledgeGraph, words: str, **conditions: object) -> list[str]:
    return [row["name"] for row in kg.search_rows(words, **conditions)]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("SOUTHCOM", "United States Southern Command"),
        ("southc", "United States Southern Command"),
        ("command southern", "United States Southern Command"),
        ("u.s. south", "United States Southern Command"),
        ("the ecuadorian f", "Ecuadorian Armed Forces"),
        ("north atl", "NATO"),
        ("guay", "Guayaquil"),
        ("Los Chóneros", "Los Choneros"),
        ("sothern comand", "United States Southern Command"),
        ("ecudaorian", "Ecuadorian Armed Forces"),
        ("columbia", "Colombian Navy"),
        ("filnand", "Finland"),
    ],
)
def test_found_first(kg: KnowledgeGraph, words: str, first: str) -> None:
    assert names(kg, words)[0] == first


@pytest.mark.parametrize("words", ["", " ", "…", "wakanda", "nt0", "navy wakanda", "zzzz", "\ud800", "x" * 1000])
def test_nothing_of_that_name(kg: KnowledgeGraph, words: str) -> None:
    assert names(kg, words) == []


def test_the_score_orders() -> None:
    kg = example()
    rows = kg.search_rows("norland")
    assert [(row["name"], row["score"]) for row in rows] == [("Norland", 1.0), ("Norland Navy", 0.9)]
    assert [row["score"] for row in kg.search_rows("norlan")] == [0.9, 0.81]
    assert [row["score"] for row in kg.search_rows("norlnad")] == [0.7, 0.63]


def test_kinds_and_limit() -> None:
    kg = example()
    assert {row["kind"] for row in kg.search_rows("sudland")} == {"actor", "place"}
    assert names(kg, "sudland", kind="place") == ["Sudland"]
    assert len(kg.search_rows("sudland", limit=1)) == 1
    assert list(kg.search("sudland").columns)[:3] == ["kind", "id", "name"]
    for wrong in ({"kind": "boat"}, {"limit": 0}):
        with pytest.raises(BadArgument):
            kg.search_rows("sudland", **wrong)


@given(st.sampled_from(WORDS), st.randoms(use_true_random=False), st.sampled_from(["drop", "add", "change", "swap"]))
def test_one_error_is_forgiven(word: str, random: Random, kind: str) -> None:
    at, letter = random.randrange(len(word) - 1), random.choice(LETTERS)
    typed = {
        "drop": word[:at] + word[at + 1 :],
        "add": word[:at] + letter + word[at:],
        "change": word[:at] + letter + word[at + 1 :],
        "swap": word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    }[kind]
    assert {row["id"] for row in KG.search_rows(typed)} >= {
        row["id"] for row in KG.search_rows(word) if row["score"] > 0.7
    }


@given(st.sampled_from(WORDS), st.integers(1, 11))
def test_every_beginning_finds_the_word(word: str, length: int) -> None:
    whole = {row["id"] for row in KG.search_rows(word, limit=100) if row["score"] > 0.75}
    assert whole <= {row["id"] for row in KG.search_rows(word[:length], limit=100)}


def test_what_is_new_is_found() -> None:
    kg = example()
    assert names(kg, "zanzara") == []
    new = Actor(id="zanzara", name="Zanzara", type="State")
    kg.add(Extraction(report=Report(id="x", text=""), extractor=EXTRACTOR, actors=(new,)))
    assert names(kg, "zanz") == ["Zanzara"]
    kg.retract("x")
    assert names(kg, "zanz") == []


KG = KnowledgeGraph.open()
for told in everything():
    KG.add(told)
