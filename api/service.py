"""The main flow, used by the command line, the server and notebooks alike: read, extract, store; then ask.

`Service.ingest` is the whole way of a report into the graph; everything else hands a question on to the graph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from api.answers import Answers
from api.summary import IngestSummary
from graph import KnowledgeGraph
from ontology.errors import InputError, SitgraphError, ValidationError
from ontology.model import Extraction, Extractor, Report

if TYPE_CHECKING:
    from types import TracebackType

Progress = Callable[[IngestSummary], None]
OnError = Callable[[SitgraphError], None]


class Reader:
    """Reads reports with the language model that comes with sitgraph; it is loaded when it is first needed."""

    @property
    def extractor(self) -> Extractor:
        """Name and version of what reads."""
        from ingest.extraction import extractor_of, shared_pipeline

        return extractor_of(shared_pipeline())

    def extract(self, reports: Iterable[Report], *, processes: int) -> Iterator[Extraction]:
        """What each report says, in the order of the reports."""
        from ingest import extract_many

        return extract_many(reports, processes=processes)


class Service(Answers):
    """A graph with the flow of reports into it and the questions to it.

    Args:
        kg: The graph.
        reader: What turns reports into extractions.
    """

    def __init__(self, kg: KnowledgeGraph, *, reader: Reader | None = None) -> None:
        super().__init__(kg)
        self.reader = reader or Reader()

    @classmethod
    def open(
        cls, store: str | Path | None = None, *, base: str | None = None, read_only: bool = False, create: bool = True
    ) -> Service:
        """A service on the store in a folder, or on a new graph in memory.

        Raises:
            StoreNotFound, StoreLocked, StoreVersion: when the store cannot be opened.
        """
        return cls(KnowledgeGraph.open(store, base=base, read_only=read_only, create=create))

    def ingest(
        self,
        sources: Iterable[str | Path],
        *,
        published: date | None = None,
        processes: int = 1,
        progress: Progress | None = None,
    ) -> IngestSummary:
        """Read sources into the graph: one report, one transaction.

        An interrupt undoes the report in hand; those before it stay.

        Args:
            sources: Files, folders, or ``-`` for standard input.
            published: Day of publication of reports that do not state one.
            processes: How many processes read.
            progress: Called with the counts after each report.

        Returns:
            What was added, replaced, unchanged; and what failed, with reasons.

        Raises:
            StoreError: when the graph cannot be written.
        """
        summary = IngestSummary()
        try:
            reports = read_all(sources, published=published, on_error=summary.fail)
            for extraction in self.reader.extract(self._new(reports, summary), processes=processes):
                self._store(extraction, summary)
                if progress:
                    progress(summary)
        finally:
            self.kg.flush()
        return summary

    def _new(self, reports: Iterable[Report], summary: IngestSummary) -> Iterator[Report]:
        """Leave out the reports that the graph holds as they are."""
        extractor = None
        for report in reports:
            extractor = extractor or self.reader.extractor
            if self.kg.holds(report, extractor):
                summary.count("unchanged")
            else:
                yield report

    def _store(self, extraction: Extraction, summary: IngestSummary) -> None:
        try:
            summary.count(self.kg.add(extraction))
        except ValidationError as error:
            summary.fail(error)

    def retract(self, report_id: str) -> None:
        """Take a report back, with everything that only it supports.

        Raises:
            UnknownReport: when there is no such report.
        """
        self.kg.retract(report_id)
        self.kg.flush()

    def export(self, target: str | Path | IO[bytes], *, form: str | None = None, scope: str = "all") -> None:
        """Write the graph to a file or a stream; the format is that of the suffix unless it is given."""
        self.kg.export(target, format=form, scope=scope)

    def close(self) -> None:
        """Let go of the store."""
        self.kg.close()

    def __enter__(self) -> Service:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def read_all(sources: Iterable[str | Path], *, published: date | None, on_error: OnError) -> Iterator[Report]:
    """The reports of all sources; what cannot be read is handed to ``on_error``, and the rest is read."""
    from ingest.read import read_source

    for source in sources:
        try:
            yield from read_source(source, published=published, on_error=on_error)
        except InputError as error:
            on_error(error)


def extract_records(
    sources: Sequence[str | Path],
    *,
    published: date | None = None,
    processes: int = 1,
    on_error: OnError,
    reader: Reader | None = None,
) -> Iterator[dict[str, Any]]:
    """What each report of the sources says, as published records (docs/records.md); no graph is involved."""
    from ontology.records import to_record

    reports = read_all(sources, published=published, on_error=on_error)
    for extraction in (reader or Reader()).extract(reports, processes=processes):
        yield to_record(extraction)
