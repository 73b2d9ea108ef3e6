"""Scores into probabilities, and scores of words into scores of spans."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from ingest.encoder import Scores, Window


class TokenSpan(Protocol):
    """Anything with a first token and the token after its last."""

    start: int
    end: int


def softmax(scores: Scores) -> Scores:
    """Probabilities along the last axis.

    >>> import numpy as np
    >>> softmax(np.zeros((1, 2), dtype=np.float32)).tolist()
    [[0.5, 0.5]]
    """
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    found: Scores = (raised / raised.sum(-1, keepdims=True)).astype(np.float32)
    return found


def pair_scores(window: Window, head: str, rows: Sequence[TokenSpan], columns: Sequence[TokenSpan]) -> Scores:
    """Scores of all pairs of spans: the mean over their first and last words.

    Args:
        window: A window whose words are token indices.
        head: A head over pairs of words, (T, T) or (T, T, labels).
        rows, columns: Spans inside the window, at least one each.

    Returns:
        (rows, columns) or (rows, columns, labels).
    """
    position = {token: row for row, token in enumerate(window.words)}
    scores = window.outputs[head]
    first_rows, last_rows = [position[s.start] for s in rows], [position[s.end - 1] for s in rows]
    first, last = [position[s.start] for s in columns], [position[s.end - 1] for s in columns]
    upper: Scores = scores[first_rows] + scores[last_rows]
    found: Scores = (upper[:, first] + upper[:, last]) * np.float32(0.25)
    return found
