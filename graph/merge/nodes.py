"""Nodes of the merged layer, each a pure function of its parts, its supports or its identities."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

import pyoxigraph as ox

from graph.merge import copies
from graph.merge.brief import brief_of, happening, reasons_of
from graph.merge.copies import Sketch
from graph.merge.facts import Identity, identity_to_json
from graph.merge.identity import (
    acronyms,
    prevailing_country,
    prevailing_name,
    prevailing_type,
    shortened,
    union,
)
from graph.merge.judged import Judged
from graph.merge.parts import Part, dumps
from graph.merge.sighting import Sighting
from graph.merge.tally import tally
from graph.terms import RDF_TYPE, Node, day, decimal, integer, plover, term, text
from graph.triples import Triples
from ontology.names import Names
from ontology.types import relation_types

_EVENT_ROLES = {
    "a": "sg:agent",
    "p": "sg:partner",
    "g": "sg:target",
    "i": "sg:mediator",
    "h": "sg:beneficiary",
    "l": "sg:place",
}


class Derived:
    """Makes the quads of the merged graph and of the index graph."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.merged = Node(names.merged_graph)
        self.index = Node(names.index_graph)

    def node(self, path: str) -> Node:
        """The node of an IRI that was written without the base."""
        return Node(self.names.base + path)

    def quads_of(self, iri: str, parts: Collection[str]) -> set[ox.Quad]:
        """All quads that follow from what reports give to an event or a relationship; none from nothing."""
        if not parts:
            return set()
        node = Node(iri)
        loaded = [json.loads(part) for part in sorted(parts)]
        if iri.startswith(f"{self.names.base}event/"):
            return self._quads_of_event(node, parts)
        quads = self._in(self.merged, self._relationship(node, loaded)) | self._in(self.index, self._rows(node, loaded))
        return quads | self._in(self.index, ((node, term("sg:support"), text(part)) for part in parts))

    def _quads_of_event(self, node: Node, given: Collection[str]) -> set[ox.Quad]:
        """An event from its parts and its links, which both stand in the index; a link names two claims."""
        loaded = {words: json.loads(words) for words in sorted(given)}
        parts = [part for part in loaded.values() if "d" not in part]
        quads = self._in(self.merged, self._event(node, parts))
        for words, found in loaded.items():
            kind = term("sg:link") if "d" in found else term("sg:part")
            quads |= self._in(self.index, [(node, kind, text(words))])
            if "d" in found:
                pair = (self.node(found["c"]), self.node(found["d"]))
                quads |= self._in(self.merged, self.decision(*pair, found["y"], score=found["s"]))
        return quads

    def decision(self, one: Node, other: Node, reasons: Iterable[str], *, score: float | None = None) -> Triples:
        """That two claims speak of one event, or that two ids stand for one thing, and why."""
        node = Node(self.names.decision(one.value, other.value))
        yield node, RDF_TYPE, term("sg:Decision")
        yield node, term("sg:compares"), one
        yield node, term("sg:compares"), other
        if score is not None:
            yield node, term("sg:score"), decimal(score)
        for reason in reasons:
            yield node, term("sg:because"), text(reason)

    def quads_of_sighting(self, sighting: Sighting) -> set[ox.Quad]:
        """A claim as it is compared with others, and the keys under which it is found; kept in the index graph."""
        node = self.node(sighting.claim)
        triples: list[tuple[Node, Node, Node | ox.Literal]] = [(node, term("sg:sighting"), text(sighting.to_json()))]
        triples.append((node, term("sg:mark"), self.node(sighting.mark)))
        triples += [(node, term("sg:block"), text(key)) for key in sighting.blocks()]
        return self._in(self.index, triples)

    def quads_of_sketch(self, sketch: Sketch, original: str) -> set[ox.Quad]:
        """A report's text as it is compared with others, and of which report it is a copy, if of any."""
        node = self.node(f"report/{sketch.report}")
        triples: list[tuple[Node, Node, Node | ox.Literal]] = [(node, term("sg:sketch"), text(copies.to_json(sketch)))]
        triples += [(node, term("sg:sketchKey"), text(key)) for key in sketch.found_under]
        link = [(node, term("sg:copyOf"), self.node(f"report/{original}"))] if original != sketch.report else []
        return self._in(self.index, triples) | self._in(self.merged, link)

    def quads_of_identity(self, iri: str, identity: Identity) -> set[ox.Quad]:
        """What all reports together say under one id; kept in the index graph."""
        return self._in(self.index, self._said(Node(iri), identity))

    def quads_of_group(self, canonical: str, members: Mapping[str, Identity], judged: Judged) -> set[ox.Quad]:
        """The node that stands for several ids, their links to it, and why they are one."""
        node = Node(canonical)
        merged = [iri for iri in sorted(members) if iri != canonical]
        quads = self._in(self.merged, ((Node(iri), term("sg:mergedInto"), node) for iri in merged))
        for iri in merged:
            quads |= self._in(self.merged, self.decision(Node(iri), node, reasons_of(iri, members, judged)))
        own, everything = members[canonical], union(members.values())
        quads |= self._in(self.index, [(node, term("sg:brief"), text(dumps(brief_of(everything, self.names))))])
        return quads | self._in(self.merged, self._card(node, own, everything))

    def _in(self, graph: Node, triples: Iterable[tuple[Node, Node, Node | ox.Literal]]) -> set[ox.Quad]:
        return {ox.Quad(s, p, o, graph) for s, p, o in triples}

    def _card(self, node: Node, own: Identity, said: Identity) -> Triples:
        name = prevailing_name(own)
        yield node, term("skos:prefLabel"), text(name)
        for other in (said.names | said.aliases) - {name}:
            yield node, term("skos:altLabel"), text(other)
        for iri in said.same_as:
            yield node, term("owl:sameAs"), Node(iri)
        if said.kind != "operation" and (country := prevailing_country(said)):
            yield node, term("sg:country"), text(country)
        yield from {"actor": self._actor, "place": self._place, "operation": self._operation}[said.kind](node, said)

    def _actor(self, node: Node, said: Identity) -> Triples:
        kind = prevailing_type(said)
        yield node, RDF_TYPE, term("sg:Actor")
        yield node, RDF_TYPE, term(f"sg:{kind}")
        yield node, term("sg:actorType"), term(f"sg:{kind}")

    def _place(self, node: Node, said: Identity) -> Triples:
        yield node, RDF_TYPE, term("sg:Place")
        yield node, term("sg:kind"), text(prevailing_type(said))
        if said.latitudes and said.longitudes:
            yield node, term("wgs:lat"), decimal(float(min(said.latitudes)))
            yield node, term("wgs:long"), decimal(float(min(said.longitudes)))
        for parent in said.parents - {node.value}:
            yield node, term("sg:within"), Node(parent)

    def _operation(self, node: Node, said: Identity) -> Triples:
        yield node, RDF_TYPE, term("sg:Operation")

    def _said(self, node: Node, said: Identity) -> Triples:
        """An identity in full, and the keys under which it is found."""
        yield node, term("sg:identity"), text(identity_to_json(said))
        for key in said.keys:
            yield node, term("sg:nameKey"), text(key)
        for key in acronyms(said) | shortened(said):
            yield node, term("sg:acronym"), text(key)
        for key in said.common:
            yield node, term("sg:commonKey"), text(key)

    def _event(self, node: Node, parts: Sequence[Part]) -> Triples:
        whole = happening(parts)
        yield node, RDF_TYPE, term("sg:Event")
        yield node, term("sg:eventType"), plover("type", whole["t"])
        yield node, term("sg:modality"), plover("modality", whole["m"])
        yield node, term("sg:confidence"), decimal(max(part["f"] for part in parts))
        for part in parts:
            yield from self._event_part(node, part)
        for key, name in (("b", "sg:begin"), ("e", "sg:end")):
            if whole[key]:
                yield node, term(name), day(date.fromisoformat(whole[key]))

    def _event_part(self, node: Node, part: Part) -> Triples:
        yield node, term("sg:claim"), self.node(part["c"])
        yield node, term("sg:report"), self.node(f"report/{part['r']}")
        for key, predicate in _EVENT_ROLES.items():
            for path in part[key]:
                yield node, term(predicate), self.node(path)
        if part["n"]:
            yield node, term("sg:mode"), plover("mode", part["n"], part["t"])
        if part["x"]:
            yield node, term("sg:operation"), self.node(part["x"])

    def _relationship(self, node: Node, supports: Sequence[Part]) -> Triples:
        sums = tally(supports)
        subject, predicate, object_ = self.node(sums.subject), sums.predicate, self.node(sums.object)
        yield node, RDF_TYPE, term("sg:Relationship")
        yield node, term("sg:subject"), subject
        yield node, term("sg:predicate"), term(f"sg:{predicate}")
        yield node, term("sg:object"), object_
        yield node, term("sg:modality"), plover("modality", sums.modality)
        yield node, term("sg:confidence"), decimal(sums.confidence)
        for name, number in (("event", sums.events), ("report", sums.reports), ("source", sums.sources)):
            yield node, term(f"sg:{name}Count"), integer(number)
        for name, when in (("first", sums.first), ("last", sums.last)):
            if when:
                yield node, term(f"sg:{name}Date"), day(date.fromisoformat(when))
        yield node, term("sg:bestEvidence"), self.node(sums.quote)
        yield from self._behind(node, supports)
        if sums.modality == "asserted":
            yield subject, term(f"sg:{predicate}"), object_
            if relation_types()[predicate].symmetric:
                yield object_, term(f"sg:{predicate}"), subject

    def _behind(self, node: Node, supports: Sequence[Part]) -> Triples:
        for support in supports:
            yield node, term("sg:report"), self.node(f"report/{support['r']}")
            if "v" in support:
                yield node, term("sg:event"), self.node(support["v"])
                yield node, term("sg:eventType"), plover("type", support["t"])
            if "x" in support:
                yield node, term("sg:operation"), self.node(support["x"])
            for path in support["l"]:
                yield node, term("sg:place"), self.node(path)

    def _rows(self, node: Node, supports: Sequence[Part]) -> Iterator[tuple[Node, Node, ox.Literal]]:
        """The edge as one text at both of its ends, so that an actor's edges are one look-up."""
        sums = tally(supports)
        row = text(dumps(sums.row(node.value[len(self.names.base) :])))
        for end in (sums.subject, sums.object):
            yield self.node(end), row_predicate(sums.predicate), row


def row_predicate(predicate: str) -> Node:
    """The property of the index graph that holds an actor's edges of one relation."""
    return term(f"sg:row-{predicate}")


def is_row(predicate: Node) -> bool:
    """Whether a property of the index graph holds an actor's edges.

    >>> is_row(row_predicate("leads")), is_row(term("sg:nameKey"))
    (True, False)
    """
    return predicate.value.startswith(_ROW)


def is_row_of(row: str, subject: str) -> bool:
    """Whether a row is that of an edge from this actor, seen without reading it: every row stands at both its ends.

    >>> is_row_of('{"o":"actor/b","s":"actor/a"}', "actor/a"), is_row_of('{"o":"actor/b","s":"actor/a"}', "actor/b")
    (True, False)
    """
    return f'"s":"{subject}"' in row


_ROW = row_predicate("").value
