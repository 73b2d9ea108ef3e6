"""Coordinated actors share a role."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from ingest.analysis import FoundMention, FoundRole
from ingest.components.conjuncts import share_with_conjuncts

VOCAB = spacy.blank("en").vocab


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
