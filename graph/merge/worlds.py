"""Claims and texts that may be compared with each other: those of a store, as it is or as a change will make it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from graph.merge import copies
from graph.merge.cluster import Matcher
from graph.merge.copies import Sketch
from graph.merge.sighting import Sighting
from graph.store import Store
from graph.terms import Node, term, text, value


class Claims:
    """The claims of a store by path, by block and by mark.

    Args:
        store: Where they are.
        matcher: Compares them.
        changed: Claims that are not as in the store; None is one that is gone.
    """

    def __init__(self, store: Store, matcher: Matcher, changed: Mapping[str, Sighting | None]) -> None:
        self.store = store
        self.matcher = matcher
        self.changed = changed
        self._index = Node(store.names.index_graph)
        self._known: dict[str, Sighting | None] = dict(changed)
        self._by_block: dict[str, set[str]] = defaultdict(set)
        self._by_mark = {found.mark: path for path, found in changed.items() if found}
        for path, one in changed.items():
            for key in one.blocks() if one else ():
                self._by_block[key].add(path)

    def sighting(self, path: str) -> Sighting | None:
        """A claim, or None if there is none of that path."""
        if path not in self._known:
            words = _first(self.store, self.store.names.base + path, "sg:sighting", self._index)
            self._known[path] = Sighting.from_json(words) if words else None
        return self._known[path]

    def of_mark(self, mark: str) -> str | None:
        """The path of the claim of a mark, given without the base."""
        if mark in self._by_mark:
            return self._by_mark[mark]
        found = self.store.quads.quads_for_pattern(
            None, term("sg:mark"), Node(self.store.names.base + mark), self._index
        )
        paths = (value(quad.subject)[len(self.store.names.base) :] for quad in found)
        return next((path for path in sorted(paths) if path not in self.changed), None)

    def linked(self, path: str) -> list[str]:
        """The claims that a claim is linked to, sorted."""
        one = self.sighting(path)
        if one is None:
            return []
        near = {key for block in one.neighbourhood() for key in self._in_block(block)} - {path}
        found = {key for key in near if (other := self.sighting(key)) and self.matcher.linked(one, other)}
        return sorted(found | self._judged_same(one))

    def _judged_same(self, one: Sighting) -> set[str]:
        base = self.store.names.base
        marks = (mark[len(base) :] for mark in self.matcher.judged.same(base + one.mark))
        return {path for mark in marks if (path := self.of_mark(mark))} - {one.claim}

    def _in_block(self, block: str) -> Iterator[str]:
        yield from self._by_block.get(block, ())
        for quad in self.store.quads.quads_for_pattern(None, term("sg:block"), text(block), self._index):
            path = value(quad.subject)[len(self.store.names.base) :]
            if path not in self.changed:
                yield path


class Texts:
    """The sketches of the reports of a store by report and by key; reports are tails of IRIs.

    Args:
        store: Where they are.
        changed: Sketches that are not as in the store; None is one that is gone.
    """

    def __init__(self, store: Store, changed: Mapping[str, Sketch | None]) -> None:
        self.store = store
        self.changed = changed
        self._index = Node(store.names.index_graph)
        self._known: dict[str, Sketch | None] = dict(changed)
        self._by_key: dict[str, set[str]] = defaultdict(set)
        for report, found in changed.items():
            for key in found.found_under if found else ():
                self._by_key[key].add(report)

    def sketch(self, report: str) -> Sketch | None:
        """The sketch of a report, or None if there is no such report."""
        if report not in self._known:
            words = _first(self.store, f"{self.store.names.base}report/{report}", "sg:sketch", self._index)
            self._known[report] = copies.from_json(words) if words else None
        return self._known[report]

    def linked(self, report: str) -> list[str]:
        """The reports whose texts are copies of a report's, sorted."""
        one = self.sketch(report)
        if one is None:
            return []
        near = {other for key in one.found_under for other in self._under(key)} - {report}
        return sorted(other for other in near if (found := self.sketch(other)) and copies.are_copies(one, found))

    def sketches(self, reports: Iterable[str]) -> list[Sketch]:
        """The sketches of those reports that are there."""
        return [found for report in sorted(reports) if (found := self.sketch(report))]

    def _under(self, key: str) -> Iterator[str]:
        yield from self._by_key.get(key, ())
        for quad in self.store.quads.quads_for_pattern(None, term("sg:sketchKey"), text(key), self._index):
            report = value(quad.subject).rpartition("/")[2]
            if report not in self.changed:
                yield report


def _first(store: Store, iri: str, name: str, graph: Node) -> str | None:
    found: Iterable[ox.Quad] = store.quads.quads_for_pattern(Node(iri), term(name), None, graph)
    return next((value(quad.object) for quad in found), None)
