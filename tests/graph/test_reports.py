"""Adding, replacing and retracting reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from graph import KnowledgeGraph
from graph.terms import Node, term, value
from ontology.errors import StoreError, UnknownReport, ValidationError
from ontology.model import Evidence, Extraction, Relation, TimeSpan
from ontology.relations import derive_relations
from tests.hand_built import EXTRACTOR, accession, everything, joint_operation, planned_patrols

NOW = datetime(2026, 3, 5, 8, 30, tzinfo=UTC)


@pytest.fixture
def kg() -> KnowledgeGraph:
    return KnowledgeGraph.open()


def test_added_unchanged_replaced(kg: KnowledgeGraph) -> None:
    first = joint_operation()
    assert kg.add(first) == "added"
    assert kg.add(first) == "unchanged"
    assert kg.add(replace(first, report=replace(first.report, title="Another title"))) == "replaced"
    assert kg.add(replace(first, extractor=replace(EXTRACTOR, version="0.2.0"))) == "replaced"
    assert kg.stats()["reports"] == 1


def test_an_unchanged_report_changes_nothing(kg: KnowledgeGraph) -> None:
    kg.add(joint_operation(), ingested=NOW)
    before, version = set(kg.store.quads), kg.version
    kg.add(joint_operation())
    assert (set(kg.store.quads), kg.version) == (before, version)


def test_an_edited_report_loses_what_it_no_longer_says(kg: KnowledgeGraph) -> None:
    told = joint_operation()
    kg.add(told)
    kept = told.events[:1]
    edited = replace(told.report, source="another desk")
    kg.add(replace(told, report=edited, events=kept, relations=derive_relations(kept)))
    assert kg.opponent_rows("Los Choneros") == []
    assert [row["partner"] for row in kg.partner_rows("SOUTHCOM")] == ["ecuadorian-armed-forces"]


def test_retracting_takes_back_what_the_report_alone_supported(kg: KnowledgeGraph) -> None:
    for extraction in (joint_operation(), joint_operation("quito-2", "desk three"), accession()):
        kg.add(extraction)
    assert kg.partner_rows("SOUTHCOM")[0]["reports"] == 2
    kg.retract("quito-1")
    assert kg.partner_rows("SOUTHCOM")[0]["reports"] == 1
    kg.retract("quito-2")
    assert [row["name"] for row in kg.actor_rows()] == ["Finland", "NATO", "Sweden"]
    with pytest.raises(UnknownReport, match="'quito-2'"):
        kg.retract("quito-2")


def test_three_times_are_three_properties(kg: KnowledgeGraph) -> None:
    kg.add(joint_operation(day=date(2026, 3, 1)), ingested=NOW)
    (report,) = kg.report_rows()
    assert report["published"] == "2026-03-01"
    assert report["ingested"] == "2026-03-05T08:30:00Z"
    undated = replace(planned_patrols(), report=replace(planned_patrols().report, id="x", published=None))
    kg.add(undated)
    (row,) = kg.partner_rows("Colombian Navy", modality="planned")
    assert (row["first"], row["last"]) == (None, None)
    assert kg.report("x")["published"] is None


def test_provenance_is_kept_also_after_retraction(kg: KnowledgeGraph) -> None:
    kg.add(joint_operation(), ingested=NOW)
    kg.retract("quito-1", retracted=datetime(2026, 3, 6))
    graph = Node(kg.store.names.provenance_graph)
    found = kg.store.quads.quads_for_pattern(None, term("prov:endedAtTime"), None, graph)
    assert sorted(value(quad.object) for quad in found) == ["2026-03-05T08:30:00Z", "2026-03-06T00:00:00Z"]
    assert kg.validate() == []


def test_claims_need_to_be_unique_within_the_report_only(kg: KnowledgeGraph) -> None:
    for extraction in everything():
        kg.add(extraction)
    assert kg.stats()["claims"] == 7


def test_a_standing_fact_rests_on_its_own_words(kg: KnowledgeGraph) -> None:
    told = joint_operation()
    words = Evidence(quote=told.report.text[:21], begin=0, end=21)
    relation = Relation(
        subject="us-southern-command", predicate="partOf", object="los-choneros", evidence=(words,), confidence=0.8
    )
    kg.add(replace(told, relations=(relation,)))
    (edge,) = kg.network("SOUTHCOM", relation="partOf").edges(keys=True)
    (row,) = kg.evidence_rows(edge[2])
    assert (row["quote"], row["quote_begin"], row["predicate"], row["event"]) == (words.quote, 0, "partOf", None)


BROKEN = {
    "not at": lambda told: replace(told, report=replace(told.report, text="x" + told.report.text)),
    "unknown type": lambda told: replace(told, events=(replace(told.events[0], type="FIGHT"),), relations=()),
    "unknown modality": lambda told: replace(told, events=(replace(told.events[0], modality="sure"),), relations=()),
    "no evidence": lambda told: replace(told, events=(replace(told.events[0], evidence=()),), relations=()),
    "not defined": lambda told: replace(told, events=(replace(told.events[0], agents=("who",)),), relations=()),
    "confidence": lambda told: replace(told, events=(replace(told.events[0], confidence=float("nan")),), relations=()),
    "ends before": lambda told: replace(
        told,
        events=(replace(told.events[0], time=TimeSpan(text="", begin=date(2026, 2, 2), end=date(2026, 2, 1))),),
        relations=(),
    ),
    "to itself": lambda told: replace(
        told, relations=(Relation(subject="los-choneros", predicate="aids", object="los-choneros", events=("e1",)),)
    ),
    "unknown predicate": lambda told: replace(
        told, relations=(Relation(subject="los-choneros", predicate="likes", object="ecuador", events=("e1",)),)
    ),
    "defined twice": lambda told: replace(told, events=(told.events[0], told.events[0]), relations=()),
}


@pytest.mark.parametrize("words", BROKEN)
def test_what_breaks_a_promise_is_refused_and_leaves_nothing(kg: KnowledgeGraph, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        kg.add(BROKEN[words](joint_operation()))
    assert len(kg.store.quads) == 0


def test_an_interrupt_leaves_the_report_out_and_those_before_in(kg: KnowledgeGraph) -> None:
    def stream() -> object:
        yield joint_operation()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(kg.add_all(stream()))  # type: ignore[arg-type]
    assert [row["id"] for row in kg.report_rows()] == ["quito-1"]


def test_add_all_tells_each_outcome(kg: KnowledgeGraph) -> None:
    told: list[Extraction] = [joint_operation(), joint_operation(), accession()]
    assert list(kg.add_all(told)) == ["added", "unchanged", "added"]


def test_a_closed_or_read_only_graph_does_not_write(tmp_path: object) -> None:
    path = f"{tmp_path}/store"
    with KnowledgeGraph.open(path) as kg:
        kg.add(joint_operation())
    with KnowledgeGraph.open(path, read_only=True) as kg:
        assert kg.partner_rows("SOUTHCOM")
        with pytest.raises(StoreError, match="reading only"):
            kg.add(accession())


def test_holding_a_report_as_it_is(kg: KnowledgeGraph) -> None:
    told = joint_operation()
    assert not kg.holds(told.report, told.extractor)
    kg.add(told)
    assert kg.holds(told.report, told.extractor)
    assert not kg.holds(replace(told.report, title="Another"), told.extractor)
    assert not kg.holds(told.report, replace(told.extractor, model="another"))
