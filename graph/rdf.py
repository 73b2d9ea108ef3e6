"""Turn an extraction into the quads of its report's named graph.

Everything the report says is in there, so that the graph of a report can be read, exported, checked and taken back
alone. Every IRI comes from `ontology.names`; every text becomes a literal.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from graph.keys import is_named, keys_of, name_key
from graph.rdf_claims import claim_triples, quote_triples, statement_triples
from graph.terms import RDF_TYPE, Node, day, decimal, safe_iris, term, text
from graph.triples import Triples
from ontology.model import Actor, Extraction, Mention, Place
from ontology.names import Names


def report_quads(extraction: Extraction, names: Names) -> set[ox.Quad]:
    """All quads of a report's named graph.

    Args:
        extraction: What the report says, already checked.
        names: Mints the IRIs.
    """
    graph = Node(names.report_graph(extraction.report.id))
    return {ox.Quad(s, p, o, graph) for s, p, o in _triples(extraction, names)}


def _triples(extraction: Extraction, names: Names) -> Triples:
    yield from _report(extraction, names)
    numbers = iter(range(1, 1_000_000))
    for actor in extraction.actors:
        yield from _actor(actor, names)
        yield from _mentions(Node(names.actor(actor.id)), actor.mentions, extraction, names, numbers)
    for place in extraction.locations:
        yield from _place(place, names)
        yield from _mentions(Node(names.place(place.id)), place.mentions, extraction, names, numbers)
    for number, claim in enumerate(extraction.events, start=1):
        yield from claim_triples(claim, number, extraction.report, names)
    for number, relation in enumerate(extraction.relations, start=1):
        yield from statement_triples(relation, number, extraction.report, names)


def _report(extraction: Extraction, names: Names) -> Triples:
    report, extractor = extraction.report, extraction.extractor
    node = Node(names.report(report.id))
    yield node, RDF_TYPE, term("sg:Report")
    yield node, RDF_TYPE, term("schema:NewsArticle")
    texts = {
        "dcterms:identifier": report.id,
        "sg:text": report.text,
        "sg:sha256": report.sha256,
        "schema:inLanguage": report.language,
        "schema:headline": report.title,
        "sg:source": report.source,
        "sg:url": report.url,
        "sg:extractor": extractor.name,
        "sg:extractorVersion": extractor.version,
        "sg:extractorModel": extractor.model,
    }
    for name, words in texts.items():
        if words is not None:
            yield node, term(name), text(words)
    if report.published:
        yield node, term("schema:datePublished"), day(report.published)
    for warning in extraction.warnings:
        yield node, term("sg:warning"), text(warning)


def _actor(actor: Actor, names: Names) -> Triples:
    node = Node(names.actor(actor.id))
    yield node, term("sg:reportedType"), term(f"sg:{actor.type}")
    yield from _identity(node, actor)
    for alias in actor.aliases:
        yield node, term("sg:reportedAlias"), text(alias)
    kind = term("sg:reportedKey") if is_named(actor) else term("sg:reportedCommonKey")
    for key in keys_of(actor):
        yield node, kind, text(key)


def _place(place: Place, names: Names) -> Triples:
    node = Node(names.place(place.id))
    yield node, term("sg:reportedType"), term("sg:Place")
    yield from _identity(node, place)
    yield node, term("sg:reportedKind"), text(place.kind)
    if key := name_key(place.name):
        yield node, term("sg:reportedKey"), text(key)
    if place.latitude is not None and place.longitude is not None:
        yield node, term("sg:reportedLatitude"), decimal(place.latitude)
        yield node, term("sg:reportedLongitude"), decimal(place.longitude)
    for parent in place.parents:
        if names.place(parent) != node.value:
            yield node, term("sg:reportedWithin"), Node(names.place(parent))


def _identity(node: Node, thing: Actor | Place) -> Triples:
    yield node, term("sg:reportedName"), text(thing.name)
    yield node, term("sg:reportedConfidence"), decimal(thing.confidence)
    if thing.country:
        yield node, term("sg:reportedCountry"), text(thing.country)
    for iri in safe_iris(thing.same_as):
        yield node, term("sg:reportedSameAs"), Node(iri)


def _mentions(
    owner: Node, mentions: tuple[Mention, ...], extraction: Extraction, names: Names, numbers: Iterator[int]
) -> Triples:
    report = names.report(extraction.report.id)
    for mention in mentions:
        node = Node(names.part(report, "mention", next(numbers)))
        yield from quote_triples(node, mention.text, mention.begin, mention.end)
        yield node, RDF_TYPE, term("sg:Mention")
        yield node, term("sg:mentionKind"), text(mention.kind)
        yield node, term("sg:refersTo"), owner
