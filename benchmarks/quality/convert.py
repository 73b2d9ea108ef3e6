"""Records into the shapes that the development scorers read."""

from __future__ import annotations

from typing import Any

from ingest.compose import bare_nationality
from ontology.model import Actor, Claim, Extraction, Place

_TYPES = {
    "IntergovernmentalOrganization": "IGO",
    "PopulationGroup": "Civilian",
    "IntelligenceService": "Government",
    "PoliticalParty": "Government",
}
_OPPOSING = ("attacks", "coerces", "sanctions")


def to_passage(extraction: Extraction) -> dict[str, Any]:
    """One prediction in the shape of the passages: actors that the text mentions, places, events and pairs."""
    actors = {actor.id: actor for actor in extraction.actors if actor.mentions}
    places = {place.id: place for place in extraction.locations}
    return {
        "id": extraction.report.id,
        "actors": [_actor(actor) for actor in actors.values()],
        "locations": [{"name": place.name, "country_iso2": place.country} for place in places.values()],
        "events": [_event(claim, actors, places) for claim in extraction.events],
        "partner_pairs": _pairs(extraction, actors, ("partneredWith",)),
        "opponent_pairs": _pairs(extraction, actors, _OPPOSING),
    }


def to_codes(extraction: Extraction) -> dict[str, Any]:
    """One prediction in the shape of the single-sentence records: its events in text order.

    Those records have no places beside targets: the target is often the place that an act was aimed at, so the place
    stands in where one actor acts and no other is the target.
    """
    names = {actor.id: _surface(actor) for actor in extraction.actors}
    places = {place.id: place.name for place in extraction.locations}
    events = [
        {
            "type": claim.type,
            "agents": [names[a] for a in (*claim.agents, *claim.partners)],
            "targets": [names[t] for t in (*claim.targets, *claim.beneficiaries)] or _aimed_at(claim, places),
        }
        for claim in extraction.events
    ]
    return {"id": extraction.report.id, "events": events}


def _aimed_at(claim: Claim, places: dict[str, str]) -> list[str]:
    alone = len(claim.agents) + len(claim.partners) == 1
    return [places[place] for place in (*claim.locations, *claim.destinations)] if alone else []


def _surface(actor: Actor) -> str:
    """The words of the text for an actor: its longest name; the canonical name for states and persons."""
    names = [
        mention.text for mention in actor.mentions if mention.kind == "name" and not bare_nationality(mention.text)
    ]
    return max(names, key=len) if names and actor.type not in ("State", "Person") else actor.name


def _actor(actor: Actor) -> dict[str, Any]:
    mentions = [mention.text for mention in actor.mentions if mention.kind != "pronoun"]
    return {
        "name": _surface(actor),
        "type": _TYPES.get(actor.type, actor.type),
        "mentions": [*mentions, *actor.aliases],
    }


def _event(claim: Claim, actors: dict[str, Actor], places: dict[str, Place]) -> dict[str, Any]:
    def names(ids: tuple[str, ...]) -> list[str]:
        return [_surface(actors[i]) for i in ids if i in actors]

    return {
        "trigger": claim.trigger.text,
        "sentence": claim.evidence[0].quote,
        "type": claim.type,
        "agents": names(claim.agents),
        "partners": names(claim.partners),
        "targets": names((*claim.targets, *claim.beneficiaries)),
        "location": places[claim.locations[0]].name if claim.locations else None,
        "date": claim.time.text if claim.time else None,
        "modality": "reported" if claim.modality == "alleged" else claim.modality,
        "killed": claim.killed.min if claim.killed else None,
    }


def _pairs(extraction: Extraction, actors: dict[str, Actor], predicates: tuple[str, ...]) -> list[list[str]]:
    found = [
        [_surface(actors[relation.subject]), _surface(actors[relation.object])]
        for relation in extraction.relations
        if relation.predicate in predicates and relation.modality == "asserted"
        and relation.subject in actors and relation.object in actors
    ]  # fmt: skip
    return sorted(map(list, {tuple(pair) for pair in found}))
