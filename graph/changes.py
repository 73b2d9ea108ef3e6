"""Q5: how did the relations of an actor, or of all, change between two periods: what is new, gone, stronger, weaker?

Cost: one look-up of the edges of the actor and of each of its parts (without an actor a pass over all edges), and one
of the events of each edge that may lie in either period.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.edges import Row, parts_of
from graph.filters import Filters, Several, filters, relations
from graph.frames import frame
from graph.merge.tally import Tally
from graph.network import all_edges
from graph.resolve import resolve
from graph.view import View
from ontology.errors import BadArgument

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "change",
    "subject",
    "subject_name",
    "predicate",
    "object",
    "object_name",
    "modality",
    "earlier_events",
    "later_events",
    "earlier_sources",
    "later_sources",
    "earlier_weight",
    "later_weight",
    "first",
    "last",
    "relationship",
    "quote",
)
CHANGES = ("new", "gone", "stronger", "weaker", "same")


@dataclass(frozen=True, slots=True)
class Both:
    """An edge in the earlier and in the later period; at least one of them."""

    relationship: str
    earlier: Tally | None
    later: Tally | None

    @property
    def change(self) -> str:
        """One of ``CHANGES``."""
        if self.earlier is None or self.later is None:
            return "new" if self.earlier is None else "gone"
        before, after = self.earlier.weight, self.later.weight
        return "stronger" if after > before else "weaker" if after < before else "same"


def change_rows(
    view: View,
    actor: str | None,
    earlier: str,
    later: str,
    *,
    relation: Several = None,
    include_parts: bool = True,
    **conditions: Any,
) -> list[Row]:
    """What changed between two periods as plain rows; days are ISO texts.

    Args:
        view: Where to look.
        actor: Name, alias, id or IRI; None for all actors.
        earlier, later: Each a day, a month or a year (``2025``, ``2025-03``), or two of them with a slash between
            (``2025-01/2025-06``). An event counts in each period that its time touches; one of unknown day in none.
        relation: Only these predicates.
        include_parts: Count what the actor's units and officials do.
        conditions: place, type, modality, min_confidence, min_sources, for each period; see `graph.filters.filters`.

    Returns:
        Rows with the keys of ``COLUMNS``, in the order of ``CHANGES``. An edge is stronger where its weight
        (independent sources times confidence, as in `graph.network`) is greater in the later period. ``first``,
        ``last`` and ``quote`` are of the later period, of the earlier one for what is gone.

    Raises:
        UnknownActor, AmbiguousActor, BadArgument: when the question makes no sense.

    >>> from graph.example import example
    >>> for row in example().change_rows("Norland", "2025", "2026"):
    ...     print(row["change"], row["subject_name"], row["predicate"], row["object_name"])
    new Gulf League partneredWith Norland
    gone Norland Navy attacks Red Hand
    gone Norland Navy partneredWith Sudland Coast Guard
    gone Norland sanctions Red Hand
    """
    before, after = _period(view, earlier, conditions), _period(view, later, conditions)
    predicates = relations(relation)
    found = _edges(view, actor, predicates, include_parts)
    rows = [_row(view, both) for both in _in_both(view, found, before, after)]
    return sorted(rows, key=_rank)


def changes(view: View, actor: str | None, earlier: str, later: str, **conditions: Any) -> pd.DataFrame:
    """What changed between two periods as a table; see `change_rows`."""
    return frame(change_rows(view, actor, earlier, later, **conditions), COLUMNS)


def _period(view: View, words: str, conditions: dict[str, Any]) -> Filters:
    first, slash, last = words.partition("/")
    if not first or (slash and not last) or {"since", "until"} & conditions.keys():
        raise BadArgument(f"{words!r} is not a period", hint="write it as 2025, 2025-03 or 2025-01/2025-06")
    return filters(view, since=first, until=last or first, **conditions)


def _edges(
    view: View, actor: str | None, predicates: tuple[str, ...], include_parts: bool
) -> Iterator[tuple[str, Tally]]:
    if actor is None:
        yield from all_edges(view, predicates, Filters())
        return
    path = resolve(view, actor)
    units = parts_of(view, path) if include_parts else [path]
    inside = set(units)
    for unit in units:
        for relationship, sums in view.edges(unit):
            if sums.predicate in predicates and not {sums.subject, sums.object} <= inside:
                yield relationship, sums


def _in_both(view: View, found: Iterable[tuple[str, Tally]], before: Filters, after: Filters) -> Iterator[Both]:
    for relationship, sums in found:
        earlier, later = before.narrow(view, relationship, sums), after.narrow(view, relationship, sums)
        if earlier or later:
            yield Both(relationship, earlier, later)


def _row(view: View, both: Both) -> Row:
    sums = both.later or both.earlier
    assert sums is not None
    subject, object_ = view.card(sums.subject), view.card(sums.object)
    row: Row = {"change": both.change, "subject": subject.id, "subject_name": subject.name}
    row |= {"predicate": sums.predicate, "object": object_.id, "object_name": object_.name, "modality": sums.modality}
    for when, known in (("earlier", both.earlier), ("later", both.later)):
        row |= {f"{when}_events": known.events if known else 0, f"{when}_sources": known.sources if known else 0}
        row[f"{when}_weight"] = known.weight if known else 0.0
    row |= {"first": sums.first, "last": sums.last, "relationship": both.relationship.partition("/")[2]}
    row["quote"] = view.quote(sums.quote)
    return {name: row[name] for name in COLUMNS}


def _rank(row: Row) -> tuple[Any, ...]:
    step = abs(row["later_weight"] - row["earlier_weight"])
    names = (row["subject_name"], row["predicate"], row["object_name"], row["relationship"])
    return CHANGES.index(row["change"]), -round(step, 4), *names
