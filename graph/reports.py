"""Add, replace and retract reports: one transaction each, with the merged layer and the record of what was done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Literal

import pyoxigraph as ox

from graph.check import check
from graph.judgements import judged_in
from graph.merge.change import Change
from graph.merge.facts import Facts, facts_of
from graph.merge.read import facts_from_quads
from graph.merge.rebuild import rebuilt
from graph.merge.revise import Revision
from graph.rdf import report_quads
from graph.store import Store
from graph.terms import RDF_TYPE, Node, moment, term, text, value
from ontology.errors import UnknownReport
from ontology.model import Extraction

Outcome = Literal["added", "replaced", "unchanged"]

_METADATA = (
    "dcterms:identifier",
    "sg:sha256",
    "schema:inLanguage",
    "schema:headline",
    "sg:source",
    "sg:url",
    "schema:datePublished",
    "sg:extractor",
    "sg:extractorVersion",
    "sg:extractorModel",
)


def add_report(store: Store, extraction: Extraction, *, ingested: datetime | None = None) -> Outcome:
    """Store what a report says, in place of what an earlier reading of the same id said.

    Args:
        store: Where to.
        extraction: What the report says.
        ingested: When it was read; now if not given.

    Returns:
        ``added``, ``replaced``, or ``unchanged`` when text, metadata and extractor are the same as before.

    Raises:
        ValidationError: when the extraction breaks the promises of the record.
        StoreError: when it cannot be written; then nothing of it is.
    """
    check(extraction)
    with store.lock:
        graph = Node(store.names.report_graph(extraction.report.id))
        old_quads = set(store.quads.quads_for_pattern(None, None, None, graph))
        new_quads = report_quads(extraction, store.names)
        report = Node(store.names.report(extraction.report.id))
        if old_quads and _metadata(report, old_quads) == _metadata(report, new_quads):
            return "unchanged"
        new = facts_of(extraction, store.names)
        change = _merged_change(store, old_quads, new)
        change.replace(old_quads, new_quads)
        _record(store, change, "sg:Ingest", extraction.report.id, ingested, extraction)
        store.change(insert=change.insert, delete=change.delete)
        return "replaced" if old_quads else "added"


def retract_report(store: Store, report_id: str, *, retracted: datetime | None = None) -> None:
    """Take back a report and everything that it alone supported.

    Raises:
        UnknownReport: when there is no such report.
    """
    with store.lock:
        graph = Node(store.names.report_graph(report_id))
        old_quads = set(store.quads.quads_for_pattern(None, None, None, graph))
        if not old_quads:
            raise UnknownReport(f"no report {report_id!r}", hint="ids of reports are those they were ingested with")
        change = _merged_change(store, old_quads, None)
        change.replace(old_quads, set())
        _record(store, change, "sg:Retraction", report_id, retracted, None)
        store.change(insert=change.insert, delete=change.delete)
        store.remove_empty(graph)


def rebuild(store: Store) -> None:
    """Make the merged graph and the index graph anew from the reports' graphs and the judgements; they come out the
    same.
    """
    with store.lock:
        new = rebuilt(all_facts(store), judged_in(store), store.names)
        graphs = (store.names.merged_graph, store.names.index_graph)
        old = {quad for graph in graphs for quad in store.quads.quads_for_pattern(None, None, None, Node(graph))}
        store.change(insert=new - old, delete=old - new)


def all_facts(store: Store) -> Iterator[Facts]:
    """The facts of every report."""
    for graph in report_graphs(store):
        facts = facts_from_quads(store.quads.quads_for_pattern(None, None, None, graph), store.names)
        if facts:
            yield facts


def report_graphs(store: Store) -> Iterator[Node]:
    """The named graphs of the reports."""
    for quad in store.quads.quads_for_pattern(None, RDF_TYPE, term("sg:Report"), None):
        yield Node(value(quad.graph_name))


def _merged_change(store: Store, old_quads: set[ox.Quad], new: Facts | None) -> Change:
    old = facts_from_quads(old_quads, store.names)
    judged = judged_in(store)
    return Revision(store, old, new, (judged, judged)).work_out()


def _metadata(report: Node, quads: set[ox.Quad]) -> set[tuple[str, str]]:
    wanted = {term(name) for name in _METADATA}
    said = [quad for quad in quads if quad.subject == report]
    return {(quad.predicate.value, value(quad.object)) for quad in said if quad.predicate in wanted}


def _record(
    store: Store, change: Change, kind: str, report_id: str, when: datetime | None, extraction: Extraction | None
) -> None:
    """Note what was done, when and by which program, in the provenance graph."""
    names = store.names
    graph, report = Node(names.provenance_graph), Node(names.report(report_id))
    done = moment(when or datetime.now(UTC))
    activity = Node(names.activity(f"{kind} {report_id} {done.value} {extraction and extraction.report.sha256}"))
    before = set(store.quads.quads_for_pattern(report, term("sg:ingested"), None, graph))
    triples: set[tuple[Node, Node, Node | ox.Literal]] = {
        (activity, RDF_TYPE, term(kind)),
        (activity, RDF_TYPE, term("prov:Activity")),
        (activity, term("prov:endedAtTime"), done),
        (activity, term("dcterms:identifier"), text(report_id)),
        (activity, term("prov:used"), report),
    }
    if extraction:
        extractor = extraction.extractor
        triples |= {
            (activity, term("prov:generated"), Node(names.report_graph(report_id))),
            (activity, term("sg:sha256"), text(extraction.report.sha256)),
            (activity, term("sg:extractor"), text(extractor.name)),
            (activity, term("sg:extractorVersion"), text(extractor.version)),
            (activity, term("sg:extractorModel"), text(extractor.model)),
            (report, term("sg:ingested"), done),
        }
    change.replace(before, {ox.Quad(s, p, o, graph) for s, p, o in triples})
