"""Refuse an extraction that the graph could not store truthfully: what is written conforms by construction.

Checked are the promises of the record: every id is defined, every quote is in the text where it says, types are known,
nobody is related to himself, ranges are not upside down.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from ontology.errors import ValidationError
from ontology.model import Actor, Claim, Count, Extraction, Place, Relation
from ontology.names import Names
from ontology.types import actor_types, contexts, event_types, modalities, modes, relation_types

PLACE_KINDS = ("country", "admin1", "city", "water", "region", "facility", "other")
MENTION_KINDS = ("name", "nominal", "pronoun")
PRECISIONS = ("hour", "day", "week", "month", "year", "unknown")
ACTOR_ROLES = ("agents", "partners", "targets", "mediators", "beneficiaries")
PLACE_ROLES = ("locations", "origins", "destinations")
COUNTS = ("killed", "injured", "captured")


def check(extraction: Extraction) -> None:
    """Do nothing if the extraction keeps the promises of the record.

    Raises:
        ValidationError: naming the report and the first broken promises.
    """
    problems = list(problems_of(extraction))
    if problems:
        more = f"; and {len(problems) - 3} more" if len(problems) > 3 else ""
        message = f"report {extraction.report.id!r}: {'; '.join(problems[:3])}{more}"
        raise ValidationError(message, hint="this is a defect of the extractor, not of the report")


def problems_of(extraction: Extraction) -> Iterator[str]:
    """Yield every broken promise in plain words."""
    yield from _entities(extraction)
    yield from _spans(extraction)
    for claim in extraction.events:
        yield from _claim(claim, extraction)
    for relation in extraction.relations:
        yield from _relation(relation, extraction)
    names = Names()
    yield from _twice(names.actor(actor.id) for actor in extraction.actors)
    yield from _twice(names.place(place.id) for place in extraction.locations)
    yield from _twice(names.claim(extraction.report.id, claim.id) for claim in extraction.events)


def _twice(iris: Iterable[str]) -> Iterator[str]:
    seen = set()
    for iri in iris:
        if iri in seen:
            yield f"{iri} is defined twice"
        seen.add(iri)


def _entities(extraction: Extraction) -> Iterator[str]:
    for actor in extraction.actors:
        if actor.type not in actor_types():
            yield f"actor {actor.id!r} has the unknown type {actor.type!r}"
    for place in extraction.locations:
        if place.kind not in PLACE_KINDS:
            yield f"place {place.id!r} has the unknown kind {place.kind!r}"
        if not _finite(place.latitude, 90) or not _finite(place.longitude, 180):
            yield f"place {place.id!r} lies outside the world"
    things: tuple[Actor | Place, ...] = (*extraction.actors, *extraction.locations)
    for thing in things:
        if not 0 <= thing.confidence <= 1:
            yield f"{thing.id!r} has the confidence {thing.confidence}"
        for mention in thing.mentions:
            if mention.kind not in MENTION_KINDS:
                yield f"{thing.id!r} has a mention of the unknown kind {mention.kind!r}"


def _finite(number: float | None, limit: float) -> bool:
    return number is None or (math.isfinite(number) and abs(number) <= limit)


def _spans(extraction: Extraction) -> Iterator[str]:
    text = extraction.report.text
    things: tuple[Actor | Place, ...] = (*extraction.actors, *extraction.locations)
    spans = [(mention.text, mention.begin, mention.end) for thing in things for mention in thing.mentions]
    spans += [(claim.trigger.text, claim.trigger.begin, claim.trigger.end) for claim in extraction.events]
    quoting: tuple[Claim | Relation, ...] = (*extraction.events, *extraction.relations)
    for quoted in quoting:
        spans += [(evidence.quote, evidence.begin, evidence.end) for evidence in quoted.evidence]
    for words, begin, end in spans:
        if not 0 <= begin <= end or text[begin:end] != words:
            yield f"{words[:40]!r} is not at {begin}-{end} of the text"


def _claim(claim: Claim, extraction: Extraction) -> Iterator[str]:
    name = f"event {claim.id!r}"
    if claim.type not in event_types():
        yield f"{name} has the unknown type {claim.type!r}"
    elif claim.mode is not None and claim.mode not in modes(claim.type):
        yield f"{name} has the mode {claim.mode!r}, which {claim.type} does not have"
    for context in claim.contexts:
        if context not in contexts():
            yield f"{name} has the unknown context {context!r}"
    if not claim.evidence:
        yield f"{name} has no evidence"
    yield from _standing(name, claim)
    yield from _roles(name, claim, extraction)
    yield from _ranges(name, claim)


def _standing(name: str, thing: Claim | Relation) -> Iterator[str]:
    if thing.modality not in modalities():
        yield f"{name} has the unknown modality {thing.modality!r}"
    if not 0 <= thing.confidence <= 1:
        yield f"{name} has the confidence {thing.confidence}"


def _roles(name: str, claim: Claim, extraction: Extraction) -> Iterator[str]:
    actors = {actor.id for actor in extraction.actors}
    places = {place.id for place in extraction.locations}
    for roles, known in ((ACTOR_ROLES, actors), (PLACE_ROLES, places)):
        for role in roles:
            for identifier in getattr(claim, role):
                if identifier not in known:
                    yield f"{name} names {identifier!r} in {role}, which is not defined"
    if claim.attributed_to is not None and claim.attributed_to not in actors:
        yield f"{name} is attributed to {claim.attributed_to!r}, which is not defined"


def _ranges(name: str, claim: Claim) -> Iterator[str]:
    when = claim.time
    if when and when.precision not in PRECISIONS:
        yield f"{name} has the unknown precision {when.precision!r}"
    if when and when.begin and when.end and when.begin > when.end:
        yield f"{name} ends before it begins"
    for role in COUNTS:
        count: Count | None = getattr(claim, role)
        if count and not _ordered(count):
            yield f"{name} has an impossible number {role}"
    for thing in claim.objects:
        if thing.amount is not None and not math.isfinite(thing.amount):
            yield f"{name} has an impossible amount of {thing.name!r}"


def _ordered(count: Count) -> bool:
    low, high = count.min, count.max
    return (low is None or low >= 0) and (high is None or high >= 0) and (low is None or high is None or low <= high)


def _relation(relation: Relation, extraction: Extraction) -> Iterator[str]:
    name = f"relation {relation.subject!r} {relation.predicate} {relation.object!r}"
    actors = {actor.id for actor in extraction.actors}
    if relation.predicate not in relation_types():
        yield f"{name} has an unknown predicate"
    if relation.subject == relation.object:
        yield f"{name} relates an actor to itself"
    yield from _standing(name, relation)
    for identifier in (relation.subject, relation.object):
        if identifier not in actors:
            yield f"{name} names {identifier!r}, which is not defined"
    for event in relation.events:
        if event not in {claim.id for claim in extraction.events}:
            yield f"{name} follows from event {event!r}, which is not defined"
    if not relation.events and not relation.evidence:
        yield f"{name} has neither events nor evidence"
