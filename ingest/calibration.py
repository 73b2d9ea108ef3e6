"""Scores of the language model into probabilities of being right (Platt 1999), fitted on passages it never saw."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

_LEAST = 1e-4


@dataclass(frozen=True)
class Platt:
    """A logistic curve over the log odds of a score.

    >>> Platt()(0.9), Platt(slope=0.5, offset=-1.0)(0.9)
    (0.9, 0.525)
    """

    slope: float = 1.0
    offset: float = 0.0

    def __call__(self, score: float) -> float:
        """The probability for a score, both 0 to 1, rounded to three digits."""
        return round(1 / (1 + math.exp(-self.slope * log_odds(score) - self.offset)), 3)


def log_odds(score: float) -> float:
    """Log odds of a score, kept away from infinity."""
    kept = min(max(score, _LEAST), 1 - _LEAST)
    return math.log(kept / (1 - kept))


@dataclass(frozen=True)
class Calibration:
    """The curves of events (right type at the right words) and of relations between two actors."""

    event: Platt = Platt()
    relation: Platt = Platt()

    @classmethod
    def of_model(cls, folder: Path) -> Calibration:
        """The calibration that lies beside a model; none changes nothing."""
        path = folder / "calibration.json"
        if not path.exists():
            return cls()
        curves = json.loads(path.read_text(encoding="utf-8"))
        return cls(**{name: Platt(**curve) for name, curve in curves.items()})
