"""What the graph answers: partners, opponents, events, evidence, networks, actors."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import networkx as nx
import pytest

from graph import ActorNetwork, KnowledgeGraph
from graph.cookbook import PARTNERS_QUERY
from graph.partners import COLUMNS
from ontology.errors import AmbiguousActor, BadArgument, UnknownActor, UnknownRelationship
from ontology.model import Actor, Evidence, Extraction, Relation, Report
from tests.graph.strategies import crowded
from tests.hand_built import (
    ECUADOR_FORCES,
    EXTRACTOR,
    MALI_ARMY,
    SOUTHCOM,
    accession,
    actor,
    claim,
    everything,
    extraction,
    joint_operation,
    planned_patrols,
)


@pytest.fixture
def kg() -> KnowledgeGraph:
    return told(joint_operation(), joint_operation("quito-2", "desk three"), planned_patrols(), accession())


def told(*extractions: Extraction) -> KnowledgeGraph:
    graph = KnowledgeGraph.open()
    for one in extractions:
        graph.add(one)
    return graph


def belonging() -> Extraction:
    """SOUTHCOM is part of the United States, and so is its partner, the Coast Guard."""
    text = "Southern Command of the United States trained with the Coast Guard and the Malian Army."
    states = ("united-states", "United States", "State", "US", ("U.S.",))
    guard = ("us-coast-guard", "U.S. Coast Guard", "Military", "US", ())
    words = (Evidence(quote=text, begin=0, end=len(text)),)
    event = claim(
        text, "e1", "COOPERATE", "trained", agents=("us-southern-command",), partners=("us-coast-guard", "malian-army")
    )
    made = extraction(
        Report(id="parts", text=text),
        [actor(facts, text) for facts in (SOUTHCOM, states, guard, MALI_ARMY)],
        [],
        [event],
    )
    parts = [
        Relation(subject="us-southern-command", predicate="partOf", object="united-states", evidence=words),
        Relation(subject="us-coast-guard", predicate="affiliatedWith", object="united-states", evidence=words),
    ]
    return replace(made, relations=(*made.relations, *parts))


def test_partners_with_everything_about_them(kg: KnowledgeGraph) -> None:
    (row,) = kg.partner_rows("southcom")
    assert tuple(row) == COLUMNS
    assert row | {"relationship": "", "quote": ""} == {
        "partner": "ecuadorian-armed-forces",
        "partner_name": "Ecuadorian Armed Forces",
        "partner_type": "Military",
        "country": "EC",
        "via": None,
        "events": 2,
        "reports": 2,
        "sources": 1,
        "first": "2026-03-03",
        "last": "2026-03-03",
        "places": ["Guayaquil"],
        "operations": [],
        "modality": "asserted",
        "confidence": 0.9,
        "relationship": "",
        "quote": "",
    }
    assert "joint operation" in row["quote"]


def test_both_ends_see_the_same_edge(kg: KnowledgeGraph) -> None:
    (row,), (back,) = kg.partner_rows("SOUTHCOM"), kg.partner_rows("Ecuadorian forces")
    assert row["relationship"] == back["relationship"]
    assert (back["partner"], row["quote"]) == ("us-southern-command", back["quote"])


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"since": "2026-03-03", "until": date(2026, 3, 3)}, 1),
        ({"since": "2026-03-04"}, 0),
        ({"until": "2026-02"}, 0),
        ({"since": "2026"}, 1),
        ({"place": "Guayaquil"}, 1),
        ({"place": "ecuador"}, 1),
        ({"place": "South-America"}, 1),
        ({"type": "COOPERATE"}, 1),
        ({"type": "aid"}, 0),
        ({"type": ["FIGHT", "AID"]}, 1),
        ({"modality": "planned"}, 1),
        ({"modality": "any"}, 2),
        ({"modality": ["planned", "asserted"]}, 2),
        ({"modality": "any", "since": "2026"}, 1),
        ({"min_confidence": 0.95}, 0),
        ({"min_sources": 2}, 0),
    ],
)
def test_conditions(kg: KnowledgeGraph, conditions: dict[str, object], expected: int) -> None:
    assert len(kg.partner_rows("SOUTHCOM", **conditions)) == expected


def test_a_condition_counts_only_the_events_that_pass(kg: KnowledgeGraph) -> None:
    kg.add(joint_operation("quito-3", "desk four", day=date(2026, 5, 1)))
    assert kg.partner_rows("SOUTHCOM")[0]["events"] == 4
    (row,) = kg.partner_rows("SOUTHCOM", since="2026-05", type="COOPERATE")
    assert (row["events"], row["reports"], row["first"], row["last"]) == (1, 1, "2026-05-01", "2026-05-01")


@pytest.mark.parametrize(
    "conditions",
    [
        {"since": "soon"},
        {"since": "2026-02-30"},
        {"since": "2026-13"},
        {"since": "2026-03-04", "until": "2026-03-03"},
        {"place": "Atlantis"},
        {"type": "ATTACK"},
        {"modality": "sure"},
        {"min_confidence": 2},
        {"min_sources": -1},
    ],
)
def test_conditions_that_make_no_sense(kg: KnowledgeGraph, conditions: dict[str, object]) -> None:
    with pytest.raises(BadArgument):
        kg.partner_rows("SOUTHCOM", **conditions)


def test_independent_sources(kg: KnowledgeGraph) -> None:
    """Another text from another desk is a second source; it raises the confidence."""
    text = "SOUTHCOM and Ecuadorian forces patrolled."
    both = ("us-southern-command", "ecuadorian-armed-forces")
    event = claim(text, "e1", "COOPERATE", "patrolled", agents=both, confidence=0.5)
    actors = [actor(SOUTHCOM, text, "SOUTHCOM"), actor(ECUADOR_FORCES, text, "Ecuadorian forces")]
    kg.add(extraction(Report(id="other", text=text, source="desk nine", title="Patrol"), actors, [], [event]))
    (row,) = kg.partner_rows("SOUTHCOM")
    assert (row["reports"], row["sources"], row["confidence"]) == (3, 2, 0.95)
    copy = extraction(Report(id="copy", text=text + " ", source="desk nine", title="Patrol"), actors, [], [event])
    kg.add(copy)
    assert kg.partner_rows("SOUTHCOM")[0]["sources"] == 2


def test_roll_up_over_parts() -> None:
    kg = told(belonging(), joint_operation())
    rows = {(row["partner"], row["via"]) for row in kg.partner_rows("United States")}
    assert rows == {
        ("malian-army", "us-southern-command"),
        ("malian-army", "us-coast-guard"),
        ("ecuadorian-armed-forces", "us-southern-command"),
    }
    assert kg.partner_rows("United States", include_parts=False) == []
    assert {row["partner"] for row in kg.partner_rows("SOUTHCOM")} >= {"us-coast-guard"}


@pytest.mark.parametrize("name", ["SOUTHCOM", "United States", "Ecuadorian forces", "Malian Army"])
def test_the_cookbook_query_gives_the_same_rows(name: str) -> None:
    kg = told(*everything(), belonging())
    same = [key for key in COLUMNS if key not in ("places", "operations", "modality")]
    expected = [{key: row[key] for key in same} for row in kg.partner_rows(name)]
    assert expected
    assert [{key: row[key] for key in same} for row in kg.sparql_partners(name)] == expected


def test_the_cookbook_query_in_a_crowd() -> None:
    kg = told(*(crowded(seed, f"r{seed}") for seed in range(20)))
    checked = 0
    for row in kg.actor_rows():
        expected = [(one["relationship"], one["quote"], one["sources"]) for one in kg.partner_rows(row["actor"])]
        assert [
            (one["relationship"], one["quote"], one["sources"]) for one in kg.sparql_partners(row["actor"])
        ] == expected
        checked += len(expected)
    assert checked
    assert "?actor" in PARTNERS_QUERY


def test_tables(kg: KnowledgeGraph) -> None:
    table = kg.partners("SOUTHCOM", since="2026")
    assert list(table.columns) == list(COLUMNS)
    assert table["first"].iloc[0].date() == date(2026, 3, 3)
    empty = kg.partners("NATO", type="AID")
    assert list(empty.columns) == list(COLUMNS)
    assert len(empty) == 0
    assert len(kg.opponents("NATO")) == 0
    assert len(kg.events(place="Guayaquil")) == 2
    assert len(kg.actors("sw")) == 1
    assert len(kg.reports()) == 4


def test_opponents(kg: KnowledgeGraph) -> None:
    (row,) = kg.opponent_rows("SOUTHCOM")
    assert (row["opponent"], row["relation"], row["direction"]) == ("los-choneros", "attacks", "out")
    assert {(row["opponent"], row["direction"]) for row in kg.opponent_rows("Los Choneros")} == {
        ("ecuadorian-armed-forces", "in"),
        ("us-southern-command", "in"),
    }


def test_events(kg: KnowledgeGraph) -> None:
    rows = kg.event_rows(place="Ecuador", since="2026-03-03", until="2026-03-03")
    assert [(row["type"], row["reports"]) for row in rows] == [("ASSAULT", 2), ("COOPERATE", 2)]
    assert rows[0]["targets"] == ["Los Choneros"]
    assert kg.event_rows(place="Ecuador", until="2026-03-02") == []
    assert [row["modality"] for row in kg.event_rows(actor="Colombian Navy", modality="any")] == ["planned"]
    assert len(kg.event_rows()) == 3
    assert len(kg.event_rows(type="ASSAULT", actor="NATO")) == 0


def test_an_edge_is_explained_by_quotes_that_are_in_the_text(kg: KnowledgeGraph) -> None:
    relationship = kg.partner_rows("SOUTHCOM")[0]["relationship"]
    rows = kg.evidence_rows(relationship)
    assert {(row["report"], row["type"]) for row in rows} == {
        ("quito-1", "COOPERATE"),
        ("quito-1", "ASSAULT"),
        ("quito-2", "COOPERATE"),
        ("quito-2", "ASSAULT"),
    }
    for row in rows:
        assert kg.report(row["report"])["text"][row["quote_begin"] : row["quote_end"]] == row["quote"]
        assert (row["published"], row["relationship"]) == ("2026-03-03", relationship)
        assert {r["claim"] for r in kg.evidence_rows(row["event"])} >= {row["claim"]}
        assert kg.evidence_rows(row["claim"])[0]["event"] == row["event"]
    assert kg.evidence_rows(kg.store.names.base + f"relationship/{relationship}") == rows
    assert len(kg.explain(relationship)) == 4


@pytest.mark.parametrize("thing", ["", "no", "relationship/", "claim/x", "event/../x", "a b", "\ud800", "<x>"])
def test_nothing_to_explain(kg: KnowledgeGraph, thing: str) -> None:
    with pytest.raises(UnknownRelationship):
        kg.evidence_rows(thing)


def test_resolve(kg: KnowledgeGraph) -> None:
    names = ("us-southern-command", "U.S. SOUTHERN COMMAND", "southcom", kg.store.names.actor("us-southern-command"))
    assert {kg.resolve(name) for name in names} == {"us-southern-command"}
    kg.add(
        Extraction(
            report=Report(id="x", text=""),
            extractor=EXTRACTOR,
            actors=(
                Actor(id="a-force", name="Force", type="Military", country="FR"),
                Actor(id="b-force", name="Force", type="Military", country="BE"),
                Actor(id="c-force", name="Côte Guard", type="Military", aliases=("Force",)),
            ),
        )
    )
    with pytest.raises(AmbiguousActor) as caught:
        kg.resolve("force")
    assert caught.value.candidates == ("a-force", "b-force")
    assert kg.resolve("cote guard") == "c-force"


@pytest.mark.parametrize("name", ["", "…", "Wakanda", "\ud800", "actor/", "a/b/c", '"; DROP'])
def test_unknown_actors(kg: KnowledgeGraph, name: str) -> None:
    with pytest.raises(UnknownActor):
        kg.resolve(name)


def test_near_names(kg: KnowledgeGraph) -> None:
    with pytest.raises(UnknownActor, match="Ecuadorian Armed Forces") as caught:
        kg.resolve("Ecuadorean Armed Forces")
    assert caught.value.candidates[0] == "Ecuadorian Armed Forces"


def test_network(kg: KnowledgeGraph) -> None:
    network = kg.network("SOUTHCOM")
    assert isinstance(network, ActorNetwork)
    assert isinstance(network, nx.MultiDiGraph)
    assert set(network) == {"us-southern-command", "ecuadorian-armed-forces", "los-choneros"}
    assert network.nodes["los-choneros"] == {"name": "Los Choneros", "type": "CriminalGroup", "country": "EC"}
    assert {data["predicate"] for _, _, data in network.edges(data=True)} == {"partneredWith", "attacks"}
    for one, other, key, data in network.edges(keys=True, data=True):
        rows = kg.evidence_rows(key)
        assert {(row["subject"], row["object"]) for row in rows} == {(one, other)}
        assert data["reports"] == len({row["report"] for row in rows})
    assert len(kg.network("SOUTHCOM", depth=0)) == 1
    assert len(kg.network()) == 6
    assert nx.number_connected_components(kg.network().simple()) == 2
    assert len(kg.network("SOUTHCOM", relation="partneredWith", modality="any")) == 3
    with pytest.raises(BadArgument):
        kg.network("SOUTHCOM", relation="likes")
    with pytest.raises(BadArgument):
        kg.network("SOUTHCOM", depth=-1)


def test_a_network_holds_the_edges_among_those_reached(kg: KnowledgeGraph) -> None:
    assert kg.network("SOUTHCOM").has_edge("ecuadorian-armed-forces", "los-choneros")


def test_a_network_draws_itself(kg: KnowledgeGraph, tmp_path: object) -> None:
    network = kg.network("SOUTHCOM")
    page = network.to_html(f"{tmp_path}/n.html")
    assert "Together they raided camps" in page
    assert "<svg" in network.to_svg()
    assert set(network._repr_mimebundle_()) >= {"text/html", "text/plain"}


def test_search(kg: KnowledgeGraph) -> None:
    assert [row["actor"] for row in kg.actor_rows("ecua")] == ["ecuadorian-armed-forces"]
    assert [row["actor"] for row in kg.actor_rows("command")] == ["us-southern-command"]
    assert [row["actor"] for row in kg.actor_rows(type="State")] == ["finland", "sweden"]
    assert [row["actor"] for row in kg.actor_rows(country="CO")] == ["colombian-navy"]
    assert kg.actor_rows("…") == []
    assert len(kg.actor_rows(limit=2)) == 2
    with pytest.raises(BadArgument):
        kg.actor_rows(type="Navy")


def test_stats(kg: KnowledgeGraph) -> None:
    numbers = kg.stats()
    assert (numbers["reports"], numbers["claims"], numbers["events"], numbers["places"]) == (4, 6, 4, 2)
    assert numbers["events_by_type"] == {"ASSAULT": 1, "COOPERATE": 3}


def test_answers_follow_what_is_written(kg: KnowledgeGraph) -> None:
    """Cards that were kept are forgotten when the graph changes."""
    assert kg.actor("NATO")["name"] == "NATO"
    longer = Actor(id="nato", name="North Atlantic Treaty Organization", type="IntergovernmentalOrganization")
    kg.add(Extraction(report=Report(id="x", text=""), extractor=EXTRACTOR, actors=(longer,)))
    assert kg.actor("NATO")["name"] == "North Atlantic Treaty Organization"
