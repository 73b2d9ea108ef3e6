"""Changes, timelines, sources, members, designations, sums by state: by hand, and what holds of any graph."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import KnowledgeGraph
from graph.changes import CHANGES
from graph.designations import as_what
from graph.example import example
from ontology.errors import BadArgument, BadQuery, UnknownActor, UnknownRelationship
from ontology.model import Evidence, Extraction, Quantity, Relation
from tests.graph.strategies import crowded, extractions
from tests.graph.test_questions import belonging, told
from tests.hand_built import IN_OTHER_WORDS, accession, joint_operation, planned_patrols

SOME = settings(max_examples=25, suppress_health_check=list(HealthCheck))
FEW = st.lists(extractions(), min_size=1, max_size=4)
CROWD = st.lists(st.integers(0, 10**6), min_size=1, max_size=6)


def crowd(seeds: list[int]) -> KnowledgeGraph:
    return told(*(crowded(seed, f"r{number}") for number, seed in enumerate(seeds)))


# -- changes ----------------------------------------------------------------------------------------------------------


def test_stronger_and_weaker() -> None:
    kg = told(joint_operation(), joint_operation("b", "desk two", day=date(2026, 5, 1)))
    kg.add(joint_operation("c", "desk three", date(2026, 5, 2), IN_OTHER_WORDS))
    rows = kg.change_rows("SOUTHCOM", "2026-03", "2026-05/2026-06")
    assert {(row["change"], row["earlier_sources"], row["later_sources"]) for row in rows} == {("stronger", 1, 2)}
    back = kg.change_rows("SOUTHCOM", "2026-05/2026-06", "2026-03")
    assert {row["change"] for row in back} == {"weaker"}
    assert {row["change"] for row in kg.change_rows("SOUTHCOM", "2026-03", "2026-03-03")} == {"same"}


@SOME
@given(CROWD)
def test_changes_of_anything(seeds: list[int]) -> None:
    """Turned round, new is gone and stronger is weaker; each period is what the network says of it."""
    kg = crowd(seeds)
    first, second = "2026-03-01", "2026-03-02"
    there = {row["relationship"]: row for row in kg.change_rows(None, first, second)}
    back = {row["relationship"]: row for row in kg.change_rows(None, second, first)}
    turned = {"new": "gone", "gone": "new", "stronger": "weaker", "weaker": "stronger", "same": "same"}
    assert set(turned) == set(CHANGES)
    assert {key: turned[row["change"]] for key, row in there.items()} == {
        key: row["change"] for key, row in back.items()
    }
    for day, when in ((first, "earlier"), (second, "later")):
        edges = {key: data["weight"] for *_, key, data in kg.network(since=day, until=day).edges(keys=True, data=True)}
        assert edges == {key: row[f"{when}_weight"] for key, row in there.items() if row[f"{when}_events"]}


@pytest.mark.parametrize("period", ["", "/", "2025/", "/2025", "soon", "2026/2025", "2025/2026/2027"])
def test_periods_that_make_no_sense(period: str) -> None:
    with pytest.raises(BadArgument):
        example().change_rows(None, period, "2026")


def test_a_period_is_no_condition() -> None:
    with pytest.raises(BadArgument):
        example().change_rows(None, "2025", "2026", since="2024")


def test_changes_of_an_actor_and_of_all() -> None:
    kg = example()
    rows = kg.change_rows(None, "2025", "2026", relation="partneredWith")
    assert [(row["change"], row["object_name"]) for row in rows] == [
        ("new", "Norland"),
        ("gone", "Sudland Coast Guard"),
    ]
    assert kg.change_rows("Norland", "2025", "2026", include_parts=False, relation="partneredWith") == rows[:1]
    assert len(kg.changes("Ada Reyes", "2025", "2026")) == 0


# -- timeline ---------------------------------------------------------------------------------------------------------


@SOME
@given(FEW)
def test_timeline_of_anything(steps: list[Extraction]) -> None:
    """It holds the dated events of the actor, in order, with the sources that stand behind each."""
    kg = told(*steps)
    for row in kg.actor_rows():
        rows = kg.timeline_rows(row["actor"], modality="any", include_parts=False)
        dated = [event for event in kg.event_rows(actor=row["actor"], modality="any") if event["begin"]]
        assert {one["event"] for one in rows} == {one["event"] for one in dated}
        assert [one["begin"] for one in rows] == sorted(one["begin"] for one in rows)
        assert all(one["sources"] == len(kg.source_rows(one["event"])) for one in rows)


def test_timeline_of_two() -> None:
    kg = example()
    assert [row["type"] for row in kg.timeline_rows("Norland", other="Gulf League")] == ["COOPERATE"]
    assert kg.timeline_rows("Norland", other="Sudland", include_parts=False) == []
    (denied,) = kg.timeline_rows("Red Hand", modality="negated")
    assert (denied["roles"], denied["targets"]) == (["agent"], ["Sudland"])
    assert [row["sources"] for row in kg.timeline_rows("Red Hand", min_sources=2)] == [2]
    assert list(kg.timeline("Red Hand").columns)[:3] == ["begin", "end", "roles"]


# -- sources ----------------------------------------------------------------------------------------------------------


def test_copies_are_one_source() -> None:
    copy = joint_operation("copy", "desk one")
    kg = told(joint_operation(), copy, joint_operation("other", "desk two", text=IN_OTHER_WORDS))
    relationship = kg.partner_rows("SOUTHCOM")[0]["relationship"]
    rows = kg.source_rows(relationship)
    assert [(row["number"], row["reports"], row["outlets"]) for row in rows] == [
        (1, ["copy", "quito-1"], ["desk one"]),
        (2, ["other"], ["desk two"]),
    ]
    claim = kg.evidence_rows(relationship)[0]["claim"]
    assert len(kg.source_rows(claim)) == 1
    assert list(kg.sources(relationship).columns)[:3] == ["number", "reports", "outlets"]
    with pytest.raises(UnknownRelationship):
        kg.source_rows("nothing")


@SOME
@given(FEW)
def test_sources_of_anything(steps: list[Extraction]) -> None:
    kg = told(*steps)
    for *_, key, data in kg.network(modality="any").edges(keys=True, data=True):
        rows = kg.source_rows(key)
        assert len(rows) == data["sources"]
        assert sum(len(row["reports"]) for row in rows) == data["reports"]


# -- members ----------------------------------------------------------------------------------------------------------


def test_members() -> None:
    kg = told(belonging())
    rows = kg.member_rows("United States")
    assert [(row["relation"], row["direction"], row["member"]) for row in rows] == [
        ("affiliatedWith", "in", "us-coast-guard"),
        ("partOf", "in", "us-southern-command"),
    ]
    assert [(row["direction"], row["member"]) for row in kg.member_rows("SOUTHCOM")] == [("out", "united-states")]
    assert kg.member_rows("United States", since="2020") == [], "standing facts bear no day"
    assert len(kg.members("Malian Army")) == 0


# -- designations -----------------------------------------------------------------------------------------------------


def test_designations() -> None:
    kg = example()
    (row,) = kg.designation_rows("Norland")
    assert (row["designated"], row["by"], row["sources"]) == ("red-hand", ["norland"], 1)
    assert kg.designation_rows("Red Hand") == [row]
    assert (
        kg.designation_rows("Sudland")
        == kg.designation_rows(since="2026")
        == kg.designation_rows(modality="alleged")
        == []
    )
    assert len(kg.designations()) == 1


def test_a_list_and_a_named_object_are_designations_too() -> None:
    made = planned_patrols()
    quote = (Evidence(quote=made.report.text, begin=0, end=len(made.report.text)),)
    listed = Relation(subject="colombian-navy", predicate="designatedBy", object="us-southern-command", evidence=quote)
    objects = (Quantity(text="a friend of the fleet", name="friend of the fleet"),)
    event = replace(
        made.events[0], id="e2", type="SANCTION", mode="designate", agents=("us-southern-command",),
        targets=("colombian-navy",), objects=objects,
    )  # fmt: skip
    kg = told(replace(made, events=(event,), relations=(listed,)))
    rows = kg.designation_rows(modality="any")
    assert [(row["designated"], row["designation"], row["by"]) for row in rows] == [
        ("colombian-navy", None, ["us-southern-command"]),
        ("colombian-navy", "friend of the fleet", ["us-southern-command"]),
    ]
    assert [bool(row["relationship"]) for row in rows] == [True, False]


def test_a_designation_of_nobody_knows_whom() -> None:
    made = planned_patrols()
    event = replace(made.events[0], type="SANCTION", mode="designate", agents=("us-southern-command",))
    (row,) = told(replace(made, events=(event,), relations=())).designation_rows(modality="any")
    assert (row["designated"], row["by_names"]) == (None, ["United States Southern Command"])


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("The ministry designated the Houthis as a foreign terrorist organization.", "foreign terrorist organization"),
        (
            "Washington put the cartel on its list of foreign terrorist organisations.",
            "foreign terrorist organisations",
        ),
        (
            "The council listed it as a Specially Designated Global Terrorist group.",
            "Specially Designated Global Terrorist group",
        ),
        ("The president declared the gangs terrorist groups and military targets.", None),
        ("He called Iran a state sponsor of terrorism.", "state sponsor of terrorism"),
        ("The army shelled the town.", None),
        ("a " * 5000, None),
    ],
)
def test_as_what(quote: str, expected: str | None) -> None:
    assert as_what(quote) == expected


# -- by state ---------------------------------------------------------------------------------------------------------


def test_by_state() -> None:
    kg = example()
    assert [row["partner"] for row in kg.rollup_rows("Norland")] == ["sudland"]
    (league,) = kg.rollup_rows("Norland", to="IntergovernmentalOrganization")
    assert (league["partner"], league["units"]) == ("gulf-league", [])
    rows = kg.rollup_rows("Red Hand", relation=["attacks", "sanctions"])
    assert {(row["partner"], row["relation"], row["direction"], row["sources"]) for row in rows} == {
        ("norland", "attacks", "in", 2),
        ("sudland", "attacks", "in", 2),
        ("sudland", "attacks", "out", 1),
        ("norland", "sanctions", "in", 1),
    }
    assert kg.rollup_rows("Norland", min_sources=3) == kg.rollup_rows("Norland", until="2024") == []
    assert [row["events"] for row in kg.rollup_rows("Norland", type="ASSAULT")] == [1]
    assert list(kg.rollup("Norland").columns)[:2] == ["partner", "partner_name"]
    with pytest.raises(BadArgument):
        kg.rollup_rows("Norland", to="Boat")


def test_by_country_where_nothing_is_said_of_belonging() -> None:
    kg = told(belonging(), joint_operation(), accession())
    assert kg.rollup_rows("United States") == [], "no report speaks of Ecuador or Mali as a state"
    assert [row["partner"] for row in kg.rollup_rows("NATO")] == ["finland", "sweden"]


@SOME
@given(CROWD, st.sampled_from(["State", "Military", "ArmedGroup"]))
def test_a_sum_is_that_of_its_parts(seeds: list[int], to: str) -> None:
    kg = crowd(seeds)
    for actor in kg.actor_rows():
        partners = {row["relationship"]: row for row in kg.partner_rows(actor["actor"])}
        for row in kg.rollup_rows(actor["actor"], to=to):
            parts = [partners[one] for one in row["relationships"]]
            assert max(part["events"] for part in parts) <= row["events"] <= sum(part["events"] for part in parts)
            assert max(part["sources"] for part in parts) <= row["sources"] <= sum(part["reports"] for part in parts)
            assert row["first"] == min((part["first"] for part in parts if part["first"]), default=None)


# -- all --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "question", ["member_rows", "timeline_rows", "designation_rows", "rollup_rows", "contradiction_rows"]
)
def test_unknown_actors(question: str) -> None:
    with pytest.raises(UnknownActor):
        getattr(example(), question)("Atlantis")


def test_least_sources_of_events() -> None:
    kg = example()
    assert [row["reports"] for row in kg.event_rows(min_sources=2)] == [2]


def test_bindings() -> None:
    kg = example()
    days = "SELECT ?since ?event { ?event a sg:Event ; sg:begin ?begin FILTER(?begin >= ?since) }"
    assert len(kg.sparql_rows(days, bindings={"since": date(2026, 1, 1)})) == 2
    number = "SELECT ?n ?r { ?r sg:sourceCount ?n }"
    assert len(kg.sparql_rows(number, bindings={"n": 2})) == 3
    assert kg.sparql_rows("SELECT ?x ?r { ?r sg:confidence ?x }", bindings={"x": 0.98})
    with pytest.raises(BadQuery, match="selected"):
        kg.sparql_rows("SELECT ?event { ?event a ?class }", bindings={"class": "https://w3id.org/sitgraph/ns#Event"})


@SOME
@given(FEW)
def test_hostile_names_do_no_harm(steps: list[Extraction]) -> None:
    """Every question takes whatever a report calls itself; a name is found by itself or refused in words."""
    kg = told(*steps)
    for row in kg.actor_rows():
        some: dict[str, Any] = {"modality": "any"}
        for question in (kg.member_rows, kg.timeline_rows, kg.designation_rows, kg.rollup_rows, kg.contradiction_rows):
            question(row["actor"], **some)
        kg.search_rows(row["name"])
