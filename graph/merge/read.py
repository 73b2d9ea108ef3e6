"""Read the facts of a report back from its named graph: the inverse of `graph.rdf`, as far as merging needs it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

import pyoxigraph as ox

from graph.merge.facts import ClaimFacts, Facts, Identity, StatementFacts, marks
from graph.terms import term, value
from ontology.names import Names

_TYPE = term("rdf:type").value
REPORTED = {
    "names": "sg:reportedName",
    "aliases": "sg:reportedAlias",
    "types": "sg:reportedKind",
    "countries": "sg:reportedCountry",
    "keys": "sg:reportedKey",
    "common": "sg:reportedCommonKey",
    "same_as": "sg:reportedSameAs",
    "parents": "sg:reportedWithin",
    "latitudes": "sg:reportedLatitude",
    "longitudes": "sg:reportedLongitude",
}
"""The properties with which a report's graph speaks of an identity; an actor's types are classes instead."""

Properties = dict[str, list[str]]


class GraphFacts:
    """The triples of a report's graph, by subject and predicate."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self.subjects: dict[str, Properties] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            self.subjects[value(quad.subject)][quad.predicate.value].append(value(quad.object))

    def of_class(self, name: str) -> list[tuple[str, Properties]]:
        """The subjects of a class and what is said of them."""
        wanted = term(name).value
        return [(iri, said) for iri, said in self.subjects.items() if wanted in said.get(_TYPE, ())]


def facts_from_quads(quads: Iterable[ox.Quad], names: Names) -> Facts | None:
    """The facts that a report's graph holds, or None if it holds no report."""
    graph = GraphFacts(quads)
    reports = graph.of_class("sg:Report")
    if not reports:
        return None
    iri, said = reports[0]
    return Facts(
        report=names.id_of(iri, "report") or "",
        text=_need(said, "sg:text"),
        published=_day(_one(said, "schema:datePublished")),
        source=_one(said, "sg:source"),
        title=_one(said, "schema:headline"),
        identities=tuple(_identities(graph)),
        claims=tuple(_claims(graph)),
        statements=tuple(sorted((_statement(*s) for s in graph.of_class("sg:Statement")), key=lambda s: s.order)),
    )


def _all(said: Properties, name: str) -> list[str]:
    return said.get(term(name).value, [])


def _one(said: Properties, name: str) -> str | None:
    return next(iter(_all(said, name)), None)


def _need(said: Properties, name: str) -> str:
    return _all(said, name)[0]


def _identities(graph: GraphFacts) -> list[tuple[str, Identity]]:
    wanted = term("sg:reportedType").value
    found = [(iri, _identity(said)) for iri, said in graph.subjects.items() if wanted in said]
    return sorted(found, key=lambda pair: pair[0])


def _identity(said: Properties) -> Identity:
    types = {local_name(iri) for iri in _all(said, "sg:reportedType")}
    kind = "place" if "Place" in types else "operation" if "Operation" in types else "actor"
    values = {field: frozenset(_all(said, predicate)) for field, predicate in REPORTED.items()}
    if kind != "place":
        values["types"] = frozenset(types) - {"Operation"}
    return Identity(kind=kind, **values)


def local_name(iri: str) -> str:
    """The part of a vocabulary IRI after its namespace."""
    return iri.rpartition("#")[2]


def _claims(graph: GraphFacts) -> Iterator[ClaimFacts]:
    found = sorted(graph.of_class("sg:Claim"), key=lambda claim: int(_need(claim[1], "sg:order")))
    words = ((_words(graph, _need(said, "sg:trigger")), _words(graph, f"{iri}/evidence/1")) for iri, said in found)
    for (iri, said), mark in zip(found, marks(words), strict=True):
        yield _claim(iri, said, mark, graph)


def _words(graph: GraphFacts, iri: str) -> str:
    return _one(graph.subjects.get(iri, {}), "oa:exact") or ""


def _claim(iri: str, said: Properties, mark: str, graph: GraphFacts) -> ClaimFacts:
    event_type = local_name(_need(said, "sg:eventType"))
    mode = _one(said, "sg:mode")
    time_node = _one(said, "sg:time")
    when = graph.subjects[time_node] if time_node else {}
    return ClaimFacts(
        id=iri.rpartition("/")[2],
        order=int(_need(said, "sg:order")),
        mark=mark,
        type=event_type,
        modality=local_name(_need(said, "sg:modality")),
        confidence=float(_need(said, "sg:confidence")),
        mode=local_name(mode)[len(event_type) + 1 :] if mode else None,
        agents=_sorted(said, "sg:agent"),
        partners=_sorted(said, "sg:partner"),
        targets=_sorted(said, "sg:target"),
        mediators=_sorted(said, "sg:mediator"),
        beneficiaries=_sorted(said, "sg:beneficiary"),
        places=_sorted(said, "sg:place"),
        operation=_one(said, "sg:operation"),
        begin=_day(_one(when, "sg:begin")),
        end=_day(_one(when, "sg:end")),
        precision=_one(when, "sg:precision") or "unknown",
    )


def _sorted(said: Properties, name: str) -> tuple[str, ...]:
    return tuple(sorted(_all(said, name)))


def _day(words: str | None) -> date | None:
    return date.fromisoformat(words) if words else None


def _statement(iri: str, said: Properties) -> StatementFacts:
    return StatementFacts(
        order=int(_need(said, "sg:order")),
        iri=iri,
        subject=_need(said, "sg:subject"),
        predicate=local_name(_need(said, "sg:predicate")),
        object=_need(said, "sg:object"),
        modality=local_name(_need(said, "sg:modality")),
        confidence=float(_need(said, "sg:confidence")),
        claims=tuple(sorted(claim.rpartition("/")[2] for claim in _all(said, "sg:basedOn"))),
        quoted=bool(_all(said, "sg:evidence")),
    )
