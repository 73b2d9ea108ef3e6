from __future__ import annotations

import spacy
from spacy.tokens import Doc

from ingest.analysis import FoundMention, FoundRole, FoundTrigger, register_extensions, triggers_of
from ingest.components.reciprocal import Reciprocal


def talks() -> Doc:
    """ "After raids there may be cooperation between Peru and Chile", read by hand."""
    register_extensions()
    doc = Doc(
        spacy.blank("en").vocab,
        words="After raids there may be cooperation between Peru and Chile".split(),
        pos="ADP NOUN PRON AUX VERB NOUN ADP PROPN CCONJ PROPN".split(),
        deps="case obl expl aux ROOT nsubj case nmod cc conj".split(),
        heads=[1, 4, 4, 4, 4, 4, 7, 5, 9, 7],
    )
    doc._.mentions = [
        FoundMention(0, 7, 8, "actor-name", "State", 0.9),
        FoundMention(1, 9, 10, "actor-name", "State", 0.9),
    ]
    roles = [FoundRole("agent", 0, 0.9), FoundRole("partner", 1, 0.9)]
    doc._.triggers = [FoundTrigger(0, 1, 2, 0.9, type="ASSAULT", mode="raid", type_score=0.9, roles=roles)]
    return doc


def test_the_noun_between_two_is_an_event_of_both() -> None:
    raid, cooperation = triggers_of(Reciprocal()(talks()))
    assert (cooperation.type, [role.mention for role in cooperation.roles]) == ("COOPERATE", [0, 1])
    assert {role.role for role in cooperation.roles} == {"agent"}
    assert raid.roles == []
    assert [raid.index, cooperation.index] == [0, 1]


def test_a_trigger_that_is_there_gets_both_sides() -> None:
    doc = talks()
    doc._.triggers = [FoundTrigger(0, 5, 6, 0.9, type="CONSULT", modality="possible", type_score=0.9)]
    (only,) = triggers_of(Reciprocal()(doc))
    assert (only.type, [role.mention for role in only.roles]) == ("CONSULT", [0, 1])
