"""Keep in step who is who: what all reports say under each id, and which ids stand for one."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

import pyoxigraph as ox

from graph.merge.brief import brief_of
from graph.merge.change import Change, reachable
from graph.merge.facts import SETS, Facts, Identity, identity_from_json
from graph.merge.identity import acronyms, canonical_ids, merge_family, shortened, union
from graph.merge.judged import Judged
from graph.merge.nodes import Derived
from graph.merge.parts import Part
from graph.merge.read import REPORTED
from graph.store import Store
from graph.terms import Node, decimal, term, text, value


class IdentityRevision:
    """Works out how the change of one report, or of judgements, changes who is who.

    Args:
        store: The store as it is before.
        derived: Makes the quads.
        graph: IRI of the report's graph.
        judged: Judgements before and after.
        change: Where to note what changes.
    """

    def __init__(
        self, store: Store, derived: Derived, graph: str, judged: tuple[Judged, Judged], change: Change
    ) -> None:
        self.store = store
        self.names = store.names
        self.derived = derived
        self.graph = graph
        self.judged = judged
        self.change = change
        self._before: dict[str, Identity | None] = {}
        self._after: dict[str, Identity | None] = {}
        self._canonical: dict[str, str] = {}
        self._briefs: dict[str, Part] = {}

    def revise(self, old: Facts | None, new: Facts | None, judged: Iterable[str]) -> set[str]:
        """Note what changes; returns the ids that mean another than before, or one of whom other things are known.

        Args:
            old, new: What the report said and says.
            judged: Ids of which the judgements change.
        """
        return self._regroup({*self._identities(old, new), *judged})

    def canonical(self, iri: str) -> str:
        """The id that stands for an id afterwards."""
        return self._canonical.get(iri) or canonical(self.store, self.derived, iri)

    def brief(self, iri: str) -> Part:
        """What comparing claims needs to know afterwards of an id that stands for itself."""
        return self._briefs.get(iri) or stored_brief(self.store, self.derived, iri)

    def _identities(self, old_facts: Facts | None, new_facts: Facts | None) -> list[str]:
        """Work out what all reports say under the ids of this report; returns the ids for which that changes."""
        old = dict(old_facts.identities) if old_facts else {}
        new = dict(new_facts.identities) if new_facts else {}
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
        both = [one for one in (self._stored_identity(iri), self._identity_after(iri)) if one]
        keys = {key for one in both for key in one.keys if merge_family(one, key)}
        letters = {key for one in both for key in acronyms(one) | shortened(one)}
        yield from self._sharing("sg:nameKey", keys, lambda one: one.keys)
        yield from self._sharing("sg:acronym", letters, lambda one: acronyms(one) | shortened(one))
        for judged in self.judged:
            yield from judged.same(iri)

    def _sharing(self, name: str, keys: set[str], of: Callable[[Identity], frozenset[str]]) -> Iterator[str]:
        """The ids that have one of the keys, before or after the change."""
        for key in keys:
            for quad in self.store.quads.quads_for_pattern(None, term(name), text(key), self.derived.index):
                yield value(quad.subject)
        for other, identity in self._after.items() if keys else ():
            if identity and keys & of(identity):
                yield other


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
