"""Where reports disagree: each kind by hand, what is no contradiction, and what holds of any graph."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import KnowledgeGraph
from graph.edges import Row
from ontology.errors import BadArgument
from ontology.model import Count, Evidence, Extraction, Relation, Report
from ontology.types import near_types
from tests.graph.strategies import extractions
from tests.hand_built import (
    CHONEROS,
    COLOMBIA_NAVY,
    ECUADOR,
    ECUADOR_FORCES,
    GUAYAQUIL,
    MALI_ARMY,
    SOUTHCOM,
    actor,
    claim,
    extraction,
)

TUESDAY, WEDNESDAY, THURSDAY = date(2026, 3, 3), date(2026, 3, 4), date(2026, 3, 5)
ECUADOR_STATE = ("ecuador", "Ecuador", "State", "EC", ())
EVERYBODY = (SOUTHCOM, ECUADOR_FORCES, CHONEROS, COLOMBIA_NAVY, MALI_ARMY, ECUADOR_STATE)
RAID: dict[str, Any] = {
    "on": TUESDAY,
    "agents": ("ecuadorian-armed-forces",),
    "targets": ("los-choneros",),
    "locations": (GUAYAQUIL.id,),
}


def telling(id: str, *claims: Row, relations: tuple[tuple[str, str, str], ...] = ()) -> Extraction:
    """A report of attacks, each with the facts of a raid but for what is given."""
    text = f"Report {id} tells of the attack."
    quote = (Evidence(quote=text, begin=0, end=len(text)),)
    events = [
        claim(text, f"e{at}", facts.pop("type", "ASSAULT"), "attack", **RAID | facts)
        for at, facts in enumerate(({**one} for one in claims), start=1)
    ]
    made = extraction(
        Report(id=id, text=text, source=f"desk {id}", title=f"Attack {id}"),
        [actor(facts, text) for facts in EVERYBODY],
        [ECUADOR, GUAYAQUIL],
        events,
    )
    more = tuple(Relation(subject=s, predicate=p, object=o, evidence=quote) for s, p, o in relations)
    return Extraction(
        report=made.report,
        extractor=made.extractor,
        actors=made.actors,
        locations=made.locations,
        events=made.events,
        relations=(*made.relations, *more),
    )


def of(*tellings: Extraction, **conditions: Any) -> list[tuple[str, str, list[str]]]:
    kg = KnowledgeGraph.open()
    for one in tellings:
        kg.add(one)
    return [(row["kind"], row["value"], row["reports"]) for row in kg.contradiction_rows(**conditions)]


def killed(low: int | None, high: int | None) -> Row:
    return {"killed": Count(min=low, max=high, text="some")}


def test_numbers() -> None:
    told = [
        telling("a", killed(4, 4)),
        telling("b", killed(9, 9)),
        telling("c", killed(4, 4)),
        telling("d", killed(8, None)),
    ]
    assert of(*told) == [
        ("killed", "4", ["a", "c"]),
        ("killed", "9", ["b"]),
        ("killed", "at least 8", ["d"]),
    ]
    assert of(*told, min_sources=2) == []


@pytest.mark.parametrize(
    ("one", "other"), [((150, None), (160, 160)), ((3, 7), (5, 9)), ((None, 7), (None, 3)), ((4, 4), (4, 4))]
)
def test_numbers_that_can_both_be_right(one: Any, other: Any) -> None:
    assert of(telling("a", killed(*one)), telling("b", killed(*other))) == []


@pytest.mark.parametrize(
    "different",
    [
        {"on": date(2026, 4, 1)},
        {"on": None},
        {"targets": ("malian-army",)},
        {"modality": "planned"},
        {"type": "AID"},
    ],
    ids=str,
)
def test_numbers_of_other_acts(different: Row) -> None:
    assert of(telling("a", killed(4, 4)), telling("b", killed(9, 9) | different)) == []


@pytest.mark.parametrize(
    "different",
    [
        {"locations": (ECUADOR.id,)},
        {"locations": ()},
        {"type": "COERCE"},
        {"agents": ("ecuadorian-armed-forces", "us-southern-command")},
    ],
    ids=str,
)
def test_numbers_of_one_merged_event(different: Row) -> None:
    assert of(telling("a", killed(4, 4)), telling("b", killed(9, 9) | different)) == [
        ("killed", "4", ["a"]),
        ("killed", "9", ["b"]),
    ]


def test_numbers_of_one_report_contradict_only_by_different_speakers() -> None:
    assert of(telling("a", killed(4, 4), killed(9, 9))) == []
    said = killed(9, 9) | {"attributed_to": "los-choneros"}
    kg = KnowledgeGraph.open()
    kg.add(telling("a", killed(4, 4), said))
    assert [(row["value"], row["speakers"]) for row in kg.contradiction_rows()] == [("4", []), ("9", ["Los Choneros"])]


def test_a_merged_event_has_everybody_whom_its_claims_name() -> None:
    kg = KnowledgeGraph.open()
    kg.add(telling("a", {}))
    kg.add(telling("b", {"agents": ("ecuadorian-armed-forces", "us-southern-command"), "confidence": 0.5}))
    (row,) = kg.event_rows()
    assert row["agents"] == ["Ecuadorian Armed Forces", "United States Southern Command"]
    assert kg.timeline_rows("SOUTHCOM")[0]["agents"] == row["agents"]


def test_who_did_it() -> None:
    other: Row = {"agents": ("colombian-navy",)}
    assert of(telling("a", {}), telling("b", other)) == [
        ("actor", "Colombian Navy", ["b"]),
        ("actor", "Ecuadorian Armed Forces", ["a"]),
    ]


@pytest.mark.parametrize(
    "told",
    [
        ({}, {"agents": ("ecuadorian-armed-forces", "colombian-navy")}),
        ({}, {"agents": ("ecuador",)}),
        ({}, {"agents": ()}),
        ({"mode": "raid", "locations": ()}, {"mode": "drone", "agents": ("colombian-navy",), "locations": ()}),
    ],
    ids=str,
)
def test_who_did_it_is_not_in_doubt(told: tuple[Row, Row]) -> None:
    assert of(telling("a", told[0]), telling("b", told[1]), kind="actor") == []


def test_a_part_is_no_other_actor() -> None:
    other: Row = {"agents": ("colombian-navy",)}
    parts = (("colombian-navy", "partOf", "ecuadorian-armed-forces"),)
    assert of(telling("a", {}, relations=parts), telling("b", other)) == []


def test_a_report_that_tells_of_two_attacks_makes_them_two() -> None:
    other: Row = {"agents": ("colombian-navy",)}
    assert of(telling("a", {}), telling("b", other), telling("c", {}, other), kind="actor") == []
    assert of(telling("a", {}), telling("b", {"on": THURSDAY}), telling("c", {}, {"on": THURSDAY}), kind="date") == []


def test_dates() -> None:
    assert of(telling("a", {}), telling("b", {"on": THURSDAY})) == [
        ("date", "2026-03-03", ["a"]),
        ("date", "2026-03-05", ["b"]),
    ]
    assert of(telling("a", {}), telling("b", {"on": date(2026, 3, 7)})) == []
    assert of(telling("a", {}), telling("b", {"on": THURSDAY, "agents": ("colombian-navy",)}), kind="date") == []
    assert of(telling("a", {}), telling("b", {"on": WEDNESDAY, "locations": (GUAYAQUIL.id, ECUADOR.id)})) == [
        ("date", "2026-03-03", ["a"]),
        ("date", "2026-03-04", ["b"]),
    ]


def test_asserted_against_denied() -> None:
    denied: Row = {"modality": "negated", "attributed_to": "ecuadorian-armed-forces", "on": None, "locations": ()}
    assert of(telling("a", {}), telling("b", denied)) == [
        ("standing", "asserted", ["a"]),
        ("standing", "negated", ["b"]),
    ]
    assert of(telling("a", {"modality": "alleged"}, denied)) == [
        ("standing", "alleged", ["a"]),
        ("standing", "negated", ["a"]),
    ]
    assert of(telling("a", {}), telling("b", denied | {"on": date(2026, 4, 1)})) == []
    assert of(telling("a", {}), telling("b", denied | {"targets": ("malian-army",)})) == []
    assert of(telling("a", {"targets": ()}), telling("b", denied | {"targets": ()})) == [], (
        "nothing but the agent is shared"
    )
    assert of(telling("a", {}), telling("b", denied), modality="asserted") == []


def test_conditions() -> None:
    told = telling("a", killed(4, 4)), telling("b", killed(9, 9))
    assert len(of(*told, actor="Los Choneros", place="Ecuador", since="2026-03", until="2026-03", type="ASSAULT")) == 2
    assert of(*told, actor="SOUTHCOM") == of(*told, since="2026-04") == of(*told, kind="injured") == []
    assert of(*told, min_confidence=0.95) == []
    with pytest.raises(BadArgument):
        of(*told, kind="taste")


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.lists(extractions(), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_of_anything(steps: list[Extraction], order: Any) -> None:
    """Each contradiction has sides of different values with their claims; the order of reports does not show."""
    last = {step.report.id: step for step in steps}
    shuffled = list(last.values())
    order.shuffle(shuffled)
    one, other = KnowledgeGraph.open(), KnowledgeGraph.open()
    for step in last.values():
        one.add(step)
    for step in shuffled:
        other.add(step)
    rows = one.contradiction_rows()
    assert rows == other.contradiction_rows()
    sides: dict[int, list[Row]] = {}
    for row in rows:
        sides.setdefault(row["number"], []).append(row)
        for claim_id in row["claims"]:
            assert row["quote"] or one.evidence_rows(f"claim/{claim_id}")
    for group in sides.values():
        assert len({row["value"] for row in group}) == len(group) > 1
        assert len({row["kind"] for row in group}) == 1
        types = {row["type"] for row in group}  # reports may give one event near types
        assert all(types == {one_type} or near_types(one_type) & types for one_type in types)
