"""Quality is a number with a floor: it may only fall on purpose, by changing floors.json in the same commit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.quality.own import measure

ROOT = Path(__file__).parents[2]
FLOORS: dict[str, float] = json.loads((ROOT / "benchmarks/quality/floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    return measure(ROOT / "data/corpus/passages")


def test_every_measure_has_a_floor(figures: dict[str, float]) -> None:
    assert figures.keys() == FLOORS.keys()


@pytest.mark.parametrize("name", FLOORS)
def test_floor(figures: dict[str, float], name: str) -> None:
    assert figures[name] >= FLOORS[name]


def test_floors_are_near_the_figures(figures: dict[str, float]) -> None:
    """A floor far below the figure guards nothing."""
    assert all(figures[name] - floor <= 0.03 for name, floor in FLOORS.items())
