"""Q4: how are two actors connected? By the fewest steps, or by the best evidence; each step with its sentence.

A link counts in both directions, whoever acts. Of several links between two actors a path takes the most confident.

Cost: ``shortest`` looks up the edges of the actors within half of the distance from either end, ``strongest`` those of
all actors to whom the evidence is better than to the other end; one look-up for each actor.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING, Any

import networkx as nx

from graph.edges import Row
from graph.filters import Several, filters, relations
from graph.frames import frame
from graph.merge.tally import Tally
from graph.resolve import resolve
from graph.view import View
from ontology.errors import BadArgument
from ontology.types import relation_types

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "path",
    "step",
    "strength",
    "one",
    "one_name",
    "predicate",
    "direction",
    "other",
    "other_name",
    "modality",
    "sources",
    "first",
    "last",
    "confidence",
    "relationship",
    "quote",
)
KINDS = ("shortest", "strongest")
LONGER = 1_000.0
"""What a step weighs beside its doubt, which is below 10: fewer steps come first, then better evidence."""


@dataclass(frozen=True, slots=True)
class Link:
    """The best edge between two actors; ``doubt`` is 0 where nothing speaks against it."""

    relationship: str
    sums: Tally

    @property
    def doubt(self) -> float:
        """The logarithm that adds up along a path as confidences multiply."""
        return -math.log(max(self.sums.confidence, 0.0001))


Neighbours = Callable[[str], dict[str, Link]]


def path_rows(
    view: View,
    one: str,
    other: str,
    *,
    by: str = "shortest",
    most: int = 3,
    relation: Several = None,
    **conditions: Any,
) -> list[Row]:
    """The paths between two actors as plain rows, one for each step; days are ISO texts.

    Args:
        view: Where to look.
        one, other: Names, aliases, ids or IRIs of the ends.
        by: ``shortest`` for all paths of the fewest steps, ``strongest`` for the one whose confidences have the
            greatest product, however long it is.
        most: At most so many paths; those with the best evidence are kept.
        relation: Only links of these predicates.
        conditions: See `graph.filters.filters`.

    Returns:
        Rows with the keys of ``COLUMNS``; ``strength`` is the product of the confidences of the path, ``direction`` is
        ``out`` where ``one`` of the step acts, ``in`` where ``other`` does, ``both`` in a symmetric relation. No rows
        where nothing connects the two.

    Raises:
        UnknownActor, AmbiguousActor, BadArgument: when the question makes no sense.

    >>> from graph.example import example
    >>> kg = example()
    >>> for row in kg.path_rows("Ada Reyes", "Gulf League"):
    ...     print(row["path"], row["step"], row["one_name"], row["predicate"], row["other_name"], row["strength"])
    1 1 Ada Reyes leads Norland Navy 0.729
    1 2 Norland Navy partOf Norland 0.729
    1 3 Norland partneredWith Gulf League 0.729
    2 1 Ada Reyes supports Sudland Coast Guard 0.729
    2 2 Sudland Coast Guard partOf Sudland 0.729
    2 3 Sudland consultsWith Gulf League 0.729
    >>> [row["quote"] for row in kg.path_rows("Red Hand", "Norland", by="strongest")]
    ['Norland designated the Red Hand as a terrorist organization on Tuesday.']
    """
    if by not in KINDS:
        raise BadArgument(f"no path by {by!r}", hint=f"one of {', '.join(KINDS)}")
    if most < 1:
        raise BadArgument(f"{most} paths make no sense")
    start, end = resolve(view, one), resolve(view, other)
    if start == end:
        raise BadArgument(f"{one!r} and {other!r} are one actor, {view.card(start).id}", hint="name two actors")
    neighbours = _neighbours(view, relation, conditions)
    found = _strongest(start, end, neighbours) if by == "strongest" else _shortest(start, end, neighbours, most)
    paths = sorted(_rank(path, neighbours) for path in found)[:most]
    return [row for number, (*_, path) in enumerate(paths, 1) for row in _rows(view, number, path, neighbours)]


def paths(view: View, one: str, other: str, **conditions: Any) -> pd.DataFrame:
    """The paths between two actors as a table; see `path_rows`."""
    return frame(path_rows(view, one, other, **conditions), COLUMNS)


def _neighbours(view: View, relation: Several, conditions: dict[str, Any]) -> Neighbours:
    """The links of actors, each read when it is first asked for."""
    wanted, predicates = filters(view, **conditions), frozenset(relations(relation))
    known: dict[str, dict[str, Link]] = {}

    def of(path: str) -> dict[str, Link]:
        if path not in known:
            links: dict[str, list[Link]] = {}
            for relationship, sums in view.edges(path):
                if sums.predicate in predicates and (narrowed := wanted.narrow(view, relationship, sums)):
                    end = sums.object if sums.subject == path else sums.subject
                    links.setdefault(end, []).append(Link(relationship, narrowed))
            known[path] = {end: min(links[end], key=_weakness) for end in sorted(links)}
        return known[path]

    return of


def _weakness(link: Link) -> tuple[float, int, str]:
    return -link.sums.confidence, -link.sums.sources, link.relationship


def _shortest(start: str, end: str, neighbours: Neighbours, most: int) -> Iterable[list[str]]:
    """The paths of the fewest steps, the strongest first."""
    graph = _between(start, end, neighbours)
    if graph is None:
        return ()
    ways: Iterator[list[str]] = nx.shortest_simple_paths(graph, start, end, weight="weight")
    first = next(ways)
    return [first, *takewhile(lambda way: len(way) == len(first), islice(ways, most - 1))]


def _between(start: str, end: str, neighbours: Neighbours) -> nx.Graph[str] | None:
    """The links that the shortest paths can use, or None if there is no path.

    The search goes from both ends, a step at a time on the side that has reached fewer.
    """
    graph: nx.Graph[str] = nx.Graph()
    sides = [({start}, {start}), ({end}, {end})]
    while not sides[0][1] & sides[1][1]:
        side = 0 if len(sides[0][0]) <= len(sides[1][0]) else 1
        frontier, reached = sides[side]
        if not frontier:
            return None
        beyond: set[str] = set()
        for path in sorted(frontier):
            for other, link in neighbours(path).items():
                graph.add_edge(path, other, weight=LONGER + link.doubt)
                beyond.add(other)
        sides[side] = (beyond - reached, reached | beyond)
    return graph


def _strongest(start: str, end: str, neighbours: Neighbours) -> Iterable[list[str]]:
    """The path of the least doubt; of equals the shorter. Dijkstra's search, which asks for links as it goes."""
    waiting: list[tuple[float, int, tuple[str, ...]]] = [(0.0, 0, (start,))]
    settled: set[str] = set()
    while waiting:
        doubt, steps, path = heapq.heappop(waiting)
        if path[-1] == end:
            return [list(path)]
        if path[-1] in settled:
            continue
        settled.add(path[-1])
        for other, link in neighbours(path[-1]).items():
            if other not in settled:
                heapq.heappush(waiting, (round(doubt + link.doubt, 9), steps + 1, (*path, other)))
    return ()


def _rank(path: list[str], neighbours: Neighbours) -> tuple[int, float, list[str]]:
    return len(path), -_strength(path, neighbours), path


def _strength(path: list[str], neighbours: Neighbours) -> float:
    return round(math.prod(neighbours(one)[other].sums.confidence for one, other in pairwise(path)), 4)


def _rows(view: View, number: int, path: list[str], neighbours: Neighbours) -> Iterator[Row]:
    strength = _strength(path, neighbours)
    for step, (one, other) in enumerate(pairwise(path), start=1):
        link = neighbours(one)[other]
        sums, first, second = link.sums, view.card(one), view.card(other)
        yield {
            "path": number,
            "step": step,
            "strength": strength,
            "one": first.id,
            "one_name": first.name,
            "predicate": sums.predicate,
            "direction": _direction(sums, one),
            "other": second.id,
            "other_name": second.name,
            "modality": sums.modality,
            "sources": sums.sources,
            "first": sums.first,
            "last": sums.last,
            "confidence": sums.confidence,
            "relationship": link.relationship.partition("/")[2],
            "quote": view.quote(sums.quote),
        }


def _direction(sums: Tally, one: str) -> str:
    if relation_types()[sums.predicate].symmetric:
        return "both"
    return "out" if sums.subject == one else "in"
