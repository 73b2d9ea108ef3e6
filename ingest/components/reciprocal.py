"""What happens "between" two actors: "cooperation between X and Y" is an event of its own, of X and of Y.

reads: ``doc._.mentions``, ``doc._.triggers``, ``token.dep`` · sets: ``doc._.triggers``
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Token

from ingest.analysis import FoundRole, FoundTrigger, mark_events, mentions_of, span_of, triggers_of
from ingest.components.conjuncts import first_conjunct
from ingest.resources import read_rows

SCORE = 0.6
"""What an event found by this rule alone counts for."""


@Language.factory(
    "sitgraph_reciprocal",
    requires=["doc._.mentions", "doc._.triggers", "token.dep"],
    assigns=["doc._.triggers", "doc.spans"],
)
def make_reciprocal(nlp: Language, name: str) -> Reciprocal:
    """Make the component."""
    return Reciprocal()


class Reciprocal:
    """Gives the actors after "between" to the noun they belong to, and to no other event."""

    def __call__(self, doc: Doc) -> Doc:
        """Revise ``doc._.triggers`` in place."""
        triggers = triggers_of(doc)
        for noun, sides in sorted(between(doc).items()):
            for trigger in triggers:
                if trigger.start <= noun < trigger.end:
                    _set_agents(trigger, sides)
                else:
                    trigger.roles = [r for r in trigger.roles if r.mention not in sides or r.role not in _ACTING]
            if not any(trigger.start <= noun < trigger.end for trigger in triggers):
                triggers += list(_event(doc[noun], sides))
        triggers.sort(key=lambda trigger: trigger.start)
        _renumber(triggers)
        mark_events(doc)
        return doc


_ACTING = ("agent", "partner")


@cache
def reciprocal_nouns() -> dict[str, tuple[str, str | None]]:
    """Noun → PLOVER type and mode of what it names when it is between two (reciprocals.csv)."""
    return {row["noun"]: (row["type"], row["mode"] or None) for row in read_rows("reciprocals.csv")}


def between(doc: Doc) -> dict[int, list[int]]:
    """Token index of a noun → indices of the actor mentions that it is between, where there are two or more."""
    found: dict[int, list[int]] = {}
    roots = [(m.index, span_of(doc, m).root.i) for m in mentions_of(doc) if m.kind.startswith("actor")]
    for token in doc:
        if token.lower_ == "between" and token.dep_ == "case":
            inside = token.head.subtree
            positions = {part.i for part in inside if part.i > token.i}
            noun = first_conjunct(token.head).head
            sides = [index for index, root in roots if root in positions]
            if noun.pos_ == "NOUN" and len(sides) > 1:
                found[noun.i] = sides
    return found


def _set_agents(trigger: FoundTrigger, sides: list[int]) -> None:
    others = [role for role in trigger.roles if role.mention not in sides and role.role not in _ACTING]
    trigger.roles = [*(FoundRole("agent", side, SCORE) for side in sides), *others]


def _event(noun: Token, sides: list[int]) -> Iterator[FoundTrigger]:
    kind = reciprocal_nouns().get(noun.lower_)
    if kind:
        roles = [FoundRole("agent", side, SCORE) for side in sides]
        yield FoundTrigger(-1, noun.i, noun.i + 1, SCORE, type=kind[0], mode=kind[1], type_score=1.0, roles=roles)


def _renumber(triggers: list[FoundTrigger]) -> None:
    """Indices follow the text again; antecedents follow their triggers."""
    places = {trigger.index: place for place, trigger in enumerate(triggers) if trigger.index >= 0}
    for place, trigger in enumerate(triggers):
        trigger.index = place
        if trigger.antecedent is not None:
            trigger.antecedent = places[trigger.antecedent]
