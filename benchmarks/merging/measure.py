"""Compare what the graph merges with the set: the claims of the set itself, or what ingest reads in its texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from benchmarks.merging.gold import Example, gold_extraction
from benchmarks.merging.scores import Clustering, scores
from graph import KnowledgeGraph
from graph.terms import term
from ontology.model import Actor, Extraction
from ontology.names import slug

Spans = list[tuple[int, int]]
Result = dict[str, dict[str, Any]]


def graph_of(extractions: Iterable[Extraction]) -> KnowledgeGraph:
    """A graph in memory that holds the extractions."""
    kg = KnowledgeGraph.open()
    for extraction in extractions:
        kg.add(extraction)
    return kg


def with_gold_claims(examples: Sequence[Example]) -> Result:
    """Scores of events and actors when the claims are those of the set."""
    extractions = [gold_extraction(example) for example in examples]
    kg = graph_of(extractions)
    events_key, events_found, actors_key, actors_found = {}, {}, {}, {}
    for example, extraction in zip(examples, extractions, strict=True):
        report = example.report.id
        for claim, row in zip(extraction.events, example.gold["events"], strict=True):
            events_key[report, claim.id] = row["id"]
            events_found[report, claim.id] = event_of(kg, report, claim.id)
        for row in example.gold["actors"]:
            actors_key[report, row["id"]] = row["id"]
            actors_found[report, row["id"]] = actor_of(kg, slug(row["name"]))
    return {"events": scores(events_key, events_found), "actors": scores(actors_key, actors_found)}


def end_to_end(examples: Sequence[Example], extractions: Sequence[Extraction]) -> Result:
    """Scores of events and actors when the claims are those that ingest reads.

    ``events`` and ``actors`` are over those that both sides have, so that they say how well merging works on what was
    read; ``all events`` and ``all actors`` also count what was not found, or found where there is none.
    """
    kg = graph_of(extractions)
    sides: dict[str, tuple[dict[Any, Any], dict[Any, Any]]] = {"events": ({}, {}), "actors": ({}, {})}
    for example, found in zip(examples, extractions, strict=True):
        report = example.report.id
        gold_events = {row["id"]: [_span(row["trigger"])] for row in example.gold["events"]}
        own_events = {claim.id: [(claim.trigger.begin, claim.trigger.end)] for claim in found.events}
        pairs = paired(gold_events, own_events)
        for id in gold_events:
            sides["events"][0][report, id] = id
        for id in own_events:
            sides["events"][1][report, pairs.get(id, ("own", id))] = event_of(kg, report, id)
        gold_actors = {row["id"]: [_span(mention) for mention in row["mentions"]] for row in example.gold["actors"]}
        own_actors = {actor.id: spans for actor in found.actors if (spans := names_of(actor))}
        pairs = paired(gold_actors, own_actors)
        for id in gold_actors:
            sides["actors"][0][report, id] = id
        for id in own_actors:
            sides["actors"][1][report, pairs.get(id, ("own", id))] = actor_of(kg, id)
    return {name: scores(*_of_both(*pair)) | {"found": _found(*pair)} for name, pair in sides.items()} | {
        f"all {name}": scores(*pair) for name, pair in sides.items()
    }


def _of_both(key: Clustering, response: Clustering) -> tuple[Clustering, Clustering]:
    both = key.keys() & response.keys()
    return {one: key[one] for one in both}, {one: response[one] for one in both}


def _found(key: Clustering, response: Clustering) -> str:
    return f"{len(key.keys() & response.keys())} of {len(key)}, {len(response)} read"


def _span(row: dict[str, Any]) -> tuple[int, int]:
    return row["begin"], row["end"]


def names_of(actor: Actor) -> Spans:
    """Where a report calls an actor by a name."""
    return [(mention.begin, mention.end) for mention in actor.mentions if mention.kind == "name"]


def paired(gold: dict[str, Spans], own: dict[str, Spans]) -> dict[str, str]:
    """Own id → gold id, for those whose spans overlap most; each at most once."""
    shared = [(_overlap(a, b), one, other) for one, a in gold.items() for other, b in own.items()]
    pairs: dict[str, str] = {}
    for count, one, other in sorted(shared, key=lambda item: (-item[0], item[1], item[2])):
        if count and other not in pairs and one not in pairs.values():
            pairs[other] = one
    return pairs


def _overlap(first: Spans, second: Spans) -> int:
    return sum(a[0] < b[1] and b[0] < a[1] for a in first for b in second)


def event_of(kg: KnowledgeGraph, report: str, claim: str) -> str:
    """The merged event of a claim."""
    node = kg.view.node(kg.store.names.claim(report, claim)[len(kg.store.names.base) :])
    return next(kg.view.subjects("sg:claim", node))


def actor_of(kg: KnowledgeGraph, id: str) -> str:
    """The merged actor of an id."""
    return kg.view.canonical(kg.store.names.actor(id)[len(kg.store.names.base) :])


def merged_pairs(kg: KnowledgeGraph) -> set[frozenset[str]]:
    """The pairs of ids that were merged, by their paths."""
    found = kg.store.quads.quads_for_pattern(None, term("sg:mergedInto"), None, kg.view.merged)
    return {frozenset((kg.view.path(quad.subject), kg.view.path(quad.object))) for quad in found}
