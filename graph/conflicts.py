"""When two claims are at odds: pure comparisons of what each says of one act, or of what may be one.

Compared are claims of different reports, or of different speakers, on one merged event; and claims of one type that
were not merged, but have much in common.

- ``killed``, ``injured``, ``captured``: numbers that cannot both be right, both told as done or alleged, not of other
  targets. Not merged: on one day, with one place and one target (without targets one agent) in common.
- ``actor``: agents with names, of whom none is, or is part of, one of the others, and none a state whose body another
  is; both told as done or alleged. Not merged: on one day, with one place and one target in common and no two modes.
- ``date``: days that do not meet, both told as done or alleged. Not merged: both told as done, by the same agents, to
  the same targets, in one mode, with one place in common, at most ``NEAR`` days apart.
- ``standing``: denied by one, told as done or alleged by the other; with an agent in common, and a target, a place or
  the report; no two targets, days or places. Denials are never merged with what they deny.

Who and when are left out for claims that were not merged where one teller tells of both: then they are two acts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from graph.edges import parts_of
from graph.filters import Filters
from graph.tellings import COUNTS, Range, Telling, tellings
from graph.view import Card, View

KINDS = (*COUNTS, "actor", "date", "standing")
NEAR = 3
"""Most days between two dates that can be meant for one."""
TOLD = ("asserted", "alleged")
STATES = ("State", "Government")
BODIES = (*STATES, "Military", "Police", "IntelligenceService")
"""Classes of actors that can be meant by the name of their country."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two claims at odds on a question."""

    kind: str
    one: Telling
    other: Telling


def conflicts(view: View, events: Iterable[str], wanted: Filters, kinds: frozenset[str]) -> Iterator[Conflict]:
    """The pairs of claims at odds.

    Args:
        view: Where to look.
        events: Paths of the events whose claims are compared.
        wanted: Conditions on each claim.
        kinds: The questions to compare on.
    """
    told = [telling for path in sorted(set(events)) for telling in tellings(view, path, wanted)]
    both = _told_both(told)
    related = _relatives(view)
    for one, other in _near_pairs(told):
        if one.teller != other.teller:
            for kind in COUNTS:
                if kind in kinds and numbers_differ(one, other, kind):
                    yield Conflict(kind, one, other)
            if "actor" in kinds and agents_differ(one, other, related) and not both("actor", one, other):
                yield Conflict("actor", one, other)
            if "date" in kinds and dates_differ(one, other) and not both("date", one, other):
                yield Conflict("date", one, other)
    if "standing" in kinds:
        pairs = _denied_pairs(told)
        yield from (Conflict("standing", one, other) for one, other in pairs if is_denied(one, other))


def _near_pairs(told: list[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Pairs of claims on one event, or of one type that share a place and whose days meet or nearly do; each once."""
    groups: dict[tuple[str, ...], list[Telling]] = defaultdict(list)
    for telling in sorted(told, key=lambda one: (one.days or ("", ""), one.claim)):
        groups[(telling.event,)].append(telling)
        for place in telling.part["l"] if telling.days else ():
            groups[telling.part["t"], place].append(telling)
    seen: set[tuple[str, str]] = set()
    for key in sorted(groups):
        for one, other in combinations(groups[key], 2) if len(key) == 1 else _in_window(groups[key]):
            if (one.claim, other.claim) not in seen:
                seen.add((one.claim, other.claim))
                yield one, other


def _in_window(group: list[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Pairs in a list by day, of which the later begins not long after the end of the earlier."""
    days = [telling.days or ("", "") for telling in group]
    begins = [begin for begin, _ in days]
    for at, one in enumerate(group):
        yield from ((one, other) for other in group[at + 1 : bisect_right(begins, _later(days[at][1]))])


def _later(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=NEAR)).isoformat()


def _denied_pairs(claims: list[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Pairs of a claim and a denial of one type that share an agent; each once."""
    told: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    for telling in claims:
        if telling.part["m"] in TOLD:
            for agent in telling.agents:
                told[telling.part["t"], agent].append(telling)
    for denial in claims:
        if denial.part["m"] == "negated":
            near = {one.claim: one for agent in denial.agents for one in told[denial.part["t"], agent]}
            yield from ((near[claim], denial) for claim in sorted(near))


def numbers_differ(one: Telling, other: Telling, kind: str) -> bool:
    """Whether both give a number, of the same people as it seems, and the two cannot both be right."""
    if kind not in one.counts or kind not in other.counts or not _told(one, other):
        return False
    if not (_below(one.counts[kind], other.counts[kind]) or _below(other.counts[kind], one.counts[kind])):
        return False
    targets = (one.part["g"], other.part["g"])
    if all(targets) and not _share(*targets):
        return False
    if one.event == other.event:
        return True
    alike = one.part["t"] == other.part["t"] and _meet(one, other) and _share(one.part["l"], other.part["l"])
    return alike and (all(targets) or _share(one.agents, other.agents))


def _below(one: Range, other: Range) -> bool:
    return one[1] is not None and other[0] is not None and one[1] < other[0]


def agents_differ(one: Telling, other: Telling, related: Callable[[str, str], bool]) -> bool:
    """Whether the same act seems to be told of other agents."""
    if not _told(one, other) or not (one.event == other.event or _is_alike(one, other)):
        return False
    if not one.agents or not other.agents or not all(_is_named(path) for path in one.agents | other.agents):
        return False
    return not any(related(first, second) for first in one.agents for second in other.agents)


def _is_alike(one: Telling, other: Telling) -> bool:
    modes = {one.part["n"], other.part["n"]} - {None}
    shared = _share(one.part["l"], other.part["l"]) and _share(one.part["g"], other.part["g"])
    return one.part["t"] == other.part["t"] and len(modes) < 2 and _meet(one, other) and shared


def dates_differ(one: Telling, other: Telling) -> bool:
    """Whether the same act seems to be told of other days."""
    if not _told(one, other) or one.days is None or other.days is None or _meet(one, other):
        return False
    return one.event == other.event or _is_same_but_for_the_day(one, other)


def _is_same_but_for_the_day(one: Telling, other: Telling) -> bool:
    same = all(one.part[key] == other.part[key] for key in ("t", "g", "n")) and one.agents == other.agents
    known = bool(one.agents) and bool(one.part["g"]) and _share(one.part["l"], other.part["l"])
    return same and known and one.part["m"] == other.part["m"] == "asserted" and _near(one, other)


def _near(one: Telling, other: Telling) -> bool:
    first, second = sorted((one.days or ("", ""), other.days or ("", "")))
    return second[0] <= _later(first[1])


def is_denied(one: Telling, denial: Telling) -> bool:
    """Whether what one tells is what the other denies."""
    if one.teller == denial.teller:
        return False
    targets, places = (one.part["g"], denial.part["g"]), (one.part["l"], denial.part["l"])
    if (any(targets) and not _share(*targets)) or (all(places) and not _share(*places)):
        return False
    if one.days and denial.days and not _meet(one, denial):
        return False
    return any(targets) or _share(*places) or one.part["r"] == denial.part["r"]


def _told(one: Telling, other: Telling) -> bool:
    return one.part["m"] in TOLD and other.part["m"] in TOLD


def _meet(one: Telling, other: Telling) -> bool:
    if one.days is None or other.days is None:
        return False
    return one.days[0] <= other.days[1] and other.days[0] <= one.days[1]


def _share(one: Iterable[str], other: Iterable[str]) -> bool:
    return not set(one).isdisjoint(other)


def _is_named(path: str) -> bool:
    """Actors without a name of their own bear their report in their id."""
    return "/" not in path.partition("/")[2]


def _relatives(view: View) -> Callable[[str, str], bool]:
    """Whether one of two actors is the other, part of it, or a body of that state; parts are kept."""
    parts: dict[str, frozenset[str]] = {}

    def within(path: str) -> frozenset[str]:
        if path not in parts:
            parts[path] = frozenset(parts_of(view, path))
        return parts[path]

    def related(one: str, other: str) -> bool:
        return one in within(other) or other in within(one) or _of_one_state(view.card(one), view.card(other))

    return related


def _of_one_state(one: Card, other: Card) -> bool:
    if one.country is None or one.country != other.country:
        return False
    return one.type in BODIES and other.type in BODIES and (one.type in STATES or other.type in STATES)


def _told_both(claims: list[Telling]) -> Callable[[str, Telling, Telling], bool]:
    """Whether one teller tells both of what two claims, not merged, say of a kind of act: then they are two."""
    told: dict[tuple[Any, ...], set[tuple[str, str | None]]] = defaultdict(set)

    def key(kind: str, one: Telling) -> tuple[Any, ...]:
        what = one.agents if kind == "actor" else one.days
        return kind, one.part["t"], frozenset(one.part["g"]), what

    for telling in claims:
        for kind in ("actor", "date"):
            told[key(kind, telling)].add(telling.teller)

    def both(kind: str, one: Telling, other: Telling) -> bool:
        return one.event != other.event and not told[key(kind, one)].isdisjoint(told[key(kind, other)])

    return both
