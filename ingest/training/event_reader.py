"""Reads the surroundings of one trigger at a time: what kind of event it is and who plays which role in it.

A word means another thing to each event of its sentence, so the words around a trigger pass once more through
transformer layers of their own, with the trigger, the other triggers and the kinds of the mentions marked (Zhong & Chen
2021 mark spans in the input of a second encoder; here only the last layers are run again).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn

from ingest import labels, surroundings
from ingest.training.bert import HIDDEN, Layer
from ingest.training.examples import Window

NEGATIVE = -1e4


class EventReader(nn.Module):
    """Marks, layers and the classifiers of events and roles."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.marks = nn.Embedding(len(surroundings.MARKS), HIDDEN)
        self.kinds = nn.Embedding(len(surroundings.KINDS), HIDDEN)
        self.distance = nn.Embedding(len(surroundings.DISTANCES) + 1, HIDDEN)
        self.sentence = nn.Embedding(surroundings.BEFORE + surroundings.AFTER + 1, HIDDEN)
        for part in (self.marks, self.kinds, self.distance, self.sentence):
            nn.init.normal_(part.weight, std=0.02)
        self.norm = nn.LayerNorm(HIDDEN)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.roles = classifier(HIDDEN, len(labels.ROLES))
        self.event_type = classifier(2 * HIDDEN, len(labels.EVENT_TYPES))
        self.mode = classifier(2 * HIDDEN, len(labels.MODES))
        self.modality = classifier(2 * HIDDEN, len(labels.MODALITIES))

    def forward(self, hidden: Tensor, row: Tensor, around: dict[str, Tensor]) -> tuple[Tensor, ...]:
        """Scores of the classes of N triggers.

        Args:
            hidden: (B, T, H) word vectors of windows.
            row: (N,) the window of each trigger.
            around: (N, C) and (N, K) tensors of `ingest.surroundings.lay_out`.

        Returns:
            What `ingest.surroundings.OUTPUTS` names: roles (N, K, roles) of the wanted words, then event type, mode and
            modality (N, classes).
        """
        before = hidden[row.unsqueeze(1), around["word"]]
        words = before + self.marks(around["marks"]) + self.kinds(around["kinds"])
        words = self.norm(words + self.distance(around["distance"]) + self.sentence(around["sentence"]))
        bias = ((1 - around["inside"]) * NEGATIVE).to(words.dtype)[:, None, None]
        for layer in self.layers[:-1]:
            words = layer(words, bias)
        wanted = self.layers[-1](words, bias, around["wanted"])
        event = torch.cat([_mean(wanted, around["stated"]), _mean(before, around["trigger"])], -1)
        return self.roles(wanted), self.event_type(event), self.mode(event), self.modality(event)


def _mean(vectors: Tensor, chosen: Tensor) -> Tensor:
    """(N, C, H) and 1 on the chosen of (N, C) → (N, H)."""
    weight = chosen.to(vectors.dtype)
    return ((weight / weight.sum(1, keepdim=True)).unsqueeze(1) @ vectors).squeeze(1)


def classifier(inputs: int, outputs: int, hidden: int = 192) -> nn.Sequential:
    """A small classifier with one hidden layer."""
    return nn.Sequential(nn.Linear(inputs, hidden), nn.GELU(), nn.Dropout(0.1), nn.Linear(hidden, outputs))


def around(windows: Sequence[Window]) -> tuple[Tensor, dict[str, Tensor]]:
    """The reader's inputs for all gold triggers of some windows, each of which has at least one."""
    laid = [surroundings.lay_out(w.sentence_of, [t[:2] for t in w.triggers or ()], w.mentions) for w in windows]
    row = np.repeat(np.arange(len(laid)), [len(part["word"]) for part in laid])
    return torch.from_numpy(row), {name: _stacked([part[name] for part in laid]) for name in surroundings.INPUTS}


def _stacked(parts: list[surroundings.Array]) -> Tensor:
    """Arrays of differing width one below the other, padded with 0."""
    width = max(part.shape[1] for part in parts)
    return torch.from_numpy(np.concatenate([np.pad(part, ((0, 0), (0, width - part.shape[1]))) for part in parts]))


def role_scores(scores: Tensor, window: Window, trigger: tuple[int, int]) -> tuple[list[int], Tensor]:
    """Which mentions of a window are read with a trigger, and their role scores: the mean of first and last word.

    Args:
        scores: (K, roles) of that trigger.
    """
    asked = surroundings.ask(window.sentence_of, trigger, window.mentions)
    first, last = torch.from_numpy(asked.first), torch.from_numpy(asked.last)
    return list(asked.mentions), (scores[first] + scores[last]) / 2
