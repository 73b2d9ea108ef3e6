"""The questions to a graph, as methods: each is a thin door to a file of its own, where its columns are explained."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from graph import actors, events, explain, network, opponents, partners, report_list, resolve, stats
from graph.edges import Row
from graph.filters import Day, Several
from graph.network import ActorNetwork
from graph.store import Store
from graph.view import View

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")


class Questions:
    """What a store is asked; `KnowledgeGraph` has all of it.

    Args:
        store: An open store.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.view = View(store)

    def _ask(self, question: Callable[..., T], *arguments: Any, **conditions: Any) -> T:
        """Ask while nobody in this process writes, so that no answer mixes two states."""
        with self.store.lock:
            return question(self.view, *arguments, **conditions)

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
