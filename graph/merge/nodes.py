"""Nodes of the merged layer, each a pure function of its parts, its supports or its identities."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

import pyoxigraph as ox

from graph.merge.facts import Identity, identity_to_json
from graph.merge.identity import prevailing_country, prevailing_name, prevailing_type, union
from graph.merge.parts import Part, dumps
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
            quads = self._in(self.merged, self._event(node, loaded))
            return quads | self._in(self.index, ((node, term("sg:part"), text(part)) for part in parts))
        quads = self._in(self.merged, self._relationship(node, loaded)) | self._in(self.index, self._rows(node, loaded))
        return quads | self._in(self.index, ((node, term("sg:support"), text(part)) for part in parts))

    def quads_of_identity(self, iri: str, identity: Identity) -> set[ox.Quad]:
        """What all reports together say under one id; kept in the index graph."""
        return self._in(self.index, self._said(Node(iri), identity))

    def quads_of_group(self, canonical: str, members: Mapping[str, Identity]) -> set[ox.Quad]:
        """The node that stands for several ids, and their links to it."""
        node = Node(canonical)
        links = ((Node(iri), term("sg:mergedInto"), node) for iri in members if iri != canonical)
        own, everything = members[canonical], union(members.values())
        return self._in(self.merged, links) | self._in(self.merged, self._card(node, own, everything))

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
        for key in said.common:
            yield node, term("sg:commonKey"), text(key)

    def _event(self, node: Node, parts: Sequence[Part]) -> Triples:
        first = parts[0]
        yield node, RDF_TYPE, term("sg:Event")
        yield node, term("sg:eventType"), plover("type", first["t"])
        yield node, term("sg:modality"), plover("modality", first["m"])
        yield node, term("sg:confidence"), decimal(max(part["f"] for part in parts))
        for key, predicate in _EVENT_ROLES.items():
            for path in first[key]:
                yield node, term(predicate), self.node(path)
        for part in parts:
            yield from self._event_part(node, part)
        begins, ends = ([part[key] for part in parts if part[key]] for key in ("b", "e"))
        if begins:
            yield node, term("sg:begin"), day(date.fromisoformat(min(begins)))
        if ends:
            yield node, term("sg:end"), day(date.fromisoformat(max(ends)))

    def _event_part(self, node: Node, part: Part) -> Triples:
        yield node, term("sg:claim"), self.node(part["c"])
        yield node, term("sg:report"), self.node(f"report/{part['r']}")
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
