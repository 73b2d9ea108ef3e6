"""Windows into padded tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from ingest.training.event_reader import NEGATIVE
from ingest.training.examples import Window
from ingest.wordpiece import WordPieces, shape


@dataclass
class Batch:
    """Padded inputs of some windows: pieces, shapes (B, P), bias (B, 1, 1, P), first, sentence (B, T); -1 = padding."""

    windows: list[Window]
    pieces: Tensor
    shapes: Tensor
    bias: Tensor
    first: Tensor
    sentence: Tensor


def encode(words: Sequence[str], vocabulary: WordPieces) -> tuple[list[int], list[int], list[int]]:
    """Piece ids, shape ids and the index of each word's first piece, with [CLS] and [SEP] around them."""
    pieces, shapes, first = [vocabulary.cls], [0], []
    for word in words:
        ids = vocabulary.ids(word)
        first.append(len(pieces))
        pieces += ids
        shapes += [shape(word)] * len(ids)
    return [*pieces, vocabulary.sep], [*shapes, 0], first


def collate(
    windows: list[Window], vocabulary: WordPieces, *, mask: float = 0.0, rng: random.Random | None = None
) -> Batch:
    """Pad windows into one batch; a share ``mask`` of the pieces is hidden."""
    encoded = [encode(window.words, vocabulary) for window in windows]
    width = max(len(pieces) for pieces, _, _ in encoded)
    words = max(len(window.words) for window in windows)
    pieces = torch.zeros(len(windows), width, dtype=torch.long)
    shapes, bias = torch.zeros_like(pieces), torch.full((len(windows), 1, 1, width), NEGATIVE)
    first = torch.zeros(len(windows), words, dtype=torch.long)
    sentence = torch.full((len(windows), words), -1, dtype=torch.long)
    for row, (ids, forms, starts) in enumerate(encoded):
        if mask and rng:
            ids = [vocabulary.mask if rng.random() < mask else piece for piece in ids]
        pieces[row, : len(ids)] = torch.tensor(ids)
        shapes[row, : len(ids)] = torch.tensor(forms)
        bias[row, ..., : len(ids)] = 0.0
        first[row, : len(starts)] = torch.tensor(starts)
        sentence[row, : len(starts)] = torch.tensor(windows[row].sentence_of)
    return Batch(windows, pieces, shapes, bias, first, sentence)


def batches(windows: list[Window], vocabulary: WordPieces, *, words: int, rng: random.Random) -> Iterator[list[Window]]:
    """Shuffled batches of at most ``words`` words, windows of like length together."""
    order = sorted(windows, key=lambda window: len(window.words) + rng.randint(-12, 12))
    groups: list[list[Window]] = [[]]
    for window in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(window.words) > words:
            groups.append([])
        groups[-1].append(window)
    rng.shuffle(groups)
    yield from groups
