"""What one claim says of an act, ready to be compared with what others say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graph.explain import Said
from graph.filters import Filters
from graph.view import View

COUNTS = ("killed", "injured", "captured")
Range = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim with its part of the merged layer, who is cited for it, and its numbers of people; ids are paths."""

    claim: str
    event: str
    part: dict[str, Any]
    speaker: str | None
    counts: dict[str, Range]

    @property
    def teller(self) -> tuple[str, str | None]:
        """Who tells: a report, and whom it cites."""
        return self.part["r"], self.speaker

    @property
    def agents(self) -> frozenset[str]:
        """Everybody who acts."""
        return frozenset((*self.part["a"], *self.part["p"]))

    @property
    def days(self) -> tuple[str, str] | None:
        """The first and the last day, or None where they are unknown."""
        begin, end = self.part["b"] or self.part["e"], self.part["e"] or self.part["b"]
        return (begin, end) if begin else None

    def value(self, view: View, kind: str) -> str:
        """What the claim says on a question, in words."""
        if kind in COUNTS:
            return in_words(self.counts[kind])
        if kind == "date":
            begin, end = self.days or ("", "")
            return begin if begin == end else f"{begin} to {end}"
        if kind == "actor":
            return " and ".join(sorted(view.card(path).name for path in self.agents))
        return str(self.part["m"])


def tellings(view: View, path: str, wanted: Filters) -> Iterator[Telling]:
    """The claims of an event, given by its path, that pass the conditions."""
    for part in view.parts(path):
        right = wanted.modalities is None or part["m"] in wanted.modalities
        if right and part["f"] >= wanted.min_confidence and wanted.passes(part):
            said = Said(view, view.node(part["c"]), view.node(f"graph/{part['r']}"))
            speaker = said.path("sg:attributedTo")
            counts = {kind: _range(said.at(iri)) for kind in COUNTS if (iri := said.one(f"sg:{kind}"))}
            yield Telling(part["c"], path, part, view.canonical(speaker) if speaker else None, counts)


def _range(count: Said) -> Range:
    low, high = count.one("sg:minimum"), count.one("sg:maximum")
    return (int(low) if low else None, int(high) if high else None)


def in_words(numbers: Range) -> str:
    """A range of numbers in words.

    >>> in_words((4, 4)), in_words((150, None)), in_words((None, 7)), in_words((3, 7))
    ('4', 'at least 150', 'at most 7', '3 to 7')
    """
    low, high = numbers
    if low == high:
        return "unknown" if low is None else str(low)
    if high is None:
        return f"at least {low}"
    return f"at most {high}" if low is None else f"{low} to {high}"
