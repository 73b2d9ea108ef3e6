"""Keep in step which claims are one event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.merge.brief import happening
from graph.merge.change import Change, reachable
from graph.merge.cluster import Group, Matcher, groups
from graph.merge.judged import Judged
from graph.merge.nodes import Derived
from graph.merge.parts import Event, dumps
from graph.merge.sighting import Sighting
from graph.merge.worlds import Claims
from graph.store import Store
from graph.terms import Node, term, value
from ontology.names import Names


def revise_events(
    store: Store,
    derived: Derived,
    changed: Mapping[str, Sighting | None],
    judged: tuple[Judged, Judged],
    marks: Iterable[str],
    change: Change,
) -> tuple[dict[str, Event], dict[str, Event]]:
    """Note what follows from changed claims and changed judgements.

    Args:
        store: As it is before.
        derived: Makes the quads.
        changed: The new form of claims by path, None for those that are gone.
        judged: Judgements before and after.
        marks: Marks of claims of which the judgements change, without the base.
        change: Where to note it.

    Returns:
        For each claim that may be concerned its event, before and after.
    """
    base = store.names.base
    before = Claims(store, Matcher(judged[0], base), {})
    after = Claims(store, Matcher(judged[1], base, earlier=before.matcher, changed=changed.keys()), changed)
    judged_claims = {path for mark in marks for world in (before, after) if (path := world.of_mark(mark))}
    reach = reachable({*changed, *judged_claims}, lambda path: [*before.linked(path), *after.linked(path)])
    _replace_sightings(derived, before, changed, change)
    old = {path: event for path in sorted(reach) if (event := stored_event(store, derived, path))}
    found = groups([one for path in sorted(reach) if (one := after.sighting(path))], after.matcher)
    new = {one.claim: event_of(group, store.names) for group in found for one in group.claims}
    given = {event_of(group, store.names).path: given_to(group) for group in found}
    for path in sorted({event.path for event in old.values()} | given.keys()):
        stored = stored_parts(store, derived, path)
        iri = base + path
        change.replace(derived.quads_of(iri, stored), derived.quads_of(iri, given.get(path, set())))
    return old, new


def _replace_sightings(
    derived: Derived, before: Claims, changed: Mapping[str, Sighting | None], change: Change
) -> None:
    for path, new in changed.items():
        old = before.sighting(path)
        change.replace(
            derived.quads_of_sighting(old) if old else set(), derived.quads_of_sighting(new) if new else set()
        )


def event_of(group: Group, names: Names) -> Event:
    """The event of a group."""
    whole = happening([one.part for one in group.claims])
    return Event(names.event(group.key)[len(names.base) :], whole["t"], whole["b"], whole["e"])


def given_to(group: Group) -> set[str]:
    """What claims and links give to the event of a group, as JSON."""
    return {dumps(one.part) for one in group.claims} | {dumps(link) for link in group.links}


def stored_event(store: Store, derived: Derived, claim: str) -> Event | None:
    """The event of a claim in the merged graph."""
    for quad in store.quads.quads_for_pattern(None, term("sg:claim"), derived.node(claim), derived.merged):
        said = {"sg:eventType": "", "sg:begin": "", "sg:end": ""}
        for name in said:
            for found in store.quads.quads_for_pattern(quad.subject, term(name), None, derived.merged):
                said[name] = value(found.object)
        path, kind = value(quad.subject)[len(store.names.base) :], said["sg:eventType"].rpartition("#")[2]
        return Event(path, kind, said["sg:begin"] or None, said["sg:end"] or None)
    return None


def stored_parts(store: Store, derived: Derived, path: str) -> set[str]:
    """What is stored of an event, as JSON: parts and links."""
    node: Node = derived.node(path)
    kinds = ("sg:part", "sg:link")
    found = (store.quads.quads_for_pattern(node, term(kind), None, derived.index) for kind in kinds)
    return {value(quad.object) for quads in found for quad in quads}
