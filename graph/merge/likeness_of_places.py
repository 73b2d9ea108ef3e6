"""How alike the places of two claims are."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from graph.merge.reasons import Likeness
from graph.merge.sighting import Sighting

CLOSE, WIDE = 60.0, 150.0
"""Kilometres between two sites that two reports can mean by one place; the second where one is a sea or a region."""
Brief = Mapping[str, Any]


def compare_places(one: Sighting, other: Sighting, found: Likeness) -> None:
    """Note what the best match of two places, one of each claim, speaks for; nothing where one tells no place."""
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
