"""Calibration: the fit finds the curve that made the data, and the shipped curves are monotone and in range."""

from __future__ import annotations

import math
import random
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.quality.calibration import fit
from benchmarks.quality.reliability import Bin, bins, expected_error, picture
from ingest.calibration import Calibration, Platt, log_odds
from ingest.encoder import MODEL_FOLDER


def test_the_fit_finds_the_curve_that_made_the_data() -> None:
    rng = random.Random(3)
    scores = [rng.uniform(0.02, 0.98) for _ in range(6000)]
    judged = [(s, rng.random() < 1 / (1 + math.exp(-0.6 * log_odds(s) + 0.8))) for s in scores]
    curve = fit(judged)
    assert curve.slope == pytest.approx(0.6, abs=0.06)
    assert curve.offset == pytest.approx(-0.8, abs=0.1)


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_shipped_curves_keep_the_order(first: float, second: float) -> None:
    for curve in (Calibration.of_model(MODEL_FOLDER).event, Calibration.of_model(MODEL_FOLDER).relation):
        low, high = sorted((first, second))
        assert 0 <= curve(low) <= curve(high) <= 1


def test_a_model_without_curves_keeps_its_scores(tmp_path: Path) -> None:
    assert Calibration.of_model(tmp_path) == Calibration(Platt(), Platt())


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=50))
def test_every_item_is_in_one_bin(judged: list[tuple[float, bool]]) -> None:
    parts = bins(judged)
    assert sum(part.items for part in parts) == len(judged)
    assert 0 <= expected_error(parts) <= 1


def test_the_picture_is_well_formed() -> None:
    root = ElementTree.fromstring(picture({"event": [Bin(3, 0.5, 0.4)], "relation": [Bin(1, 0.9, 1.0)]}))
    assert len(root.findall(".//{*}circle")) == 2
