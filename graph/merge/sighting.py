"""A claim as it is compared with the claims of other reports: its part of the event, and what is known of its roles."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from graph.merge.parts import Part, dumps
from ontology.types import near_types

LONG = 10
"""Most days of a span that still tells when something happened."""
BEFORE = 2
"""How many days before its publication a report tells of, when it does not say when something happened."""


@dataclass(frozen=True)
class Sighting:
    """What is compared.

    Attributes:
        part: What the claim gives to its event (`graph.merge.parts`).
        briefs: By path, what is known of its actors and places (`graph.merge.nodes.brief_of`).
    """

    part: Part
    briefs: Mapping[str, Mapping[str, Any]]

    @cached_property
    def claim(self) -> str:
        """Path of the claim."""
        return str(self.part["c"])

    @cached_property
    def mark(self) -> str:
        """The name of the claim in judgements, without the base."""
        return f"mark/{self.part['r']}/{self.part['k']}"

    @cached_property
    def doers(self) -> tuple[str, ...]:
        """Who acts: agents and partners."""
        return tuple(sorted({*self.part["a"], *self.part["p"]}))

    @cached_property
    def others(self) -> tuple[str, ...]:
        """To or for whom it is done."""
        return tuple(sorted({*self.part["g"], *self.part["h"]}))

    @cached_property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day as the report tells them, or None."""
        begin, end = self.part["b"] or self.part["e"], self.part["e"] or self.part["b"]
        return (date.fromisoformat(begin), date.fromisoformat(end)) if begin else None

    @cached_property
    def precise(self) -> bool:
        """Whether the report names the day."""
        return self.days is not None and self.days[0] == self.days[1]

    @cached_property
    def window(self) -> tuple[date, date] | None:
        """The days on which it can have happened: those told, or those before publication; None if unknown."""
        if self.days:
            return self.days
        if self.part["u"]:
            published = date.fromisoformat(self.part["u"])
            return date.fromordinal(max(published.toordinal() - BEFORE, 1)), published
        return None

    @cached_property
    def rank(self) -> tuple[str, str]:
        """Orders claims: those of the report that was published first come first."""
        return self.part["u"] or "9999", self.claim

    def to_json(self) -> str:
        """The sighting as JSON; equal sightings are equal texts."""
        return json.dumps([dumps(self.part), self.briefs], ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, words: str) -> Sighting:
        """The sighting of a JSON text."""
        part, briefs = json.loads(words)
        return cls(json.loads(part), briefs)

    def blocks(self) -> set[str]:
        """The keys under which it is found: its type, a day or month, and one of its actors or places or its copies."""
        return {f"{self.part['t']} {when} {what}" for when in _times(self, 0) for what in self._things()}

    def neighbourhood(self) -> Iterator[str]:
        """The keys under which claims are found that may speak of the same event."""
        times, things = list(_times(self, 1)), self._things()
        for kind in sorted({self.part["t"]} | near_types(self.part["t"])):
            yield from (f"{kind} {when} {what}" for when in times for what in things)

    def _things(self) -> list[str]:
        named = [path for path in (*self.doers, *self.others) if self.briefs[path]["n"]]
        exact = [path for path in self.part["l"] if self.briefs[path]["t"] != "country"]
        operation = [self.part["x"]] if self.part["x"] else []
        return sorted({*named, *exact, *operation, f"report/{self.part['w']}"})


def _times(sighting: Sighting, margin: int) -> Iterator[str]:
    """Days of a short span, months of a longer one."""
    if sighting.window is None:
        return
    begin, end = sighting.window
    if (end - begin).days > LONG:
        yield f"{begin:%Y-%m}"
        return
    first = max(begin.toordinal() - margin, 1)
    for day in range(first, min(end.toordinal() + margin, date.max.toordinal()) + 1):
        yield date.fromordinal(day).isoformat()
