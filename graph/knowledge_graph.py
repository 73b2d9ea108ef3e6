"""`KnowledgeGraph`: the graph as one object, for notebooks and programs. Each method is a thin door to its own file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self

from graph import cookbook, files, known, reports, sparql
from graph.curation import Curation
from graph.edges import Row
from graph.reports import Outcome
from graph.sparql import Bindings
from graph.store import open_store
from ontology.model import Extraction, Extractor, Report

if TYPE_CHECKING:
    import pandas as pd
    import rdflib

    from ontology.validate import Problem

FLUSH_EVERY = 200


class KnowledgeGraph(Curation):
    """Reports and all that follows from them; the questions stand in `graph.questions`, `graph.analyses` and
    `graph.curation`.

    Args:
        store: An open store; see `KnowledgeGraph.open`.

    >>> kg = KnowledgeGraph.open()
    >>> kg.stats()["reports"]
    0
    """

    @classmethod
    def open(
        cls, path: str | Path | None = None, *, base: str | None = None, read_only: bool = False, create: bool = True
    ) -> Self:
        """Open a graph in a folder, or in memory; arguments and errors are those of `graph.store.open_store`."""
        return cls(open_store(path, base=base, read_only=read_only, create=create))

    def close(self) -> None:
        """Write everything to the disk and let go of the store."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def version(self) -> int:
        """Counts the changes made through this object."""
        return self.store.version

    # -- writing --------------------------------------------------------------------------------------------------

    def add(self, extraction: Extraction, *, ingested: datetime | None = None) -> Outcome:
        """Store what a report says: ``added``, ``replaced`` or ``unchanged``; see `graph.reports.add_report`."""
        return reports.add_report(self.store, extraction, ingested=ingested)

    def add_all(self, extractions: Iterable[Extraction], *, ingested: datetime | None = None) -> Iterator[Outcome]:
        """Store many reports, each in its own transaction, and write to the disk now and then.

        Yields the outcome for each; nothing is stored that is not asked for.
        """
        try:
            for number, extraction in enumerate(extractions, start=1):
                yield self.add(extraction, ingested=ingested)
                if number % FLUSH_EVERY == 0:
                    self.flush()
        finally:
            self.flush()

    def holds(self, report: Report, extractor: Extractor) -> bool:
        """Whether the report is in the graph as it is, read by this extractor; see `graph.known.is_known`."""
        return known.is_known(self.store, report, extractor)

    def retract(self, report_id: str, *, retracted: datetime | None = None) -> None:
        """Take back a report and all that it alone supported; see `graph.reports.retract_report`."""
        reports.retract_report(self.store, report_id, retracted=retracted)

    def rebuild(self) -> None:
        """Make the merged layer anew from the reports; it comes out the same."""
        reports.rebuild(self.store)

    def flush(self) -> None:
        """Write everything to the disk, so that it survives a loss of power."""
        self.store.flush()

    def backup(self, folder: str | Path) -> None:
        """Copy the store as it is now to a new folder; quick on the same disk."""
        self.store.backup(folder)

    def load(self, path: str | Path) -> int:
        """Load the reports of a TriG or N-Quads export; returns their number. See `graph.files.load`."""
        return files.load(self.store, path)

    # -- RDF ------------------------------------------------------------------------------------------------------

    def sparql(self, query: str, *, bindings: Bindings | None = None) -> pd.DataFrame | bool | rdflib.Graph:
        """Ask in SPARQL; see `graph.sparql.sparql`."""
        return sparql.sparql(self.store, query, bindings=bindings)

    def sparql_rows(self, query: str, *, bindings: Bindings | None = None) -> list[Row]:
        """The rows of a SELECT as plain dictionaries."""
        return sparql.sparql_rows(self.store, query, bindings=bindings)

    def sparql_partners(self, actor: str) -> list[Row]:
        """The partners of an actor by the SPARQL query of the cookbook; see `graph.cookbook.partner_rows`."""
        return self._ask(cookbook.partner_rows, actor)

    @property
    def rdf(self) -> rdflib.Dataset:
        """The same data as an rdflib Dataset whose default graph is the union of all graphs. For reading."""
        import oxrdflib
        import rdflib

        return rdflib.Dataset(store=oxrdflib.OxigraphStore(store=self.store.quads), default_union=True)

    def validate(self) -> list[Problem]:
        """What in the graph does not conform to the shapes: nothing, unless something else wrote into the store."""
        import rdflib

        from ontology.validate import validate

        quads = files.quads_in(self.view, "all")
        return validate(rdflib.Graph().parse(data="".join(f"{quad.triple} .\n" for quad in quads), format="nt"))

    def export(self, target: str | Path | IO[bytes], *, format: str | None = None, scope: str = "all") -> None:
        """Write the graph to a file or a stream; see `graph.files.export`."""
        self._ask(files.export, target, format=format, scope=scope)
