"""How alike two claims of different reports are: a score with its reasons, and what forbids that they are one event.

Two claims are linked when their types are the same or near, their days meet, nothing speaks against it, the score is
enough, and at least one thing beside type, day and who took part alone supports it: an exact place, a named operation,
both sides of the act, two participants, or a text that is a copy. docs/merging.md lists the weights.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.merge.likeness_of_actors import compare_participants
from graph.merge.likeness_of_places import compare_places
from graph.merge.reasons import Likeness
from graph.merge.sighting import LONG, Sighting
from ontology.types import near_types

RECURRENT = ("ASSAULT", "ACCUSE", "THREATEN", "REQUEST", "MOBILIZE", "PROTEST")
"""Types of acts that the same actors may well repeat within days."""
SURE = 5.5
"""Least score where the day is not told."""
STANDINGS = {"asserted": "told", "alleged": "told", "planned": "to come", "possible": "to come", "negated": "denied"}
"""Modalities that two reports can give to one event."""


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
        compare_places(one, other, found)
        _operation(one, other, found)
        compare_participants(one, other, found)
        _time(one, other, found)
        if found.near:
            found.needs({"operation", "copy", "sides"}, "near types need both sides to agree")
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
            found.needs({"place", "operation", "copy"}, "days next to each other need an exact place")
    elif one.days and other.days:
        spans = [(end - begin).days for begin, end in (one.days, other.days)]
        found.add(1.0 if max(spans) <= LONG else 0.3, "the days overlap")
    else:
        found.add(0.3, "the day fits the day of publication")
        wanted = {"place", "operation", "copy"}
        if one.part["t"] == other.part["t"] and one.part["t"] not in RECURRENT:
            wanted.add("sides")
        found.needs(wanted, "a day that is not told needs an exact place")
        found.enough = SURE
