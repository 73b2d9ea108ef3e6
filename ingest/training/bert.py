"""The encoder: BERT (Devlin et al. 2019) with a word-shape embedding, initialised from packaged MiniLM weights."""

from __future__ import annotations

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

HIDDEN, LAYERS, HEADS, FEED_FORWARD, POSITIONS = 384, 6, 12, 1536, 512
SHAPE_COUNT = 8


class Layer(nn.Module):
    """One transformer layer, normalised after each sublayer."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(HIDDEN, HIDDEN) for _ in range(3))
        self.output = nn.Linear(HIDDEN, HIDDEN)
        self.attention_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.intermediate = nn.Linear(HIDDEN, FEED_FORWARD)
        self.contract = nn.Linear(FEED_FORWARD, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, hidden: Tensor, bias: Tensor, wanted: Tensor | None = None) -> Tensor:
        """One pass over all positions.

        Args:
            hidden: (B, P, 384).
            bias: (B, 1, 1, P), added to the attention scores.
            wanted: (B, K) positions whose result is asked for; all of them if not given.

        Returns:
            (B, P, 384), or (B, K, 384).
        """
        asking = hidden if wanted is None else hidden.gather(1, wanted.unsqueeze(-1).expand(-1, -1, HIDDEN))
        query, key, value = _split(self.query(asking)), _split(self.key(hidden)), _split(self.value(hidden))
        scores = query @ key.transpose(-1, -2) / (HIDDEN // HEADS) ** 0.5 + bias
        context = (scores.softmax(-1) @ value).transpose(1, 2).reshape(asking.shape)
        hidden = self.attention_norm(asking + self.dropout(self.output(context)))
        return self.norm(hidden + self.dropout(self.contract(functional.gelu(self.intermediate(hidden)))))


def _split(vectors: Tensor) -> Tensor:
    """(B, P, 384) → (B, heads, P, 384 / heads)."""
    return vectors.view(*vectors.shape[:2], HEADS, HIDDEN // HEADS).transpose(1, 2)


class Encoder(nn.Module):
    """Word pieces and shapes in, one vector a word out."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.segments = nn.Embedding(2, HIDDEN)
        self.shapes = nn.Embedding(SHAPE_COUNT, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        nn.init.zeros_(self.shapes.weight)

    def forward(self, pieces: Tensor, shapes: Tensor, bias: Tensor, first: Tensor) -> Tensor:
        """pieces and shapes (B, P), bias (B, 1, 1, P), first (B, T) piece of each word; gives (B, T, 384)."""
        positions = torch.arange(pieces.shape[1], device=pieces.device)
        hidden = self.words(pieces) + self.positions(positions) + self.segments.weight[0] + self.shapes(shapes)
        hidden = self.norm(hidden)
        for layer in self.layers:
            hidden = layer(hidden, bias)
        return hidden.gather(1, first.unsqueeze(-1).expand(-1, -1, HIDDEN))

    def load_minilm(self, path: str) -> None:
        """Take over the weights of a BERT checkpoint in safetensors form with 6 layers of 384."""
        source = load_file(path)
        own = {"words.weight": source["embeddings.word_embeddings.weight"]}
        own["positions.weight"] = source["embeddings.position_embeddings.weight"]
        own["segments.weight"] = source["embeddings.token_type_embeddings.weight"]
        own |= {f"norm.{kind}": source[f"embeddings.LayerNorm.{kind}"] for kind in ("weight", "bias")}
        names = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "output": "attention.output.dense",
            "attention_norm": "attention.output.LayerNorm",
            "intermediate": "intermediate.dense",
            "contract": "output.dense",
            "norm": "output.LayerNorm",
        }
        for number in range(LAYERS):
            for mine, theirs in names.items():
                for kind in ("weight", "bias"):
                    own[f"layers.{number}.{mine}.{kind}"] = source[f"encoder.layer.{number}.{theirs}.{kind}"]
        missing, unexpected = self.load_state_dict(own, strict=False)
        if unexpected or set(missing) != {"shapes.weight"}:
            raise ValueError(f"checkpoint does not fit: missing {missing}, unexpected {unexpected}")
