"""Count what supports an edge: events, reports, independent sources, dates, confidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from graph.merge.identity import components


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The sums of an edge; ids are IRIs without the base, days are ISO texts."""

    subject: str
    predicate: str
    object: str
    modality: str
    events: int
    reports: int
    sources: int
    first: str | None
    last: str | None
    places: tuple[str, ...]
    operations: tuple[str, ...]
    types: tuple[str, ...]
    confidence: float
    quote: str

    @property
    def weight(self) -> float:
        """How much speaks for the edge: the number of independent sources times its confidence."""
        return round(self.sources * self.confidence, 4)

    def row(self, relationship: str) -> dict[str, Any]:
        """The edge as a JSON object with short keys; `from_row` reads it."""
        return {"id": relationship, **{short: getattr(self, name) for short, name in _SHORT.items()}}


_SHORT = {
    "s": "subject",
    "p": "predicate",
    "o": "object",
    "m": "modality",
    "e": "events",
    "r": "reports",
    "n": "sources",
    "b": "first",
    "d": "last",
    "l": "places",
    "x": "operations",
    "t": "types",
    "f": "confidence",
    "q": "quote",
}


def from_row(row: dict[str, Any]) -> Tally:
    """The edge of a row."""
    values = {name: row[short] for short, name in _SHORT.items()}
    for name in ("places", "operations", "types"):
        values[name] = tuple(values[name])
    return Tally(**values)


def tally(supports: Sequence[dict[str, Any]]) -> Tally:
    """The sums of an edge over its supports, of which there is at least one; their order does not matter."""
    first = supports[0]
    best = min(supports, key=lambda support: (-support["f"], support["q"]))
    groups = sources(supports)
    return Tally(
        subject=first["s"],
        predicate=first["p"],
        object=first["o"],
        modality=first["m"],
        events=len({support["v"] for support in supports if "v" in support}),
        reports=len({support["r"] for support in supports}),
        sources=len(groups),
        first=min((support["b"] for support in supports if "b" in support), default=None),
        last=max((support["e"] for support in supports if "e" in support), default=None),
        places=tuple(sorted({place for support in supports for place in support["l"]})),
        operations=tuple(sorted({support["x"] for support in supports if "x" in support})),
        types=tuple(sorted({support["t"] for support in supports if "t" in support})),
        confidence=combine(max(support["f"] for support in group) for group in groups),
        quote=best["q"],
    )


def combine(confidences: Iterable[float]) -> float:
    """The confidence of something that independent sources say: 1 minus the chance that all are wrong.

    >>> combine([0.5, 0.5]), combine([0.8])
    (0.75, 0.8)
    """
    doubt = reduce(lambda product, confidence: product * (1 - confidence), sorted(confidences), 1.0)
    return round(1 - doubt, 4)


def sources(supports: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Group supports by independent source: copies of one text, or the same source and title, are one source."""
    pairs = [(support["r"], f"text {support['h']}") for support in supports]
    pairs += [(support["r"], f"story {support['w']}") for support in supports if support["w"]]
    group_of = {member: number for number, group in enumerate(components(pairs)) for member in group}
    groups: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for support in supports:
        groups[group_of[support["r"]]].append(support)
    return [groups[number] for number in sorted(groups)]
