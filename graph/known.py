"""Whether the graph already holds a report as it is, so that it need not be read again."""

from __future__ import annotations

from graph.rdf import report_quads
from graph.store import Store
from graph.terms import Node, term
from ontology.model import Extraction, Extractor, Report


def is_known(store: Store, report: Report, extractor: Extractor) -> bool:
    """True when text and metadata of the report, as this extractor would write them, are in the store.

    Args:
        store: The store to look in.
        report: The report in hand.
        extractor: What would read it now; a report read by another one is not known.
    """
    graph, node = Node(store.names.report_graph(report.id)), Node(store.names.report(report.id))
    expected = report_quads(Extraction(report=report, extractor=extractor), store.names)
    stored = set(store.quads.quads_for_pattern(node, None, None, graph))
    return bool(stored) and {quad for quad in stored if quad.predicate != term("sg:warning")} == expected
