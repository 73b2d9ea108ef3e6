"""Checks the roles that the language model proposes against the parse, where English leaves little doubt.

A wrong partner is worse than none: who is "targeted" or stands after "against" acts with nobody.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from ingest.analysis import FoundMention, FoundRole, FoundTrigger, span_of

HOSTILE = frozenset({"ASSAULT", "COERCE"})
_SHARED = ("agent", "partner", "target")
_MOST_STEPS = 3
_BE = frozenset("is are was were be been being 's ’s".split())
_AGAINST = frozenset({"against", "versus", "at"})
_JOINING = (
    "join", "includ", "involv", "accompan", "support", "back", "assist", "help", "br", "unit", "partner", "train",
    "advis", "mentor", "led", "lead", "met", "meet", "host", "invit", "tak", "took", "see", "saw", "link", "gather",
)  # fmt: skip
"""Beginnings of verbs whose object acts together with their subject."""


def revise_role(doc: Doc, trigger: FoundTrigger, role: FoundRole, mention: FoundMention) -> FoundRole:
    """The role itself, or the same filler as target where the parse forbids it to be on the acting side."""
    if role.role not in ("agent", "partner"):
        return role
    token, head = span_of(doc, mention).root, span_of(doc, trigger).root
    if _is_opposed(token, head) or (trigger.type in HOSTILE and _owns_object(token, head)):
        return FoundRole("target", role.mention, role.score)
    return role


def share_with_conjuncts(doc: Doc, roles: Sequence[FoundRole], mentions: Sequence[FoundMention]) -> list[FoundRole]:
    """The roles, and those of coordinated mentions that have none: "Peru, Chile and Brazil signed" is of all three."""
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


def without_contradictions(doc: Doc, triggers: Sequence[FoundTrigger]) -> None:
    """Nobody cooperates with those who attack or arrest him in the same sentence: drop such roles in place."""
    aimed: dict[int, set[int]] = {}
    for trigger in triggers:
        if trigger.type in HOSTILE:
            sentence = doc[trigger.start].sent.start
            aimed.setdefault(sentence, set()).update(r.mention for r in trigger.roles if r.role == "target")
    for trigger in triggers:
        if trigger.type == "COOPERATE":
            hit = aimed.get(doc[trigger.start].sent.start, set())
            trigger.roles = [r for r in trigger.roles if r.role not in ("agent", "partner") or r.mention not in hit]


def _is_opposed(token: Token, trigger: Token) -> bool:
    """Whether a mention is what the act is aimed at: after "against", or the object of its verb."""
    first = first_conjunct(token)
    if any(child.dep_ == "case" and child.lower_ in _AGAINST for child in first.children):
        return True
    verb = first.head
    if first.dep_ != "obj" or verb.pos_ != "VERB" or verb.lower_.startswith(_JOINING):
        return False
    return verb == trigger or trigger in verb.ancestors


def _owns_object(token: Token, trigger: Token) -> bool:
    """Whether a mention owns what is struck: "bombarded camps of the group"."""
    first = first_conjunct(token)
    of = any(child.dep_ == "case" and child.lower_ == "of" for child in first.children)
    return of and first.dep_ == "nmod" and first.head.dep_ == "obj" and first.head.head == trigger


def subject_of(doc: Doc, trigger: FoundTrigger, mentions: Sequence[FoundMention]) -> FoundMention | None:
    """The actor that the parse makes the doer of an act, or None.

    The subject of the trigger or of the verb it is the object of ("conducted strikes"); for a clause without a subject,
    that of the clause above it, or the noun it describes ("troops conducting raids").
    """
    token = span_of(doc, trigger).root
    if token.pos_ in ("NOUN", "PROPN") and token.dep_ == "obj":
        token = token.head
    if token.pos_ not in ("VERB", "AUX"):
        return None
    if _is_passive(token):
        return None
    for _ in range(_MOST_STEPS):
        found = [_covering(child, mentions) for child in token.children if child.dep_ == "nsubj"]
        if found:
            return found[0]
        if token.dep_ == "acl":
            return _covering(token.head, mentions)
        if token.dep_ not in ("advcl", "xcomp", "conj"):
            return None
        token = token.head
    return None


def _covering(token: Token, mentions: Sequence[FoundMention]) -> FoundMention | None:
    inside = (m for m in mentions if m.kind.startswith("actor") and m.start <= token.i < m.end)
    return next(inside, None)


def _is_passive(verb: Token) -> bool:
    helped = any(child.dep_ == "aux" and child.lower_ in _BE for child in verb.children)
    return helped and not verb.lower_.endswith("ing")


def first_conjunct(token: Token) -> Token:
    """The first of coordinated words: "fighters" for "gangs" in "targeting fighters and gangs"."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token
