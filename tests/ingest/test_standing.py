from __future__ import annotations

from datetime import date

import pytest

from ingest.actors import link_actors
from ingest.gazetteers import known_actors
from ingest.standing import standing_relations
from ontology.model import Actor, Relation
from tests.ingest.marked import doc_with


def standing(marked: str) -> tuple[list[Relation], list[Actor]]:
    doc = doc_with(marked)
    return standing_relations(doc, link_actors(doc, report_id="r1", published=date(2026, 3, 4)))


def edges(marked: str) -> set[tuple[str, str, str]]:
    return {(r.subject, r.predicate, r.object) for r in standing(marked)[0]}


def test_a_chain_goes_up_to_the_state_and_brings_its_links() -> None:
    relations, added = standing("[name:Military SOUTHCOM] spoke.")
    parents = {r.subject: r.object for r in relations if r.predicate == "partOf"}
    reached = {parents["united-states-southern-command"]}
    while here := {parents[actor] for actor in reached if actor in parents} - reached:
        reached |= here
    assert "united-states" in reached
    assert reached == {actor.id for actor in added}
    assert all(not actor.mentions for actor in added)


def test_a_composed_body_belongs_to_its_state() -> None:
    assert edges("[name:Military Malian troops] left.") == {("malian-armed-forces", "partOf", "mali")}


def test_a_known_person_is_tied_to_the_state() -> None:
    assert ("daniel-noboa", "affiliatedWith", "ecuador") in edges("[name:Person Daniel Noboa] spoke.")


@pytest.mark.parametrize("title", ["Ecuadorian President", "Ecuadorian Colonel"])
def test_a_nationality_in_a_title_ties(title: str) -> None:
    assert edges(f"[name:Person {title} Ana Brixo] spoke.") == {("ana-brixo", "affiliatedWith", "ecuador")}


@pytest.mark.parametrize(
    ("words", "predicate"),
    [
        ("commander", "leads"),
        ("prime minister", "leads"),
        ("commander-in-chief", "leads"),
        ("secretary-general", "leads"),
        ("deputy commander", "affiliatedWith"),
        ("former commander", "affiliatedWith"),
        ("vice president", "affiliatedWith"),
        ("defence minister", "affiliatedWith"),
        ("spokeswoman", "affiliatedWith"),
    ],
)
def test_who_leads(words: str, predicate: str) -> None:
    found = edges(f"[name:Person Ana Brixo], the [nominal:Person>0 {words}] of [name:State Mali], left.")
    assert found == {("ana-brixo", predicate, "mali")}


def test_a_former_holder_marked_without_the_word() -> None:
    found = edges("[name:Person Ana Brixo], former [nominal:Person>0 president] of [name:State Mali], left.")
    assert found == {("ana-brixo", "affiliatedWith", "mali")}


def test_evidence_holds() -> None:
    marked = "On Monday [name:Military SOUTHCOM] met [name:Person Ecuadorian Colonel Ana Brixo]."
    text = doc_with(marked).text
    relations = standing(marked)[0]
    assert relations
    assert all(text[e.begin : e.end] == e.quote for r in relations for e in r.evidence)


def test_every_known_actor_can_stand_alone() -> None:
    names = [f"[name:{a.type} {a.name}]" for a in known_actors().values() if not set(a.name) & set("[]")]
    relations, _ = standing(" met ".join(names))
    assert len(relations) > 1000
    assert all(r.subject != r.object for r in relations)
