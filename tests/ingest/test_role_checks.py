from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from ingest.analysis import FoundMention, FoundRole, FoundTrigger
from ingest.components.role_checks import revise_role, share_with_conjuncts, without_contradictions

VOCAB = spacy.blank("en").vocab
OPERATION = Doc(
    VOCAB,
    words="Troops began an operation with police targeting gangs and smugglers against rebels".split(),
    pos="NOUN VERB DET NOUN ADP NOUN VERB NOUN CCONJ NOUN ADP NOUN".split(),
    deps="nsubj ROOT det obj case nmod acl obj cc conj case nmod".split(),
    heads=[1, 1, 3, 1, 5, 3, 3, 6, 9, 7, 11, 3],
)
RAID = Doc(
    VOCAB,
    words="Troops joined police and raided camps".split(),
    pos="NOUN VERB NOUN CCONJ VERB NOUN".split(),
    deps="nsubj ROOT obj cc conj obj".split(),
    heads=[1, 1, 1, 4, 1, 4],
)


def revised(doc: Doc, trigger: int, word: int, role: str) -> str:
    mention = FoundMention(0, word, word + 1, "actor-nominal", "Military", 0.9)
    event = FoundTrigger(0, trigger, trigger + 1, "COOPERATE", None, "asserted", 0.9, 0.9)
    return revise_role(doc, event, FoundRole(role, 0, 0.8), mention).role


@pytest.mark.parametrize(
    ("word", "role", "expected"),
    [
        ("Troops", "agent", "agent"),
        ("police", "partner", "partner"),
        ("gangs", "partner", "target"),
        ("smugglers", "agent", "target"),
        ("rebels", "partner", "target"),
        ("rebels", "speaker", "speaker"),
    ],
)
def test_who_is_aimed_at_acts_with_nobody(word: str, role: str, expected: str) -> None:
    index = [token.text for token in OPERATION].index(word)
    assert revised(OPERATION, 3, index, role) == expected


def test_object_of_a_joining_verb_may_be_partner() -> None:
    assert revised(RAID, 1, 2, "partner") == "partner"
    assert revised(RAID, 4, 5, "agent") == "target"


def test_nobody_cooperates_with_whom_he_attacks_in_one_sentence() -> None:
    doc = Doc(VOCAB, words="Troops raided gangs in a joint sweep .".split(), sent_starts=[True, *[False] * 7])
    raid = FoundTrigger(0, 1, 2, "ASSAULT", None, "asserted", 0.9, 0.9, [FoundRole("target", 1, 0.9)])
    roles = [FoundRole("agent", 0, 0.9), FoundRole("partner", 1, 0.9)]
    sweep = FoundTrigger(1, 6, 7, "COOPERATE", None, "asserted", 0.9, 0.9, roles)
    accused = FoundTrigger(2, 3, 4, "ACCUSE", None, "asserted", 0.9, 0.9, [FoundRole("agent", 1, 0.9)])
    without_contradictions(doc, [raid, sweep, accused])
    assert [role.mention for role in sweep.roles] == [0]
    assert [role.mention for role in accused.roles] == [1]


def test_coordinated_actors_share_a_role() -> None:
    doc = Doc(
        VOCAB,
        words="Peru , Chile and Brazil signed while Cuba watched".split(),
        pos="PROPN PUNCT PROPN CCONJ PROPN VERB SCONJ PROPN VERB".split(),
        deps="nsubj punct conj cc conj ROOT mark nsubj advcl".split(),
        heads=[5, 2, 0, 4, 0, 5, 8, 8, 5],
    )
    mentions = [FoundMention(n, word, word + 1, "actor-name", "State", 0.9) for n, word in enumerate((0, 2, 4, 7))]
    found = share_with_conjuncts(doc, [FoundRole("agent", 1, 0.8)], mentions)
    assert {(role.role, role.mention) for role in found} == {("agent", 0), ("agent", 1), ("agent", 2)}
