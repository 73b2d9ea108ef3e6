"""The conditions that questions share: when, where, what kind, what standing."""

from __future__ import annotations

import calendar
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from graph.merge.tally import Tally, tally
from graph.places import places_within
from graph.view import View
from ontology.errors import BadArgument
from ontology.types import canonical_type, modalities, relation_types

Day = date | str | None
Several = str | Collection[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Conditions in checked form; None is no condition. Days are ISO texts, places are paths."""

    since: str | None = None
    until: str | None = None
    places: frozenset[str] | None = None
    types: frozenset[str] | None = None
    modalities: frozenset[str] | None = None
    min_confidence: float = 0.0
    min_sources: int = 1

    def narrows(self) -> bool:
        """Whether single events have to be looked at."""
        return any(condition is not None for condition in (self.since, self.until, self.places, self.types))

    def may_pass(self, sums: Tally) -> bool:
        """Whether an edge can have an event that passes; a quick look at its sums."""
        if self.modalities is not None and sums.modality not in self.modalities:
            return False
        if self.types is not None and self.types.isdisjoint(sums.types):
            return False
        if self.places is not None and self.places.isdisjoint(sums.places):
            return False
        return self._overlaps(sums.first, sums.last)

    def passes(self, event: Mapping[str, Any]) -> bool:
        """Whether a support or a part of an event passes."""
        if self.types is not None and event.get("t") not in self.types:
            return False
        if self.places is not None and self.places.isdisjoint(event.get("l", ())):
            return False
        return self._overlaps(event.get("b"), event.get("e"))

    def _overlaps(self, begin: str | None, end: str | None) -> bool:
        """Whether a span of days touches the wanted one; an unknown span does so only if every day is wanted."""
        if self.since is None and self.until is None:
            return True
        first, last = begin or end, end or begin
        if first is None or last is None:
            return False
        return (self.since is None or last >= self.since) and (self.until is None or first <= self.until)

    def narrow(self, view: View, relationship: str, sums: Tally) -> Tally | None:
        """The sums of an edge over the events that pass, or None if it is left out."""
        if not self.may_pass(sums):
            return None
        if self.narrows():
            supports = [support for support in view.supports(relationship) if self.passes(support)]
            if not supports:
                return None
            sums = tally(supports)
        enough = sums.confidence >= self.min_confidence and sums.sources >= self.min_sources
        return sums if enough else None


def filters(
    view: View,
    *,
    since: Day = None,
    until: Day = None,
    place: str | None = None,
    type: Several = None,
    modality: Several = "asserted",
    min_confidence: float = 0.0,
    min_sources: int = 1,
) -> Filters:
    """Check conditions as a user gives them.

    Args:
        view: Where places are looked up.
        since, until: First and last day, as a date or an ISO text; a year or a month is its first or last day.
        place: Name or id of a place; everything inside it counts.
        type: Event types, also by their older names.
        modality: One or several of the five; None or ``any`` for all.
        min_confidence: 0 to 1.
        min_sources: Number of independent sources.

    Raises:
        BadArgument: when a value makes no sense.
    """
    first, last = parse_day(since, last=False), parse_day(until, last=True)
    if first and last and first > last:
        raise BadArgument(f"since {first} is after until {last}")
    if not 0 <= min_confidence <= 1:
        raise BadArgument(f"a confidence of {min_confidence!r} is not between 0 and 1")
    if min_sources < 0:
        raise BadArgument(f"{min_sources!r} sources make no sense")
    return Filters(
        since=first,
        until=last,
        places=places_within(view, place) if place else None,
        types=frozenset(canonical_type(one) for one in each(type)) if type else None,
        modalities=_modalities(modality),
        min_confidence=min_confidence,
        min_sources=min_sources,
    )


def each(several: Several) -> Iterable[str]:
    """One or several texts as several."""
    return [several] if isinstance(several, str) else several or ()


def parse_day(given: Day, *, last: bool) -> str | None:
    """A day as an ISO text; of a year or a month the first or the last day.

    Raises:
        BadArgument: when it is not a day.

    >>> parse_day("2024-02", last=True), parse_day("2026", last=False), parse_day(None, last=False)
    ('2024-02-29', '2026-01-01', None)
    """
    if given is None or given == "":
        return None
    if isinstance(given, datetime):
        return given.date().isoformat()
    if isinstance(given, date):
        return given.isoformat()
    try:
        return _completed(given, last=last).isoformat()
    except (ValueError, TypeError) as error:
        raise BadArgument(f"{given!r} is not a day", hint="write it as 2026-03-04, 2026-03 or 2026") from error


def _completed(given: str, *, last: bool) -> date:
    numbers = [int(piece) for piece in given.split("-")] if len(given) <= 7 else []
    if len(numbers) == 1:
        return date(numbers[0], 12 if last else 1, 31 if last else 1)
    if len(numbers) == 2:
        year, month = numbers
        return date(year, month, calendar.monthrange(year, month)[1] if last else 1)
    return date.fromisoformat(given)


def _modalities(given: Several) -> frozenset[str] | None:
    wanted = frozenset(each(given))
    if not wanted or "any" in wanted:
        return None
    for one in sorted(wanted - set(modalities())):
        raise BadArgument(f"no modality {one!r}", hint=f"one of {', '.join(modalities())}, or any")
    return wanted


def relations(relation: Several) -> tuple[str, ...]:
    """The predicates asked for; without any, all.

    Raises:
        BadArgument: when there is no such predicate.
    """
    wanted = tuple(each(relation)) or tuple(relation_types())
    for name in wanted:
        if name not in relation_types():
            raise BadArgument(f"no relation {name!r}", hint=f"one of {', '.join(relation_types())}")
    return wanted
