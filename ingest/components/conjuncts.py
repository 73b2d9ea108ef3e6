"""Coordinated actors share a role: "Peru, Chile and Brazil signed" is of all three."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from ingest.analysis import FoundMention, FoundRole, span_of

_SHARED = ("agent", "partner", "target")


def share_with_conjuncts(doc: Doc, roles: Sequence[FoundRole], mentions: Sequence[FoundMention]) -> list[FoundRole]:
    """The roles, and those of coordinated mentions that have none.

    Args:
        doc: The parsed Doc.
        roles: The roles of one trigger.
        mentions: The mentions beside it.
    """
    heads = {mention.index: first_conjunct(span_of(doc, mention).root).i for mention in mentions}
    placed = {role.mention for role in roles}
    shared: dict[int, FoundRole] = {}
    for role in sorted(roles, key=lambda role: role.score):
        if role.mention in heads and role.role in _SHARED:
            shared[heads[role.mention]] = role
    added = [
        FoundRole(shared[heads[m.index]].role, m.index, shared[heads[m.index]].score)
        for m in mentions
        if m.index not in placed and m.kind.startswith("actor") and heads[m.index] in shared
    ]
    return [*roles, *added]


def first_conjunct(token: Token) -> Token:
    """The first of coordinated words: "fighters" for "gangs" in "targeting fighters and gangs"."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token
