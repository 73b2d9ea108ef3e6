"""The reports in the graph.

Cost: one look-up for each report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.edges import Row
from graph.explain import Said
from graph.frames import frame
from graph.reports import report_graphs
from graph.terms import Node
from graph.view import View
from ontology.errors import UnknownReport

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("id", "title", "source", "published", "url", "ingested", "claims", "sha256", "language")


def report_rows(view: View) -> list[Row]:
    """All reports as plain rows with the keys of ``COLUMNS``, the latest first, those without a day last.

    >>> from graph.example import example
    >>> [row["id"] for row in example().report_rows()]
    ['league', 'list', 'port', 'raid', 'patrol']
    """
    rows = [_row(view, graph) for graph in report_graphs(view.store)]
    rows.sort(key=lambda row: str(row["id"]))
    return sorted(rows, key=lambda row: row["published"] or "", reverse=True)


def reports(view: View) -> pd.DataFrame:
    """All reports as a table; see `report_rows`."""
    return frame(report_rows(view), COLUMNS)


def report(view: View, report_id: str) -> Row:
    """One report with its ``text``, by its id.

    Raises:
        UnknownReport: when there is none of that id.
    """
    said = _said(view, Node(view.names.report_graph(report_id)))
    if said.one("sg:sha256") is None:
        raise UnknownReport(f"no report {report_id!r}", hint="ids of reports are those they were ingested with")
    return _row(view, said.graph) | {"text": said.one("sg:text"), "warnings": said.all("sg:warning")}


def _said(view: View, graph: Node) -> Said:
    return Said(view, view.node(f"report/{view.path(graph).partition('/')[2]}"), graph)


def _row(view: View, graph: Node) -> Row:
    said = _said(view, graph)
    provenance = Node(view.names.provenance_graph)
    return {
        "id": said.one("dcterms:identifier"),
        "title": said.one("schema:headline"),
        "source": said.one("sg:source"),
        "published": said.one("schema:datePublished"),
        "url": said.one("sg:url"),
        "ingested": view.first(said.node, "sg:ingested", provenance),
        "claims": sum(1 for path in view.subjects("sg:report", said.node, graph) if path.startswith("claim/")),
        "sha256": said.one("sg:sha256"),
        "language": said.one("schema:inLanguage"),
    }
