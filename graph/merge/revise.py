"""Keep the merged layer in step with the reports: what a change of one report inserts and deletes, and a rebuild.

The work is proportional to what the report touches. Both ways use the same pure functions, so they give the same quads.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from graph.merge.facts import SETS, Facts, Identity, identity_from_json
from graph.merge.identity import canonical_ids, merge_family, union
from graph.merge.nodes import Derived
from graph.merge.parts import contributions
from graph.merge.read import REPORTED, facts_from_quads
from graph.store import Store
from graph.terms import Node, decimal, term, text, value
from ontology.names import Names


@dataclass(slots=True)
class Change:
    """Quads to insert and to delete."""

    insert: set[ox.Quad] = field(default_factory=set)
    delete: set[ox.Quad] = field(default_factory=set)

    def replace(self, old: set[ox.Quad], new: set[ox.Quad]) -> None:
        """Note that new quads stand where the old ones stood."""
        self.delete |= old - new
        self.insert |= new - old


class Revision:
    """Works out the change of the merged layer that follows from a change of one report.

    Args:
        store: The store as it is before.
        report_id: IRI of the report's graph.
        old: What the report said, or None if it is new.
        new: What it says now, or None if it is retracted.
    """

    def __init__(self, store: Store, report_graph: str, old: Facts | None, new: Facts | None) -> None:
        self.store = store
        self.names = store.names
        self.derived = Derived(store.names)
        self.graph = report_graph
        self.old = old
        self.new = new
        self.change = Change()
        self._before: dict[str, Identity | None] = {}
        self._after: dict[str, Identity | None] = {}

    def work_out(self) -> Change:
        """The change of the merged graph and the index graph."""
        changed = self._identities()
        remapped = self._regroup(changed)
        parts = self._parts(remapped)
        for node, (gone, come) in parts.items():
            stored = self._stored_parts(node)
            self.change.replace(self.derived.quads_of(node, stored), self.derived.quads_of(node, stored - gone | come))
        return self.change

    # -- identities -----------------------------------------------------------------------------------------------

    def _identities(self) -> list[str]:
        """Work out what all reports say under the ids of this report; returns the ids for which that changes."""
        old = dict(self.old.identities) if self.old else {}
        new = dict(self.new.identities) if self.new else {}
        changed = []
        for iri in sorted(old.keys() | new.keys()):
            before = self._stored_identity(iri)
            after = self._revised(iri, before, old.get(iri), new.get(iri))
            self._after[iri] = after
            if before != after:
                changed.append(iri)
                self.change.replace(self._said(iri, before), self._said(iri, after))
        return changed

    def _said(self, iri: str, identity: Identity | None) -> set[ox.Quad]:
        return self.derived.quads_of_identity(iri, identity) if identity else set()

    def _revised(
        self, iri: str, stored: Identity | None, old: Identity | None, new: Identity | None
    ) -> Identity | None:
        kept = stored
        if stored and old:
            gone = {name: self._only_here(iri, name, getattr(old, name), stored.kind) for name in SETS}
            kept = Identity(kind=stored.kind, **{name: getattr(stored, name) - gone[name] for name in SETS})
            kept = kept if kept.names else None
        said = [identity for identity in (kept, new) if identity]
        return union(said) if said else None

    def _only_here(self, iri: str, name: str, values: frozenset[str], kind: str) -> frozenset[str]:
        """Those values that no other report gives to the id."""
        return frozenset(words for words in values if not self._elsewhere(iri, name, words, kind))

    def _elsewhere(self, iri: str, name: str, words: str, kind: str) -> bool:
        predicate, object_ = _object_of(name, words, kind)
        derived = (self.graph, self.derived.merged.value, self.derived.index.value)
        quads = self.store.quads.quads_for_pattern(Node(iri), predicate, object_, None)
        return any(value(quad.graph_name) not in derived for quad in quads)

    def _stored_identity(self, iri: str) -> Identity | None:
        if iri not in self._before:
            self._before[iri] = stored_identity(self.store, self.derived, iri)
        return self._before[iri]

    def _identity_after(self, iri: str) -> Identity | None:
        return self._after[iri] if iri in self._after else self._stored_identity(iri)

    # -- groups ---------------------------------------------------------------------------------------------------

    def _regroup(self, changed: Iterable[str]) -> dict[str, str]:
        """Decide anew who is who among those that the changed ids can be linked to; returns ids that move."""
        reach = self._reachable(changed)
        before = {iri: identity for iri in reach if (identity := self._stored_identity(iri))}
        after = {iri: identity for iri in reach if (identity := self._identity_after(iri))}
        old, new = canonical_ids(before), canonical_ids(after)
        self.change.replace(self._group_quads(before, old), self._group_quads(after, new))
        return {iri: old.get(iri, iri) for iri in reach if old.get(iri, iri) != new.get(iri, iri)}

    def _group_quads(self, identities: Mapping[str, Identity], canonical: Mapping[str, str]) -> set[ox.Quad]:
        return group_quads(self.derived, identities, canonical)

    def _reachable(self, seeds: Iterable[str]) -> set[str]:
        """The ids that share keys with the seeds, before or after the change, directly or through others."""
        reach: set[str] = set()
        waiting = list(seeds)
        while waiting:
            iri = waiting.pop()
            if iri not in reach:
                reach.add(iri)
                waiting.extend(self._neighbours(iri))
        return reach

    def _neighbours(self, iri: str) -> Iterator[str]:
        keys = set()
        for identity in (self._stored_identity(iri), self._identity_after(iri)):
            if identity:
                keys |= {key for key in identity.keys if merge_family(identity, key)}
        for key in keys:
            for quad in self.store.quads.quads_for_pattern(None, term("sg:nameKey"), text(key), self.derived.index):
                yield value(quad.subject)
            for other, identity in self._after.items():
                if identity and key in identity.keys:
                    yield other

    # -- parts ----------------------------------------------------------------------------------------------------

    def _parts(self, remapped: Mapping[str, str]) -> dict[str, tuple[set[str], set[str]]]:
        """For each event and relationship the parts that go and those that come."""
        canonical_before = self._canonical_before
        canonical_after = self._canonical_after(remapped)
        touched: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
        for old, new in self._affected(remapped):
            gone = contributions(old, canonical_before, self.names) if old else set()
            come = contributions(new, canonical_after, self.names) if new else set()
            for node, part in gone - come:
                touched[node][0].add(part)
            for node, part in come - gone:
                touched[node][1].add(part)
        return touched

    def _affected(self, remapped: Mapping[str, str]) -> Iterator[tuple[Facts | None, Facts | None]]:
        """This report, and those that mention an id that moves."""
        yield self.old, self.new
        graphs = set()
        for iri in remapped:
            for quad in self.store.quads.quads_for_pattern(Node(iri), term("sg:reportedName"), None, None):
                graphs.add(value(quad.graph_name))
        for graph in sorted(graphs - {self.graph, self.derived.merged.value, self.derived.index.value}):
            facts = facts_from_quads(self.store.quads.quads_for_pattern(None, None, None, Node(graph)), self.names)
            yield facts, facts

    def _canonical_before(self, iri: str) -> str:
        return canonical(self.store, self.derived, iri)

    def _canonical_after(self, remapped: Mapping[str, str]) -> Callable[[str], str]:
        moved = {value(q.subject): value(q.object) for q in self.change.insert if q.predicate == term("sg:mergedInto")}

        def find(iri: str) -> str:
            if iri in moved:
                return moved[iri]
            return iri if iri in remapped else self._canonical_before(iri)

        return find

    def _stored_parts(self, node: str) -> set[str]:
        kind = "sg:part" if node.startswith(f"{self.names.base}event/") else "sg:support"
        found = self.store.quads.quads_for_pattern(Node(node), term(kind), None, self.derived.index)
        return {value(quad.object) for quad in found}


def _object_of(name: str, words: str, kind: str) -> tuple[Node, Node | ox.Literal]:
    """How a report's graph writes a value of an identity."""
    if name == "types" and kind == "actor":
        return term("sg:reportedType"), term(f"sg:{words}")
    predicate = term(REPORTED[name])
    if name in ("same_as", "parents"):
        return predicate, Node(words)
    if name in ("latitudes", "longitudes"):
        return predicate, decimal(float(words))
    return predicate, text(words)


def canonical(store: Store, derived: Derived, iri: str) -> str:
    """The id that stands for an id in the merged graph."""
    for quad in store.quads.quads_for_pattern(Node(iri), term("sg:mergedInto"), None, derived.merged):
        return value(quad.object)
    return iri


def stored_identity(store: Store, derived: Derived, iri: str) -> Identity | None:
    """What the index graph holds under an id."""
    for quad in store.quads.quads_for_pattern(Node(iri), term("sg:identity"), None, derived.index):
        return identity_from_json(value(quad.object))
    return None


def group_quads(derived: Derived, identities: Mapping[str, Identity], canonical_of: Mapping[str, str]) -> set[ox.Quad]:
    """The nodes that stand for groups of ids."""
    groups: dict[str, dict[str, Identity]] = defaultdict(dict)
    for iri, best in canonical_of.items():
        groups[best][iri] = identities[iri]
    quads: set[ox.Quad] = set()
    for best, members in groups.items():
        quads |= derived.quads_of_group(best, members)
    return quads


def rebuilt(reports: Iterable[Facts], names: Names) -> set[ox.Quad]:
    """All quads of the merged graph and the index graph, from the facts of all reports."""
    derived = Derived(names)
    everything = list(reports)
    said: dict[str, list[Identity]] = defaultdict(list)
    for facts in everything:
        for iri, identity in facts.identities:
            said[iri].append(identity)
    identities = {iri: union(parts) for iri, parts in said.items()}
    canonical_of = canonical_ids(identities)
    quads = group_quads(derived, identities, canonical_of)
    for iri, identity in identities.items():
        quads |= derived.quads_of_identity(iri, identity)
    parts: dict[str, set[str]] = defaultdict(set)
    for facts in everything:
        for node, part in contributions(facts, lambda iri: canonical_of.get(iri, iri), names):
            parts[node].add(part)
    for node, given in parts.items():
        quads |= derived.quads_of(node, given)
    return quads
