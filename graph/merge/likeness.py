"""How alike two claims of different reports are: a score with its reasons, and what forbids that they are one event.

Two claims are linked when their types are the same or near, their days meet, nothing speaks against it, the score
reaches ``ENOUGH``, and at least one thing beside type, day and who took part alone supports it: an exact place, a named
operation, both sides of the act, two participants, or a text that is a copy.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.merge.sighting import LONG, Sighting
from ontology.types import near_types

ENOUGH = 4.5
"""Least score of a link."""
CLOSE, WIDE = 60.0, 150.0
"""Kilometres between two sites that two reports can mean by one place; the second where one is a sea or a region."""
RECURRENT = ("ASSAULT", "ACCUSE", "THREATEN", "REQUEST", "MOBILIZE", "PROTEST")
"""Types of acts that the same actors may well repeat within days."""
STANDINGS = {"asserted": "told", "alleged": "told", "planned": "to come", "possible": "to come", "negated": "denied"}
"""Modalities that two reports can give to one event."""
BODIES = ("State", "Government", "Military", "Police", "IntelligenceService")
"""Classes of actors that may stand for their country."""
Brief = Mapping[str, Any]


@dataclass(slots=True)
class Likeness:
    """The outcome of a comparison.

    Attributes:
        score: Sum of the weights of the reasons.
        reasons: What speaks for or against it, in words, with its weight.
        support: What supports it beside type, day and one participant: place, operation, sides, copy.
        against: Why it cannot be, or None.
        weak: Why what supports it is too little, or None.
        near: Whether the types are only near.
    """

    score: float = 0.0
    reasons: list[str] = field(default_factory=list)
    support: set[str] = field(default_factory=set)
    against: str | None = None
    weak: str | None = None
    near: bool = False

    def add(self, weight: float, reason: str, support: str | None = None) -> None:
        """Note a reason with its weight."""
        self.score = round(self.score + weight, 2)
        self.reasons.append(f"{reason} ({weight:+.1f})")
        if support:
            self.support.add(support)

    @property
    def linked(self) -> bool:
        """Whether the two are found to be one."""
        sound = self.against is None and self.weak is None
        return sound and bool(self.support) and self.score >= ENOUGH


def compare(one: Sighting, other: Sighting) -> Likeness:
    """Compare two claims; the order does not matter.

    Args:
        one, other: Claims, of different reports unless the caller wants to know all the same.
    """
    found = Likeness()
    found.against = next(_forbidden(one, other), None)
    if found.against is None:
        _kind(one, other, found)
        _copy(one, other, found)
        _place(one, other, found)
        _operation(one, other, found)
        _participants(one, other, found)
        _time(one, other, found)
        if found.near:
            _needs(found, {"operation", "copy", "sides"}, "near types need both sides to agree")
    return found


def _forbidden(one: Sighting, other: Sighting) -> Iterator[str]:
    first, second = one.part, other.part
    if first["r"] == second["r"]:
        yield "one report tells both"
    if first["t"] != second["t"] and first["t"] not in near_types(second["t"]):
        yield f"{min(first['t'], second['t'])} and {max(first['t'], second['t'])} are no near types"
    if STANDINGS[first["m"]] != STANDINGS[second["m"]]:
        yield f"one is {min(first['m'], second['m'])}, the other {max(first['m'], second['m'])}"
    if first["x"] and second["x"] and not _one_operation(first["x"], second["x"]):
        yield "two named operations"
    if not _meet(one, other):
        yield "the days do not meet"


def _one_operation(one: str, other: str) -> bool:
    """Whether two names are those of one operation: equal, or one is a shorter form of the other.

    >>> _one_operation("operation/exercise-northern-anvil", "operation/northern-anvil")
    True
    """
    first, second = (set(path.partition("/")[2].split("-")) for path in (one, other))
    return first <= second or second <= first


def _meet(one: Sighting, other: Sighting) -> bool:
    """Whether there can be a common day; named days may be one apart, as clocks and desks differ."""
    if one.window is None or other.window is None:
        return False
    slack = 1 if one.precise and other.precise else 0
    latest = max(one.window[0], other.window[0])
    earliest = min(one.window[1], other.window[1])
    return (latest - earliest).days <= slack


def _kind(one: Sighting, other: Sighting, found: Likeness) -> None:
    first, second = one.part, other.part
    if first["t"] == second["t"]:
        found.add(2.0, f"both {first['t']}")
        if first["n"] and second["n"]:
            same = first["n"] == second["n"]
            found.add(0.5 if same else -0.5, "the same mode" if same else "different modes")
    else:
        found.add(1.0, f"near types {min(first['t'], second['t'])} and {max(first['t'], second['t'])}")
        found.near = True


def _copy(one: Sighting, other: Sighting, found: Likeness) -> None:
    if one.part["w"] == other.part["w"]:
        found.add(1.5, "the texts are copies of one", "copy")


def _operation(one: Sighting, other: Sighting, found: Likeness) -> None:
    if one.part["x"] and other.part["x"]:
        found.add(2.5, "the same named operation", "operation")


def _time(one: Sighting, other: Sighting, found: Likeness) -> None:
    """Only after the rest: days that are not quite the same need more support."""
    assert one.window is not None
    assert other.window is not None
    if one.precise and other.precise:
        if one.days == other.days:
            found.add(2.0, "the same day")
        else:
            found.add(0.5, "days next to each other")
            _needs(found, {"place", "operation", "copy"}, "days next to each other need an exact place")
    elif one.days and other.days:
        spans = [(end - begin).days for begin, end in (one.days, other.days)]
        found.add(1.0 if max(spans) <= LONG else 0.3, "the days overlap")
    else:
        found.add(0.3, "the day fits the day of publication")
        wanted = {"place", "operation", "copy"}
        if one.part["t"] == other.part["t"] and one.part["t"] not in RECURRENT:
            wanted.add("sides")
        _needs(found, wanted, "a day that is not told needs an exact place")


def _needs(found: Likeness, wanted: set[str], reason: str) -> None:
    if not found.support & wanted:
        found.weak = reason


def _place(one: Sighting, other: Sighting, found: Likeness) -> None:
    if not one.part["l"] or not other.part["l"]:
        return
    pairs = [(a, b) for a in one.part["l"] for b in other.part["l"]]
    best = max(_places(a, one.briefs[a], b, other.briefs[b]) for a, b in pairs)
    weight, reason, support = best
    if weight <= -3:
        found.against = reason
    else:
        found.add(weight, reason, support or None)


def _places(one: str, first: Brief, other: str, second: Brief) -> tuple[float, str, str]:
    """Weight, reason and support of two places."""
    if one == other:
        return (0.7, "the same country", "") if first["t"] == "country" else (2.0, "the same place", "place")
    if one in second["p"] or other in first["p"]:
        wide = "country" in (first["t"], second["t"])
        return (0.6 if wide else 1.2, "one place within the other", "" if wide else "place")
    apart = _kilometres(first, second)
    loose = {first["t"], second["t"]} & {"water", "region", "other", "facility"}
    if apart is not None and apart <= (WIDE if loose else CLOSE) and "country" not in (first["t"], second["t"]):
        return 1.0, "places close to each other", "place"
    if first["c"] and second["c"] and first["c"] != second["c"] and not loose:
        return -4.0, "places in two countries", ""
    if loose or apart is None:
        return -0.5, "different places", ""
    return -3.0, "two distinct places", ""


def _kilometres(first: Brief, second: Brief) -> float | None:
    numbers = (first["y"], first["x"], second["y"], second["x"])
    if any(number is None for number in numbers):
        return None
    north, east, north2, east2 = (math.radians(float(number)) for number in numbers)
    flat = math.sin(north) * math.sin(north2) + math.cos(north) * math.cos(north2) * math.cos(east - east2)
    return 6371 * math.acos(max(-1.0, min(1.0, flat)))


def _participants(one: Sighting, other: Sighting, found: Likeness) -> None:
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
