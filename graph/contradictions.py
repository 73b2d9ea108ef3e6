"""Q7: where do reports disagree on numbers, days, on who did it or whether it happened; which sources say what?

Compared are claims that may speak of one act, by different reports or different speakers, whether or not their events
were merged; `graph.conflicts` says when two claims are at odds. Two acts that are much alike can look like one told in
two ways: read the sentences.

Cost: a pass over the events of the actor (without one over all), and a comparison with those of the same type and place
within some days; a look-up of the counts of each claim, and three for each report on a side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.conflicts import KINDS, Conflict, conflicts
from graph.edges import Row
from graph.events import candidates
from graph.filters import Several, each, filters
from graph.frames import frame
from graph.merge.identity import components
from graph.sources import independent, mark_of
from graph.tellings import Telling
from graph.view import View
from ontology.errors import BadArgument

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "number",
    "kind",
    "type",
    "value",
    "sources",
    "reports",
    "speakers",
    "agents",
    "targets",
    "places",
    "begin",
    "end",
    "confidence",
    "claims",
    "quote",
)


def contradiction_rows(
    view: View, actor: str | None = None, *, kind: Several = None, modality: Several = "any", **conditions: Any
) -> list[Row]:
    """Where reports disagree, as plain rows: one for each side, those of one ``number`` against each other.

    Args:
        view: Where to look.
        actor: Only acts in which this actor (name, alias, id or IRI) takes part.
        kind: Only these of ``killed``, ``injured``, ``captured``, ``date``, ``actor`` (who did it) and ``standing``
            (told as done or alleged, and denied).
        modality: Only claims of these modalities; all by default, since a denial is one.
        conditions: since, until, place, type, min_confidence for each claim, min_sources for each side; see
            `graph.filters.filters`.

    Returns:
        Rows with the keys of ``COLUMNS``, by day and kind, the side with most independent sources first. ``value`` is
        what the side says; ``reports`` and ``claims`` hold ids, ``speakers`` names.

    Raises:
        UnknownActor, AmbiguousActor, BadArgument: when the question makes no sense.

    >>> from graph.example import example
    >>> for row in example().contradiction_rows():
    ...     print(row["number"], row["kind"], row["type"], row["value"], row["reports"], row["speakers"])
    1 killed ASSAULT 4 ['patrol'] []
    1 killed ASSAULT 9 ['raid'] []
    2 standing ASSAULT negated ['list'] ['Red Hand']
    2 standing ASSAULT asserted ['port'] []
    """
    for name in each(kind):
        if name not in KINDS:
            raise BadArgument(f"no kind {name!r}", hint=f"one of {', '.join(KINDS)}")
    wanted = filters(view, modality=modality, **conditions)
    found = list(conflicts(view, candidates(view, actor, wanted), wanted, frozenset(each(kind)) or frozenset(KINDS)))
    groups = [_sides(view, group) for group in _groups(found)]
    kept = [[side for side in sides if side["sources"] >= wanted.min_sources] for sides in groups]
    ordered = sorted((sides for sides in kept if len(sides) > 1), key=_rank)
    return [{"number": number, **side} for number, sides in enumerate(ordered, start=1) for side in sides]


def contradictions(view: View, actor: str | None = None, **conditions: Any) -> pd.DataFrame:
    """Where reports disagree as a table; see `contradiction_rows`."""
    return frame(contradiction_rows(view, actor, **conditions), COLUMNS)


def _groups(found: list[Conflict]) -> list[list[Conflict]]:
    """Conflicts of one kind that share a claim, directly or through others."""
    pairs = [(f"{one.kind} {one.one.claim}", f"{one.kind} {one.other.claim}") for one in found]
    group_of = {member: at for at, group in enumerate(components(pairs)) for member in group}
    groups: dict[int, list[Conflict]] = {}
    for conflict in found:
        groups.setdefault(group_of[f"{conflict.kind} {conflict.one.claim}"], []).append(conflict)
    return list(groups.values())


def _sides(view: View, group: list[Conflict]) -> list[Row]:
    """What is told on each side of a contradiction."""
    kind = group[0].kind
    by_value: dict[str, dict[str, Telling]] = {}
    for conflict in group:
        for telling in (conflict.one, conflict.other):
            by_value.setdefault(telling.value(view, kind), {})[telling.claim] = telling
    rows = [_side(view, kind, value, sorted(told.values(), key=_surest)) for value, told in by_value.items()]
    return sorted(rows, key=lambda row: (-row["sources"], -row["confidence"], row["value"]))


def _surest(telling: Telling) -> tuple[float, str]:
    return -telling.part["f"], telling.claim


def _side(view: View, kind: str, value: str, told: list[Telling]) -> Row:
    best = told[0].part
    reports = sorted({telling.part["r"] for telling in told})
    speakers = {view.card(telling.speaker).name for telling in told if telling.speaker}
    return {
        "kind": kind,
        "type": best["t"],
        "value": value,
        "sources": independent(view, reports),
        "reports": sorted(str(mark_of(view, report)["id"]) for report in reports),
        "speakers": sorted(speakers),
        "agents": [view.card(path).name for path in sorted({*best["a"], *best["p"]})],
        "targets": [view.card(path).name for path in best["g"]],
        "places": [view.card(path).name for path in best["l"]],
        "begin": best["b"],
        "end": best["e"],
        "confidence": best["f"],
        "claims": sorted(telling.claim.partition("/")[2] for telling in told),
        "quote": view.quote(f"{best['c']}/evidence/1"),
    }


def _rank(sides: list[Row]) -> tuple[str, ...]:
    first = min(side["begin"] or "9999" for side in sides)
    return first, str(KINDS.index(sides[0]["kind"])), sides[0]["type"], sides[0]["claims"][0]
