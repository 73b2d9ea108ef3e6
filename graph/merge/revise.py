"""Keep the merged layer in step with the reports: what a change of one report, or of a judgement, inserts and deletes.

The work is proportional to what the change touches. `graph.merge.rebuild` makes everything anew from the same pure
functions, so both ways give the same quads.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from graph.merge.change import Change
from graph.merge.copies import sketch_of
from graph.merge.facts import Facts
from graph.merge.judged import Judged
from graph.merge.nodes import Derived
from graph.merge.parts import Event, Part, claim_path, parts_of, supports_of
from graph.merge.read import facts_from_quads
from graph.merge.revise_copies import revise_copies, stored_original
from graph.merge.revise_events import revise_events, stored_event
from graph.merge.revise_ids import IdentityRevision, canonical
from graph.merge.sighting import Sighting
from graph.store import Store
from graph.terms import Node, term, value


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
        self.judged_ids = sorted(thing for thing in pairs if not thing.startswith(f"{base}mark/"))
        self.change = Change()
        self.who = IdentityRevision(store, self.derived, self.graph, judged, self.change)
        self._originals: dict[str, str] = {}

    def work_out(self) -> Change:
        """The change of the merged graph and the index graph."""
        moved = self.who.revise(self.old, self.new, self.judged_ids)
        copied = self._recopy()
        concerned = self._concerned(moved, copied)
        changed = self._sightings(concerned)
        old, new = revise_events(self.store, self.derived, changed, self.judged, self.marks, self.change)
        for path in sorted(old.keys() & new.keys()):
            if old[path] != new[path]:
                self._add_concerned(concerned, path.split("/")[1])
        self._relationships(concerned, new)
        return self.change

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
                parts = parts_of(new, self.who.canonical, self._original_after, self.names)
                found |= {path: Sighting(part, self._briefs_in(part)) for path, part in parts.items()}
            changed |= {path: one for path, one in found.items() if self._is_new(path, one)}
        return changed

    def _is_new(self, path: str, sighting: Sighting | None) -> bool:
        node = self.derived.node(path)
        stored = self.store.quads.quads_for_pattern(node, term("sg:sighting"), None, self.derived.index)
        return next((value(quad.object) for quad in stored), None) != (sighting.to_json() if sighting else None)

    def _briefs_in(self, part: Part) -> dict[str, Part]:
        return {path: self.who.brief(self.names.base + path) for key in "apghl" for path in part[key]}

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
        parts = parts_of(facts, self.who.canonical, self._original_after, self.names)
        events = {path: known.get(path) or self._event_before(path) for path in parts}
        return supports_of(facts, parts, events, self.who.canonical, self._original_after, self.names)

    def _event_before(self, path: str) -> Event:
        found = stored_event(self.store, self.derived, path)
        assert found is not None
        return found

    def _canonical_before(self, iri: str) -> str:
        return canonical(self.store, self.derived, iri)

    def _original_before(self, report: str) -> str:
        return stored_original(self.store, self.derived, report)

    def _original_after(self, report: str) -> str:
        return self._originals.get(report) or self._original_before(report)
