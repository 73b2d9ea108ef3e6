"""`KnowledgeGraph`: the graph as one object, for notebooks and programs. Each method is a thin door to its own file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self, TypeVar

from graph import (
    actors,
    cookbook,
    events,
    explain,
    files,
    known,
    network,
    opponents,
    partners,
    report_list,
    reports,
    resolve,
    sparql,
    stats,
)
from graph.edges import Row
from graph.filters import Day, Several
from graph.network import ActorNetwork
from graph.reports import Outcome
from graph.store import Store, open_store
from graph.view import View
from ontology.model import Extraction, Extractor, Report

if TYPE_CHECKING:
    import pandas as pd
    import rdflib

    from ontology.validate import Problem

T = TypeVar("T")
FLUSH_EVERY = 200


class KnowledgeGraph:
    """Reports and all that follows from them.

    Args:
        store: An open store; see `KnowledgeGraph.open`.

    >>> kg = KnowledgeGraph.open()
    >>> kg.stats()["reports"]
    0
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.view = View(store)

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

    # -- questions ------------------------------------------------------------------------------------------------

    def resolve(self, actor: str) -> str:
        """The id of the actor that a name, an alias, an id or an IRI means; see `graph.resolve.resolve`."""
        return self._ask(resolve.resolve, actor).partition("/")[2]

    def partners(
        self,
        actor: str,
        *,
        since: Day = None,
        until: Day = None,
        place: str | None = None,
        type: Several = None,
        modality: Several = "asserted",
        min_confidence: float = 0.0,
        min_sources: int = 1,
        include_parts: bool = True,
    ) -> pd.DataFrame:
        """Who partnered with an actor, as a table; see `graph.partners.partner_rows` and `graph.filters.filters`."""
        return self._ask(
            partners.partners,
            actor,
            since=since,
            until=until,
            place=place,
            type=type,
            modality=modality,
            min_confidence=min_confidence,
            min_sources=min_sources,
            include_parts=include_parts,
        )

    def partner_rows(self, actor: str, **conditions: Any) -> list[Row]:
        """The rows of `partners` as plain dictionaries."""
        return self._ask(partners.partner_rows, actor, **conditions)

    def opponents(self, actor: str, **conditions: Any) -> pd.DataFrame:
        """Who is opposed to an actor, as a table; conditions are those of `partners`."""
        return self._ask(opponents.opponents, actor, **conditions)

    def opponent_rows(self, actor: str, **conditions: Any) -> list[Row]:
        """The rows of `opponents` as plain dictionaries."""
        return self._ask(opponents.opponent_rows, actor, **conditions)

    def events(self, *, actor: str | None = None, place: str | None = None, **conditions: Any) -> pd.DataFrame:
        """What happened, as a table; see `graph.events.event_rows`."""
        return self._ask(events.events, actor=actor, place=place, **conditions)

    def event_rows(self, *, actor: str | None = None, place: str | None = None, **conditions: Any) -> list[Row]:
        """The rows of `events` as plain dictionaries."""
        return self._ask(events.event_rows, actor=actor, place=place, **conditions)

    def explain(self, thing: str) -> pd.DataFrame:
        """The quotes behind an edge, an event or a claim, as a table; see `graph.explain.evidence_rows`."""
        return self._ask(explain.explain, thing)

    def evidence_rows(self, thing: str) -> list[Row]:
        """The rows of `explain` as plain dictionaries."""
        return self._ask(explain.evidence_rows, thing)

    def network(
        self, actor: str | None = None, *, depth: int = 1, relation: Several = None, **conditions: Any
    ) -> ActorNetwork:
        """The network of all actors, or of those around one; see `graph.network.network`."""
        return self._ask(network.network, actor, depth=depth, relation=relation, **conditions)

    def actors(self, search: str | None = None, **conditions: Any) -> pd.DataFrame:
        """Actors by a part of their name, as a table; see `graph.actors.actor_rows`."""
        return self._ask(actors.actors, search, **conditions)

    def actor_rows(self, search: str | None = None, **conditions: Any) -> list[Row]:
        """The rows of `actors` as plain dictionaries."""
        return self._ask(actors.actor_rows, search, **conditions)

    def actor(self, name: str) -> Row:
        """One actor; see `graph.actors.actor`."""
        return self._ask(actors.actor, name)

    def reports(self) -> pd.DataFrame:
        """All reports, as a table; see `graph.report_list.report_rows`."""
        return self._ask(report_list.reports)

    def report_rows(self) -> list[Row]:
        """The rows of `reports` as plain dictionaries."""
        return self._ask(report_list.report_rows)

    def report(self, report_id: str) -> Row:
        """One report with its text; see `graph.report_list.report`."""
        return self._ask(report_list.report, report_id)

    def stats(self) -> dict[str, Any]:
        """How much is in the graph; see `graph.stats.stats`."""
        return self._ask(stats.stats)

    def validate(self) -> list[Problem]:
        """What in the graph does not conform to the shapes: nothing, unless something else wrote into the store."""
        import rdflib

        from ontology.validate import validate

        quads = files.quads_in(self.view, "all")
        return validate(rdflib.Graph().parse(data="".join(f"{quad.triple} .\n" for quad in quads), format="nt"))

    # -- RDF ------------------------------------------------------------------------------------------------------

    def sparql(self, query: str, *, bindings: dict[str, str] | None = None) -> pd.DataFrame | bool | rdflib.Graph:
        """Ask in SPARQL; see `graph.sparql.sparql`."""
        return sparql.sparql(self.store, query, bindings=bindings)

    def sparql_rows(self, query: str, *, bindings: dict[str, str] | None = None) -> list[Row]:
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

    def export(self, target: str | Path | IO[bytes], *, format: str | None = None, scope: str = "all") -> None:
        """Write the graph to a file or a stream; see `graph.files.export`."""
        self._ask(files.export, target, format=format, scope=scope)

    def _ask(self, question: Callable[..., T], *arguments: Any, **conditions: Any) -> T:
        """Ask while nobody in this process writes, so that no answer mixes two states."""
        with self.store.lock:
            return question(self.view, *arguments, **conditions)
