"""How alike those are who take part in two acts: who acts, and to whom it is done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.merge.reasons import Likeness
from graph.merge.sighting import Sighting

BODIES = ("State", "Government", "Military", "Police", "IntelligenceService")
"""Classes of actors that may stand for their country."""
Brief = Mapping[str, Any]


def compare_participants(one: Sighting, other: Sighting, found: Likeness) -> None:
    """Note what the participants of two claims speak for; nothing where one names nobody."""
    doers = _side(one.doers, other.doers, one, other)
    others = _side(one.others, other.others, one, other)
    everybody = _side((*one.doers, *one.others), (*other.doers, *other.others), one, other)
    shared = _shared(one, other)
    if _names_another(one, other) and _names_another(other, one):
        _each_names_another(one, other, found)
    if everybody is not None and everybody > max(doers or 0.0, others or 0.0):
        found.add(round(2.5 * everybody, 1), "the same participants, in other roles")
    else:
        for likeness, name in ((doers, "who acts"), (others, "to whom")):
            if likeness is not None:
                found.add(round(2 * likeness, 1) if likeness > 0 else -3.0, f"{name} {_words(likeness)}")
    if _names_another_target(one, other) and _names_another_target(other, one):
        found.add(-2.5, "each names somebody else to whom")
    if len(shared) > 1 or (shared and min(doers or 0.0, others or 0.0) >= 0.5):
        found.support.add("sides")


def _names_another(one: Sighting, other: Sighting) -> bool:
    """Whether a claim names two who act, of whom one has nothing to do with anybody whom the other claim names."""
    named = [path for path in one.doers if one.briefs[path]["n"]]
    everybody = {*other.doers, *other.others}
    alone = [a for a in named if not any(_actors(a, one.briefs[a], b, other.briefs[b]) for b in everybody)]
    return len(named) > 1 and bool(alone)


def _names_another_target(one: Sighting, other: Sighting) -> bool:
    """Whether it is done, by name, to somebody who has nothing to do with anybody whom the other claim names."""
    named = [path for path in one.others if one.briefs[path]["n"]]
    everybody = {*other.doers, *other.others}
    return any(not any(_actors(a, one.briefs[a], b, other.briefs[b]) for b in everybody) for a in named)


def _each_names_another(one: Sighting, other: Sighting, found: Likeness) -> None:
    """Talks with one neighbour are not talks with another, even at one table on one day."""
    if found.support & {"operation"}:
        return
    if one.others or other.others:
        found.add(-1.5, "each names somebody else who acts")
    else:
        found.against = "each names another participant"


def _words(likeness: float) -> str:
    if likeness >= 0.95:
        return "is the same"
    return "is alike" if likeness > 0 else "is somebody else"


def _shared(one: Sighting, other: Sighting) -> set[str]:
    """The named participants of both."""
    both = {*one.doers, *one.others} & {*other.doers, *other.others}
    return {path for path in both if one.briefs[path]["n"]}


def _side(first: tuple[str, ...], second: tuple[str, ...], one: Sighting, other: Sighting) -> float | None:
    """How alike two groups of actors are, 0 to 1: each of the smaller group with its best match; None if unknown."""
    if not first or not second:
        return None
    found = []
    if len(first) <= len(second):
        found.append(_matched(first, second, one, other))
    if len(second) <= len(first):
        found.append(_matched(second, first, other, one))
    return round(sum(found) / len(found), 2)


def _matched(few: tuple[str, ...], many: tuple[str, ...], one: Sighting, other: Sighting) -> float:
    best = [max(_actors(a, one.briefs[a], b, other.briefs[b]) for b in many) for a in few]
    return sum(sorted(best)) / len(best)


def _actors(one: str, first: Brief, other: str, second: Brief) -> float:
    """How likely two reports mean one side by two actors, 0 to 1."""
    if one == other:
        return 1.0
    if first["c"] and second["c"] and first["c"] != second["c"]:
        return 0.0
    bodies = first["t"] in BODIES and second["t"] in BODIES
    if first["n"] and second["n"]:
        country = first["c"] and first["c"] == second["c"]
        return 0.6 if country and (bodies or "Person" in (first["t"], second["t"])) else 0.0
    if set(first["k"]) & set(second["k"]):
        return 0.7
    return 0.5 if first["t"] == second["t"] or bodies else 0.0
