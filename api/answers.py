"""The questions that the command line, the server and the page ask: thin doors to the graph, with plain rows out."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from api.readable import readable_folder
from api.sparql_pool import Answer, QueryPool
from api.sparql_request import query_request
from graph import ActorNetwork, KnowledgeGraph
from graph.files import write_file
from graph.network_files import NETWORK_WRITERS
from graph.opponents import hostile_relations
from graph.picture import picture
from ontology.errors import BadArgument

Row = dict[str, Any]
RESULT_BYTES = 1_000_000_000
"""Largest SPARQL result on the command line; the server has a setting of its own."""


class Answers:
    """Questions to a graph.

    Args:
        kg: The graph.
    """

    def __init__(self, kg: KnowledgeGraph) -> None:
        self.kg = kg

    def actors(self, words: str | None = None, *, limit: int | None = None) -> list[Row]:
        """Actors whose name or alias contains the words, or all; those with most relationships first."""
        rows = self.kg.actor_rows(words, limit=limit or 1_000_000)
        return [_with_id(row) for row in rows]

    def actor(self, name: str) -> Row:
        """One actor by name, alias, id or IRI."""
        return _with_id(self.kg.actor(name))

    def partners(self, actor: str, **conditions: Any) -> list[Row]:
        """Who partnered with an actor; see `graph.partners.partner_rows`."""
        return self.kg.partner_rows(actor, **conditions)

    def opponents(self, actor: str, **conditions: Any) -> list[Row]:
        """Who is opposed to an actor; see `graph.opponents.opponent_rows`."""
        return self.kg.opponent_rows(actor, **conditions)

    def partners_by_state(self, actor: str, **conditions: Any) -> list[Row]:
        """With which states an actor partnered; see `graph.rollup.rollup_rows`."""
        return self.kg.rollup_rows(actor, **conditions)

    def opponents_by_state(self, actor: str, **conditions: Any) -> list[Row]:
        """To which states an actor is opposed; see `graph.rollup.rollup_rows`."""
        return self.kg.rollup_rows(actor, relation=hostile_relations(), **conditions)

    def paths(self, one: str, other: str, **conditions: Any) -> list[Row]:
        """How two actors are connected; see `graph.paths.path_rows`."""
        return self.kg.path_rows(one, other, **conditions)

    def timeline(self, actor: str, **conditions: Any) -> list[Row]:
        """What an actor did and suffered; see `graph.timeline.timeline_rows`."""
        return self.kg.timeline_rows(actor, **conditions)

    def changes(self, actor: str | None, earlier: str, later: str, **conditions: Any) -> list[Row]:
        """What changed between two periods; see `graph.changes.change_rows`."""
        return self.kg.change_rows(actor, earlier, later, **conditions)

    def contradictions(self, actor: str | None = None, **conditions: Any) -> list[Row]:
        """Where reports disagree; see `graph.contradictions.contradiction_rows`."""
        return self.kg.contradiction_rows(actor, **conditions)

    def sources(self, thing: str) -> list[Row]:
        """The independent sources of a fact; see `graph.sources.source_rows`."""
        return self.kg.source_rows(thing)

    def members(self, actor: str, **conditions: Any) -> list[Row]:
        """Who leads and belongs to an actor; see `graph.members.member_rows`."""
        return self.kg.member_rows(actor, **conditions)

    def designations(self, actor: str | None = None, **conditions: Any) -> list[Row]:
        """Who is designated as what, by whom; see `graph.designations.designation_rows`."""
        return self.kg.designation_rows(actor, **conditions)

    def metrics(self, actor: str | None = None, **conditions: Any) -> list[Row]:
        """Who matters in the network; see `graph.metrics.metric_rows`."""
        return self.kg.metric_rows(actor, **conditions)

    def search(self, words: str, **conditions: Any) -> list[Row]:
        """What is meant by what somebody types; see `graph.search.search_rows`."""
        return self.kg.search_rows(words, **conditions)

    def events(self, *, actor: str | None = None, place: str | None = None, **conditions: Any) -> list[Row]:
        """What happened; see `graph.events.event_rows`."""
        return self.kg.event_rows(actor=actor, place=place, **conditions)

    def explain(self, thing: str, other: str | None = None) -> list[Row]:
        """The sentences behind an edge, an event or a claim; or behind every edge between two actors."""
        if other is None:
            return self.kg.evidence_rows(thing)
        ends = {self.kg.resolve(thing), self.kg.resolve(other)}
        edges = self.kg.network(thing, modality="any").edges(keys=True)
        found = sorted(key for one, two, key in edges if {one, two} == ends)
        return [row for key in found for row in self.kg.evidence_rows(key)]

    def reports(self) -> list[Row]:
        """All reports, the latest first."""
        return self.kg.report_rows()

    def report(self, report_id: str) -> Row:
        """One report with its text."""
        return self.kg.report(report_id)

    def stats(self) -> Row:
        """How much the graph holds."""
        return self.kg.stats()

    def validate(self) -> list[str]:
        """What does not conform to the shapes, in words."""
        return [str(problem) for problem in self.kg.validate()]

    def pairs(self, *, least_confidence: float = 0.0) -> list[Row]:
        """Every asserted partnership of the graph with its best sentence; most sources, then most confident first."""
        network = self.kg.network(relation="partneredWith", min_confidence=least_confidence)
        rows = [_pair(network, one, other, key, data) for one, other, key, data in network.edges(keys=True, data=True)]
        return sorted(rows, key=lambda row: (-row["sources"], -row["confidence"], row["one"], row["other"]))

    def picture(self, actor: str, *, depth: int = 1, **conditions: Any) -> Row:
        """The network around an actor as data to draw."""
        network = self.kg.network(actor, depth=depth, **conditions)
        return picture(network, title=network.title, focus=self.kg.resolve(actor), evidence=network.evidence)

    def write_network(
        self, target: str | Path, actor: str | None = None, *, depth: int = 1, title: str = "", **conditions: Any
    ) -> str:
        """Write a network by the suffix of the file: .html, .svg, .graphml, .gexf, .json or .csv; says how much.

        Raises:
            BadArgument: when the suffix is none of these.
        """
        network = self.kg.network(actor, depth=depth, **conditions)
        network.title = title or network.title
        path = Path(target)
        suffix = path.suffix.lower()
        if drawer := {".html": network.to_html, ".svg": network.to_svg}.get(suffix):
            write_file(path, [drawer().encode("utf-8", "replace")])
        elif writer := NETWORK_WRITERS.get(suffix):
            write_file(path, [writer(network)])
        else:
            hint = "use .html, .svg, .graphml, .gexf, .json or .csv"
            raise BadArgument(f"no network as {path.suffix or path.name!r}", hint=hint)
        return f"{network.number_of_nodes()} actors, {network.number_of_edges()} relationships"

    def sparql(self, query: str, *, seconds: float, results: str, graph: str) -> Answer:
        """Ask in SPARQL with a time limit that really stops the work; the answer is serialised.

        Raises:
            BadQuery, QueryTimeout: when it does not parse, is not allowed, or takes too long.
        """
        asked = query_request(query, results=results, graph=graph)
        pool = QueryPool(workers=1, seconds=seconds, result_bytes=RESULT_BYTES)
        with tempfile.TemporaryDirectory() as folder:
            try:
                return pool.evaluate(readable_folder(self.kg, Path(folder)), asked)
            finally:
                pool.close()


def _with_id(row: Mapping[str, Any]) -> Row:
    """An actor's row with its id under the name that rows of all kinds have."""
    return {"id": row["actor"], **{key: value for key, value in row.items() if key != "actor"}}


def _pair(network: ActorNetwork, one: str, other: str, key: str, data: Mapping[str, Any]) -> Row:
    evidence = list(network.evidence(key)) if network.evidence else []
    kept = ("first", "last", "places", "sources", "confidence")
    names = {"one": network.nodes[one]["name"], "other": network.nodes[other]["name"]}
    return {
        **names,
        **{name: data[name] for name in kept},
        "quote": evidence[0]["quote"] if evidence else "",
        "report": evidence[0]["report"] if evidence else None,
        "id": key,
    }
