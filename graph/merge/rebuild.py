"""Make the merged layer anew from the facts of all reports and from all judgements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from graph.merge.brief import brief_of
from graph.merge.change import reachable
from graph.merge.cluster import Matcher, groups
from graph.merge.copies import sketch_of
from graph.merge.facts import Facts, Identity
from graph.merge.identity import canonical_ids, union
from graph.merge.judged import Judged
from graph.merge.nodes import Derived
from graph.merge.parts import Event, Part, parts_of, supports_of
from graph.merge.revise_copies import originals
from graph.merge.revise_events import event_of, given_to
from graph.merge.revise_ids import by_canonical, group_quads
from graph.merge.sighting import Sighting
from graph.merge.worlds import Claims, Texts
from graph.store import open_store
from ontology.names import Names


def rebuilt(reports: Iterable[Facts], judged: Judged, names: Names) -> set[ox.Quad]:
    """All quads of the merged graph and the index graph.

    Args:
        reports: The facts of all reports.
        judged: All judgements.
        names: Mints the IRIs.
    """
    return Rebuild(list(reports), judged, names).quads()


class Rebuild:
    """The steps of a rebuild, each from the results of those before."""

    def __init__(self, reports: list[Facts], judged: Judged, names: Names) -> None:
        self.reports = reports
        self.judged = judged
        self.names = names
        self.derived = Derived(names)
        self.empty = open_store(base=names.base)
        self.canonical_of: dict[str, str] = {}
        self.original_of: dict[str, str] = {}
        self.events: dict[str, Event] = {}
        self.parts: dict[str, dict[str, Part]] = {}

    def quads(self) -> set[ox.Quad]:
        """All quads."""
        identities = self._identities()
        found = group_quads(self.derived, identities, self.canonical_of, self.judged)
        for iri, identity in identities.items():
            found |= self.derived.quads_of_identity(iri, identity)
        return found | self._copies() | self._events(identities) | self._relationships()

    def _identities(self) -> dict[str, Identity]:
        said: dict[str, list[Identity]] = defaultdict(list)
        for facts in self.reports:
            for iri, identity in facts.identities:
                said[iri].append(identity)
        identities = {iri: union(parts) for iri, parts in said.items()}
        self.canonical_of = canonical_ids(identities, self.judged)
        return identities

    def _canonical(self, iri: str) -> str:
        return self.canonical_of.get(iri, iri)

    def _original(self, report: str) -> str:
        return self.original_of[report]

    def _copies(self) -> set[ox.Quad]:
        sketches = {facts.report: sketch_of(facts.report, facts.text, facts.published) for facts in self.reports}
        texts = Texts(self.empty, sketches)
        self.original_of = originals(texts, sketches)
        quads: set[ox.Quad] = set()
        for report, sketch in sketches.items():
            quads |= self.derived.quads_of_sketch(sketch, self.original_of[report])
        return quads

    def _events(self, identities: dict[str, Identity]) -> set[ox.Quad]:
        sightings = self._sightings(identities)
        claims = Claims(self.empty, Matcher(self.judged, self.names.base), sightings)
        quads: set[ox.Quad] = set()
        seen: set[str] = set()
        for path, sighting in sightings.items():
            quads |= self.derived.quads_of_sighting(sighting)
            if path not in seen:
                piece = reachable([path], claims.linked)
                seen |= piece
                quads |= self._piece([sightings[one] for one in sorted(piece)], claims.matcher)
        return quads

    def _piece(self, sightings: list[Sighting], matcher: Matcher) -> set[ox.Quad]:
        quads: set[ox.Quad] = set()
        for group in groups(sightings, matcher):
            event = event_of(group, self.names)
            self.events.update({one.claim: event for one in group.claims})
            quads |= self.derived.quads_of(self.names.base + event.path, given_to(group))
        return quads

    def _sightings(self, identities: dict[str, Identity]) -> dict[str, Sighting]:
        members = by_canonical(identities, self.canonical_of)
        briefs = {best: brief_of(union(group.values()), self.names) for best, group in members.items()}
        unknown = brief_of(Identity(kind="operation"), self.names)
        found: dict[str, Sighting] = {}
        for facts in self.reports:
            self.parts[facts.report] = parts_of(facts, self._canonical, self._original, self.names)
            for path, part in self.parts[facts.report].items():
                paths = [one for key in "apghl" for one in part[key]]
                known = {one: briefs.get(self.names.base + one, unknown) for one in paths}
                found[path] = Sighting(part, known)
        return found

    def _relationships(self) -> set[ox.Quad]:
        supports: dict[str, set[str]] = defaultdict(set)
        for facts in self.reports:
            parts = self.parts[facts.report]
            given = supports_of(facts, parts, self.events, self._canonical, self._original, self.names)
            for node, support in given:
                supports[node].add(support)
        quads: set[ox.Quad] = set()
        for node, found in supports.items():
            quads |= self.derived.quads_of(node, found)
        return quads
