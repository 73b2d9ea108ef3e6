"""Overrule what was merged: `merge` says that two things are one, `split` that they are not, `judge` anything.

A thing is an event or a claim, by its id, or an actor, a place or an operation, by id, path or (an actor) name. What is
said of an event is said of its claims, so that it holds when the graph changes.

Cost: that of reading anew the reports that mention the things.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import product

from graph.judgements import Judgement, Pair, judge
from graph.merge.sighting import Sighting
from graph.resolve import resolve
from graph.terms import Node, term, value
from graph.view import View
from ontology.errors import BadArgument

IDENTITIES = ("actor", "place", "operation")


@dataclass(frozen=True, slots=True)
class Thing:
    """What was meant.

    Attributes:
        path: An event, a claim, or an id of an actor, a place or an operation.
        claims: The paths of its claims, the first in rank first; none for an id.
    """

    path: str
    claims: tuple[str, ...] = ()


def thing(view: View, words: str) -> Thing:
    """The thing that a user means.

    Raises:
        UnknownActor, AmbiguousActor: when it is not clear what is meant.
    """
    tail = words.strip().removeprefix(view.names.base)
    if _is_safe(tail):
        for path in (tail, f"event/{tail}"):
            if path.startswith("event/") and (parts := view.parts(path)):
                return Thing(path, tuple(part["c"] for part in sorted(parts, key=_rank)))
        for path in (tail, f"claim/{tail}"):
            if path.startswith("claim/") and sighting(view, path):
                return Thing(path, (path,))
        for path in (tail, f"actor/{tail}"):
            if path.partition("/")[0] in IDENTITIES and view.first(view.node(path), "sg:identity", view.index):
                return Thing(path)
    return Thing(resolve(view, words))


def _is_safe(tail: str) -> bool:
    return tail.isascii() and tail.replace("/", "").replace("-", "").isalnum()


def _rank(part: dict[str, str]) -> tuple[str, str]:
    return part["u"] or "9999", part["c"]


def sighting(view: View, claim: str) -> Sighting | None:
    """A claim as it is compared with others, by its path."""
    words = view.first(view.node(claim), "sg:sighting", view.index)
    return Sighting.from_json(words) if words else None


def members(view: View, path: str) -> list[str]:
    """All ids that one node stands for, that of the node first; given by any of them."""
    best = view.canonical(path)
    found = view.store.quads.quads_for_pattern(None, term("sg:mergedInto"), view.node(best), view.merged)
    return [best, *sorted(view.path(quad.subject) for quad in found)]


def merge(view: View, one: str, other: str, *, note: str = "", when: datetime | None = None) -> int:
    """Say that two things are one, whatever was said before; returns the number of judgements that are new.

    Raises:
        UnknownActor, AmbiguousActor: when it is not clear what is meant.
        BadArgument: when the two are not of one kind, or the same to begin with.

    >>> from graph.example import example
    >>> kg = example()
    >>> kg.merge("Norland Navy", "Sudland Coast Guard", note="one fleet under two names")
    1
    >>> kg.resolve("Norland Navy") == kg.resolve("Sudland Coast Guard")
    True
    >>> kg.split("norland-navy", "sudland-coast-guard")
    1
    >>> kg.resolve("Norland Navy") == kg.resolve("Sudland Coast Guard")
    False
    """
    first, second = thing(view, one), thing(view, other)
    _check_kinds(first, second)
    if first.claims:
        whole = second.claims[1:] if second.path.startswith("event/") else ()
        pairs = _marks(view, product((*first.claims, *whole), second.claims[:1]))
        against = _marks(view, product(first.claims, second.claims))
    else:
        pairs = [(first.path, second.path)]
        against = list(product(members(view, first.path), members(view, second.path)))
    return judge(view.store, _given(pairs, "same", note, when), taken_back=_judged(view, against, "different"))


def split(view: View, one: str, other: str | None = None, *, note: str = "", when: datetime | None = None) -> int:
    """Say that two things are not one; returns the number of judgements that are new.

    Args:
        view: Where to.
        one: What is to stand apart.
        other: From what; without it from everything that it was merged with.
        note: Why.
        when: When it was judged; now if not given.

    Raises:
        UnknownActor, AmbiguousActor: when it is not clear what is meant.
        BadArgument: when the two are not of one kind, or there is nothing to split.
    """
    first = thing(view, one)
    if other is not None:
        second = thing(view, other)
        _check_kinds(first, second)
        left, right = (found.claims or (found.path,) for found in (first, second))
    else:
        left = first.claims if first.path.startswith("claim/") else (first.path,)
        right = tuple(path for path in _company(view, first) if path not in left)
    pairs: list[Pair] = list(product(left, (path for path in right if path not in left)))
    if first.claims:
        pairs = _marks(view, pairs)
    if not pairs:
        raise BadArgument(f"{one!r} was not merged with anything", hint="`why` shows what was merged")
    return judge(view.store, _given(pairs, "different", note, when))


def judge_pair(
    view: View, one: str, other: str, verdict: str | None, *, note: str = "", when: datetime | None = None
) -> int:
    """Put a verdict on two things on record: same, different, unsure, or None for not judged (any more).

    Raises:
        UnknownActor, AmbiguousActor: when it is not clear what is meant.
        BadArgument: when the verdict or the pair makes no sense.
    """
    if verdict == "same":
        return merge(view, one, other, note=note, when=when)
    if verdict == "different":
        return split(view, one, other, note=note, when=when)
    first, second = thing(view, one), thing(view, other)
    _check_kinds(first, second)
    pairs = _marks(view, product(first.claims, second.claims)) if first.claims else [(first.path, second.path)]
    if verdict is None:
        return judge(view.store, (), taken_back=pairs)
    return judge(view.store, _given(pairs, verdict, note, when))


def _given(pairs: Iterable[Pair], verdict: str, note: str, when: datetime | None) -> list[Judgement]:
    moment = when.isoformat() if when else ""
    ordered = (sorted(pair) for pair in pairs)
    return [Judgement(one=one, other=other, verdict=verdict, note=note, judged=moment) for one, other in ordered]


def _judged(view: View, pairs: Iterable[Pair], verdict: str) -> list[Pair]:
    """Those pairs that have the verdict."""
    return [pair for pair in pairs if verdict_on(view, *pair) == verdict]


def verdict_on(view: View, one: str, other: str) -> str | None:
    """What is judged of two paths (ids, or marks of claims), or None."""
    if one == other:
        return None
    node, graph = Node(view.names.judgement(*sorted((one, other)))), Node(view.names.judgements_graph)
    return next(
        (value(q.object) for q in view.store.quads.quads_for_pattern(node, term("sg:verdict"), None, graph)), None
    )


def _marks(view: View, claims: Iterable[Pair]) -> list[Pair]:
    """Pairs of claims as pairs of their marks."""
    found = ((sighting(view, one), sighting(view, other)) for one, other in claims if one != other)
    return [(one.mark, other.mark) for one, other in found if one and other]


def _company(view: View, found: Thing) -> list[str]:
    """All that a thing was merged with, itself too."""
    if not found.claims:
        return members(view, found.path)
    if found.path.startswith("event/"):
        return list(found.claims)
    events = view.subjects("sg:claim", view.node(found.path))
    return [part["c"] for event in events for part in view.parts(event)]


def _check_kinds(first: Thing, second: Thing) -> None:
    if bool(first.claims) != bool(second.claims) or set(first.claims) & set(second.claims):
        raise BadArgument(f"{first.path!r} and {second.path!r} are not two things of one kind")
    if not first.claims and first.path == second.path:
        hint = "give the ids that `why` shows"
        raise BadArgument(f"both are {first.path!r} already", hint=hint)
