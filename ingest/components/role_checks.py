"""Checks the roles that the language model proposes against the parse, where English leaves little doubt.

A wrong partner is worse than none: who is "targeted" or stands after "against" acts with nobody.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from ingest.analysis import FoundMention, FoundRole, FoundTrigger, span_of

_AGAINST = frozenset({"against", "versus", "at"})
_JOINING = (
    "join", "includ", "involv", "accompan", "support", "back", "assist", "help", "br", "unit", "partner", "train",
    "advis", "mentor", "led", "lead", "met", "meet", "host", "invit", "tak", "took", "see", "saw", "link", "gather",
)  # fmt: skip
"""Beginnings of verbs whose object acts together with their subject."""


def revise_role(doc: Doc, trigger: FoundTrigger, role: FoundRole, mention: FoundMention) -> FoundRole:
    """The role itself, or the same filler as target where the parse forbids it to be on the acting side."""
    if role.role in ("agent", "partner") and _is_opposed(span_of(doc, mention).root, span_of(doc, trigger).root):
        return FoundRole("target", role.mention, role.score)
    return role


def _is_opposed(token: Token, trigger: Token) -> bool:
    """Whether a mention is what the act is aimed at: after "against", or the object of its verb."""
    first = _first_conjunct(token)
    if any(child.dep_ == "case" and child.lower_ in _AGAINST for child in first.children):
        return True
    verb = first.head
    if first.dep_ != "obj" or verb.pos_ != "VERB" or verb.lower_.startswith(_JOINING):
        return False
    return verb == trigger or trigger in verb.ancestors


def _first_conjunct(token: Token) -> Token:
    """The first of coordinated words: "fighters" for "gangs" in "targeting fighters and gangs"."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token
