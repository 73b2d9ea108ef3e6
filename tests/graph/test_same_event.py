"""Which claims are one event: what merges across reports, and what never does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import KnowledgeGraph
from graph.merge.copies import are_copies, sketch_of
from graph.merge.likeness import compare
from graph.merge.sighting import Sighting
from graph.terms import Node, term, value
from ontology.model import Actor, Claim, Extraction, Mention, Place, Report, TimeSpan
from ontology.relations import derive_relations
from tests.graph.strategies import crowded
from tests.hand_built import CHONEROS, ECUADOR, ECUADOR_FORCES, EXTRACTOR, GUAYAQUIL, SOUTHCOM, actor, claim

DAY = date(2026, 3, 3)
QUITO = Place(
    id="geonames/3652462", name="Quito", country="EC", kind="city", latitude=-0.23, longitude=-78.52,
    parents=("geonames/3658394", "south-america"),
)  # fmt: skip
DURAN = Place(
    id="geonames/3658192", name="Durán", country="EC", kind="city", latitude=-2.17, longitude=-79.83,
    parents=("geonames/3658394", "south-america"),
)  # fmt: skip
WORDS = (
    "Soldiers hit a camp before dawn.",
    "An attack on the gang's hideout was reported by radio stations.",
    "In the early hours a raid ended months of watching, people near the place told reporters.",
)


def told(number: int, **given: Any) -> Extraction:
    """A report in its own words on an attack of Ecuadorian forces on Los Choneros in Guayaquil, changed as given."""
    text = f"{WORDS[number % len(WORDS)]} Number {number}."
    facts: dict[str, Any] = {"type": "ASSAULT", "on": DAY, "agents": (ECUADOR_FORCES[0],), "targets": (CHONEROS[0],)}
    facts |= {"locations": (GUAYAQUIL.id,)} | given
    when = facts.pop("time", None)
    event: Claim = claim(text, "e1", facts.pop("type"), text.split()[1], **facts)
    event = replace(event, time=when) if when else event
    said = (Mention(text="", begin=0, end=0, kind="nominal"),)
    gunmen = Actor(id=f"gunmen/r{number}", name="gunmen", type="CriminalGroup", mentions=said)
    return Extraction(
        report=Report(id=f"r{number}", text=text, source=f"desk {number}", published=DAY + timedelta(days=1)),
        extractor=EXTRACTOR,
        actors=(actor(SOUTHCOM, text), actor(ECUADOR_FORCES, text), actor(CHONEROS, text), gunmen),
        locations=(ECUADOR, GUAYAQUIL, QUITO, DURAN),
        events=(event,),
        relations=derive_relations([event]),
    )


def number_of_events(*extractions: Extraction) -> int:
    kg = KnowledgeGraph.open()
    for extraction in extractions:
        kg.add(extraction)
    return int(kg.stats()["events"])


NEXT = DAY + timedelta(days=1)
ONE: dict[str, dict[str, Any]] = {
    "all the same": {},
    "a near type": {"type": "COERCE"},
    "alleged": {"modality": "alleged"},
    "no place": {"locations": ()},
    "the country only": {"locations": (ECUADOR.id,)},
    "a town nearby": {"locations": (DURAN.id,)},
    "the day before": {"on": DAY - timedelta(days=1)},
    "no day": {"on": None},
    "no target": {"targets": ()},
    "a nameless target": {"targets": ("gunmen/r1",)},
    "with a partner": {"partners": (SOUTHCOM[0],)},
    "a week": {"on": None, "time": TimeSpan(text="", begin=DAY, end=DAY + timedelta(days=6), precision="week")},
}  # fmt: skip
TWO: dict[str, dict[str, Any]] = {
    "another type": {"type": "CONSULT"},
    "planned": {"modality": "planned"},
    "denied": {"modality": "negated"},
    "another town": {"locations": (QUITO.id,)},
    "two days later": {"on": DAY + timedelta(days=2)},
    "the day after and no place": {"on": NEXT, "locations": ()},
    "others": {"agents": (SOUTHCOM[0],), "targets": ("gunmen/r1",)},
    "only the actors": {"locations": (), "on": None},
    "sides turned": {"agents": (CHONEROS[0],), "targets": (SOUTHCOM[0],), "locations": (ECUADOR.id,)},
}


@pytest.mark.parametrize("name", ONE)
def test_these_are_one_event(name: str) -> None:
    assert number_of_events(told(0), told(1, **ONE[name])) == 1
    assert number_of_events(told(1, **ONE[name]), told(0)) == 1


@pytest.mark.parametrize("name", TWO)
def test_these_are_two_events(name: str) -> None:
    assert number_of_events(told(0), told(1, **TWO[name])) == 2
    assert number_of_events(told(1, **TWO[name]), told(0)) == 2


def test_two_named_operations_are_two_events() -> None:
    assert number_of_events(told(0, operation="Spear"), told(1, operation="Spear")) == 1
    assert number_of_events(told(0, operation="Spear"), told(1, operation="Shield")) == 2


def test_days_do_not_chain() -> None:
    days = [DAY + timedelta(days=offset) for offset in range(3)]
    assert number_of_events(*(told(number, on=day) for number, day in enumerate(days))) == 2


def test_without_any_date_nothing_is_merged() -> None:
    undated = [replace(one, report=replace(one.report, published=None)) for one in (told(0, on=None), told(1, on=None))]
    assert number_of_events(*undated) == 2


def test_the_whole_is_what_most_texts_say() -> None:
    kg = KnowledgeGraph.open()
    for extraction in (told(0, type="COERCE"), told(1), told(2, on=NEXT, modality="alleged"), told(4, on=NEXT)):
        kg.add(extraction)
    (row,) = kg.event_rows()
    assert (row["type"], row["modality"], row["reports"]) == ("ASSAULT", "asserted", 4)
    edges = kg.opponent_rows("Los Choneros", type="ASSAULT")
    assert [(edge["relation"], edge["events"], edge["reports"]) for edge in edges] == [
        ("attacks", 1, 2),
        ("coerces", 1, 1),
    ]


def test_a_cut_copy_is_one_source() -> None:
    kg = KnowledgeGraph.open()
    story = told(0)
    text = f"{story.report.text} Prosecutors in the port opened a file and asked everybody who had seen boats to call."
    kg.add(replace(story, report=replace(story.report, text=text)))
    for number, words in ((7, f"{text} It was the third in a month."), (8, text[: text.index(" to call")] + ".")):
        kg.add(replace(story, report=replace(story.report, id=f"r{number}", text=words, source=f"paper {number}")))
    (edge,) = kg.opponent_rows("Los Choneros")
    assert (edge["reports"], edge["sources"]) == (3, 1)
    assert "copyOf" in " ".join(str(quad.predicate) for quad in kg.store.quads)


def test_what_is_no_copy() -> None:
    text = (
        "Patrols of both navies met off the cape and took a boat with two tonnes of cocaine into the port in the night."
    )
    other = (
        "The two presidents met in the capital and agreed to send more patrols to the cape before the end of the year."
    )
    assert not are_copies(sketch_of("a", text, DAY), sketch_of("b", other, DAY))
    assert are_copies(sketch_of("a", text, DAY), sketch_of("b", text.upper(), NEXT))
    assert not are_copies(sketch_of("a", text, DAY), sketch_of("b", text, DAY + timedelta(days=30)))


def test_a_long_text_is_compared_by_a_sample() -> None:
    words = [f"word{number}" for number in range(5000)]
    one, other = " ".join(words), " ".join(["cut", *words[300:]])
    assert are_copies(sketch_of("a", one, None), sketch_of("b", other, None))
    assert not are_copies(sketch_of("a", one, None), sketch_of("b", " ".join(reversed(words)), None))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=6, unique=True))
def test_likeness_has_no_direction(seeds: list[int]) -> None:
    """Whichever claim comes first, the score, the reasons and the decision are the same."""
    kg = KnowledgeGraph.open()
    for number, seed in enumerate(seeds):
        kg.add(crowded(seed, f"r{number}"))
    found = kg.store.quads.quads_for_pattern(None, term("sg:sighting"), None, Node(kg.store.names.index_graph))
    sightings = [Sighting.from_json(value(quad.object)) for quad in found]
    for one, other in combinations(sightings, 2):
        assert compare(one, other) == compare(other, one)
    shared = {one.claim: set(one.neighbourhood()) for one in sightings}
    for one, other in combinations(sightings, 2):
        if compare(one, other).linked:
            assert shared[one.claim] & other.blocks(), "what is linked is found"
            assert shared[other.claim] & one.blocks()
