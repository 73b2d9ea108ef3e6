"""How relations follow from events."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.model import Claim, Span
from ontology.relations import derive_relations
from ontology.types import event_types, modalities, relation_types

Edges = set[tuple[str, str, str]]
ids = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=3).map(tuple)


def claim(type: str, number: int = 1, **fields: Any) -> Claim:
    return Claim(id=f"e{number}", type=type, trigger=Span(text="", begin=0, end=0), evidence=(), **fields)


def edges(*claims: Claim) -> Edges:
    return {(relation.subject, relation.predicate, relation.object) for relation in derive_relations(claims)}


@pytest.mark.parametrize(
    ("type", "predicate"),
    [
        ("ASSAULT", "attacks"),
        ("COERCE", "coerces"),
        ("MOBILIZE", "coerces"),
        ("SANCTION", "sanctions"),
        ("ACCUSE", "accuses"),
        ("THREATEN", "threatens"),
        ("SUPPORT", "supports"),
        ("AID", "aids"),
        ("COOPERATE", "opposes"),
    ],
)
def test_agents_and_partners_to_the_target(type: str, predicate: str) -> None:
    found = edges(claim(type, agents=("a",), partners=("b",), targets=("x",)))
    assert {("a", predicate, "x"), ("b", predicate, "x")} <= found


@pytest.mark.parametrize("type", ["COOPERATE", "AGREE", "COERCE", "MOBILIZE", "AID"])
def test_acting_together_makes_partners(type: str) -> None:
    assert edges(claim(type, agents=("b", "a"), partners=("c",))) == {
        ("a", "partneredWith", "b"),
        ("a", "partneredWith", "c"),
        ("b", "partneredWith", "c"),
    }


def test_signing_together_makes_partners_and_praising_the_same_does_not() -> None:
    assert edges(claim("SUPPORT", agents=("a", "b"))) == {("a", "partneredWith", "b")}
    praise = edges(claim("SUPPORT", agents=("a", "b"), targets=("c",)))
    assert praise == {("a", "supports", "c"), ("b", "supports", "c")}


def test_of_three_who_fight_nobody_said_who_stands_where() -> None:
    assert not edges(claim("ASSAULT", agents=("a", "b", "c")))
    assert len(edges(claim("ASSAULT", agents=("a", "b")))) == 2


@pytest.mark.parametrize("type", ["REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONCEDE"])
def test_speaking_together_makes_no_partners(type: str) -> None:
    assert not edges(claim(type, agents=("a", "b"), partners=("c",)))


@pytest.mark.parametrize("type", ["RETREAT", "SANCTION", "PROTEST"])
def test_only_an_explicit_partner_counts_there(type: str) -> None:
    assert not edges(claim(type, agents=("a", "b")))
    assert edges(claim(type, agents=("a",), partners=("b",))) == {("a", "partneredWith", "b")}


def test_talks() -> None:
    assert edges(claim("CONSULT", agents=("a", "b"), mediators=("m",))) == {("a", "consultsWith", "b")}


def test_a_joint_attack_makes_partners_and_enemies() -> None:
    assert edges(claim("ASSAULT", agents=("a", "b"), targets=("x",))) == {
        ("a", "partneredWith", "b"),
        ("a", "attacks", "x"),
        ("b", "attacks", "x"),
    }


def test_a_clash_makes_enemies_both_ways_and_never_partners() -> None:
    assert edges(claim("ASSAULT", agents=("a", "b"))) == {("a", "attacks", "b"), ("b", "attacks", "a")}


def test_an_attack_with_a_backer_and_no_known_target() -> None:
    assert edges(claim("ASSAULT", agents=("a",), partners=("b",))) == {("a", "partneredWith", "b")}


def test_rescue_of_a_beneficiary() -> None:
    assert edges(claim("AID", agents=("a",), beneficiaries=("x",))) == {("a", "aids", "x")}


def test_one_relation_for_several_events_with_the_best_confidence() -> None:
    first, second = claim("COOPERATE", 1, agents=("a", "b"), confidence=0.5), claim("AID", 2, agents=("b", "a"))
    (relation,) = derive_relations([first, second])
    assert (relation.events, relation.confidence) == (("e1", "e2"), 1.0)


def test_modality_is_carried_over_and_kept_apart() -> None:
    told = [claim("AID", 1, agents=("a",), targets=("b",), modality=modality) for modality in modalities()]
    assert sorted(relation.modality for relation in derive_relations(told)) == sorted(modalities())


@given(
    st.lists(
        st.builds(
            lambda type, modality, agents, partners, targets: claim(
                type, modality=modality, agents=agents, partners=partners, targets=targets
            ),
            st.sampled_from(event_types()),
            st.sampled_from(modalities()),
            ids,
            ids,
            ids,
        ),
        max_size=4,
    )
)
def test_invariants(claims: list[Claim]) -> None:
    relations = derive_relations(claims)
    assert relations == derive_relations(claims)
    keys = [(r.subject, r.predicate, r.object, r.modality) for r in relations]
    assert len(keys) == len(set(keys))
    for relation in relations:
        assert relation.subject != relation.object
        assert relation.events
        if relation_types()[relation.predicate].symmetric:
            assert relation.subject < relation.object
    for one in claims:
        among = {frozenset((r.subject, r.object)) for r in derive_relations([one]) if r.predicate == "partneredWith"}
        assert all(not pair <= set(one.targets) for pair in among)
