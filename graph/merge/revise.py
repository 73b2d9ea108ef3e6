"""Keep the merged layer in step with the reports: what a change of one report, or of a judgement, inserts and deletes.

The work is proportional to what the change touches. `graph.merge.rebuild` makes everything anew from the same pure
functions, so both ways give the same quads.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from graph.merge.brief import brief_of
from graph.merge.change import Change, reachable
from graph.merge.copies import sketch_of
from graph.merge.facts import SETS, Facts, Identity, identity_from_json
from graph.merge.identity import canonical_ids, merge_family, union
from graph.merge.judged import Judged
from graph.merge.nodes import Derived
from graph.merge.parts import Event, Part, claim_path, parts_of, supports_of
from graph.merge.read import REPORTED, facts_from_quads
from graph.merge.revise_copies import revise_copies, stored_original
from graph.merge.revise_events import revise_events, stored_event
from graph.merge.sighting import Sighting
from graph.store import Store
from graph.terms import Node, decimal, term, text, value


class Revision:
    """Works out the change of the merged layer that follows from a change of one report or of judgements.

    Args:
        store: The store as it is before.
        old: What the report said, or None if it is new.
        new: What it says now, or None if it is retracted.
        judged: Judgements before and after.
        pairs: The things, as IRIs, of which the judgements change.
    """

    def __init__(
        self,
        store: Store,
        old: Facts | None,
        new: Facts | None,
        judged: tuple[Judged, Judged],
        pairs: Iterable[str] = (),
    ) -> None:
        self.store = store
        self.names = store.names
        self.derived = Derived(store.names)
        self.old, self.new = old, new
        self.report = next((facts.report for facts in (old, new) if facts), "")
        self.graph = f"{self.names.base}graph/{self.report}"
        self.judged = judged
        base = self.names.base
        self.marks = sorted(thing[len(base) :] for thing in pairs if thing.startswith(f"{base}mark/"))
        self.ids = sorted(thing for thing in pairs if not thing.startswith(f"{base}mark/"))
        self.change = Change()
        self._before: dict[str, Identity | None] = {}
        self._after: dict[str, Identity | None] = {}
        self._canonical: dict[str, str] = {}
        self._briefs: dict[str, Part] = {}
        self._originals: dict[str, str] = {}

    def work_out(self) -> Change:
        """The change of the merged graph and the index graph."""
        moved = self._regroup({*self._identities(), *self.ids})
        copied = self._recopy()
        concerned = self._concerned(moved, copied)
        changed = self._sightings(concerned)
        old, new = revise_events(self.store, self.derived, changed, self.judged, self.marks, self.change)
        for path in sorted(old.keys() & new.keys()):
            if old[path] != new[path]:
                self._add_concerned(concerned, path.split("/")[1])
        self._relationships(concerned, new)
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

    def _regroup(self, changed: Iterable[str]) -> set[str]:
        """Decide anew who is who among those that the changed ids can be linked to; returns ids that mean another."""
        reach = reachable(changed, self._neighbours)
        before = {iri: identity for iri in reach if (identity := self._stored_identity(iri))}
        after = {iri: identity for iri in reach if (identity := self._identity_after(iri))}
        old, new = canonical_ids(before, self.judged[0]), canonical_ids(after, self.judged[1])
        self.change.replace(
            group_quads(self.derived, before, old, self.judged[0]),
            group_quads(self.derived, after, new, self.judged[1]),
        )
        was, self._briefs = self._briefs_of(before, old), self._briefs_of(after, new)
        self._canonical = new
        return {iri for iri in reach if (old.get(iri), was.get(old.get(iri, ""))) != self._meaning(iri)}

    def _meaning(self, iri: str) -> tuple[str | None, Part | None]:
        """The id that stands for an id afterwards, and what is known of it."""
        return self._canonical.get(iri), self._briefs.get(self._canonical.get(iri, ""))

    def _briefs_of(self, identities: Mapping[str, Identity], canonical_of: Mapping[str, str]) -> dict[str, Part]:
        members = by_canonical(identities, canonical_of)
        return {best: brief_of(union(group.values()), self.names) for best, group in members.items()}

    def _neighbours(self, iri: str) -> Iterator[str]:
        """The ids that share keys or a judgement with an id, before or after the change."""
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
        for judged in self.judged:
            yield from judged.same(iri)

    # -- copies, claims, relationships ----------------------------------------------------------------------------

    def _recopy(self) -> set[str]:
        """Decide anew which texts are copies; returns the reports that another one stands for than before."""
        if not self.report:
            return set()
        facts = self.new
        sketch = sketch_of(self.report, facts.text, facts.published) if facts else None
        self._originals = revise_copies(self.store, self.derived, {self.report: sketch}, self.change)
        return {report for report, best in self._originals.items() if best != self._original_before(report)}

    def _concerned(self, moved: Iterable[str], copied: Iterable[str]) -> dict[str, tuple[Facts | None, Facts | None]]:
        """What this report, those that mention an id that moves, and copies say, before and after."""
        found: dict[str, tuple[Facts | None, Facts | None]] = {}
        if self.report:
            found[self.report] = (self.old, self.new)
        reports = set(copied)
        for iri in moved:
            for quad in self.store.quads.quads_for_pattern(Node(iri), term("sg:reportedName"), None, None):
                reports.add(value(quad.graph_name).rpartition("/")[2])
        for report in sorted(reports):
            self._add_concerned(found, report)
        return found

    def _add_concerned(self, found: dict[str, tuple[Facts | None, Facts | None]], report: str) -> None:
        if report not in found:
            graph = Node(f"{self.names.base}graph/{report}")
            facts = facts_from_quads(self.store.quads.quads_for_pattern(None, None, None, graph), self.names)
            found[report] = (facts, facts)

    def _sightings(self, concerned: Mapping[str, tuple[Facts | None, Facts | None]]) -> dict[str, Sighting | None]:
        """The claims of some reports as they are compared afterwards; those that are as before are left out."""
        changed: dict[str, Sighting | None] = {}
        for old, new in concerned.values():
            found: dict[str, Sighting | None] = {claim_path(old, claim): None for claim in old.claims} if old else {}
            if new:
                parts = parts_of(new, self._canonical_after, self._original_after, self.names)
                found |= {path: Sighting(part, self._briefs_in(part)) for path, part in parts.items()}
            changed |= {path: one for path, one in found.items() if self._is_new(path, one)}
        return changed

    def _is_new(self, path: str, sighting: Sighting | None) -> bool:
        node = self.derived.node(path)
        stored = self.store.quads.quads_for_pattern(node, term("sg:sighting"), None, self.derived.index)
        return next((value(quad.object) for quad in stored), None) != (sighting.to_json() if sighting else None)

    def _briefs_in(self, part: Part) -> dict[str, Part]:
        return {path: self._brief_after(self.names.base + path) for key in "apghl" for path in part[key]}

    def _brief_after(self, iri: str) -> Part:
        return self._briefs.get(iri) or stored_brief(self.store, self.derived, iri)

    def _relationships(
        self, concerned: Mapping[str, tuple[Facts | None, Facts | None]], events: Mapping[str, Event]
    ) -> None:
        """Replace what the concerned reports give to relationships."""
        touched: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
        for old, new in concerned.values():
            gone = self._supports_before(old) if old else set()
            come = self._supports_after(new, events) if new else set()
            for node, support in gone - come:
                touched[node][0].add(support)
            for node, support in come - gone:
                touched[node][1].add(support)
        for node, (gone_here, come_here) in touched.items():
            found = self.store.quads.quads_for_pattern(Node(node), term("sg:support"), None, self.derived.index)
            stored = {value(quad.object) for quad in found}
            now = stored - gone_here | come_here
            self.change.replace(self.derived.quads_of(node, stored), self.derived.quads_of(node, now))

    def _supports_before(self, facts: Facts) -> set[tuple[str, str]]:
        parts = parts_of(facts, self._canonical_before, self._original_before, self.names)
        events = {path: self._event_before(path) for path in parts}
        return supports_of(facts, parts, events, self._canonical_before, self._original_before, self.names)

    def _supports_after(self, facts: Facts, known: Mapping[str, Event]) -> set[tuple[str, str]]:
        parts = parts_of(facts, self._canonical_after, self._original_after, self.names)
        events = {path: known.get(path) or self._event_before(path) for path in parts}
        return supports_of(facts, parts, events, self._canonical_after, self._original_after, self.names)

    def _event_before(self, path: str) -> Event:
        found = stored_event(self.store, self.derived, path)
        assert found is not None
        return found

    def _canonical_before(self, iri: str) -> str:
        return canonical(self.store, self.derived, iri)

    def _canonical_after(self, iri: str) -> str:
        return self._canonical.get(iri) or self._canonical_before(iri)

    def _original_before(self, report: str) -> str:
        return stored_original(self.store, self.derived, report)

    def _original_after(self, report: str) -> str:
        return self._originals.get(report) or self._original_before(report)


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


def stored_brief(store: Store, derived: Derived, iri: str) -> Part:
    """What the index graph holds for comparing claims of an actor or a place."""
    for quad in store.quads.quads_for_pattern(Node(iri), term("sg:brief"), None, derived.index):
        found: Part = json.loads(value(quad.object))
        return found
    return brief_of(Identity(kind="operation"), store.names)


def by_canonical(identities: Mapping[str, Identity], canonical_of: Mapping[str, str]) -> dict[str, dict[str, Identity]]:
    """The members of each group of ids, by the id that stands for it."""
    groups: dict[str, dict[str, Identity]] = defaultdict(dict)
    for iri, best in canonical_of.items():
        groups[best][iri] = identities[iri]
    return groups


def group_quads(
    derived: Derived, identities: Mapping[str, Identity], canonical_of: Mapping[str, str], judged: Judged
) -> set[ox.Quad]:
    """The nodes that stand for groups of ids."""
    quads: set[ox.Quad] = set()
    for best, members in by_canonical(identities, canonical_of).items():
        quads |= derived.quads_of_group(best, members, judged)
    return quads
