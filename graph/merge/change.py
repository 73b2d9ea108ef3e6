"""Quads to insert and to delete, and the walk to all that a change can reach."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import pyoxigraph as ox


@dataclass(slots=True)
class Change:
    """Quads to insert and to delete."""

    insert: set[ox.Quad] = field(default_factory=set)
    delete: set[ox.Quad] = field(default_factory=set)

    def replace(self, old: set[ox.Quad], new: set[ox.Quad]) -> None:
        """Note that new quads stand where the old ones stood."""
        self.delete |= old - new
        self.insert |= new - old


def reachable(seeds: Iterable[str], neighbours: Callable[[str], Iterable[str]]) -> set[str]:
    """The seeds and all that they are linked to, directly or through others.

    >>> sorted(reachable(["a"], lambda thing: {"a": ["b"], "b": ["c"]}.get(thing, [])))
    ['a', 'b', 'c']
    """
    reach: set[str] = set()
    waiting = list(seeds)
    while waiting:
        thing = waiting.pop()
        if thing not in reach:
            reach.add(thing)
            waiting.extend(neighbours(thing))
    return reach
