"""The questions that look at more than one edge, as methods; each is a thin door to a file of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph import changes, contradictions, designations, members, metrics, paths, rollup, search, sources, timeline
from graph.edges import Row
from graph.questions import Questions

if TYPE_CHECKING:
    import pandas as pd


class Analyses(Questions):
    """Questions about connections, change, agreement and standing."""

    def paths(self, one: str, other: str, **conditions: Any) -> pd.DataFrame:
        """How two actors are connected, step by step, as a table; see `graph.paths.path_rows`."""
        return self._ask(paths.paths, one, other, **conditions)

    def path_rows(self, one: str, other: str, **conditions: Any) -> list[Row]:
        """The rows of `paths` as plain dictionaries."""
        return self._ask(paths.path_rows, one, other, **conditions)

    def members(self, actor: str, **conditions: Any) -> pd.DataFrame:
        """Who leads and belongs to an actor, and to whom it belongs, as a table; see `graph.members.member_rows`."""
        return self._ask(members.members, actor, **conditions)

    def member_rows(self, actor: str, **conditions: Any) -> list[Row]:
        """The rows of `members` as plain dictionaries."""
        return self._ask(members.member_rows, actor, **conditions)

    def sources(self, thing: str) -> pd.DataFrame:
        """The independent sources of an edge, an event or a claim, as a table; see `graph.sources.source_rows`."""
        return self._ask(sources.source_table, thing)

    def source_rows(self, thing: str) -> list[Row]:
        """The rows of `sources` as plain dictionaries."""
        return self._ask(sources.source_rows, thing)

    def timeline(self, actor: str, **conditions: Any) -> pd.DataFrame:
        """The events of an actor, or of two, in the order of days, as a table; see `graph.timeline.timeline_rows`."""
        return self._ask(timeline.timeline, actor, **conditions)

    def timeline_rows(self, actor: str, **conditions: Any) -> list[Row]:
        """The rows of `timeline` as plain dictionaries."""
        return self._ask(timeline.timeline_rows, actor, **conditions)

    def designations(self, actor: str | None = None, **conditions: Any) -> pd.DataFrame:
        """Who is designated as what, by whom, as a table; see `graph.designations.designation_rows`."""
        return self._ask(designations.designations, actor, **conditions)

    def designation_rows(self, actor: str | None = None, **conditions: Any) -> list[Row]:
        """The rows of `designations` as plain dictionaries."""
        return self._ask(designations.designation_rows, actor, **conditions)

    def changes(self, actor: str | None, earlier: str, later: str, **conditions: Any) -> pd.DataFrame:
        """What is new, gone, stronger or weaker between two periods, as a table; see `graph.changes.change_rows`."""
        return self._ask(changes.changes, actor, earlier, later, **conditions)

    def change_rows(self, actor: str | None, earlier: str, later: str, **conditions: Any) -> list[Row]:
        """The rows of `changes` as plain dictionaries."""
        return self._ask(changes.change_rows, actor, earlier, later, **conditions)

    def metrics(self, actor: str | None = None, **conditions: Any) -> pd.DataFrame:
        """Degree, strength, betweenness, PageRank and community of actors; see `graph.metrics.metric_rows`."""
        return self._ask(metrics.metrics, actor, **conditions)

    def metric_rows(self, actor: str | None = None, **conditions: Any) -> list[Row]:
        """The rows of `metrics` as plain dictionaries."""
        return self._ask(metrics.metric_rows, actor, **conditions)

    def search(self, words: str, **conditions: Any) -> pd.DataFrame:
        """Actors, places and operations by what is typed of a name, as a table; see `graph.search.search_rows`."""
        return self._ask(search.search, words, **conditions)

    def search_rows(self, words: str, **conditions: Any) -> list[Row]:
        """The rows of `search` as plain dictionaries."""
        return self._ask(search.search_rows, words, **conditions)

    def contradictions(self, actor: str | None = None, **conditions: Any) -> pd.DataFrame:
        """Where reports disagree, side by side, as a table; see `graph.contradictions.contradiction_rows`."""
        return self._ask(contradictions.contradictions, actor, **conditions)

    def contradiction_rows(self, actor: str | None = None, **conditions: Any) -> list[Row]:
        """The rows of `contradictions` as plain dictionaries."""
        return self._ask(contradictions.contradiction_rows, actor, **conditions)

    def rollup(self, actor: str, **conditions: Any) -> pd.DataFrame:
        """Relations of an actor by the state on the other side, as a table; see `graph.rollup.rollup_rows`."""
        return self._ask(rollup.rollup, actor, **conditions)

    def rollup_rows(self, actor: str, **conditions: Any) -> list[Row]:
        """The rows of `rollup` as plain dictionaries."""
        return self._ask(rollup.rollup_rows, actor, **conditions)
