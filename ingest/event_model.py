"""The second half of the shipped language model: reads the surroundings of each trigger once more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ingest.encoder import MODEL_FOLDER, Scores, Window, open_session
from ingest.surroundings import OUTPUTS, ask, lay_out

BATCH = 32
"""Triggers read at a time: bounds the memory that a text full of events takes."""


@dataclass(frozen=True)
class EventScores:
    """What the model makes of one trigger.

    Attributes:
        event_type, mode, modality: Scores by class.
        mentions: Which of the given mentions were read with the trigger.
        roles: (mentions, roles) scores of those.
    """

    event_type: Scores
    mode: Scores
    modality: Scores
    mentions: tuple[int, ...]
    roles: Scores


class EventModel:
    """An ONNX session over the word vectors of a window.

    Args:
        folder: Holds events.onnx.
        threads: Threads of one session.
    """

    def __init__(self, folder: Path = MODEL_FOLDER, *, threads: int = 1) -> None:
        self._session = open_session(folder / "events.onnx", threads)

    def read(
        self, window: Window, triggers: Sequence[tuple[int, int]], mentions: Sequence[tuple[int, int, str]]
    ) -> Iterator[EventScores]:
        """Yield the scores of each trigger.

        Args:
            window: A window of the encoder.
            triggers: (begin, end) rows of the window.
            mentions: (begin, end, kind) rows of the window.
        """
        for first in range(0, len(triggers), BATCH):
            yield from self._read(window, triggers[first : first + BATCH], triggers, mentions)

    def _read(
        self,
        window: Window,
        some: Sequence[tuple[int, int]],
        triggers: Sequence[tuple[int, int]],
        mentions: Sequence[tuple[int, int, str]],
    ) -> Iterator[EventScores]:
        laid = lay_out(window.sentences, some, mentions, others=triggers)
        roles, *classes = self._session.run(list(OUTPUTS), {"hidden": window.outputs["hidden"], **laid})
        for number, trigger in enumerate(some):
            asked = ask(window.sentences, trigger, mentions)
            mean = (roles[number][asked.first] + roles[number][asked.last]) * np.float32(0.5)
            event_type, mode, modality = (scores[number] for scores in classes)
            yield EventScores(event_type, mode, modality, asked.mentions, mean)
