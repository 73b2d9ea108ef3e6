"""Triggers and their roles into claims: what this report says about each event.

Triggers that state one event make one claim. Roles are filled from all of them, by actor, not by mention.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from ingest.actors import LinkedActors
from ingest.analysis import FoundMention, FoundRole, FoundTrigger, mentions_of, span_of, triggers_of
from ingest.compose import NATIONAL
from ingest.contexts import contexts_of
from ingest.dates import resolve as resolve_time
from ingest.modality import revise_modality
from ingest.numerals import leading_amount, parse_count
from ingest.places import LinkedPlaces
from ontology.model import Actor, Claim, Count, Evidence, Quantity, Span, TimeSpan

_ACTOR_ROLES = ("agent", "partner", "target", "mediator", "beneficiary")
_CASUALTIES = {
    "killed": frozenset(
        ["dead", "death", "deaths", "fatality", "fatalities", "killed", "casualties", "casualty", "bodies", "lives"]
    ),
    "injured": frozenset(["wounded", "injured", "hurt", "injuries"]),
    "captured": frozenset(["captured", "arrested", "detained"]),
}


@dataclass
class Context:
    """What the roles of a claim are looked up in."""

    doc: Doc
    actors: LinkedActors
    places: LinkedPlaces
    published: date | None

    @cached_property
    def known(self) -> dict[str, Actor]:
        """The actors of the report by id."""
        return {actor.id: actor for actor in self.actors.actors}


def build_claims(context: Context) -> list[Claim]:
    """The claims of a Doc, in the order of their first trigger."""
    groups = list(_groups(context.doc, triggers_of(context.doc)))
    return [_claim(context, f"e{number}", group) for number, group in enumerate(groups, 1)]


def _groups(doc: Doc, triggers: list[FoundTrigger]) -> Iterator[list[FoundTrigger]]:
    """Triggers of one event together; only triggers of one type and (revised) modality join."""
    group_of: dict[int, list[FoundTrigger]] = {}
    order: list[list[FoundTrigger]] = []
    kind_of = {trigger.index: (trigger.type, revise_modality(doc, trigger)[0]) for trigger in triggers}
    for trigger in triggers:
        group = group_of.get(trigger.antecedent) if trigger.antecedent is not None else None
        if group is None or kind_of[group[0].index] != kind_of[trigger.index]:
            group = []
            order.append(group)
        group.append(trigger)
        group_of[trigger.index] = group
    yield from order


def _claim(context: Context, identifier: str, group: list[FoundTrigger]) -> Claim:
    main = max(group, key=lambda trigger: (len(trigger.roles), trigger.score))
    roles = _Roles(context, group)
    actors = {role: roles.actors(role) for role in _ACTOR_ROLES}
    actors["agent"], actors["partner"] = _without_own_state(context, actors["agent"], actors["partner"])
    partners = tuple(a for a in actors["partner"] if a not in actors["agent"])
    side = {*actors["agent"], *partners}
    speakers = [speaker for speaker in roles.actors("speaker") if speaker not in side] or list(roles.actors("speaker"))
    modality, cue = revise_modality(context.doc, main)
    span = span_of(context.doc, main)
    return Claim(
        id=identifier, type=main.type, mode=next((t.mode for t in [main, *group] if t.mode), None),
        contexts=contexts_of(_sentence(span).text),
        trigger=Span(text=span.text, begin=span.start_char, end=span.end_char),
        evidence=_evidence(context.doc, group),
        agents=actors["agent"], partners=partners,
        targets=tuple(a for a in actors["target"] if a not in side),
        mediators=tuple(a for a in actors["mediator"] if a not in side),
        beneficiaries=tuple(a for a in actors["beneficiary"] if a not in side),
        locations=roles.places("place"), origins=roles.places("origin"), destinations=roles.places("destination"),
        operation=roles.text("operation"), instruments=roles.texts("instrument"), objects=roles.objects(),
        time=roles.time(), **roles.counts(),
        modality=modality, attributed_to=speakers[0] if speakers else None,
        attribution_verb=roles.speech_verb() if speakers else None,
        confidence=_confidence(main), reasons=_reasons(main, cue, len(group)),
    )  # fmt: skip


def _without_own_state(
    context: Context, agents: tuple[str, ...], partners: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Drop a state from the side on which one of its own bodies acts: it is the same party, named twice.

    Where only the state was an agent, its body takes its place.
    """
    known = context.known
    bodies = [a for a in (*agents, *partners) if known[a].type in NATIONAL - {"State"} and known[a].country]
    homes = {known[a].country for a in bodies}
    twice = {a for a in (*agents, *partners) if known[a].type == "State" and known[a].country in homes}
    kept = tuple(a for a in agents if a not in twice)
    if agents and not kept:
        own = {known[a].country for a in agents}
        kept = tuple(a for a in bodies if known[a].country in own)
    return kept, tuple(a for a in partners if a not in twice and a not in kept)


class _Roles:
    """The role fillers of a group of triggers, best first within each role."""

    def __init__(self, context: Context, group: list[FoundTrigger]) -> None:
        self._group = group
        self._context = context
        self._mentions = mentions_of(context.doc)
        self._roles = [role for trigger in group for role in trigger.roles]

    def _fillers(self, role: str) -> list[FoundMention]:
        found = [item for item in self._roles if item.role == role]
        return [self._mentions[item.mention] for item in found]

    def actors(self, role: str) -> tuple[str, ...]:
        ids = self._context.actors.ids
        return tuple(dict.fromkeys(found for m in self._fillers(role) for found in ids.get(m.index, ())))

    def places(self, role: str) -> tuple[str, ...]:
        ids = self._context.places.ids
        return tuple(dict.fromkeys(ids[m.index] for m in self._fillers(role) if m.index in ids))

    def texts(self, role: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_plain(span_of(self._context.doc, m).text) for m in self._fillers(role)))

    def text(self, role: str) -> str | None:
        return next(iter(self.texts(role)), None)

    def objects(self) -> tuple[Quantity, ...]:
        found = tuple(quantity(text) for text in self.texts("object"))
        return found or tuple(quantity(text) for text in self._struck())

    def _struck(self) -> Iterator[str]:
        """What a noun such as "strikes" is on, where no mention covers it: "drug-smuggling vessels"."""
        covered = {position for mention in self._mentions for position in range(mention.start, mention.end)}
        for trigger in self._group:
            noun = span_of(self._context.doc, trigger).root
            for child in noun.children if trigger.type == "ASSAULT" and noun.pos_ == "NOUN" else ():
                case = {part.lower_ for part in child.children if part.dep_ == "case"}
                if child.dep_ == "nmod" and case & {"on", "against"} and child.i not in covered:
                    left = min(
                        part.i for part in child.subtree if part.dep_ not in ("case", "det") and part.i <= child.i
                    )
                    yield _plain(self._context.doc[left : child.i + 1].text)

    def time(self) -> TimeSpan | None:
        found = [resolve_time(text, self._context.published) for text in self.texts("time")]
        dated = [span for span in found if span.begin]
        return next(iter(dated or found), None)

    def counts(self) -> dict[str, Count | None]:
        found: dict[str, Count | None] = {"killed": None, "injured": None, "captured": None}
        for item in self._roles:
            if item.role in found:
                mention = self._mentions[item.mention]
                role = self._stated(mention) or item.role
                found[role] = found[role] or parse_count(_plain(span_of(self._context.doc, mention).text))
        return found

    def _stated(self, mention: FoundMention) -> str | None:
        """The kind of count that the noun after the number names ("150 dead"), in the same phrase."""
        for token in self._context.doc[mention.start : mention.end + 2]:
            if token.i >= mention.end and (token.lower_ in ("and", "or", "but") or token.is_punct):
                return None
            for role, words in _CASUALTIES.items():
                if token.lower_ in words:
                    return role
        return None

    def speech_verb(self) -> str | None:
        for mention in self._fillers("speaker"):
            head = span_of(self._context.doc, mention).root.head
            if head.pos_ == "VERB":
                return head.text
        return None


def quantity(text: str) -> Quantity:
    """Split "two tonnes of cocaine" into amount, unit and thing.

    >>> quantity("two tonnes of cocaine")
    Quantity(text='two tonnes of cocaine', name='cocaine', amount=2.0, unit='tonnes')
    >>> quantity("rifles").amount is None
    True
    """
    amount, rest = leading_amount(text)
    if amount is None or not rest:
        return Quantity(text=text, name=text)
    unit, _, thing = rest.partition(" of ")
    if thing and unit:
        return Quantity(text=text, name=thing, amount=amount, unit=unit)
    return Quantity(text=text, name=rest.removeprefix("of "), amount=amount)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _sentence(span: TokenSpan) -> TokenSpan:
    """The sentence of a span without the white space around it."""
    sentence = span.sent
    doc, start, end = span.doc, sentence.start, sentence.end
    while start < end - 1 and doc[start].is_space:
        start += 1
    while end - 1 > start and doc[end - 1].is_space:
        end -= 1
    return doc[start:end]


def _evidence(doc: Doc, group: Iterable[FoundTrigger]) -> tuple[Evidence, ...]:
    sentences = {(s.start_char, s.end_char): s.text for t in group for s in [_sentence(span_of(doc, t))]}
    return tuple(Evidence(quote=text, begin=begin, end=end) for (begin, end), text in sorted(sentences.items()))


def _confidence(trigger: FoundTrigger) -> float:
    """Probability of the trigger times that of its type, times the mean of its agent and target arcs."""
    arcs = [role.score for role in trigger.roles if role.role in ("agent", "target", "partner")]
    return round(trigger.score * trigger.type_score * (sum(arcs) / len(arcs) if arcs else 0.7), 3)


def _reasons(trigger: FoundTrigger, cue: str | None, mentions: int) -> tuple[str, ...]:
    found = [f"trigger {trigger.score:.2f}", f"type {trigger.type_score:.2f}"]
    found += [f"{role.role} {role.score:.2f}" for role in _best_roles(trigger.roles)]
    found += [f"modality cue {cue!r}"] if cue else []
    return (*found, f"stated {mentions} times") if mentions > 1 else tuple(found)


def _best_roles(roles: list[FoundRole]) -> list[FoundRole]:
    return [role for role in roles if role.role in ("agent", "partner", "target")]
