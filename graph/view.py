"""Quick reading of the merged layer: cards of actors and places, edges of an actor, what supports an edge.

Paths are IRIs without the base (``actor/nato``); they are what the rows of the index hold.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import pyoxigraph as ox

from graph.merge.brief import happening
from graph.merge.nodes import is_row, row_predicate
from graph.merge.tally import Tally, from_row
from graph.store import Store
from graph.terms import Node, term, value

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown of an actor, a place or an operation: id, name, class or kind, country."""

    id: str
    name: str
    type: str
    country: str | None


class View:
    """Reads one store; cards and lists of names are kept until the store changes."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.names = store.names
        self.merged = Node(store.names.merged_graph)
        self.index = Node(store.names.index_graph)
        self._cards: dict[str, Card] = {}
        self._kept: dict[object, Any] = {}
        self._version = store.version

    def node(self, path: str) -> Node:
        """The node of a path."""
        return Node(self.names.base + path)

    def path(self, node: object) -> str:
        """The path of one of our nodes."""
        return value(node)[len(self.names.base) :]

    def objects(self, subject: Node, name: str, graph: Node | None = None) -> Iterator[str]:
        """The values of a property in a graph, by default the merged one."""
        for quad in self.store.quads.quads_for_pattern(subject, term(name), None, graph or self.merged):
            yield value(quad.object)

    def first(self, subject: Node, name: str, graph: Node | None = None) -> str | None:
        """The first value of a property, or None."""
        return next(self.objects(subject, name, graph), None)

    def subjects(self, name: str, object_: Node | ox.Literal, graph: Node | None = None) -> Iterator[str]:
        """The paths of the nodes that have a value."""
        for quad in self.store.quads.quads_for_pattern(None, term(name), object_, graph or self.merged):
            yield self.path(quad.subject)

    def exists(self, path: str) -> bool:
        """Whether the merged graph says anything of a path."""
        return next(self.store.quads.quads_for_pattern(self.node(path), None, None, self.merged), None) is not None

    def canonical(self, path: str) -> str:
        """The path of the node that stands for a path."""
        into = self.first(self.node(path), "sg:mergedInto")
        return into[len(self.names.base) :] if into else path

    def card(self, path: str) -> Card:
        """The card of an actor, a place or an operation."""
        self._keep_up()
        if path not in self._cards:
            self._cards[path] = self._read_card(path)
        return self._cards[path]

    def kept(self, read: Callable[[View], T]) -> T:
        """What a function reads from the store, kept until the store changes."""
        self._keep_up()
        if read not in self._kept:
            self._kept[read] = read(self)
        found: T = self._kept[read]
        return found

    def _keep_up(self) -> None:
        if self._version != self.store.version:
            self.forget()

    def forget(self) -> None:
        """Drop what was kept."""
        self._cards, self._kept, self._version = {}, {}, self.store.version

    def _read_card(self, path: str) -> Card:
        said: dict[str, str] = {}
        node = self.node(path)
        for name in ("skos:prefLabel", "sg:actorType", "sg:kind", "sg:country"):
            for found in self.objects(node, name):
                said[name] = found
        kind = said.get("sg:actorType", "").rpartition("#")[2] or said.get("sg:kind", "")
        tail = path.partition("/")[2]
        return Card(id=tail, name=said.get("skos:prefLabel", tail), type=kind, country=said.get("sg:country"))

    def rows(self, path: str, predicate: str) -> Iterator[tuple[str, Tally]]:
        """The edges of an actor with one predicate: path of the relationship and its sums."""
        for quad in self.store.quads.quads_for_pattern(self.node(path), row_predicate(predicate), None, self.index):
            row: dict[str, Any] = json.loads(value(quad.object))
            yield row["id"], from_row(row)

    def edges(self, path: str) -> Iterator[tuple[str, Tally]]:
        """All edges of an actor, in one look-up."""
        for quad in self.store.quads.quads_for_pattern(self.node(path), None, None, self.index):
            if is_row(quad.predicate):
                row: dict[str, Any] = json.loads(value(quad.object))
                yield row["id"], from_row(row)

    def supports(self, relationship: str) -> list[dict[str, Any]]:
        """What reports give to a relationship."""
        return [json.loads(text) for text in self.objects(self.node(relationship), "sg:support", self.index)]

    def parts(self, event: str) -> list[dict[str, Any]]:
        """What claims give to an event, in a stable order."""
        return [json.loads(text) for text in sorted(self.objects(self.node(event), "sg:part", self.index))]

    def merged_parts(self, event: str) -> list[dict[str, Any]]:
        """The same, with the type, the modality and the days of the event as a whole."""
        parts = self.parts(event)
        whole = happening(parts) if parts else {}
        return [part | whole | {"n": part["n"] if part["t"] == whole["t"] else None} for part in parts]

    def quote(self, path: str) -> str:
        """The words of a quote."""
        for quad in self.store.quads.quads_for_pattern(self.node(path), term("oa:exact"), None, None):
            return value(quad.object)
        return ""
