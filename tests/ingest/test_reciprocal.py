from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from ingest.analysis import FoundMention, FoundRole, FoundTrigger, register_extensions, triggers_of
from ingest.components.reciprocal import Reciprocal
from ingest.components.role_checks import subject_of


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
    doc._.triggers = [FoundTrigger(0, 1, 2, "ASSAULT", "raid", "asserted", 0.9, 0.9, roles)]
    return doc


def test_the_noun_between_two_is_an_event_of_both() -> None:
    raid, cooperation = triggers_of(Reciprocal()(talks()))
    assert (cooperation.type, [role.mention for role in cooperation.roles]) == ("COOPERATE", [0, 1])
    assert {role.role for role in cooperation.roles} == {"agent"}
    assert raid.roles == []
    assert [raid.index, cooperation.index] == [0, 1]


def test_a_trigger_that_is_there_gets_both_sides() -> None:
    doc = talks()
    doc._.triggers = [FoundTrigger(0, 5, 6, "CONSULT", None, "possible", 0.9, 0.9)]
    (only,) = triggers_of(Reciprocal()(doc))
    assert (only.type, [role.mention for role in only.roles]) == ("CONSULT", [0, 1])


CONDUCTED = Doc(
    spacy.blank("en").vocab,
    words="Troops were involved conducting strikes ; bases were raided".split(),
    pos="NOUN AUX VERB VERB NOUN PUNCT NOUN AUX VERB".split(),
    deps="nsubj aux ROOT advcl obj punct nsubj aux parataxis".split(),
    heads=[2, 2, 2, 2, 3, 2, 8, 8, 2],
)


@pytest.mark.parametrize(("trigger", "subject"), [(4, 0), (3, 0), (8, None)])
def test_subject_of_a_clause_without_one_and_of_a_passive(trigger: int, subject: int | None) -> None:
    mentions = [
        FoundMention(0, 0, 1, "actor-nominal", "Military", 0.9),
        FoundMention(1, 6, 7, "actor-nominal", "Military", 0.9),
    ]
    event = FoundTrigger(0, trigger, trigger + 1, "ASSAULT", None, "asserted", 0.9, 0.9)
    found = subject_of(CONDUCTED, event, mentions)
    assert (found.index if found else None) == subject
