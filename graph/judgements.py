"""What people judge of merges: same, different or unsure, kept in a graph of its own; what is not judged is not there.

Claims are judged by their marks (report and words), actors, places and operations by their ids, so that a judgement
holds when reports are read again, also by another extractor. A judgement on things that the graph does not know rests.

Cost: a look-up for each thing that is judged; to change one, what a report that mentions the things costs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import pyoxigraph as ox

from graph.merge.change import Change
from graph.merge.judged import VERDICTS, Judged
from graph.merge.revise import Revision
from graph.store import Store
from graph.terms import RDF_TYPE, Node, moment, term, text, value
from ontology.errors import BadArgument

Pair = tuple[str, str]
Subject = ox.NamedNode | ox.BlankNode | ox.Triple
KINDS = ("actor", "place", "operation", "mark")
"""What can be judged, as the first part of a path."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Judgement:
    """A verdict on two things, given by their paths, the smaller first.

    Attributes:
        verdict: same, different or unsure.
        note: Why, in the words of who judged.
        judged: When, as ISO text in UTC.
    """

    one: str
    other: str
    verdict: str
    note: str = ""
    judged: str = ""


def judged_in(store: Store, changed: Mapping[Pair, str | None] | None = None) -> Judged:
    """The judgements in a store, by IRIs.

    Args:
        store: Where they are.
        changed: Judgements by pairs of IRIs that overrule them; None takes one back.
    """
    graph = Node(store.names.judgements_graph)

    def read(thing: str) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for quad in store.quads.quads_for_pattern(None, term("sg:judges"), Node(thing), graph):
            said = _said(store, quad.subject)
            found |= {other: said["sg:verdict"][0] for other in said["sg:judges"] if other != thing}
        return found

    return Judged(read, changed)


def judgements(store: Store) -> list[Judgement]:
    """All judgements, sorted."""
    graph = Node(store.names.judgements_graph)
    nodes = {quad.subject for quad in store.quads.quads_for_pattern(None, RDF_TYPE, term("sg:Judgement"), graph)}
    return sorted(_judgement(store, _said(store, node)) for node in nodes)


def _judgement(store: Store, said: Mapping[str, list[str]]) -> Judgement:
    one, other = sorted(iri[len(store.names.base) :] for iri in said["sg:judges"])
    note, judged = said.get("sg:note", [""])[0], said["prov:endedAtTime"][0]
    return Judgement(one=one, other=other, verdict=said["sg:verdict"][0], note=note, judged=judged)


def _said(store: Store, node: Subject) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in ("sg:judges", "sg:verdict", "sg:note", "prov:endedAtTime"):
        for quad in store.quads.quads_for_pattern(node, term(name), None, Node(store.names.judgements_graph)):
            found.setdefault(name, []).append(value(quad.object))
    return found


def judge(store: Store, given: Iterable[Judgement], *, taken_back: Iterable[Pair] = ()) -> int:
    """Put judgements on record in place of earlier ones on the same pairs, and merge anew what they touch.

    Everything happens in one transaction.

    Args:
        store: Where to.
        given: What is judged; without a moment it is judged now.
        taken_back: Pairs of paths that are no longer judged.

    Returns:
        The number of judgements that were not on record in this form.

    Raises:
        BadArgument: when a verdict or a path makes no sense, or the two things are not of one kind.
    """
    with store.lock:
        new = {_checked(one): one for one in given}
        gone = {_sorted(one, other) for one, other in taken_back} - new.keys()
        verdicts: dict[Pair, str | None] = dict.fromkeys(gone)
        verdicts |= {pair: judgement.verdict for pair, judgement in new.items()}
        change = _merged_change(store, verdicts)
        known = _quads_of(store, verdicts)
        quads = {quad for judgement in new.values() for quad in _quads(store, judgement)}
        change.replace(known, quads)
        store.change(insert=change.insert, delete=change.delete)
        return sum(quad.predicate == term("sg:verdict") for quad in quads - known)


def _merged_change(store: Store, verdicts: Mapping[Pair, str | None]) -> Change:
    base = store.names.base
    changed = {(base + one, base + other): verdict for (one, other), verdict in verdicts.items()}
    judged = (judged_in(store), judged_in(store, changed))
    return Revision(store, None, None, judged, {iri for pair in changed for iri in pair}).work_out()


def _sorted(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _checked(judgement: Judgement) -> Pair:
    one, other = _sorted(judgement.one, judgement.other)
    if judgement.verdict not in VERDICTS:
        raise BadArgument(f"no verdict {judgement.verdict!r}", hint=f"one of {', '.join(VERDICTS)}")
    for path in (one, other):
        kind, _, tail = path.partition("/")
        plain = tail.isascii() and tail.replace("/", "").replace("-", "").isalnum()
        if kind not in KINDS or not plain or tail.count("/") > 1:
            raise BadArgument(f"{path!r} cannot be judged", hint=f"paths begin with {', '.join(KINDS)}")
    if one == other or one.partition("/")[0] != other.partition("/")[0]:
        raise BadArgument(f"{one!r} and {other!r} are not two things of one kind")
    return one, other


def _quads_of(store: Store, pairs: Iterable[Pair]) -> set[ox.Quad]:
    """What is on record of some pairs."""
    graph = Node(store.names.judgements_graph)
    nodes = (_node(store, *pair) for pair in pairs)
    return {quad for node in nodes for quad in store.quads.quads_for_pattern(node, None, None, graph)}


def _node(store: Store, one: str, other: str) -> Node:
    return Node(store.names.judgement(*_sorted(one, other)))


def _quads(store: Store, judgement: Judgement) -> Iterator[ox.Quad]:
    graph, node = Node(store.names.judgements_graph), _node(store, judgement.one, judgement.other)
    yield ox.Quad(node, RDF_TYPE, term("sg:Judgement"), graph)
    for path in (judgement.one, judgement.other):
        yield ox.Quad(node, term("sg:judges"), Node(store.names.base + path), graph)
    yield ox.Quad(node, term("sg:verdict"), text(judgement.verdict), graph)
    if judgement.note:
        yield ox.Quad(node, term("sg:note"), text(judgement.note), graph)
    when = datetime.fromisoformat(judgement.judged) if judgement.judged else datetime.now(UTC)
    yield ox.Quad(node, term("prov:endedAtTime"), moment(when), graph)
